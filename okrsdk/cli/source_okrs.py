"""The OKRs of a source, with how they were understood and what was not taken said on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from okrsdk.cli.source_lines import not_taken_lines, reading_lines
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Severity
from okrsdk.reports import findings_text

if TYPE_CHECKING:
    from okrsdk.interchange import LoadedDocument, ReadingOptions, SourceReading
    from okrsdk.interchange.importers.sources import Source
    from okrsdk.sheets import Connection
    from okrsdk.workbook import WorkbookReading


def told_okrs(source: Source, reading: ReadingOptions) -> LoadedDocument | WorkbookReading | SourceReading:
    """The OKRs of a file.

    Raises:
        InvalidOkrError: a document has errors, or there are no OKRs in the file.
        ConfigError: the file cannot be read as OKRs.
    """
    from okrsdk.interchange import SourceReading, read_okrs

    found = read_okrs(source, reading)
    if isinstance(found, SourceReading):
        _tell_reading(found)
    elif any(one.severity is Severity.ERROR for one in found.findings):
        raise InvalidOkrError(f"{source.name} has errors.", findings=found.placed(found.findings))
    return found


def spreadsheet_okrs(ref: str, sheets: Connection, reading: ReadingOptions) -> WorkbookReading | SourceReading:
    """The OKRs of a spreadsheet in one read: of a workbook, or of people's own tabs in any layout.

    Raises:
        ConfigError: REF names no spreadsheet, or it cannot be read as OKRs.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
        SheetsError: it cannot be read.
    """
    from okrsdk.sheets import open_workbook, read_source
    from okrsdk.sheets.references import NameMatch

    return read_source(open_workbook(ref, sheets, match=NameMatch.WORDS), reading)


def told_spreadsheet_okrs(ref: str, sheets: Connection, reading: ReadingOptions) -> WorkbookReading | SourceReading:
    """The same, with how people's own tabs were understood said on stderr."""
    from okrsdk.interchange import SourceReading

    found = spreadsheet_okrs(ref, sheets, reading)
    if isinstance(found, SourceReading):
        _tell_reading(found)
    return found


def _tell_reading(found: SourceReading) -> None:
    """Says how a source was understood, and what was not taken or not read of it."""
    style = terminal_style()
    errors = [one for one in found.findings if one.severity is Severity.ERROR]
    lines = [
        *(reading_lines(found, style, all_columns=True) if found.columns else ()),
        *not_taken_lines(found.not_taken, style),
        *findings_text(found.placed(errors), style=style),
    ]
    for line in lines:
        click.echo(line, err=True)
