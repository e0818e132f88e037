"""`okr grade REF`: scores, written back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, day_option, format_option, ref_argument
from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from okrsdk.findings import PlacedFinding
    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet, Today


_DOUBTS = frozenset({"K224", "K225", "K229", "K231"})
"""Findings after which a score answers another question than the words: scales, direction, numbers, size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Graded:
    """What was graded, to be shown: its name, its OKRs and scores, what was found, and whether it was written."""

    title: str
    okr_set: OkrSet
    scores: Scores
    findings: tuple[PlacedFinding, ...]
    is_written: bool


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
    shown = _Graded(
        title=result.reading.title,
        okr_set=result.reading.okr_set,
        scores=result.scores,
        findings=result.reading.placed(result.findings),
        is_written=result.written,
    )
    _show(shown, form)


def _grade_document(path: Path, form: Format, *, on: date | Today, final: bool) -> None:
    from okrsdk.assessment import assess
    from okrsdk.findings import PlacedFinding
    from okrsdk.interchange import read_okr_set
    from okrsdk.model import day_asked

    okr_set = read_okr_set(source_at(path))
    assessment = assess(okr_set, on=day_asked(on, okr_set.client), final=final)
    shown = _Graded(
        title=path.name,
        okr_set=assessment.okr_set,
        scores=assessment.scores,
        findings=tuple(PlacedFinding(finding=one) for one in assessment.findings),
        is_written=False,
    )
    _show(shown, form)


def _show(graded: _Graded, form: Format) -> None:
    from okrsdk.reports import findings_text, scores_document, scores_text

    if form is Format.JSON:
        document = {"title": graded.title, "written": graded.is_written, "scores": scores_document(graded.scores)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    style = terminal_style()
    what = "final grade" if graded.scores.final else f"graded on {graded.scores.on}"
    click.echo(f"{style.bold(graded.title)}{style.symbols(' · ')}{what}")
    for line in scores_text(graded.okr_set, graded.scores, style=style):
        click.echo(line)
    doubts = [placed for placed in graded.findings if placed.finding.code in _DOUBTS]
    if doubts:
        click.echo("\nThese scores may rest on a slip:")
        for line in findings_text(doubts, style=style):
            click.echo(line)
    click.echo("\nThe scores are in the workbook." if graded.is_written else "\nNothing was written.")
