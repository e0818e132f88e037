"""The columns of the tab that shows a portfolio, and what each holds beside a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, cast

from okrsdk.portfolio.summary import name_of
from okrsdk.workbook.cell_data import typed_value
from okrsdk.workbook.days import serial_of

if TYPE_CHECKING:
    from okrsdk.portfolio.summary import WorkbookRow

Cell: TypeAlias = str | float
"""What a cell holds: a text, or a number; the empty text for nothing."""
Cells: TypeAlias = Mapping[str, Cell]
"""What the columns hold in a row, by field."""
ID = "spreadsheet_id"
STATE = "state"
_DAYS = ("last_check_in", "on")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column that okrsdk keeps up to date.

    Attributes:
        field: its name in the marks, and mostly in `WorkbookRow`.
        title: its header, which people may change.
        pattern: its number format; empty for automatic.
        width: in pixels.
        note: what it means; empty where the title says it.
    """

    field: str
    title: str
    pattern: str = ""
    width: int = 80
    note: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it holds days, as serial numbers."""
        return self.field in _DAYS


COLUMNS = (
    SheetColumn("client", "Client", width=200),
    SheetColumn("cycle", "Cycle"),
    SheetColumn("score", "Score", "0.00"),
    SheetColumn("band", "Band"),
    SheetColumn("pass_mark", "Pass mark", "0.00"),
    SheetColumn("graded", "Graded", "0", note="Key results that have a score."),
    SheetColumn("key_results", "Key results", "0", note="Key results that count."),
    SheetColumn("on_track", "On track", "0"),
    SheetColumn("behind", "Behind", "0"),
    SheetColumn("at_risk", "At risk", "0"),
    SheetColumn("outdated", "Outdated", "0"),
    SheetColumn("done", "Done", "0"),
    SheetColumn("errors", "Errors", "0"),
    SheetColumn("warnings", "Warnings", "0"),
    SheetColumn("decisions", "Decisions", "0", note="Decisions that are due."),
    SheetColumn("owed", "Owed", "0", note="Check-ins that are due."),
    SheetColumn("late", "Late", "0", note="Check-ins that are overdue."),
    SheetColumn("last_check_in", "Last check-in", "yyyy-mm-dd", 100),
    SheetColumn("on", "Judged on", "yyyy-mm-dd", 100, "The day for which the figures hold."),
    SheetColumn(STATE, "State", width=240, note="Blank, or why the figures beside it are not those of today."),
    SheetColumn("url", "Workbook", width=240),
    SheetColumn(ID, "Spreadsheet ID", width=120, note="By this ID okrsdk finds the row. Leave it as it is."),
)
"""The columns in the order in which they are made; people may move them."""
_COUNTS = tuple(column.field for column in COLUMNS if column.pattern == "0")


def cells_of(row: WorkbookRow) -> Cells:
    """What is beside a workbook; of one that could not be read only its name, where it is, and why."""
    name: dict[str, object] = {"client": name_of(row), "url": row["url"], ID: row["spreadsheet_id"]}
    if row["problem"]:
        return {**_plain(name), STATE: str(typed_value(f"Not read: {row['problem']}"))}
    figures: dict[str, object] = {"cycle": row["cycle"], "band": row["band"], STATE: ""}
    values: Mapping[str, object] = row
    numbers = {field: cast("int", values[field]) for field in _COUNTS}
    scores = {"pass_mark": row["pass_mark"], "score": "" if row["score"] is None else row["score"]}
    days = {"last_check_in": _day(row["last_check_in"]), "on": _day(row["on"])}
    return {**_plain(name), **_plain(figures), **numbers, **scores, **days}


def _plain(values: Mapping[str, object]) -> dict[str, Cell]:
    return {field: str(typed_value(value) or "") for field, value in values.items()}


def _day(text: str) -> Cell:
    return serial_of(date.fromisoformat(text)) if text else ""
