"""`okr grade REF`: scores, written back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from okrsdk.cli.findings_text import say_errors
from okrsdk.cli.options import Format, day_option, format_option, ref_argument
from okrsdk.cli.references import document_path
from okrsdk.cli.scores_text import scores_lines
from okrsdk.cli.terminal import bold, dot
from okrsdk.errors import InvalidOkrError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet


@click.command("grade")
@ref_argument
@format_option
@day_option
@click.option("--final", is_flag=True, help="The cycle is closed: what has no current value scores 0.")
@click.option("--dry-run", is_flag=True, help="Show the scores and write nothing.")
def command(ref: str, form: Format, on: date, *, final: bool, dry_run: bool) -> int:
    """Score the key results 0-1, roll them up, and write the scores into okrsdk's columns of the workbook.

    Nothing is written while there is a finding of severity error (exit status 1), and a document is never written to.
    """
    path = document_path(ref)
    try:
        if path is None:
            _grade_workbook(ref, form, on=on, final=final, dry_run=dry_run)
        else:
            _grade_document(path, form, on=on, final=final)
    except InvalidOkrError as error:
        if not error.findings:
            raise
        click.echo(f"{error}", err=True)
        say_errors(error)
        return 1
    return 0


def _grade_workbook(ref: str, form: Format, *, on: date, final: bool, dry_run: bool) -> None:
    from okrsdk.cli.connection import connection
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    with connection() as sheets:
        match = NameMatch.WORDS if dry_run else NameMatch.TITLE_OR_CLIENT
        result = open_workbook(ref, sheets, match=match).grade(on=on, final=final, dry_run=dry_run)
    _show(result.reading.title, result.reading.okr_set, result.scores, form, is_written=result.written)


def _grade_document(path: Path, form: Format, *, on: date, final: bool) -> None:
    from okrsdk.findings import has_errors
    from okrsdk.grading import grade
    from okrsdk.interchange import load_document

    reading = load_document(path)
    if has_errors(reading.findings):
        places = [reading.path(finding.location) for finding in reading.findings]
        raise InvalidOkrError(f"{path.name} cannot be graded yet:", findings=reading.findings, places=places)
    _show(path.name, reading.okr_set, grade(reading.okr_set, on=on, final=final), form, is_written=False)


def _show(title: str, okr_set: OkrSet, scores: Scores, form: Format, *, is_written: bool) -> None:
    from okrsdk.grading import scores_document

    if form is Format.JSON:
        document = {"title": title, "written": is_written, "scores": scores_document(scores)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    click.echo(f"{bold(title)} {dot()} {'final grade' if scores.final else f'graded on {scores.on}'}")
    for line in scores_lines(okr_set, scores):
        click.echo(line)
    click.echo("\nThe scores stand in the workbook." if is_written else "\nNothing was written.")
