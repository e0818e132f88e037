"""A click in a bound script's sidebar, with the cells as they were at first and what has changed of them since.

A spreadsheet is sent in full once. What stands there after a write that rows moved under is sent as its difference from
the reading before, since several readings of a big workbook in full are more than a request may hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeAlias

from pydantic import Field, PrivateAttr, StrictBool, StrictInt, model_validator

from sheets_addon.container_bound.sent_spreadsheet import (
    MOST_TABS,
    Gid,
    Index,
    Message,
    SentArea,
    SentAround,
    SentCell,
    SentFormula,
    SentSpreadsheet,
    SentTab,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WRITES = 3


class ChangedRow(Message):
    """A row of the reading before, by its number from 0, with the cells that are others now, by column from 0."""

    row: Index
    cells: list[tuple[Index, SentCell]]


LaterRow: TypeAlias = StrictInt | ChangedRow | list[SentCell]
"""The number of a row of the reading before that holds the same; such a row with other cells; or a row's cells."""


class LaterTab(Message):
    """A tab after a write; formulas and merges that are left out are as they were in the reading before."""

    gid: Gid
    title: Title
    values: list[LaterRow]
    formulas: list[SentFormula] | None = None
    merges: list[SentArea] | None = None


class LaterReading(SentAround):
    """A reading after a write."""

    tabs: list[LaterTab] = Field(max_length=MOST_TABS)


class BoundRequest(Message):
    """A click in the sidebar.

    Attributes:
        event: what was clicked, as Google's add-ons are told.
        spreadsheet: the cells as they were when the click was answered first.
        after_writes: what changed with each write that rows moved under, against the reading before it.
        has_given_up: whether that went on for too long.
        asks_again: whether the script asks again after a write where it is told to; scripts of before do not.
    """

    event: dict[str, object]
    spreadsheet: SentSpreadsheet
    after_writes: list[LaterReading] = Field(default=[], max_length=_MOST_WRITES)
    has_given_up: StrictBool = False
    asks_again: StrictBool = False
    _later: list[SentSpreadsheet] = PrivateAttr(default_factory=list)

    @property
    def later(self) -> Sequence[SentSpreadsheet]:
        """The cells after each of those writes; the last of them are the cells as they are now."""
        return self._later

    @model_validator(mode="after")
    def _complete(self) -> Self:
        before = self.spreadsheet
        for reading in self.after_writes:
            before = _completed(reading, {tab.gid: tab for tab in before.tabs})
            self._later.append(before)
        return self


def _completed(reading: LaterReading, before: dict[int, SentTab]) -> SentSpreadsheet:
    tabs = [_tab(tab, before.get(tab.gid)) for tab in reading.tabs]
    return SentSpreadsheet(title=reading.title, locale=reading.locale, marks=reading.marks, tabs=tabs)


def _tab(tab: LaterTab, before: SentTab | None) -> SentTab:
    base = before or SentTab(gid=tab.gid, title=tab.title, values=[])
    # A row may be named once: what a request stands for is never much longer than what was sent.
    left = dict(enumerate(base.values))
    # Nothing is validated twice: a reading of 5,000 key results takes its time.
    return SentTab.model_construct(
        gid=tab.gid,
        title=tab.title,
        values=[_row(row, left) for row in tab.values],
        formulas=base.formulas if tab.formulas is None else tab.formulas,
        merges=base.merges if tab.merges is None else tab.merges,
    )


def _row(row: LaterRow, left: dict[int, list[SentCell]]) -> list[SentCell]:
    match row:
        case ChangedRow(row=number, cells=cells):
            changed = list(_taken(number, left))
            for column, value in cells:
                if column >= len(changed):
                    raise ValueError(f"Row {number} of the reading before has no column {column}.")
                changed[column] = value
            return changed
        case int():
            return _taken(row, left)
        case _:
            return row


def _taken(number: int, left: dict[int, list[SentCell]]) -> list[SentCell]:
    if number not in left:
        raise ValueError(f"There is no row {number} in the reading before, or it is named twice.")
    return left.pop(number)
