"""Reading whatever a source holds: the one entrance of the command line and the SDK.

A document of ours is a `LoadedDocument`, an Excel file of a workbook of ours a `WorkbookReading`. Everything else is a
`SourceReading`: tables in text and in spreadsheets, drafts, and the JSON and YAML of other tools. All give OKRs, with
findings and the place of each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import has_errors
from okrsdk.interchange.document.formats import document_of, is_other_form, parse_data
from okrsdk.interchange.document.lines import lines_of
from okrsdk.interchange.document.reading import okr_set_from_document
from okrsdk.interchange.importers.draft_source import is_data_of_json_lines, refuse_mapping
from okrsdk.interchange.importers.json_lines import json_lines_of
from okrsdk.interchange.importers.reading_options import FOUND_OUT, ReadingOptions
from okrsdk.interchange.importers.sources import Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsdk.interchange.document.reading import LoadedDocument
    from okrsdk.interchange.importers.source_reading import SourceReading
    from okrsdk.model import OkrSet
    from okrsdk.workbook import WorkbookReading


def read_okrs(source: Source, options: ReadingOptions = FOUND_OUT) -> LoadedDocument | WorkbookReading | SourceReading:
    """The OKRs of a source, whatever its form, with all that is wrong or doubtful in it.

    Args:
        source: the source.
        options: what is told of it.

    Raises:
        ConfigError: it cannot be read as OKRs, or what was told of it is wrong; the message says what to do.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
        SchemaVersionError: it is a document of a newer format.
    """
    match source.kind:
        case SourceKind.TABLE | SourceKind.SPREADSHEET:
            return _read_tables(source, options)
        case SourceKind.ARCHIVE:
            return _read_archive(source, options)
        case SourceKind.DRAFT | SourceKind.JSON_LINES:
            return _read_draft(source, options)
        case _:
            data = parse_data(source)
            if is_other_form(data):
                return _read_nested(data, source, options)
            refuse_mapping(source.name, options)
            return document_of(data, source)


def read_okr_set(source: Source, options: ReadingOptions = FOUND_OUT) -> OkrSet:
    """The OKRs of a source, if all of it can be read.

    Raises:
        InvalidOkrError: something in it cannot be read, or as of `read_okrs`.
        ConfigError: as of `read_okrs`.
        SchemaVersionError: it is a document of a newer format.
    """
    return _whole(read_okrs(source, options), source.name)


def okr_set_of(data: Mapping[str, object], options: ReadingOptions = FOUND_OUT) -> OkrSet:
    """The OKRs of plain data, a document of ours or of another tool, if all of it can be read.

    Raises:
        InvalidOkrError: something in it cannot be read.
        ConfigError: nothing in it is known to be an objective.
        SchemaVersionError: it is a document of a newer format.
    """
    from okrsdk.interchange.importers.nested_data import read_nested

    name = "The data"
    if is_other_form(data):
        return _whole(read_nested(data, name=name, lines={}, options=options), name)
    return _whole(okr_set_from_document(data), name)


def okr_set_of_records(
    records: Iterable[Mapping[str, object]], *, mapping: Mapping[str, str] | None = None, cycle: str = ""
) -> OkrSet:
    """The OKRs of rows as mappings by header, if all of it can be read.

    Rows without any objective are one tab of a workbook: what they refer to is on another one, and no error.

    Raises:
        ConfigError: as of `read_table`.
        InvalidOkrError: as of `read_table`, or something in them cannot be read.
    """
    from okrsdk.interchange.importers.table_reading import read_table
    from okrsdk.schema.table_findings import UNKNOWN_OBJECTIVE

    name = "The table"
    found = read_table(records, mapping=mapping, cycle=cycle, name=name)
    if not found.okr_set.objectives:
        own = tuple(finding for finding in found.findings if finding.code != UNKNOWN_OBJECTIVE.code)
        found = replace(found, findings=own)
    return _whole(found, name)


def _whole(found: LoadedDocument | WorkbookReading | SourceReading, name: str) -> OkrSet:
    if has_errors(found.findings):
        raise InvalidOkrError(f"{name} has errors.", findings=found.placed(found.findings))
    return found.okr_set


def _read_tables(source: Source, options: ReadingOptions) -> WorkbookReading | SourceReading:
    from okrsdk.interchange.importers.delimited_text import read_delimited
    from okrsdk.interchange.importers.spreadsheet_file import read_spreadsheet
    from okrsdk.interchange.importers.table_reading import read_tables
    from okrsdk.interchange.importers.workbook_file import is_okr_workbook, spreadsheet_of_tables
    from okrsdk.interchange.tidy.spreadsheet import is_tidy, read_tidy_spreadsheet
    from okrsdk.workbook import read_workbook

    if source.kind is SourceKind.SPREADSHEET:
        tables = read_spreadsheet(source.data, name=source.name)
        if is_tidy(tables):
            return read_tidy_spreadsheet(source.data, name=source.name, cycle=options.cycle)
        if is_okr_workbook(tables) and not options.tab:
            refuse_mapping(source.name, options)
            return read_workbook(spreadsheet_of_tables(tables, title=source.name))
        return read_tables(tables, options)
    table = read_delimited(source.text, name=source.name, delimiter=options.delimiter, decimal=options.decimal)
    return read_tables([replace(table, said=(*source.said, *table.said))], options)


def _read_archive(source: Source, options: ReadingOptions) -> SourceReading:
    from okrsdk.interchange.importers.viva_goals.export import read_viva_goals_export
    from okrsdk.interchange.json_archive import read_json_archive

    archive = read_json_archive(source.data, name=source.name)
    return read_viva_goals_export(archive.files, options, name=source.name, others=archive.others)


def _read_draft(source: Source, options: ReadingOptions) -> SourceReading:
    from okrsdk.interchange.importers.draft_okrs import read_draft_okrs

    if source.kind is SourceKind.JSON_LINES and is_data_of_json_lines(source):
        found, not_taken = json_lines_of(source.text)
        lines = {f"[{place}]": own.line + 1 for place, own in enumerate(found)}
        read = _read_nested([own.record for own in found], source, options, lines=lines)
        return replace(read, not_taken=tuple(sorted([*read.not_taken, *not_taken], key=lambda one: one.line)))
    refuse_mapping(source.name, options)
    return replace(read_draft_okrs(source, cycle=options.cycle), said=source.said)


def _read_nested(
    data: object, source: Source, options: ReadingOptions, *, lines: dict[str, int] | None = None
) -> SourceReading:
    from okrsdk.interchange.importers.nested_data import read_nested

    found = read_nested(data, name=source.name, lines=lines or lines_of(source.text), options=options)
    return replace(found, said=(*source.said, *found.said))
