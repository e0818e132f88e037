"""How `okr check` tells what it found: text, JSON, SARIF, annotations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from okrsdk.cli.source_lines import (
    counts_text,
    not_taken_document,
    not_taken_lines,
    reading_document,
    reading_lines,
)
from okrsdk.cli.terminal import terminal_style
from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding, PlacedFinding
    from okrsdk.interchange import SourceReading
    from okrsdk.interchange.importers.draft import Draft
    from okrsdk.model import OkrSet
    from okrsdk.reports import TextStyle


_WORDS_ALONE = text(
    "Only the words were looked at: owners, sources, baselines and the calendar need a workbook (okr new)."
)


class ReportFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one REF was found to hold.

    Attributes:
        title: what it is called.
        uri: where it is: a path, or the URL of a spreadsheet.
        findings: what was found, each with its place.
        okr_set: the OKRs.
        first_steps: what to do first, where there are no OKRs yet.
        draft: what was read, where it is a draft.
        reading: how it was understood, where it is a table or the like of another tool.
    """

    title: str
    uri: str
    findings: tuple[PlacedFinding, ...]
    okr_set: OkrSet
    first_steps: str = ""
    draft: Draft | None = None
    reading: SourceReading | None = None

    @property
    def unplaced(self) -> tuple[Finding, ...]:
        """The findings without their places."""
        return tuple(placed.finding for placed in self.findings)


def tell(checked: Sequence[Checked], form: ReportFormat, *, why: bool, locale: str | None = None) -> None:
    """Writes to stdout what was found in each REF, in order.

    Args:
        checked: what was found.
        form: how to write it; of several REFs, JSON is a list and SARIF still one run.
        why: whether text tells the reason of each rule.
        locale: in which language and form text is said; None for English. Other formats are English.
    """
    match form:
        case ReportFormat.TEXT:
            _tell_in_text(checked, terminal_style(locale), why=why)
        case ReportFormat.JSON:
            documents = [_document(one) for one in checked]
            click.echo(json.dumps(documents[0] if len(documents) == 1 else documents, indent=2, ensure_ascii=False))
        case ReportFormat.SARIF:
            _tell_sarif(checked)
        case ReportFormat.GITHUB:
            _tell_github(checked)


def _tell_in_text(checked: Sequence[Checked], style: TextStyle, *, why: bool) -> None:
    for place, one in enumerate(checked):
        if place:
            click.echo()
        _show(one, style, why=why)
    codes = [finding.code for one in checked for finding in one.unplaced]
    if codes and not why:
        click.echo()
        click.echo(style.say(text("Why a rule is there: okr rules {code}, or okr check --why", code=codes[0])))


def _show(found: Checked, style: TextStyle, *, why: bool) -> None:
    from okrsdk.reports import findings_text, severity_counts

    reasons = _reasons() if why else {}
    counts = strung(severity_counts(found.unplaced), ", ") or text("nothing to complain about")
    if found.first_steps:
        counts = strung([text("no OKRs in it yet"), *severity_counts(found.unplaced)], ", ")
    read, before, after = _source_texts(found, style)
    click.echo(style.symbols(" · ").join(filter(None, [style.bold(found.title), read, style.say(counts)])))
    if found.first_steps:
        click.echo(f"  {style.say(found.first_steps)}")
    for line in (*before, *findings_text(found.findings, reasons=reasons, style=style), *after):
        click.echo(line)
    if found.draft is not None and not found.findings:
        click.echo(style.say(_WORDS_ALONE))


def _source_texts(found: Checked, style: TextStyle) -> tuple[str, Sequence[str], Sequence[str]]:
    """Of a source of others: how much was read, how it was understood, what was not taken; blank for our own."""
    if found.draft is not None:
        counts = style.say(counts_text(found.draft.objective_count, found.draft.key_result_count))
        return counts, (), tuple(not_taken_lines(found.draft.not_taken, style))
    if found.reading is None:
        return "", (), ()
    counts = counts_text(len(found.okr_set.objectives), len(found.okr_set.key_results), len(found.reading.initiatives))
    return (
        style.say(counts),
        tuple(reading_lines(found.reading, style)),
        tuple(not_taken_lines(found.reading.not_taken, style)),
    )


def _reasons() -> dict[str, str]:
    from okrsdk.rulebook import RULEBOOK

    return {info.code: info.reason for info in RULEBOOK}


def _document(found: Checked) -> dict[str, object]:
    from okrsdk.reports import finding_document

    document: dict[str, object] = {"title": found.title}
    if found.draft is not None:
        document |= {"objectives": found.draft.objective_count, "key_results": found.draft.key_result_count}
        document["not_taken"] = not_taken_document(found.draft.not_taken)
    if found.reading is not None:
        document |= reading_document(found.reading)
    return {**document, "findings": [finding_document(placed) for placed in found.findings]}


def _tell_sarif(checked: Sequence[Checked]) -> None:
    from okrsdk import __version__
    from okrsdk.reports import sarif_document
    from okrsdk.rulebook import RULEBOOK

    document = sarif_document([(one.uri, one.findings) for one in checked], RULEBOOK, version=__version__)
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _tell_github(checked: Sequence[Checked]) -> None:
    from okrsdk.reports import github_annotations
    from okrsdk.rulebook import RULEBOOK

    for one in checked:
        click.echo(github_annotations(one.findings, RULEBOOK, uri=one.uri), nl=False)
