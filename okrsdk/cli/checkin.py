"""`okr checkin REF [KR]`: one check-in, a round of all that are owed, or the rows of a table."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.checkin_table import check_ins_in
from okrsdk.cli.options import DAY, Format, day_option, format_option
from okrsdk.cli.source import connection, must_be_a_workbook
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.cycle import Doubt
    from okrsdk.model import CheckIn, KeyResult, Today
    from okrsdk.sheets import Workbook
    from okrsdk.workbook import WorkbookReading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Where check-ins are taken: what the workbook says, on which day, by whom, and why late."""

    reading: WorkbookReading
    assessment: Assessment
    by: str
    late: str

    def key_result(self, id_: str) -> KeyResult:
        """The key result of an ID, whatever its case."""
        known = {one.id.casefold(): one for one in self.assessment.okr_set.key_results if one.id}
        if found := known.get(id_.casefold()):
            return found
        names = ", ".join(one.id for one in known.values()) or "none yet: grade the workbook first, which assigns them"
        raise ConfigError(f"{self.reading.title!r} has no key result {id_}. There are {names}.")

    def read(
        self, fields: Mapping[str, str], key_result: KeyResult, *, before: CheckIn | None = None
    ) -> CheckIn | dict[str, str]:
        """The check-in that the fields say, or what is wrong with them; a blank one is as `before`."""
        from okrsdk.workbook.check_in_inputs import read_check_in

        on, locale = self.assessment.on, self.reading.okr_set.locale
        return read_check_in(fields, key_result, on=on, by=self.by, locale=locale, before=before)

    def tell_needless_reason(self) -> None:
        """Says that no reason for coming late is written down while the cycle runs."""
        from okrsdk.cycle import is_past

        if self.late and not is_past(self.assessment.okr_set, on=self.assessment.on):
            click.echo("The cycle still runs: no check-in is late, and the reason is written nowhere.", err=True)

    def last_rated(self, key_result: KeyResult) -> CheckIn | None:
        """The last check-in with a value and a confidence."""
        from okrsdk.cycle import last_rated

        return last_rated(self.assessment.okr_set, key_result, on=self.assessment.on)


@click.command("checkin")
@click.argument("ref", metavar="REF")
@click.argument("key_result", metavar="[KR]", required=False)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Take many at once from a CSV, or from standard input (-): one row each, by ID or sentence.",
)
@click.option(
    "--map",
    "mapped",
    metavar="HEADER=COLUMN",
    multiple=True,
    help='With --from, what a column of the table holds, as in "Stand=Value". May be repeated.',
)
@click.option("--value", metavar="VALUE", help="Today's value, in the key result's unit: 58, 45 %, done.")
@click.option("--confidence", metavar="0..1", help="How sure the owner is to reach the target: 0.7.")
@click.option("--changed", default="", metavar="TEXT", help="What changed.")
@click.option("--blocks", default="", metavar="TEXT", help="What blocks.")
@click.option("--by", default="", metavar="NAME", help="Who says so.")
@click.option("--corrects", type=DAY, metavar="YYYY-MM-DD", help="The day of the check-in whose place this one takes.")
@click.option("--late", default="", metavar="REASON", help="Check in after the end of the cycle, with the reason.")
@click.option("--all", "everyone", is_flag=True, help="In a round, ask about every active key result, owed or not.")
@click.option("--yes", is_flag=True, help="Do not ask: save also what may be a slip.")
@click.option("--dry-run", is_flag=True, help="Show what would be saved and write nothing.")
@day_option
@format_option
def command(  # noqa: PLR0913 - one argument per option
    ref: str,
    key_result: str | None,
    *,
    source: Path | None,
    mapped: tuple[str, ...],
    value: str | None,
    confidence: str | None,
    changed: str,
    blocks: str,
    by: str,
    corrects: date | None,
    late: str,
    on: date | Today,
    form: Format,
    everyone: bool,
    yes: bool,
    dry_run: bool,
) -> int:
    """Write down where key results are: a value, a confidence, what changed, what blocks.

    With KR it is one check-in. Without, it is a round: each key result that owes one, with its last value and the one
    that would be on track; one line to answer, Enter for unchanged, s to skip, q when done; all are saved in one write.
    Current is set with each, unless it holds a formula. Rows are only ever appended.

    With --from, it is the rows of a table: columns Key result (ID or sentence), Value, Confidence, Date, What changed,
    What blocks and By, in any order, also as German, French, Spanish and other tables call them; --map says what others
    hold. Where a row cannot be taken, each that cannot is listed with its line, and nothing is written. A file that is
    sent again adds only what is new.
    """
    from okrsdk.sheets import open_workbook

    must_be_a_workbook(ref, "A check-in is written to a workbook")
    fields = {"value": value or "", "confidence": confidence or "", "changed": changed, "blocks": blocks}
    _refuse_mixture(source, mapped, is_of_one=bool(key_result or corrects or everyone or any(fields.values())))
    with connection() as sheets:
        workbook = open_workbook(ref, sheets)
        found = workbook.check(on=on)
        desk = _Desk(reading=found.reading, assessment=found.assessment, by=by, late=late)
        desk.tell_needless_reason()
        is_round = source is None and key_result is None
        if source is not None:
            taken = check_ins_in(source, desk.reading, on=desk.assessment.on, mapped=mapped, by=by, late_reason=late)
        elif key_result is None:
            taken = _round(desk, everyone=everyone, yes=yes)
        else:
            taken = [_told(desk, key_result, fields, corrects)]
        is_sure = _saved(workbook, desk, taken, is_round=is_round, yes=yes, dry_run=dry_run)
    _show(desk, taken if is_sure else [], form, is_written=is_sure and not dry_run)
    return 0 if is_sure or not taken else 1


def _refuse_mixture(source: Path | None, mapped: Sequence[str], *, is_of_one: bool) -> None:
    """Refuses what is said of one key result beside a table, and what is said of a table without one."""
    if mapped and source is None:
        raise click.UsageError("--map says what the columns of a table hold: name it with --from.")
    if source is not None and is_of_one:
        raise click.UsageError("--from takes all from the table: leave KR and what is said of one key result away.")


def _saved(
    workbook: Workbook, desk: _Desk, taken: Sequence[CheckIn], *, is_round: bool, yes: bool, dry_run: bool
) -> bool:
    """Whether the check-ins are saved, or in a dry run would be: there are some, and all of them are meant."""
    from okrsdk.sheets.check_in_write import accepted, doubts_of

    _tell_formulas(desk, taken)
    slips = () if yes or is_round else doubts_of(desk.reading, taken)  # a round asks about each at its own line
    if not taken or not _are_meant(desk, slips):
        return False
    on = desk.assessment.on
    if dry_run:
        accepted(desk.reading, taken, on=on, late_reason=desk.late)
    else:
        # While a person answers, others may write: only then is the workbook read anew.
        reading = None if is_round or slips else desk.reading
        workbook.check_in(taken, on=on, late_reason=desk.late, reading=reading)
    return True


def _told(desk: _Desk, name: str, fields: Mapping[str, str], corrects: date | None) -> CheckIn:
    found = desk.read(fields, desk.key_result(name))
    if isinstance(found, dict):
        raise click.UsageError(" ".join(f"--{field}: {what}" for field, what in found.items()))
    return replace(found, corrects=corrects)


class _Skipped:
    """An answer that there is nothing to say today."""


_SKIPPED = _Skipped()


def _round(desk: _Desk, *, everyone: bool, yes: bool) -> list[CheckIn]:
    """What was answered for each key result that owes a check-in, or for every active one, and is meant."""
    from okrsdk.cycle import status

    active = [one for one in desk.assessment.okr_set.key_results if one.is_active and one.id]
    owed = active if everyone else [one.key_result for one in status(desk.assessment).owed]
    if not owed:
        click.echo("No key result owes a check-in today. --all asks about every active one.", err=True)
    taken: list[CheckIn] = []
    for key_result in owed:
        answer = _answer(desk, key_result, yes=yes)
        if answer is None:
            break
        taken += [] if isinstance(answer, _Skipped) else [answer]
    if owed and not taken:
        click.echo("Nothing was answered, so nothing was saved.", err=True)
    return taken


def _answer(desk: _Desk, key_result: KeyResult, *, yes: bool) -> CheckIn | _Skipped | None:
    """The check-in that was typed and is meant; `_SKIPPED` when it was skipped, None when the round is over."""
    from okrsdk.sheets.check_in_write import doubts_of
    from okrsdk.workbook.check_in_answer import ANSWER_FORM, answered

    last = desk.last_rated(key_result)
    style = terminal_style()
    click.echo(f"\n{style.bold(key_result.id)}  {style.shortened(key_result.text, style.width - 10)}", err=True)
    click.echo(style.wrapped(_where(desk, key_result), indent="  "), err=True)
    keys = "s skip, q done" if last is None else "Enter unchanged, s skip, q done"
    while True:
        try:
            line = click.prompt(f"  {ANSWER_FORM}, {keys}", default="", show_default=False, err=True).strip()
        except click.Abort as stop:
            _stop_if_interrupted(stop, "Nothing was saved; q ends a round and saves what was answered.")
            return None
        if line.lower() in ("q", "s"):
            return None if line.lower() == "q" else _SKIPPED
        fields = answered(line)
        found = desk.read(fields, key_result, before=None if fields else last)
        if not isinstance(found, dict):
            # A slip among many answers must not take the others with it: it is asked about where it was typed.
            if yes or _are_meant(desk, doubts_of(desk.reading, [found]), declined="Not taken. Answer it again."):
                return found
            continue
        for what in found.values():
            click.echo(style.wrapped(what, indent="  "), err=True)


def _where(desk: _Desk, key_result: KeyResult) -> str:
    from okrsdk.cycle import weekly_change
    from okrsdk.reports.figures import aim, approximate, measured, shown_share
    from okrsdk.reports.phrases import dotted, shown_day

    assessment, last = desk.assessment, desk.last_rated(key_result)
    weekly = weekly_change(assessment.okr_set, key_result, on=assessment.on, policy=assessment.policy.pace_policy)
    expected = "" if weekly is None else f"on track would be {approximate(key_result, weekly.expected)}"
    if last is None:
        return dotted(aim(key_result), "no check-in yet", expected)
    confidence = "" if last.confidence is None else f", confidence {shown_share(last.confidence)}"
    return dotted(f"last {measured(key_result, last.value)} on {shown_day(last.day)}{confidence}", expected)


def _stop_if_interrupted(stop: click.Abort, said: str) -> None:
    """Goes on with Ctrl-C, which click gives the same name as the end of the input."""
    if isinstance(stop.__context__, KeyboardInterrupt):
        click.echo(f"\n{said}", err=True)
        raise stop


def _are_meant(desk: _Desk, slips: Sequence[tuple[CheckIn, Doubt]], *, declined: str = "Nothing was saved.") -> bool:
    """Whether what may be a slip is meant, as the person answers, who is asked once about all of it."""
    from okrsdk.reports.check_in_text import doubt_text
    from okrsdk.reports.figures import measured

    for check_in, found in slips:
        key_result = desk.key_result(check_in.key_result_id)
        said = f"{key_result.id}: {measured(key_result, check_in.value)}. {doubt_text(key_result, found)}"
        click.echo(terminal_style().wrapped(said, indent=""), err=True)
    if not slips:
        return True
    what = "it" if len(slips) == 1 else f"these {len(slips)}"
    try:
        is_meant = click.confirm(f"Save {what} all the same?", err=True)
    except click.Abort as stop:
        _stop_if_interrupted(stop, "Nothing was saved.")
        click.echo(f"Nobody is there to ask, so {what} was not saved. --yes saves {what}.", err=True)
        return False
    if not is_meant:
        click.echo(declined, err=True)
    return is_meant


def _tell_formulas(desk: _Desk, taken: Sequence[CheckIn]) -> None:
    """Says, before anything is saved, of which key results Current is a formula's, which no check-in changes."""
    from okrsdk.reports.figures import measured
    from okrsdk.workbook.writing.current_cell import has_formula_in_current

    for id_ in dict.fromkeys(one.key_result_id for one in taken if one.value is not None):
        if has_formula_in_current(desk.reading, id_):
            key_result = desk.key_result(id_)
            shows = (
                "shows nothing" if key_result.current is None else f"shows {measured(key_result, key_result.current)}"
            )
            said = f"Current of {id_} is a formula, {shows} and stays: that counts in the grade, not the check-in."
            click.echo(terminal_style().wrapped(said, indent=""), err=True)


def _show(desk: _Desk, taken: Sequence[CheckIn], form: Format, *, is_written: bool) -> None:
    from okrsdk.reports.figures import measured, shown_share
    from okrsdk.reports.json_values import json_value
    from okrsdk.reports.phrases import dotted
    from okrsdk.reports.text_style import counted

    if form is Format.JSON:
        names = ("day", "key_result_id", "value", "confidence", "changed", "blocks", "by", "corrects")
        rows = [{name: json_value(getattr(one, name)) for name in names} for one in taken]
        document = {"title": desk.reading.title, "written": is_written, "check_ins": rows}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    for one in taken:
        confidence = "" if one.confidence is None else f"confidence {shown_share(one.confidence)}"
        said = measured(desk.key_result(one.key_result_id), one.value)
        click.echo(f"  {one.key_result_id}  {dotted(said, confidence, one.changed, one.blocks)}")
    if taken:
        where = "in the workbook" if is_written else "not written: this was a dry run"
        click.echo(f"{counted(len(taken), 'check-in')} {'is' if len(taken) == 1 else 'are'} {where}.")
