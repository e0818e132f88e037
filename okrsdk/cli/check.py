"""`okr check REF`: what is wrong or doubtful."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from okrsdk.cli.findings_text import findings_lines, summary
from okrsdk.cli.options import Format, day_option, format_option, policy_option, ref_argument
from okrsdk.cli.references import document_path
from okrsdk.cli.terminal import bold, dot
from okrsdk.findings import Finding, Location, finding_document, has_errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from okrsdk.rules import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    title: str
    findings: tuple[Finding, ...]
    cell: Callable[[Location], str | None]
    place: Callable[[Location], str]


@click.command("check")
@ref_argument
@format_option
@day_option
@policy_option
def command(ref: str, form: Format, on: date, policy: str | None) -> int:
    """Find what is wrong or doubtful in a workbook or document, each with its place and what to do.

    Nothing is written. The exit status is 1 when there is a finding of severity error.
    """
    from okrsdk.rules import policy_named

    chosen = None if policy is None else policy_named(policy)
    path = document_path(ref)
    checked = _workbook(ref, on, chosen) if path is None else _document(path, on, chosen)
    if form is Format.JSON:
        found = [finding_document(finding, cell=checked.cell(finding.location)) for finding in checked.findings]
        click.echo(json.dumps({"title": checked.title, "findings": found}, indent=2, ensure_ascii=False))
    else:
        click.echo(f"{bold(checked.title)} {dot()} {summary(checked.findings)}")
        for line in findings_lines(checked.findings, checked.place):
            click.echo(line)
        if checked.findings:
            click.echo(f"\nWhy a rule is there: okr rules {checked.findings[0].code}")
    return int(has_errors(checked.findings))


def _workbook(ref: str, on: date, policy: Policy | None) -> _Checked:
    from okrsdk.cli.connection import connection
    from okrsdk.sheets import open_workbook
    from okrsdk.workbook import a1

    with connection() as sheets:
        result = open_workbook(ref, sheets).check(on=on, policy=policy)
    layout = result.reading.layout

    def place(location: Location) -> str:
        return a1(layout, location) or (str(location.table) if location.table else "Workbook")

    return _Checked(
        title=result.reading.title,
        findings=result.findings,
        cell=lambda location: a1(layout, location),
        place=place,
    )


def _document(path: Path, on: date, policy: Policy | None) -> _Checked:
    from okrsdk.findings import in_reading_order
    from okrsdk.interchange import load_document
    from okrsdk.rules import check

    reading = load_document(path)
    findings = in_reading_order([*reading.findings, *check(reading.okr_set, policy=policy, on=on)])
    return _Checked(
        title=path.name,
        findings=findings,
        cell=lambda _: None,
        place=lambda location: reading.path(location) or "document",
    )
