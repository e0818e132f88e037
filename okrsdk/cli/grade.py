"""`okr grade REF`: scores, written back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, day_option, format_option, reading_options, ref_argument
from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.cli.source_okrs import spreadsheet_okrs
from okrsdk.cli.terminal import terminal_style
from okrsdk.findings import Severity, has_errors

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.findings import PlacedFinding
    from okrsdk.grading import Scores
    from okrsdk.interchange import LoadedDocument, ReadingOptions, SourceReading
    from okrsdk.model import OkrSet, Today
    from okrsdk.workbook import WorkbookReading


_DOUBTS = frozenset({"K224", "K225", "K226", "K229", "K231", "K251", "T210", "T211"})
"""Findings after which a score answers another question than the words: scales, direction, numbers, size, steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graded:
    """What was graded, to be shown: its name, its OKRs and scores, what was found, what was written."""

    title: str
    okr_set: OkrSet
    scores: Scores
    findings: tuple[PlacedFinding, ...]
    is_written: bool
    new_ids: tuple[str, ...] = ()


@click.command("grade")
@ref_argument
@format_option
@day_option
@click.option("--final", is_flag=True, help="The cycle is closed: what has no current value scores 0.")
@click.option("--dry-run", is_flag=True, help="Show the scores and write nothing.")
@click.option("--strict", is_flag=True, help="Write nothing while there is any finding of severity error.")
@reading_options
def command(  # noqa: PLR0913 - one argument per option
    ref: str,
    form: Format,
    on: date | Today,
    *,
    final: bool,
    dry_run: bool,
    strict: bool,
    reading: ReadingOptions,
) -> int:
    """Score the key results 0-1, roll them up, and write the scores into okrsdk's columns of the workbook.

    A record with a finding of severity error gets no score, everything else is graded and written, and the exit status
    is 1. Nothing at all is written where a score could come to rest in a wrong place: without a header row, with one ID
    on two rows. A file of OKRs, whatever its form, is never written to, nor is a tab of people's own (--tab): scores
    are only shown. okr adopt makes a workbook of a sheet of people's own.
    """
    path = file_of(ref)
    if path is None and not (dry_run or reading.tab):
        graded = _graded_workbook(ref, on=on, final=final, strict=strict)
    else:
        graded = _graded_unwritten(ref, path, on=on, final=final, strict=strict, reading=reading)
    _show(graded, form)
    return int(has_errors(placed.finding for placed in graded.findings))


def _graded_workbook(ref: str, *, on: date | Today, final: bool, strict: bool) -> _Graded:
    from okrsdk.sheets import open_workbook

    with connection() as sheets:
        result = open_workbook(ref, sheets).grade(on=on, final=final, strict=strict)
    return _Graded(
        title=result.reading.title,
        okr_set=result.reading.okr_set,
        scores=result.scores,
        findings=result.reading.placed(result.findings),
        is_written=result.written,
        new_ids=result.new_ids,
    )


def _graded_unwritten(
    ref: str, path: Path | None, *, on: date | Today, final: bool, strict: bool, reading: ReadingOptions
) -> _Graded:
    """The scores of a file, or of a spreadsheet that is only looked at."""
    from okrsdk.assessment import assess
    from okrsdk.errors import InvalidOkrError
    from okrsdk.interchange import SourceReading, read_okrs

    found: LoadedDocument | WorkbookReading | SourceReading
    if path is None:
        with connection() as sheets:
            found = spreadsheet_okrs(ref, sheets, reading)
        title = found.name if isinstance(found, SourceReading) else found.title
    else:
        source = source_at(path, encoding=reading.encoding)
        found, title = read_okrs(source, reading), Path(source.name).name
    judged = assess(found.okr_set, on=on, final=final, table_findings=found.findings)
    placed = found.placed(judged.findings)
    if judged.refusals(strict=strict):
        raise InvalidOkrError(f"{title} was not graded.", findings=placed)
    return _Graded(title=title, okr_set=judged.okr_set, scores=judged.scores, findings=placed, is_written=False)


def _show(graded: _Graded, form: Format) -> None:
    from okrsdk.reports import finding_document, findings_text, scores_document, scores_text

    errors = [placed for placed in graded.findings if placed.finding.severity is Severity.ERROR]
    doubts = [placed for placed in graded.findings if placed.finding.code in _DOUBTS and placed not in errors]
    scores = graded.scores
    if form is Format.JSON:
        document = {
            "title": graded.title,
            "written": graded.is_written,
            "new_ids": list(graded.new_ids),
            "scores": scores_document(scores),
            "findings": [finding_document(placed) for placed in (*errors, *doubts)],
        }
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    style = terminal_style()
    what = "final grade" if scores.final else f"graded on {scores.on}"
    closed_on = graded.okr_set.closed_on
    if closed_on is not None and scores.on >= closed_on:
        what = f"closed on {closed_on}, final grade of what it says now"
    click.echo(f"{style.bold(graded.title)}{style.symbols(' · ')}{what}")
    for line in scores_text(graded.okr_set, scores, style=style):
        click.echo(line)
    for heading, told in (("Left out of the grade:", errors), ("These scores may rest on a slip:", doubts)):
        for line in ["", heading, *findings_text(told, style=style)] if told else ():
            click.echo(line)
    if graded.new_ids:
        click.echo(f"\nIDs assigned: {', '.join(graded.new_ids)}. They stay as they are.")
    click.echo("\nThe scores are in the workbook." if graded.is_written else "\nNothing was written.")
    cycle = graded.okr_set.cycle
    if cycle is not None and scores.on > cycle.end and closed_on is None:
        click.echo(f"The cycle {cycle.name} ended on {cycle.end}. Close it, and write down what it taught: okr close")
