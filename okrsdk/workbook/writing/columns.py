"""The columns that a plan lists, each found by its developer metadata, so that moving it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.findings import Table
from okrsdk.schema import CellError, ColumnOwner
from okrsdk.schema.column import is_blank
from okrsdk.schema.tables import columns
from okrsdk.workbook.developer_metadata import COLUMN_KEY, overview_mark
from okrsdk.workbook.tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.schema import Column
    from okrsdk.workbook.layout.positions import ColumnPlace, OverviewLayout, TableLayout
    from okrsdk.workbook.sheets_types import JsonObject

_TOTALS = 2
"""How many of okrsdk's columns people may have typed totals over: a score and its band."""
_RECOGNISED_BY = {Table.OBJECTIVES: ("text",), Table.KEY_RESULTS: ("objective_id", "text")}


class ColumnKey(NamedTuple):
    """Which column of a workbook is meant: its table, or the Overview, and its field."""

    owner: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlan:
    """A column as it was read.

    Attributes:
        key: which column it is.
        index: its 0-based place in the sheet.
        header: its header, as it is to be.
        sheet_id: its sheet.
        metadata_id: id of its developer metadata; None when it had none yet and is looked up by key and value.
        metadata_value: the value of its developer metadata.
        before: what it held from row 0 down, as it is compared.
        formulas: the 0-based rows that hold a formula.
    """

    key: ColumnKey
    index: int
    header: str
    sheet_id: int
    metadata_id: int | None
    metadata_value: str
    before: tuple[object, ...]
    formulas: frozenset[int]

    @property
    def field(self) -> str:
        """Its field."""
        return self.key.field

    def held(self, row: int) -> object:
        """What it held in a row, as it is compared."""
        return self.before[row] if row < len(self.before) else ""

    @property
    def data_filter(self) -> JsonObject:
        """The data filter that finds it wherever it was moved."""
        if self.metadata_id is not None:
            return {"developerMetadataLookup": {"metadataId": self.metadata_id}}
        return {
            "developerMetadataLookup": {
                "locationType": "COLUMN",
                "metadataLocation": {"sheetId": self.sheet_id},
                "locationMatchingStrategy": "INTERSECTING_LOCATION",
                "metadataKey": COLUMN_KEY,
                "metadataValue": self.metadata_value,
            }
        }


def plain(value: object) -> object:
    """A raw value as it is compared: blank as the empty text, an error value as its code."""
    if isinstance(value, CellError):
        return value.code
    return "" if is_blank(value) else value


def column_plan(owner: str, layout: TableLayout | OverviewLayout, field: str) -> ColumnPlan:
    """The column of a field, as it was read."""
    place = layout.columns[field]
    return ColumnPlan(
        key=ColumnKey(owner, field),
        index=place.index,
        header=_header(owner, field, place.header),
        sheet_id=layout.sheet_id,
        metadata_id=place.metadata_id,
        metadata_value=overview_mark(field) if owner == Tab.OVERVIEW else field,
        before=tuple(map(plain, place.values)),
        formulas=frozenset(place.formulas),
    )


def is_header_lost(owner: str, field: str, held: object) -> bool:
    """Whether a write went over the header of one of okrsdk's columns, as rows were inserted above; a name is people's.

    It is known by what okrsdk could have written there at any time: the records that had it may be gone.
    """
    return not isinstance(held, str) or held == "" or held in _own_column(owner, field).choices


def stray_rows(header_row: int, people: Sequence[ColumnPlan], own: Sequence[ColumnPlan]) -> tuple[int, ...]:
    """Rows above the header with nothing but what okrsdk writes below it, left by a write that was not finished.

    Rows that are inserted above the header in the moment of a write take what was meant for others, and may take the
    headers that were to be put back. A number and a word may be people's totals, unless a header is lost as well.
    """
    is_lost = any(is_header_lost(*column.key, column.held(header_row)) for column in own)

    def is_left(row: int) -> bool:
        held = {column: column.held(row) for column in own if column.held(row) != ""}
        has_headers = any(value == column.header for column, value in held.items())
        is_ours = all(
            value == column.header or is_header_lost(*column.key, value) or (has_headers and is_lost)
            for column, value in held.items()
        )
        are_headers = len(held) == len(own) and all(value == column.header for column, value in held.items())
        is_graded = len(held) > _TOTALS and any(isinstance(value, str) for value in held.values())
        return bool(held) and is_ours and (is_lost or are_headers or is_graded)

    free = (row for row in range(header_row) if all(row not in column.formulas for column in own))
    return tuple(row for row in free if all(column.held(row) == "" for column in people) and is_left(row))


def with_name_back(column: ColumnPlan, header_row: int, stray: Sequence[int]) -> ColumnPlan:
    """The column with the header that people gave it, where that is lost and still stands in a stray row."""
    if not is_header_lost(*column.key, column.held(header_row)):
        return column
    names = (str(own) for own in map(column.held, reversed(stray)) if not is_header_lost(*column.key, own))
    return replace(column, header=next(names, column.header))


def _header(owner: str, field: str, header: str) -> str:
    """The header of a column; its title where a write went over the header and ended before that was put right."""
    if owner == Tab.OVERVIEW or not is_header_lost(owner, field, header):
        return header
    own = _own_column(owner, field)
    return own.title if own.owner is ColumnOwner.OKR else header


def _own_column(owner: str, field: str) -> Column:
    return next(own for own in columns(Table(owner)) if own.name == field)


def identity_columns(layout: TableLayout) -> tuple[ColumnPlan, ...]:
    """The columns by which a record is known without its ID.

    Objective and text tell records apart; where some are twins in these, or have neither, all that people wrote does.
    Only a write that fills an ID can take one away, so twins do no harm where every record has its ID.
    """
    names = tuple(name for name in _RECOGNISED_BY[layout.table] if name in layout.columns)
    nameless = [row for row in layout.rows if plain(_at(layout.columns["id"], row)) == ""]
    has_twins = len({_held(layout.columns, names, row) for row in layout.rows}) < len(layout.rows)
    is_unknown = any(not any(value != "" for value in _held(layout.columns, names, row)) for row in nameless)
    if nameless and (has_twins or is_unknown):
        names = tuple(
            column.name
            for column in columns(layout.table)
            if column.owner is ColumnOwner.USER and column.name in layout.columns and column.name != "id"
        )
    return tuple(column_plan(layout.table, layout, name) for name in names)


def _held(places: Mapping[str, ColumnPlace], names: tuple[str, ...], row: int) -> tuple[object, ...]:
    return tuple(plain(_at(places[name], row)) for name in names)


def _at(place: ColumnPlace, row: int) -> object:
    return place.values[row] if row < len(place.values) else None
