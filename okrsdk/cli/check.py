"""`okr check REF...`: what is wrong or doubtful."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.check_output import Checked, ReportFormat, tell
from okrsdk.cli.error_text import explain
from okrsdk.cli.options import (
    day_option,
    form_option,
    ignore_option,
    language_option,
    policy_option,
    reading_options,
    refs_argument,
    select_option,
)
from okrsdk.cli.source import connection, expanded, file_of, source_at
from okrsdk.errors import OkrError
from okrsdk.findings import has_errors
from okrsdk.interchange.importers.draft_source import is_draft, refuse_mapping
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from okrsdk.findings import PlacedFinding
    from okrsdk.interchange import LoadedDocument, ReadingOptions, SourceReading
    from okrsdk.interchange.importers.sources import Source
    from okrsdk.model import OkrSet, Today
    from okrsdk.rules import Policy
    from okrsdk.workbook import WorkbookReading

_EMPTY_DOCUMENT = text("Write the first objective with its key results under the key objectives. Then check again.")


@click.command("check")
@refs_argument
@form_option(ReportFormat, "How to write the findings: SARIF for code scanning, github for annotations in a workflow.")
@day_option
@policy_option
@select_option
@ignore_option
@reading_options
@language_option
@click.option("--why", is_flag=True, help="Tell with each finding why its rule is there.")
def command(  # noqa: PLR0913 - one argument per option
    refs: tuple[str, ...],
    form: ReportFormat,
    on: date | Today,
    policy: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    reading: ReadingOptions,
    locale: str | None,
    why: bool,
) -> int:
    """Find what is wrong or doubtful in workbooks and files, each with its place and what to do.

    A file is a table in any layout (.csv, .tsv, .xlsx), an OKR document or the JSON or YAML of another tool, a draft in
    plain text or Markdown (.txt, .md: objectives at the margin or as headings, their key results below them), or JSON
    lines (.jsonl); - is standard input. A spreadsheet is a workbook, or a sheet of people's own in any layout (with
    --tab, one of its tabs). What is no objective and no key result is listed with its line. Of several REFs, what one
    repeats of those before it is found too, where client and cycle are the same. Nothing is written. The exit
    status is 1 when there is a finding of severity error, and 2 when a REF cannot be read.
    """
    from okrsdk.cli.policies import chosen_policy, telling

    is_told = telling(select=select, ignore=ignore)
    chosen = chosen_policy(policy, select=select, ignore=ignore)
    everything: list[Checked] = []
    names, status = expanded(refs), 0
    for ref in names:
        try:
            everything.append(_check(ref, on=on, policy=chosen, reading=reading, earlier=_named(everything)))
        except OkrError as error:
            if len(names) == 1:
                raise
            status = max(status, explain(error))  # the others are checked all the same
    found = [replace(one, findings=tuple(f for f in one.findings if is_told(f.finding.code))) for one in everything]
    tell(found, form, why=why, locale=locale)
    return max(status, int(any(has_errors(one.unplaced) for one in found)))


def _named(checked: Sequence[Checked]) -> dict[str, OkrSet]:
    """The OKRs that were read, by title; those of one title by where they are."""
    titles = Counter(one.title for one in checked)
    return {one.title if titles[one.title] == 1 else one.uri: one.okr_set for one in checked}


def _check(
    ref: str, *, on: date | Today, policy: Policy | None, reading: ReadingOptions, earlier: Mapping[str, OkrSet]
) -> Checked:
    path = file_of(ref)
    if path is None:
        return _check_spreadsheet(ref, on=on, policy=policy, reading=reading, earlier=earlier)
    source = source_at(path, encoding=reading.encoding)
    if is_draft(source):
        return _check_draft(source, policy, reading, earlier)
    return _check_okrs(source, reading, on=on, policy=policy, earlier=earlier)


def _check_spreadsheet(
    ref: str, *, on: date | Today, policy: Policy | None, reading: ReadingOptions, earlier: Mapping[str, OkrSet]
) -> Checked:
    from okrsdk.interchange import SourceReading
    from okrsdk.sheets import open_workbook, read_source
    from okrsdk.sheets.references import NameMatch
    from okrsdk.workbook.first_steps import first_steps

    with connection() as sheets:
        workbook = open_workbook(ref, sheets, match=NameMatch.WORDS)
        found = read_source(workbook, reading)
    return Checked(
        title=found.name if isinstance(found, SourceReading) else found.title,
        uri=workbook.url,
        findings=_findings(found, on=on, policy=policy, earlier=earlier),
        okr_set=found.okr_set,
        first_steps="" if isinstance(found, SourceReading) or not found.okr_set.is_empty else first_steps(found.layout),
        reading=found if isinstance(found, SourceReading) else None,
    )


def _check_okrs(
    source: Source,
    reading: ReadingOptions,
    *,
    on: date | Today,
    policy: Policy | None,
    earlier: Mapping[str, OkrSet],
) -> Checked:
    from okrsdk.interchange import SourceReading, read_okrs

    document = read_okrs(source, reading)
    return Checked(
        title=Path(source.name).name,
        uri=source.name,
        findings=_findings(document, on=on, policy=policy, earlier=earlier),
        okr_set=document.okr_set,
        first_steps=_EMPTY_DOCUMENT if document.okr_set.is_empty else "",
        reading=document if isinstance(document, SourceReading) else None,
    )


def _findings(
    found: LoadedDocument | WorkbookReading | SourceReading,
    *,
    on: date | Today,
    policy: Policy | None,
    earlier: Mapping[str, OkrSet],
) -> tuple[PlacedFinding, ...]:
    """What is wrong or doubtful in what was read, and what it repeats of what was read before it."""
    from okrsdk.assessment import assess
    from okrsdk.findings import in_reading_order
    from okrsdk.rules import repeated

    assessment = assess(found.okr_set, on=on, policy=policy, table_findings=found.findings)
    again = repeated(found.okr_set, earlier, policy=policy)
    return tuple(found.placed(in_reading_order([*assessment.findings, *again])))


def _check_draft(
    source: Source, policy: Policy | None, reading: ReadingOptions, earlier: Mapping[str, OkrSet]
) -> Checked:
    from okrsdk.cli.drafts import draft_of
    from okrsdk.interchange.importers.draft import okr_set_of
    from okrsdk.interchange.importers.draft_findings import check_draft, check_json_lines
    from okrsdk.interchange.importers.sources import SourceKind
    from okrsdk.rules import STANDARD

    refuse_mapping(source.name, reading)
    draft = draft_of(source, reading.cycle or None)
    chosen = policy or STANDARD
    if source.kind is SourceKind.JSON_LINES:
        findings = check_json_lines(draft.objectives, policy=chosen)
    else:
        findings = check_draft(draft.objectives, policy=chosen, earlier=earlier)
    return Checked(
        title=Path(source.name).name,
        uri=source.name,
        findings=findings,
        okr_set=okr_set_of(*draft.objectives),
        draft=draft,
    )
