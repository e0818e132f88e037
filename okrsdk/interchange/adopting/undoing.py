"""What an adoption added to a spreadsheet, found by its marks, and taken off again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.findings import Table
from okrsdk.interchange.adopting.contents import digest_of
from okrsdk.schema import ColumnOwner
from okrsdk.schema.tables import columns
from okrsdk.workbook.addresses import column_letters, quoted
from okrsdk.workbook.developer_metadata import (
    ADDED_KEY,
    ADOPTED_KEY,
    CHECK_IN_KEY,
    COLUMN_KEY,
    MEMORY_MARK,
    SCHEMA_KEY,
    TABLE_KEY,
    marked_value,
)
from okrsdk.workbook.layout.grid import grid_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import JsonObject, Sheet, Spreadsheet

_KEYS = (ADOPTED_KEY, TABLE_KEY, COLUMN_KEY, ADDED_KEY, SCHEMA_KEY, CHECK_IN_KEY)


def is_adopted(spreadsheet: Mapping[str, object]) -> bool:
    """Whether a spreadsheet was adopted."""
    return any(_is_marked(sheet, ADOPTED_KEY) for sheet in sheets_of(spreadsheet))


def written_since(spreadsheet: Mapping[str, object]) -> tuple[str, ...]:
    """The columns and tabs that an adoption added and people wrote into since, as they find them: `OKRs!H (ID)`."""
    found: list[str] = []
    for sheet in sheets_of(spreadsheet):
        title = sheet.get("properties", {}).get("title", "")
        grid = grid_of(sheet)
        if (digest := marked_value(sheet.get("developerMetadata", []), ADDED_KEY)) is not None:
            if _contents(sheet, grid) not in (None, digest):
                found.append(title)
            continue
        for index in added_columns(grid):
            own = marked_value(grid.marks[index], COLUMN_KEY)
            held = digest_of(grid.column(index))
            if own in _peoples() and held != marked_value(grid.marks[index], ADDED_KEY):
                found.append(f"{quoted(title)}!{column_letters(index)}")
    return tuple(found)


def undo_requests(spreadsheet: Mapping[str, object]) -> list[JsonObject]:
    """The requests that take off what an adoption added: its columns, its tabs, and all marks."""
    requests: list[JsonObject] = []
    for sheet in sheets_of(spreadsheet):
        sheet_id = sheet.get("properties", {}).get("sheetId", 0)
        if is_added_tab(sheet):
            requests.append({"deleteSheet": {"sheetId": sheet_id}})
            continue
        for index in sorted(added_columns(grid_of(sheet)), reverse=True):
            span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}
            requests.append({"deleteDimension": {"range": span}})
    # By key and value: an added column that was not reached, since columns were moved meanwhile, keeps its marks.
    present = [
        (own.get("metadataKey"), own.get("metadataValue")) for own in _kept_marks(cast("Spreadsheet", spreadsheet))
    ]
    lookups = ({"metadataKey": key, "metadataValue": value} for key, value in dict.fromkeys(present) if key in _KEYS)
    requests += [{"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": one}}} for one in lookups]
    return requests


def is_left(spreadsheet: Mapping[str, object]) -> bool:
    """Whether a column that an adoption added is still there."""
    return any(added_columns(grid_of(sheet)) for sheet in sheets_of(spreadsheet) if not is_added_tab(sheet))


def is_added_tab(sheet: Sheet) -> bool:
    """Whether an adoption added a tab."""
    return _is_marked(sheet, ADDED_KEY)


def _kept_marks(spreadsheet: Spreadsheet) -> Iterator[Mapping[str, object]]:
    """The marks that are left once columns and tabs are gone."""
    yield from spreadsheet.get("developerMetadata", [])
    for sheet in spreadsheet.get("sheets", []):
        if not is_added_tab(sheet):
            yield from sheet.get("developerMetadata", [])
            grid = grid_of(sheet)
            gone = set(added_columns(grid))
            for index, marks in grid.marks.items():
                if index not in gone:
                    yield from marks


def _contents(sheet: Sheet, grid: Grid) -> str | None:
    """The digest of what people may write on an added tab; None where all of it is okrsdk's."""
    table = next((own for own in Table if own == marked_value(sheet.get("developerMetadata", []), TABLE_KEY)), None)
    if table is None:
        return None
    own = {column.name: column for column in columns(table)}
    names = {index: marked_value(marks, COLUMN_KEY) for index, marks in grid.marks.items()}
    ours = {at for at, name in names.items() if name in own and own[name].owner is ColumnOwner.OKR}
    ours |= {at for at, name in names.items() if name == MEMORY_MARK}
    return digest_of(value for row in grid.values for at, value in enumerate(row) if at not in ours)


def _peoples() -> frozenset[str]:
    tables = (Table.OBJECTIVES, Table.KEY_RESULTS)
    return frozenset(own.name for table in tables for own in columns(table) if own.owner is ColumnOwner.USER)


def added_columns(grid: Grid) -> list[int]:
    """The columns that an adoption added, and what imports since then remember."""
    return [
        index
        for index, marks in grid.marks.items()
        if marked_value(marks, ADDED_KEY) is not None or marked_value(marks, COLUMN_KEY) == MEMORY_MARK
    ]


def _is_marked(sheet: Sheet, key: str) -> bool:
    return marked_value(sheet.get("developerMetadata", []), key) is not None


def sheets_of(spreadsheet: Mapping[str, object]) -> list[Sheet]:
    """The sheets of a spreadsheet."""
    return cast("Spreadsheet", spreadsheet).get("sheets", [])
