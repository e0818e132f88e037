"""Whether what was written came to rest where it belongs: a judgement on the answer to the write alone.

The answer shows, for one moment, who stands in each row and what okrsdk's columns hold beside it. Every row is
matched with its record: by ID and identity fields, by these alone, by an ID that no write of ours can have put there.
From that follows what each of okrsdk's cells should hold, and the difference is the next request. It needs no further
read, and it corrects what a shifted write did: an ID that it overwrote, a header, a score beside a row that is new.

An ID that a person types into a new row in the very moment in which okrsdk fills an ID there is lost, and the cell left
blank for the next one; everything else that people wrote stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.writing.columns import identity_values, plain, targets
from okrsdk.workbook.writing.request import Written, body, wanted_ids, wanted_values
from okrsdk.workbook.writing.response import WriteResponse, is_same, write_responses
from okrsdk.workbook.writing.row_matching import Row, match_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.findings import Table
    from okrsdk.grading import Scores
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject, UpdateByDataFilterResponse
    from okrsdk.workbook.writing.columns import TableTargets


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOutcome:
    """What became of a write.

    Attributes:
        is_settled: whether every score stands beside its own record and nothing of ours beside any other.
        next_request: what to write next where it is not; None when it is settled, or when the answer does not tell
            and the workbook has to be read again.
        written_ids: the IDs that this write and those before it put anywhere.
    """

    is_settled: bool
    next_request: JsonObject | None = None
    written_ids: frozenset[str] = frozenset()


def verify_write(
    reading: WorkbookReading,
    scores: Scores,
    request: Mapping[str, object],
    response: Mapping[str, object],
    *,
    after: WriteOutcome | None = None,
) -> WriteOutcome:
    """What became of a write, judged from its answer.

    Args:
        reading: the workbook as it was read.
        scores: the scores that are being written.
        request: the request that was sent: from `write_request`, or the `next_request` of the landing before.
        response: the answer to it.
        after: the landing before, when this request came from it.
    """
    wanted = wanted_values(reading, scores)
    found = write_responses(reading.layout, request, cast("UpdateByDataFilterResponse", response))
    if found is None:
        return WriteOutcome(is_settled=False)
    corrections: dict[Table, Mapping[str, Sequence[Written]]] = {}
    written = frozenset() if after is None else after.written_ids
    for own in targets(reading.layout):
        table = own.layout.table
        ids = wanted_ids(reading, own.layout)
        written |= _written_ids(own, found[table], ids)
        correction = _Correction(own, found[table], _Wanted(ids, wanted[table], written))
        if correction.may_hide_records:
            return WriteOutcome(is_settled=False)
        if columns := correction.columns():
            corrections[table] = columns
    if not corrections:
        return WriteOutcome(is_settled=True)
    return WriteOutcome(is_settled=False, next_request=body(reading, corrections), written_ids=written)


def clearing_request(
    reading: WorkbookReading, request: Mapping[str, object], response: Mapping[str, object]
) -> JsonObject | None:
    """The request that blanks every score, for when no write comes to rest; None when the answer shows none.

    No score is better than one beside the wrong key result.
    """
    found = write_responses(reading.layout, request, cast("UpdateByDataFilterResponse", response))
    if found is None:
        return None
    columns: dict[Table, Mapping[str, Sequence[Written]]] = {}
    for own in targets(reading.layout):
        echo = found[own.layout.table]
        below = _header_row(own, echo) + 1
        columns[own.layout.table] = {
            name: [None] * below + [""] * (len(echo.columns[name]) - below) for name in own.scores
        }
    return body(reading, columns)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What ought to stand beside each record of a table, by position, and the IDs that we may have put anywhere."""

    ids: Sequence[str]
    scores: Sequence[Mapping[str, Written]]
    ids_we_wrote: frozenset[str]


class _Correction:
    """The difference between what one table's answer shows and what ought to stand there."""

    def __init__(self, own: TableTargets, echo: WriteResponse, wanted: _Wanted) -> None:
        self._own = own
        self._echo = echo
        self._ids = wanted.ids
        self._wanted = wanted.scores
        self._ids_we_wrote = wanted.ids_we_wrote
        self._header = _header_row(own, echo)
        self._columns: dict[str, list[Written]] = {}
        self._rows = [self._row(number) for number in range(echo.height)]
        self._places = match_rows(_records(own, wanted.ids), self._rows, wanted.ids_we_wrote)

    @property
    def may_hide_records(self) -> bool:
        """Whether a record is not in the answer and might stand below what the answer shows."""
        seen = {position for position in self._places if position is not None}
        return not self._echo.is_whole and len(seen) < len(self._ids)

    def columns(self) -> Mapping[str, Sequence[Written]]:
        """The cells to write by field, null where nothing is to change; empty when all is right."""
        self._restore_header()
        for row in self._rows:
            if row.number != self._header:
                self._correct_id(row, self._places[row.number])
                for name in self._own.scores:
                    self._correct_score(row.number, name, self._places[row.number])
        return self._columns

    def _row(self, number: int) -> Row:
        is_ours = number in self._echo.written["id"]
        if number == self._header:
            return Row(number=number, id="", identity=(), is_ours=is_ours)
        identity = tuple(self._echo.at(name, number) for name in self._own.identity_fields)
        return Row(number=number, id=id_text(self._echo.at("id", number)), identity=identity, is_ours=is_ours)

    def _correct_id(self, row: Row, position: int | None) -> None:
        wanted = "" if position is None else self._ids[position]
        may_be_ours = row.is_ours or row.id in self._ids_we_wrote
        if row.id != wanted and (may_be_ours or (not row.id and position is not None)):
            self._write("id", row.number, wanted)

    def _correct_score(self, number: int, name: str, position: int | None) -> None:
        held = self._echo.at(name, number)
        wanted = "" if position is None else self._wanted[position][name]
        is_ours = position is not None or number in self._echo.written[name] or not self._is_of_people(name, held)
        if is_ours and not is_same(held, wanted):
            self._write(name, number, wanted)

    def _is_of_people(self, name: str, held: object) -> bool:
        """Whether people may have put this into okrsdk's column: a banner above the header, a mean below."""
        layout = self._own.layout
        place = layout.columns[name]
        banners = (plain(value) for value in place.values[: layout.header_row])
        rows = range(layout.header_row + 1, len(place.values))
        return held in banners or any(row in rows and row not in layout.rows for row in place.formulas)

    def _restore_header(self) -> None:
        """Put back the headers that a write went over, as rows were inserted above them; new names are people's."""
        ours: dict[str, set[object]] = {name: {values[name] for values in self._wanted} for name in self._own.scores}
        ours["id"] = set(self._ids_we_wrote)
        for name, values in ours.items():
            header, held = self._own.layout.columns[name].header, self._echo.at(name, self._header)
            if not is_same(held, header) and (held in values or held == "" or not isinstance(held, str)):
                self._write(name, self._header, header)

    def _write(self, name: str, number: int, value: Written) -> None:
        column = self._columns.setdefault(name, [])
        column.extend([None] * (number + 1 - len(column)))
        column[number] = value


def id_text(value: object) -> str:
    """An ID as it is compared: 7 and "7 " are one."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _written_ids(own: TableTargets, echo: WriteResponse, ids: Sequence[str]) -> frozenset[str]:
    """The IDs that the write put somewhere, and those that records are to get."""
    written = {id_text(value) for value in echo.written["id"].values()}
    known = {id_text(own.layout.columns["id"].values[row]) for row in own.layout.rows}
    return frozenset(written | (set(ids) - known)) - {""}


def _records(own: TableTargets, ids: Sequence[str]) -> list[Row]:
    return [
        Row(number=row, id=ids[position], identity=identity_values(own.layout, own.identity_fields, row), is_ours=False)
        for position, row in enumerate(own.layout.rows)
    ]


def _header_row(own: TableTargets, echo: WriteResponse) -> int:
    """Where the header stands now: the row that shows the same headers over the columns people write."""
    headers = [own.layout.columns[name].header for name in own.identity_fields]
    rows = ([id_text(echo.at(name, number)) for name in own.identity_fields] for number in range(echo.height))
    return next((number for number, row in enumerate(rows) if any(row) and row == headers), own.layout.header_row)
