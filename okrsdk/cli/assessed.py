"""What several REFs hold, each assessed on one day: what commands send on to other programs."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from okrsdk.cli.source import connection, file_of, source_at
from okrsdk.reports import findings_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from okrsdk.assessment import Assessment
    from okrsdk.findings import PlacedFinding
    from okrsdk.model import Today
    from okrsdk.sheets import Connection


def assessed(refs: Sequence[str], *, on: date | Today, final: bool) -> list[Assessment]:
    """The OKRs of each workbook or document, in order; nothing is written to any.

    What could not be read is blank in them, and that is said on stderr.
    """
    found = []
    with ExitStack() as until_the_end:
        sheets: Connection | None = None
        for ref in refs:
            path = file_of(ref)
            if path is not None:
                assessment, unread = _assessed_document(path, on=on, final=final)
            else:
                sheets = sheets or until_the_end.enter_context(connection())
                assessment, unread = _assessed_workbook(ref, sheets, on=on, final=final)
            found.append(assessment)
            for line in findings_text(unread):
                click.echo(line, err=True)
    return found


def _assessed_document(path: Path, *, on: date | Today, final: bool) -> tuple[Assessment, Sequence[PlacedFinding]]:
    from okrsdk.assessment import assess
    from okrsdk.interchange import read_document

    document = read_document(source_at(path))
    found = assess(document.okr_set, on=on, final=final, table_findings=document.findings)
    return found, document.placed(document.findings)


def _assessed_workbook(
    ref: str, sheets: Connection, *, on: date | Today, final: bool
) -> tuple[Assessment, Sequence[PlacedFinding]]:
    from okrsdk.assessment import assess
    from okrsdk.sheets import open_workbook
    from okrsdk.sheets.references import NameMatch

    reading = open_workbook(ref, sheets, match=NameMatch.WORDS).inspect()
    found = assess(reading.okr_set, on=on, final=final, table_findings=reading.findings)
    return found, reading.placed(reading.findings)
