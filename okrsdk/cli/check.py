"""`okr check REF`: what is wrong or doubtful."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import day_option, form_option, ignore_option, policy_option, ref_argument, select_option
from okrsdk.cli.source import connection, file_of, read_draft
from okrsdk.cli.terminal import terminal_style
from okrsdk.findings import has_errors

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from okrsdk.findings import Finding, PlacedFinding
    from okrsdk.model import OkrSet
    from okrsdk.rules import Policy


class ReportFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """What a check is reported with: what was checked, where that is, and what was found."""

    title: str
    uri: str
    findings: tuple[PlacedFinding, ...]
    is_empty: bool = False

    @property
    def unplaced(self) -> tuple[Finding, ...]:
        return tuple(placed.finding for placed in self.findings)


@click.command("check")
@ref_argument
@form_option(ReportFormat, "How to write the findings: SARIF for code scanning, github for annotations in a workflow.")
@day_option
@policy_option
@select_option
@ignore_option
@click.option("--why", is_flag=True, help="Tell with each finding why its rule is there.")
def command(  # noqa: PLR0913 - one argument per option
    ref: str,
    form: ReportFormat,
    on: date,
    policy: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    why: bool,
) -> int:
    """Find what is wrong or doubtful in a workbook or a file, each with its place and what to do.

    A file is an OKR document (.json, .yaml), a draft in plain text (objectives at the margin, their key results
    indented or bulleted), or JSON lines (.jsonl). Nothing is written. The exit status is 1 when there is a finding of
    severity error.
    """
    from okrsdk.cli.policies import chosen_policy, telling

    is_told = telling(select=select, ignore=ignore)
    everything = _check(ref, on=on, policy=chosen_policy(policy, select=select, ignore=ignore))
    found = replace(everything, findings=tuple(one for one in everything.findings if is_told(one.finding.code)))
    match form:
        case ReportFormat.TEXT:
            _show(found, why=why)
        case ReportFormat.JSON:
            _show_json(found)
        case ReportFormat.SARIF:
            _show_sarif(found)
        case ReportFormat.GITHUB:
            _show_github(found)
    return int(has_errors(found.unplaced))


def _check(ref: str, *, on: date, policy: Policy | None) -> _Check:
    path = file_of(ref)
    if path is None:
        return _check_workbook(ref, on, policy)

    from okrsdk.interchange.file_formats import FileKind, file_kind

    return _check_document(path, on, policy) if file_kind(path) is FileKind.DOCUMENT else _check_draft(path, policy)


def _check_workbook(ref: str, on: date, policy: Policy | None) -> _Check:
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    with connection() as sheets:
        workbook = open_workbook(ref, sheets, match=NameMatch.WORDS)
        result = workbook.check(on=on, policy=policy)
    reading = result.reading
    return _Check(
        title=reading.title,
        uri=workbook.url,
        findings=reading.placed(result.findings),
        is_empty=_is_empty(reading.okr_set),
    )


def _check_document(path: Path, on: date, policy: Policy | None) -> _Check:
    from okrsdk.assessment import assess
    from okrsdk.interchange import load_document

    document = load_document(path)
    assessment = assess(document.okr_set, on=on, policy=policy, table_findings=document.findings)
    return _Check(
        title=path.name,
        uri=str(path),
        findings=document.placed(assessment.findings),
        is_empty=_is_empty(document.okr_set),
    )


def _check_draft(path: Path, policy: Policy | None) -> _Check:
    from okrsdk.interchange.file_formats import FileKind, file_kind
    from okrsdk.rules import STANDARD
    from okrsdk.rules.drafts import check_draft, check_json_lines

    check = check_json_lines if file_kind(path) is FileKind.JSON_LINES else check_draft
    return _Check(title=path.name, uri=str(path), findings=check(read_draft(path), policy=policy or STANDARD))


def _is_empty(okr_set: OkrSet) -> bool:
    return not okr_set.objectives and not okr_set.key_results


def _show(found: _Check, *, why: bool) -> None:
    from okrsdk.reports import findings_text, severity_counts
    from okrsdk.rulebook import RULEBOOK

    style = terminal_style()
    reasons = {info.code: info.why for info in RULEBOOK} if why else {}
    counts = ", ".join(severity_counts(found.unplaced)) or "nothing to complain about"
    told = "no OKRs in it yet" if found.is_empty and not found.findings else counts
    click.echo(f"{style.bold(found.title)}{style.symbols(' · ')}{told}")
    for line in findings_text(found.findings, reasons=reasons, style=style):
        click.echo(line)
    if found.findings and not why:
        click.echo(f"\nWhy a rule is there: okr rules {found.unplaced[0].code}, or okr check --why")


def _show_json(found: _Check) -> None:
    from okrsdk.reports import finding_document

    document = {"title": found.title, "findings": [finding_document(placed) for placed in found.findings]}
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _show_sarif(found: _Check) -> None:
    from okrsdk import __version__
    from okrsdk.reports import sarif_document
    from okrsdk.rulebook import RULEBOOK

    document = sarif_document(found.findings, RULEBOOK, uri=found.uri, version=__version__)
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _show_github(found: _Check) -> None:
    from okrsdk.reports import github_annotations
    from okrsdk.rulebook import RULEBOOK

    click.echo(github_annotations(found.findings, RULEBOOK, uri=found.uri), nl=False)
