"""What is to be imported into a workbook: OKRs, with the columns beside them that okrsdk does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from okrsdk.findings import Table
from okrsdk.model import KeyResult, Objective, OkrSet
from okrsdk.schema.column import ColumnOwner, is_blank
from okrsdk.schema.tables import columns

OkrRecord: TypeAlias = Objective | KeyResult
Carried: TypeAlias = Mapping[Table, tuple[Mapping[str, object], ...]]
"""Per table and record, by header, what the columns hold that are none of okrsdk's."""
IMPORTED_TABLES = (Table.OBJECTIVES, Table.KEY_RESULTS)
NAMES = frozenset({"id", "external_id"})
"""The fields by which a record is known; an import fills them and never changes them."""


class OwnIds(StrEnum):
    """Which IDs of the records the source itself gave; the others are numbers of its reader, which say nothing."""

    ALL = "all"
    WITHOUT_EXTERNAL_ID = "those of records without an External ID"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """What is to be imported.

    Attributes:
        okr_set: the OKRs; key results name their objective by its ID in this set. The client is not imported.
        carried: what further columns hold, per table and record in the order of the OKRs.
        own_ids: which IDs are the source's own.
    """

    okr_set: OkrSet
    carried: Carried = field(default_factory=dict)
    own_ids: OwnIds = OwnIds.ALL

    def records(self, table: Table) -> tuple[OkrRecord, ...]:
        """The objectives, or the key results."""
        return self.okr_set.objectives if table is Table.OBJECTIVES else self.okr_set.key_results

    def further(self, table: Table, position: int) -> Mapping[str, object]:
        """What the further columns of a record hold, by header."""
        rows = self.carried.get(table, ())
        held = rows[position] if position < len(rows) else {}
        return {header: value for header, value in held.items() if header.strip() and not is_blank(value)}

    def own_id(self, record: OkrRecord) -> str:
        """The ID that the source itself gave a record; empty where its reader did."""
        if self.own_ids is OwnIds.WITHOUT_EXTERNAL_ID:
            return "" if record.external_id else record.id
        return record.id if self.own_ids is OwnIds.ALL else ""

    def names(self, record: OkrRecord) -> tuple[str, ...]:
        """What the source calls a record: its External ID, then its own ID."""
        return tuple(dict.fromkeys(name for name in (record.external_id, self.own_id(record)) if name))


def said_of(table: Table, record: OkrRecord) -> Mapping[str, object]:
    """What a record says by field: blanks, defaults and its names are left out, since they say nothing.

    >>> said_of(Table.OBJECTIVES, Objective(id="O1", text="Win the north"))
    {'text': 'Win the north'}
    """
    own = (column for column in columns(table) if column.owner is ColumnOwner.USER and column.name not in NAMES)
    values = ((column, getattr(record, column.name)) for column in own)
    return {column.name: value for column, value in values if not is_blank(value) and value != column.default}
