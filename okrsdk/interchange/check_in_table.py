"""Many check-ins at once: the rows of a CSV, as a form in another program or a sheet of numbers gives them.

Columns are found by the headers that the Check-ins tab knows and by what other tables call them, in any order; others
are passed over. A row names its key result by ID or by its sentence. What a row says is read as if it were typed into
the workbook, by its locale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.findings import Table
from okrsdk.interchange.check_in_headers import check_in_fields
from okrsdk.interchange.importers.delimited_text import read_delimited
from okrsdk.interchange.importers.sources import SourceKind
from okrsdk.language.dates import read_day
from okrsdk.language.normalize import normalized
from okrsdk.model import CheckIn
from okrsdk.schema.references import RecordNames
from okrsdk.schema.tables import columns
from okrsdk.workbook.check_in_inputs import BLOCKS, CHANGED, CONFIDENCE, VALUE, read_check_in

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.interchange.importers.source_table import SourceRow
    from okrsdk.interchange.importers.sources import Source
    from okrsdk.model import OkrSet

_KEY_RESULT, _DAY, _BY, _CORRECTS = "key_result_id", "day", "by", "corrects"
_SAID = (VALUE, CONFIDENCE, CHANGED, BLOCKS)
_HEADER_WITHIN = 40
_SHOWN = 60
_NOTHING_MAPPED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRow:
    """A row of a table of check-ins.

    Attributes:
        line: the 1-based line on which it begins.
        check_in: what it says; None where it cannot be taken.
        refused: why it cannot, and what to do; empty where it can.
    """

    line: int
    check_in: CheckIn | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInTable:
    """A table of check-ins as it was understood.

    Attributes:
        rows: its rows, in order; those that say nothing of their key result are left out.
        silent: how many those are.
        unread: the headers of columns that were passed over.
    """

    rows: tuple[CheckInRow, ...]
    silent: int = 0
    unread: tuple[str, ...] = ()


def read_check_in_table(
    source: Source, okr_set: OkrSet, *, on: date, by: str = "", mapping: Mapping[str, str] = _NOTHING_MAPPED
) -> CheckInTable:
    """The check-ins of a table in text, each row either taken or refused with its reason.

    Args:
        source: the file or standard input: cells parted by commas, semicolons, tabs or bars, with a row of headers.
        okr_set: the OKRs they are of, with the locale by which numbers and days are read.
        on: the day of rows that name none.
        by: who says so, in rows that do not tell.
        mapping: what columns hold, by their normalized headers, where people say it (`mapped_fields`).

    Raises:
        ConfigError: it is no such table, has no column for the key result or none for what is said of it, or lacks one
            that is mapped.
    """
    if source.kind not in (SourceKind.TABLE, SourceKind.DRAFT):
        raise ConfigError(f"{source.name} is no table in text. Save the check-ins as CSV, with a row of headers.")
    table = read_delimited(source.text, name=source.name)
    known = {**check_in_fields(), **mapping}
    header = max(table.rows[:_HEADER_WITHIN], key=lambda row: len(_places(row, known, mapping)), default=None)
    places = {} if header is None else _places(header, known, mapping)
    if header is None or _KEY_RESULT not in places or not {VALUE, CONFIDENCE} & {*places}:
        raise ConfigError(
            f"{source.name} has no row of headers for check-ins. Name the columns Key result (its ID or its sentence) "
            "and Value or Confidence; Date, What changed, What blocks, By and Corrects may be there too. "
            "Of other headers say what they hold: --map 'Stand=Value'."
        )
    reader = _Rows(okr_set=okr_set, places=places, on=on, by=by)
    _refuse_unknown(mapping, header, source)
    below = [row for row in table.rows if row.line > header.line]
    telling = [row for row in below if any(row.text(places[name]) for name in _SAID if name in places)]
    others = (header.text(index) for index in header.filled if index not in places.values())
    return CheckInTable(
        rows=tuple(map(reader.read, telling)), silent=len(below) - len(telling), unread=tuple(filter(None, others))
    )


def _places(row: SourceRow, known: Mapping[str, str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Where the column of each field is; of several that which people named, else that with its own title, else any."""
    titles = {normalized(column.title) for column in columns(Table.CHECK_INS)}
    found: dict[str, int] = {}
    for header, index in sorted(_headers(row), key=lambda own: (own[0] not in mapping, own[0] not in titles)):
        if header in known:
            found.setdefault(known[header], index)
    return found


def _headers(row: SourceRow) -> list[tuple[str, int]]:
    """What each filled cell of a row says as a header, and its column."""
    return [(normalized(row.text(index)).rstrip(":："), index) for index in row.filled]


def _refuse_unknown(mapping: Mapping[str, str], header: SourceRow, source: Source) -> None:
    there = {name for name, _ in _headers(header)}
    if missing := [name for name in mapping if name not in there]:
        known = ", ".join(header.text(index) for index in header.filled)
        raise ConfigError(
            f"{source.name} has no column {', '.join(missing)}. Its columns are {known}.",
            setting="map",
        )


def _read_day(text: str, locale: str) -> date | None:
    """The day; none where points put the day first and the locale the month: the table may be of another country."""
    day = read_day(text, locale)
    return None if "." in text and read_day(text) not in (day, None) else day


class _Rows:
    """What the rows of a table are read by."""

    def __init__(self, *, okr_set: OkrSet, places: Mapping[str, int], on: date, by: str) -> None:
        self._okr_set, self._places, self._on, self._by = okr_set, places, on, by
        own = okr_set.key_results
        self._names = RecordNames([one.id for one in own], [one.text for one in own])
        self._titles = {column.name: column.title for column in columns(Table.CHECK_INS)}

    def read(self, row: SourceRow) -> CheckInRow:
        """What a row says, or why it cannot be taken."""
        found = self._check_in(row)
        if isinstance(found, str):
            return CheckInRow(line=row.line, refused=found)
        return CheckInRow(line=row.line, check_in=found)

    def _check_in(self, row: SourceRow) -> CheckIn | str:
        named = self._text(row, _KEY_RESULT)
        key_result = self._okr_set.key_result(self._names.id_of(named) or "")
        if key_result is None:
            return self._unknown(named)
        days = {
            name: _read_day(text, self._okr_set.locale) for name in (_DAY, _CORRECTS) if (text := self._text(row, name))
        }
        if unclear := [name for name, day in days.items() if day is None]:
            return " ".join(
                f"{self._titles[name]}: {self._text(row, name)} is no day, or may be two. Write it as 2026-03-31."
                for name in unclear
            )
        found = read_check_in(
            {name: self._text(row, name) for name in _SAID},
            key_result,
            on=days.get(_DAY) or self._on,
            by=self._text(row, _BY) or self._by,
            locale=self._okr_set.locale,
            before=CheckIn(),
        )
        if isinstance(found, dict):
            return " ".join(f"{self._titles[name]}: {what}" for name, what in found.items())
        return replace(found, corrects=days.get(_CORRECTS))

    def _text(self, row: SourceRow, name: str) -> str:
        return row.text(self._places[name]) if name in self._places else ""

    def _unknown(self, named: str) -> str:
        if not named:
            return "It names no key result. Write the ID or the sentence of one."
        shown = named if len(named) <= _SHOWN else f"{named[: _SHOWN - 1]}…"
        if not self._names.ids:
            return f"There is no key result {shown} with an ID. Grade the workbook first, which assigns them."
        return f"There is no key result {shown}, or several have these words. There are {self._names.choices}."
