"""The value of a table that a reference means: the column by its header, the rows by content, the newest day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from okrsdk.errors import SourceError
from okrsdk.findings import Table
from okrsdk.language.dates import day_readings
from okrsdk.language.normalize import normalized
from okrsdk.schema.column import is_blank
from okrsdk.schema.tables import columns
from okrsdk.values.found_value import FoundValue, shown_locale
from okrsdk.workbook.layout.locate import fields_by_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.language.source_references import RowChoice

_OF_DAYS = frozenset(map(normalized, ("as of", "as_of", "timestamp", "datetime", "updated at", "updated_at", "Datum")))
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row below the headers.

    Attributes:
        name: where it is: `line 12`, `/days/3`.
        cells: what it holds, by the place of the header.
    """

    name: str
    cells: Sequence[object]

    def cell(self, place: int) -> object:
        """What it holds below a header; None where it ends before."""
        return self.cells[place] if place < len(self.cells) else None


def value_in_table(headers: Sequence[str], rows: Sequence[TableRow], choice: RowChoice, *, on: date) -> FoundValue:
    """The value that is meant: of the rows chosen by content, the newest up to a day that has one.

    Without a column of days there must be one such row, or the last one must have been asked for.

    Args:
        headers: the headers.
        rows: the rows below, in order; those without a value are passed over.
        choice: which value is meant.
        on: the day asked about; rows of later days are plans.

    Raises:
        SourceError: a header is not there or twice, no row is left, or several are and nothing tells which is meant.
    """
    column = _place(headers, choice.column)
    wanted = [(_place(headers, name), normalized(value)) for name, value in choice.where]
    kept = [
        row
        for row in rows
        if not is_blank(row.cell(column)) and all(_text(row.cell(at)) == value for at, value in wanted)
    ]
    if not kept:
        which = " and ".join(f"{name} {value}" for name, value in choice.where)
        raise SourceError(f"No row{f' with {which}' if which else ''} has a value in {choice.column!r}.")
    locale = choice.locale or shown_locale(row.cell(column) for row in rows)
    days = _place(headers, choice.date) if choice.date else _column_of_days(headers)
    if days is None or days == column:
        row = _only(kept, choice)
        return FoundValue(raw=row.cell(column), where=row.name, locale=locale)
    day, newest = _newest(kept, days, choice, on=on)
    values = {str(row.cell(column)).strip() for row in newest}
    if len(values) > 1 and not choice.takes_last:
        names = ", ".join(row.name for row in newest[:_SHOWN])
        raise SourceError(f"Several rows of {day} say different things ({names}). Choose one: &HEADER=VALUE.")
    return FoundValue(raw=newest[-1].cell(column), where=newest[-1].name, day=day, locale=locale)


def day_of(cell: object, locale: str = "") -> tuple[date, ...]:
    """The days that a cell may mean: none, one, or several."""
    if isinstance(cell, datetime):
        return (cell.date(),)
    if isinstance(cell, date):
        return (cell,)
    return day_readings(cell, locale or None) if isinstance(cell, str) else ()


def _only(kept: Sequence[TableRow], choice: RowChoice) -> TableRow:
    if len(kept) > 1 and not choice.takes_last:
        raise SourceError(
            f"{len(kept)} rows have a value in {choice.column!r}, and nothing tells which is meant. "
            "Choose one: &HEADER=VALUE, &date=HEADER of the column of days, or &row=last."
        )
    return kept[-1]


def _newest(kept: Sequence[TableRow], days: int, choice: RowChoice, *, on: date) -> tuple[date, list[TableRow]]:
    """The newest day up to the one asked about, and its rows. A row without a day, such as a total, is passed over."""
    dated: dict[date, list[TableRow]] = {}
    for row in kept:
        found = day_of(row.cell(days), choice.locale)
        if len(found) > 1:
            both = " or ".join(map(str, found))
            raise SourceError(f"{row.name}: its day may be {both}. Say how days are written: &locale=en_GB.")
        if found and found[0] <= on:
            dated.setdefault(found[0], []).append(row)
    if not dated:
        raise SourceError(f"No row with a value is of {on} or a day before.")
    day = max(dated)
    return day, dated[day]


def _place(headers: Sequence[str], name: str) -> int:
    exact = [at for at, header in enumerate(headers) if header.strip() == name]
    found = exact or [at for at, header in enumerate(headers) if normalized(header) == normalized(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise SourceError(f"{len(found)} columns are headed {name!r}. Rename all but one.")
    known = [header.strip() for header in headers if header.strip()]
    more = " …" if len(known) > _SHOWN else ""
    raise SourceError(f"There is no column {name!r}. There are: {', '.join(known[:_SHOWN]) or 'none'}{more}.")


def _column_of_days(headers: Sequence[str]) -> int | None:
    """The first column that is headed like one of days."""
    known = fields_by_header(columns(Table.CHECK_INS))
    plain = [normalized(header) for header in headers]
    return next((at for at, own in enumerate(plain) if known.get(own) == "day" or own in _OF_DAYS), None)


def _text(cell: object) -> str:
    return normalized("" if is_blank(cell) else str(cell))
