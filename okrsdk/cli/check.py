"""`okr check REF`: what is wrong or doubtful."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import day_option, form_option, ignore_option, policy_option, ref_argument, select_option
from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.cli.terminal import terminal_style
from okrsdk.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.findings import Finding, PlacedFinding
    from okrsdk.interchange.importers.draft import Draft
    from okrsdk.interchange.importers.sources import Source
    from okrsdk.model import Today
    from okrsdk.reports import TextStyle
    from okrsdk.rules import Policy


_EMPTY_DOCUMENT = "Write the first objective with its key results under the key objectives. Then check again."


class ReportFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """What a check is reported with: what was checked, where that is, what was found, what to do first, the draft."""

    title: str
    uri: str
    findings: tuple[PlacedFinding, ...]
    first_steps: str = ""
    draft: Draft | None = None

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
@click.option("--cycle", metavar="CYCLE", help="Of a page with several cycles, the one that is meant: 2026-Q1.")
@click.option("--why", is_flag=True, help="Tell with each finding why its rule is there.")
def command(  # noqa: PLR0913 - one argument per option
    ref: str,
    form: ReportFormat,
    on: date | Today,
    policy: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    cycle: str | None,
    why: bool,
) -> int:
    """Find what is wrong or doubtful in a workbook or a file, each with its place and what to do.

    A file is an OKR document (.json, .yaml), a draft in plain text or Markdown (.txt, .md: objectives at the margin or
    as headings, their key results below them), or JSON lines (.jsonl); - is standard input. Of a draft, what is no
    objective and no key result is listed with its line. Nothing is written. The exit status is 1 when there is a
    finding of severity error.
    """
    from okrsdk.cli.policies import chosen_policy, telling

    is_told = telling(select=select, ignore=ignore)
    chosen = chosen_policy(policy, select=select, ignore=ignore)
    everything = _check(ref, on=on, policy=chosen, cycle=cycle)
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


def _check(ref: str, *, on: date | Today, policy: Policy | None, cycle: str | None) -> _Check:
    path = file_of(ref)
    if path is None:
        return _check_workbook(ref, on, policy)
    source = source_at(path)
    return _check_document(source, on, policy) if source.kind.is_document else _check_draft(source, policy, cycle)


def _check_workbook(ref: str, on: date | Today, policy: Policy | None) -> _Check:
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch
    from okrsdk.workbook.first_steps import first_steps

    with connection() as sheets:
        workbook = open_workbook(ref, sheets, match=NameMatch.WORDS)
        result = workbook.check(on=on, policy=policy)
    reading = result.reading
    return _Check(
        title=reading.title,
        uri=workbook.url,
        findings=reading.placed(result.findings),
        first_steps=first_steps(reading.layout) if reading.okr_set.is_empty else "",
    )


def _check_document(source: Source, on: date | Today, policy: Policy | None) -> _Check:
    from okrsdk.assessment import assess
    from okrsdk.interchange import read_document

    document = read_document(source)
    assessment = assess(document.okr_set, on=on, policy=policy, table_findings=document.findings)
    return _Check(
        title=Path(source.name).name,
        uri=source.name,
        findings=document.placed(assessment.findings),
        first_steps=_EMPTY_DOCUMENT if document.okr_set.is_empty else "",
    )


def _check_draft(source: Source, policy: Policy | None, cycle: str | None) -> _Check:
    from okrsdk.cli.drafts import draft_of
    from okrsdk.interchange.importers.draft_findings import check_draft, check_json_lines
    from okrsdk.interchange.importers.sources import SourceKind
    from okrsdk.rules import STANDARD

    draft = draft_of(source, cycle)
    check = check_json_lines if source.kind is SourceKind.JSON_LINES else check_draft
    findings = check(draft.objectives, policy=policy or STANDARD)
    return _Check(title=Path(source.name).name, uri=source.name, findings=findings, draft=draft)


def _draft_texts(draft: Draft | None, style: TextStyle) -> tuple[str, Sequence[str]]:
    """How much of a draft was read, and the lines on what was not taken; both blank for what is no draft."""
    if draft is None:
        return "", ()
    from okrsdk.cli.drafts import drafted, not_taken_lines

    return drafted(draft), tuple(not_taken_lines(draft, style))


def _show(found: _Check, *, why: bool) -> None:
    from okrsdk.reports import findings_text, severity_counts

    style = terminal_style()
    reasons = _reasons() if why else {}
    counts = ", ".join(severity_counts(found.unplaced)) or "nothing to complain about"
    if found.first_steps:
        counts = ", ".join(["no OKRs in it yet", *severity_counts(found.unplaced)])
    read, not_taken = _draft_texts(found.draft, style)
    click.echo(style.symbols(" · ").join(filter(None, [style.bold(found.title), read, counts])))
    if found.first_steps:
        click.echo(f"  {found.first_steps}")
    for line in findings_text(found.findings, reasons=reasons, style=style):
        click.echo(line)
    for line in not_taken:
        click.echo(line)
    if found.draft is not None and not found.findings:
        click.echo(
            "Only the words were looked at: owners, sources, baselines and the calendar need a workbook (okr new)."
        )
    if found.findings and not why:
        click.echo(f"\nWhy a rule is there: okr rules {found.unplaced[0].code}, or okr check --why")


def _reasons() -> dict[str, str]:
    from okrsdk.rulebook import RULEBOOK

    return {info.code: info.why for info in RULEBOOK}


def _show_json(found: _Check) -> None:
    from okrsdk.reports import finding_document

    document: dict[str, object] = {"title": found.title}
    if found.draft is not None:
        document |= {
            "objectives": found.draft.objective_count,
            "key_results": found.draft.key_result_count,
            "not_taken": [
                {"line": one.line + 1, "text": one.text, "reason": one.reason} for one in found.draft.not_taken
            ],
        }
    document["findings"] = [finding_document(placed) for placed in found.findings]
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
