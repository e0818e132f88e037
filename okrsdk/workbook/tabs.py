"""The tabs of a workbook: their titles and ids, which table is where, and how much room each has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from okrsdk.findings import Table


class Tab(StrEnum):
    """The tabs of a workbook, in order."""

    OVERVIEW = "Overview"
    OBJECTIVES = "Objectives"
    KEY_RESULTS = "Key Results"
    CHECK_INS = "Check-ins"
    CLIENT = "Client"
    DECISIONS = "Decisions"
    FINAL_SCORES = "Final scores"
    STRATEGY = "Strategy"


# Ids of our own choosing let charts, bands and protections name their sheet in the very request that creates it. None
# is 0, since the API leaves a 0 out of ranges.
SHEET_IDS = {
    Tab.OVERVIEW: 101,
    Tab.OBJECTIVES: 102,
    Tab.KEY_RESULTS: 103,
    Tab.CHECK_INS: 104,
    Tab.CLIENT: 105,
    Tab.DECISIONS: 106,
    Tab.FINAL_SCORES: 107,
    Tab.STRATEGY: 108,
}
TAB_OF = {
    Table.OBJECTIVES: Tab.OBJECTIVES,
    Table.KEY_RESULTS: Tab.KEY_RESULTS,
    Table.CHECK_INS: Tab.CHECK_INS,
    Table.DECISIONS: Tab.DECISIONS,
    Table.FINAL_SCORES: Tab.FINAL_SCORES,
    Table.STRATEGY: Tab.STRATEGY,
    Table.CLIENT: Tab.CLIENT,
    Table.FUNNEL: Tab.CLIENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTab:
    """How a table that has a tab of its own is laid out.

    Attributes:
        table: the table.
        frozen_columns: how many columns stay in sight.
        grid_rows: least number of rows of the grid. Every row has the formats of its columns, which each read brings
            along, and rows that people add below them take over the formats of the last.
        warning: what people are told who type into the tab; empty where they may.
    """

    table: Table
    frozen_columns: int
    grid_rows: int
    warning: str = ""


TABLE_TABS = (
    TableTab(table=Table.OBJECTIVES, frozen_columns=2, grid_rows=50),
    TableTab(table=Table.KEY_RESULTS, frozen_columns=3, grid_rows=100),
    TableTab(table=Table.CHECK_INS, frozen_columns=2, grid_rows=200),
)
LATER_TABS = (
    TableTab(table=Table.STRATEGY, frozen_columns=2, grid_rows=50),
    TableTab(table=Table.DECISIONS, frozen_columns=2, grid_rows=50),
    TableTab(
        table=Table.FINAL_SCORES,
        frozen_columns=2,
        grid_rows=50,
        warning="Written by okr close, and read by okr history: what you type here makes another history.",
    ),
)
"""The tabs that a workbook gets once there is something to say in them."""
# Cells that name a record are kept as text, so that 007 keeps its zeros and 1-2 does not turn into a date.
REFERENCE_FIELDS = frozenset(
    {"id", "objective_id", "key_result_id", "replaced_by", "contributes_to", "external_id", "record_id", "challenge"}
)
STRETCH_MARK = "stretch_mark"
"""The field of okrsdk's own whose numbers are in the unit of their key result, and so are their formats."""
WRAPPED_FROM = 200
"""Width in pixels from which a text column wraps."""
