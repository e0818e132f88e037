"""What several REFs hold, each assessed on one day: what commands show, render and send on to other programs."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from okrsdk.cli.source import connection, expanded, file_of, source_at
from okrsdk.cli.source_lines import not_taken_lines
from okrsdk.cli.terminal import terminal_style
from okrsdk.reports import findings_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding, PlacedFinding
    from okrsdk.interchange import ReadingOptions
    from okrsdk.model import Today
    from okrsdk.rules import Policy
    from okrsdk.sheets import Connection


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
        reading: what is told of files of others.
    """
    found = []
    with ExitStack() as until_the_end:
        sheets: Connection | None = None
        for ref in expanded(refs):
            path = file_of(ref)
            if path is not None:
                own, unread = _assessed_file(path, reading, on=on, final=final, policy=policy)
            else:
                sheets = sheets or until_the_end.enter_context(connection())
                own, unread = _assessed_workbook(ref, sheets, on=on, final=final, policy=policy)
            found.append(own)
            for line in findings_text(own.placed(unread)):
                click.echo(line, err=True)
    return found


def _assessed_file(
    path: Path, reading: ReadingOptions | None, *, on: date | Today, final: bool, policy: Policy | None
) -> tuple[Assessed, Sequence[Finding]]:
    from okrsdk.assessment import assess
    from okrsdk.interchange import ReadingOptions, SourceReading, read_okrs

    told = reading or ReadingOptions()
    document = read_okrs(source_at(path, encoding=told.encoding), told)
    if isinstance(document, SourceReading):
        for line in not_taken_lines(document.not_taken, terminal_style()):
            click.echo(line, err=True)
    found = assess(document.okr_set, on=on, final=final, policy=policy, table_findings=document.findings)
    return Assessed(title=path.name, assessment=found, placed=document.placed), document.findings


def _assessed_workbook(
    ref: str, sheets: Connection, *, on: date | Today, final: bool, policy: Policy | None
) -> tuple[Assessed, Sequence[Finding]]:
    from okrsdk.assessment import assess
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    reading = open_workbook(ref, sheets, match=NameMatch.WORDS).inspect()
    found = assess(reading.okr_set, on=on, final=final, policy=policy, table_findings=reading.findings)
    return Assessed(title=reading.title, assessment=found, placed=reading.placed), reading.findings
