"""`okr grade REF`: scores, written back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, day_option, format_option, ref_argument
from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet, Today


@click.command("grade")
@ref_argument
@format_option
@day_option
@click.option("--final", is_flag=True, help="The cycle is closed: what has no current value scores 0.")
@click.option("--dry-run", is_flag=True, help="Show the scores and write nothing.")
def command(ref: str, form: Format, on: date | Today, *, final: bool, dry_run: bool) -> None:
    """Score the key results 0-1, roll them up, and write the scores into okrsdk's columns of the workbook.

    Nothing is written while there is a finding of severity error (exit status 1), and a document is never written to.
    """
    path = file_of(ref)
    if path is None:
        _grade_workbook(ref, form, on=on, final=final, dry_run=dry_run)
    else:
        _grade_document(path, form, on=on, final=final)


def _grade_workbook(ref: str, form: Format, *, on: date | Today, final: bool, dry_run: bool) -> None:
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    with connection() as sheets:
        match = NameMatch.WORDS if dry_run else NameMatch.TITLE_OR_CLIENT
        result = open_workbook(ref, sheets, match=match).grade(on=on, final=final, dry_run=dry_run)
    _show(result.reading.title, result.reading.okr_set, result.scores, form, is_written=result.written)


def _grade_document(path: Path, form: Format, *, on: date | Today, final: bool) -> None:
    from okrsdk.grading import grade
    from okrsdk.interchange import read_okr_set
    from okrsdk.model import day_asked

    okr_set = read_okr_set(source_at(path))
    scores = grade(okr_set, on=day_asked(on, okr_set.client), final=final)
    _show(path.name, okr_set, scores, form, is_written=False)


def _show(title: str, okr_set: OkrSet, scores: Scores, form: Format, *, is_written: bool) -> None:
    from okrsdk.reports import scores_document, scores_text

    if form is Format.JSON:
        document = {"title": title, "written": is_written, "scores": scores_document(scores)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    style = terminal_style()
    what = "final grade" if scores.final else f"graded on {scores.on}"
    click.echo(f"{style.bold(title)}{style.symbols(' · ')}{what}")
    for line in scores_text(okr_set, scores, style=style):
        click.echo(line)
    click.echo("\nThe scores are in the workbook." if is_written else "\nNothing was written.")
