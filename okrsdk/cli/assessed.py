"""What several REFs hold, each assessed on one day: what commands show, render and send on to other programs."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.source import connection, expanded, file_of, source_at
from okrsdk.cli.source_lines import not_taken_lines
from okrsdk.cli.source_okrs import spreadsheet_okrs
from okrsdk.cli.terminal import terminal_style
from okrsdk.reports import findings_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding, PlacedFinding
    from okrsdk.interchange import LoadedDocument, ReadingOptions, SourceReading
    from okrsdk.model import Today
    from okrsdk.rules import Policy
    from okrsdk.sheets import Connection
    from okrsdk.workbook import WorkbookReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What a REF holds, as it was judged.

    Attributes:
        title: what it is called: a workbook's title, a file's name.
        assessment: the OKRs with their scores.
        placed: gives findings their places in what was read.
    """

    title: str
    assessment: Assessment
    placed: Callable[[Iterable[Finding]], Sequence[PlacedFinding]]


def assessed(
    refs: Sequence[str],
    *,
    on: date | Today,
    final: bool = False,
    policy: Policy | None = None,
    reading: ReadingOptions | None = None,
) -> list[Assessed]:
    """The OKRs of each workbook or file, in order; nothing is written to any.

    What could not be read is blank in them, and that is said on stderr.

    Args:
        refs: workbooks and files.
        on: the day to judge by.
        final: whether the cycle is closed.
        policy: which rules hold; by default the one that each names.
        reading: what is told of files and spreadsheets of others.
    """
    from okrsdk.interchange import ReadingOptions, SourceReading, read_okrs

    told = reading or ReadingOptions()
    found = []
    with ExitStack() as until_the_end:
        sheets: Connection | None = None
        for ref in expanded(refs):
            path = file_of(ref)
            read: LoadedDocument | WorkbookReading | SourceReading
            if path is not None:
                source = source_at(path, encoding=told.encoding)
                read, title = read_okrs(source, told), Path(source.name).name
            else:
                sheets = sheets or until_the_end.enter_context(connection())
                read = spreadsheet_okrs(ref, sheets, told)
                title = read.name if isinstance(read, SourceReading) else read.title
            own, unread = _judged(read, title, on=on, final=final, policy=policy)
            found.append(own)
            for line in findings_text(own.placed(unread)):
                click.echo(line, err=True)
    return found


def _judged(
    found: LoadedDocument | WorkbookReading | SourceReading,
    title: str,
    *,
    on: date | Today,
    final: bool,
    policy: Policy | None,
) -> tuple[Assessed, Sequence[Finding]]:
    from okrsdk.assessment import assess
    from okrsdk.interchange import SourceReading

    if isinstance(found, SourceReading):
        for line in not_taken_lines(found.not_taken, terminal_style()):
            click.echo(line, err=True)
    judged = assess(found.okr_set, on=on, final=final, policy=policy, table_findings=found.findings)
    return Assessed(title=title, assessment=judged, placed=found.placed), found.findings
