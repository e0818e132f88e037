"""`okr close REF`: the end of a cycle."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, day_option, format_option, policy_option, ref_argument
from okrsdk.cli.source import connection, must_be_a_workbook
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.cycle import Closing
    from okrsdk.model import Today
    from okrsdk.sheets.decisions import Decisions


@click.command("close")
@ref_argument
@click.option("--yes", is_flag=True, help="Do not ask; close also a cycle that still runs.")
@click.option("--by", default="", metavar="NAME", help="Who closes it.")
@click.option(
    "--next",
    "following",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the OKRs that go on in the next cycle: next.yaml, next.json.",
)
@click.option("--dry-run", is_flag=True, help="Show what the close comes to and write nothing.")
@day_option
@policy_option
@format_option
def command(  # noqa: PLR0913 - one argument per option
    ref: str,
    *,
    yes: bool,
    by: str,
    following: Path | None,
    dry_run: bool,
    on: date | Today,
    policy: str | None,
    form: Format,
) -> int:
    """Close a cycle: the final grade, with a copy of every score and what it rests on, and what to learn from it.

    What has no current value scores 0. The tab Final scores keeps each score with its inputs, so that later edits show;
    the column Lesson is there for what each key result taught. Shown are the reading of the set, the objectives that
    were achieved, of what to ask why five times, and what goes on: --next writes that as the next cycle's document, in
    which the value reached is the baseline. In a terminal it asks first. okr reopen opens the cycle again.
    """
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.interchange import format_of
    from okrsdk.sheets import open_workbook

    must_be_a_workbook(ref, "A workbook is closed")
    if following is not None:
        format_of(following)  # a name that cannot be written is told before the cycle is closed, not after
    chosen = chosen_policy(policy)
    with connection() as sheets:
        workbook = open_workbook(ref, sheets)

        def close(decisions: Decisions, *, is_meant: bool, agreed: Closing | None = None) -> Closing:
            return decisions.close(on=on, by=by, policy=chosen, is_meant=is_meant, agreed=agreed)

        is_asked = not yes and not dry_run and sys.stdin.isatty()
        found = None
        if is_asked or dry_run:
            found = close(replace(workbook.decisions, dry_run=True), is_meant=True)
        if is_asked and found is not None and not _is_meant(found):
            return 1
        if not dry_run:
            found = close(workbook.decisions, is_meant=yes or is_asked, agreed=found)
    if found is not None:
        _show(found, form, is_written=not dry_run, is_told=is_asked)
        _write_following(found, following)
    return 0


def _is_meant(found: Closing) -> bool:
    from okrsdk.reports.close_text import close_text

    for line in close_text(found, title=_title(found), style=terminal_style()):
        click.echo(line, err=True)
    cycle, day = found.assessment.okr_set.cycle, found.assessment.on
    if cycle is not None and day < cycle.end:
        click.echo(f"\nThe cycle still runs until {cycle.end}.", err=True)
    try:
        is_meant = click.confirm("\nWrite this down and close the cycle?", err=True)
    except click.Abort:
        is_meant = False
    if not is_meant:
        click.echo("Nothing was written.", err=True)
    return is_meant


def _title(found: Closing) -> str:
    from okrsdk.workbook.overview import workbook_title

    return workbook_title(found.assessment.okr_set)


def _show(found: Closing, form: Format, *, is_written: bool, is_told: bool) -> None:
    from okrsdk.reports.close_text import close_document, close_text

    if form is Format.JSON:
        from okrsdk.interchange.document.writing import document_from_okr_set

        following = {"following": document_from_okr_set(found.following)}
        document = {"written": is_written, **close_document(found), **following}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    for line in () if is_told else close_text(found, title=_title(found), style=terminal_style()):
        click.echo(line)
    click.echo(
        "\nThe cycle is closed: the Final scores tab keeps every score with what it rests on."
        if is_written
        else "\nNothing was written: this was a dry run."
    )


def _write_following(found: Closing, path: Path | None) -> None:
    from okrsdk.api import dump

    if path is None:
        return
    dump(found.following, path)
    click.echo(f"Wrote {path}", err=True)
