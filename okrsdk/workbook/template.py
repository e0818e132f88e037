"""The template as data: its tabs, their ids, and how they look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.findings import Table

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import JsonObject


class Tab(StrEnum):
    """The tabs of a workbook, in order."""

    OVERVIEW = "Overview"
    OBJECTIVES = "Objectives"
    KEY_RESULTS = "Key Results"
    CHECK_INS = "Check-ins"
    CLIENT = "Client"


# Ids of our own choosing let charts, bands and protections name their sheet in the very request that creates it. None
# is 0, since the API leaves a 0 out of ranges.
SHEET_IDS = {Tab.OVERVIEW: 101, Tab.OBJECTIVES: 102, Tab.KEY_RESULTS: 103, Tab.CHECK_INS: 104, Tab.CLIENT: 105}
TAB_OF = {
    Table.OBJECTIVES: Tab.OBJECTIVES,
    Table.KEY_RESULTS: Tab.KEY_RESULTS,
    Table.CHECK_INS: Tab.CHECK_INS,
    Table.CLIENT: Tab.CLIENT,
    Table.FUNNEL: Tab.CLIENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTab:
    """How a table that has a tab of its own is laid out.

    Attributes:
        table: the table.
        frozen_columns: how many columns stay in sight.
        spare_rows: blank rows below the records that are ready to write in: formats, drop-downs.
        grid_rows: least number of rows of the grid.
    """

    table: Table
    frozen_columns: int
    spare_rows: int
    grid_rows: int


TABLE_TABS = (
    TableTab(table=Table.OBJECTIVES, frozen_columns=2, spare_rows=10, grid_rows=100),
    TableTab(table=Table.KEY_RESULTS, frozen_columns=3, spare_rows=30, grid_rows=300),
    TableTab(table=Table.CHECK_INS, frozen_columns=2, spare_rows=100, grid_rows=1000),
)
# Cells that name a record are kept as text, so that 007 keeps its zeros and 1-2 does not turn into a date.
REFERENCE_FIELDS = frozenset({"id", "objective_id", "key_result_id", "replaced_by", "contributes_to"})
WRAPPED_FROM = 200
"""Width in pixels from which a text column wraps."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A background with a text colour that is legible on it (contrast of 4.5 or more), as `#RRGGBB`."""

    background: str
    text: str


HEADER = Shade("#1F3A4D", "#FFFFFF")
OKR_HEADER = Shade("#5A6B75", "#FFFFFF")
STRIPES = ("#FFFFFF", "#F5F8FA")
OKR_STRIPES = ("#EEF0F1", "#E5E8EA")
# Blue-green, yellow and dark vermilion differ in lightness too, so that they stay apart for colour-blind readers and
# in grey print; the word stands in the cell as well.
BAND_SHADES = {
    "green": Shade("#B7E4D4", "#07402F"),
    "yellow": Shade("#FFF0B3", "#5C4300"),
    "red": Shade("#C0481F", "#FFFFFF"),
}
PACE_SHADES = {
    "done": BAND_SHADES["green"],
    "behind": BAND_SHADES["yellow"],
    "at_risk": BAND_SHADES["red"],
    "outdated": Shade("#5A6B75", "#FFFFFF"),
}


def rgb(colour: str) -> JsonObject:
    """`#RRGGBB` as the API writes colours: shares of 1.

    >>> rgb("#FF0080")
    {'red': 1.0, 'green': 0.0, 'blue': 0.502}
    """
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
    return {"red": red, "green": green, "blue": blue}


def style(colour: str) -> JsonObject:
    """A colour as a `ColorStyle`."""
    return {"rgbColor": rgb(colour)}


def shaded(shade: Shade, *, bold: bool = False) -> JsonObject:
    """A shade as a cell format."""
    text: JsonObject = {"foregroundColorStyle": style(shade.text)}
    return {"backgroundColorStyle": style(shade.background), "textFormat": text | ({"bold": True} if bold else {})}
