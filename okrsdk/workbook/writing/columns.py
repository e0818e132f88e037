"""The columns that a write speaks of, each addressed by its mark, so that moving it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema import CellError, ColumnOwner
from okrsdk.schema.column import is_blank
from okrsdk.schema.tables import columns
from okrsdk.workbook.developer_metadata import COLUMN_KEY
from okrsdk.workbook.score_values import SCORED_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.workbook.layout.positions import ColumnPlace, Layout, TableLayout
    from okrsdk.workbook.sheets_types import JsonObject

_RECOGNISED_BY = {Table.OBJECTIVES: ("text",), Table.KEY_RESULTS: ("objective_id", "text")}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTargets:
    """The columns of one table that a write lists.

    Attributes:
        layout: where the table is.
        identity_fields: the fields by which a record without ID is recognised; listed to be sent back, never written.
        scores: the fields that okrsdk owns.
    """

    layout: TableLayout
    identity_fields: tuple[str, ...]
    scores: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """All listed fields, in the order of the request."""
        return ("id", *self.identity_fields, *self.scores)

    def data_filter(self, name: str) -> JsonObject:
        """The data filter that finds a field's column by its mark."""
        place = self.layout.columns[name]
        lookup: JsonObject = {"metadataId": place.metadata_id}
        if place.metadata_id is None:
            lookup = {
                "locationType": "COLUMN",
                "metadataLocation": {"sheetId": self.layout.sheet_id},
                "locationMatchingStrategy": "INTERSECTING_LOCATION",
                "metadataKey": COLUMN_KEY,
                "metadataValue": name,
            }
        return {"developerMetadataLookup": lookup}


def targets(layout: Layout) -> Iterator[TableTargets]:
    """The columns of each table that scores are written to."""
    for table in SCORED_TABLES:
        own = layout.tables.get(table)
        if own is not None and "id" in own.columns:
            scores = tuple(c.name for c in columns(table) if c.owner is ColumnOwner.OKR and c.name in own.columns)
            yield TableTargets(layout=own, identity_fields=_identity_fields(own), scores=scores)


def plain(value: object) -> object:
    """A raw value as it is compared: blank as the empty text, an error value as its code."""
    if isinstance(value, CellError):
        return value.code
    return "" if is_blank(value) else value


def identity_values(own: TableLayout, names: Sequence[str], row: int) -> tuple[object, ...]:
    """What the named columns hold in a row, as it is compared."""
    return tuple(plain(_at(own.columns[name], row)) for name in names)


def _identity_fields(own: TableLayout) -> tuple[str, ...]:
    """Objective and text tell records apart; where some are twins in these, all that people wrote does.

    Only a write that fills an ID can take one away, so twins do no harm where every record has its ID.
    """
    short = tuple(name for name in _RECOGNISED_BY[own.table] if name in own.columns)
    has_nameless = any(is_blank(_at(own.columns["id"], row)) for row in own.rows)
    if not has_nameless or len({identity_values(own, short, row) for row in own.rows}) == len(own.rows):
        return short
    return tuple(
        column.name
        for column in columns(own.table)
        if column.owner is ColumnOwner.USER and column.name in own.columns and column.name != "id"
    )


def _at(place: ColumnPlace, row: int) -> object:
    return place.values[row] if row < len(place.values) else None
