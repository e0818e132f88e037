"""Reading a spreadsheet in Sheets as a source of OKRs: a workbook of ours, or tabs in any layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.errors import InvalidOkrError
from okrsdk.interchange.importers.draft_source import refuse_mapping
from okrsdk.interchange.importers.reading_options import FOUND_OUT, ReadingOptions
from okrsdk.interchange.importers.sheet_tables import tables_of_spreadsheet
from okrsdk.interchange.importers.table_reading import read_tables
from okrsdk.interchange.importers.workbook_file import is_okr_workbook
from okrsdk.texts import text
from okrsdk.workbook.developer_metadata import SCHEMA_KEY, marked_value
from okrsdk.workbook.layout.locate import find_tabs
from okrsdk.workbook.layout.reading import read_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.interchange.importers.source_reading import SourceReading
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import Spreadsheet


def read_spreadsheet_okrs(
    spreadsheet: Mapping[str, object], options: ReadingOptions | None = None
) -> WorkbookReading | SourceReading:
    """The OKRs of a spreadsheet, with how it was understood where it is people's own.

    Args:
        spreadsheet: the answer to `spreadsheets.get` with `includeGridData` and the fields `READ_FIELDS`.
        options: what is told of a sheet of people's own.

    Raises:
        ConfigError: nothing in it is known to be objectives or key results, or several tabs are; or it is an OKR
            workbook, and a mapping was told.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
    """
    source = cast("Spreadsheet", spreadsheet)
    told = options or FOUND_OUT
    title = source.get("properties", {}).get("title", "The spreadsheet")
    is_marked = marked_value(source.get("developerMetadata", []), SCHEMA_KEY) is not None
    tables = tables_of_spreadsheet(source)
    if not told.tab and (is_marked or is_okr_workbook(tables)):
        refuse_mapping(title, told)
        return read_workbook(spreadsheet)
    if not tables:
        raise InvalidOkrError(
            text("{title!r} holds no cell. Write the OKRs into it, or name another one.", title=title)
        )
    return read_tables(tables, told)


def own_tabs(spreadsheet: Mapping[str, object]) -> tuple[str, ...]:
    """The titles of the tabs that hold anything and are none of an OKR workbook's, in order.

    Args:
        spreadsheet: as of `read_spreadsheet_okrs`.
    """
    source = cast("Spreadsheet", spreadsheet)
    okrs = {sheet.get("properties", {}).get("title", "") for sheet in find_tabs(source.get("sheets", [])).values()}
    return tuple(table.tab for table in tables_of_spreadsheet(source) if table.tab not in okrs)
