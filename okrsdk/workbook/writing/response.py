"""The answer to a write, by table and field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.writing.columns import plain, targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.findings import Table
    from okrsdk.workbook.layout.positions import Layout
    from okrsdk.workbook.sheets_types import MatchedUpdate, UpdateByDataFilterResponse, ValueRange

_TOLERANCE = 1e-9
_LAST_ROW = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteResponse:
    """What a table's listed columns hold after a write, and which of it the write put there.

    Attributes:
        columns: values by field, from row 0 down.
        written: by field and row, what the request wrote; cells that it left alone are not there.
        is_whole: whether these are surely the whole columns, so that a record that is not there is gone.
    """

    columns: Mapping[str, Sequence[object]]
    written: Mapping[str, Mapping[int, object]]
    is_whole: bool

    @property
    def height(self) -> int:
        """Number of rows of the longest column."""
        return max((len(values) for values in self.columns.values()), default=0)

    def at(self, name: str, row: int) -> object:
        """What a field holds in a row, as it is compared: blank as the empty text."""
        values = self.columns[name]
        return plain(values[row]) if row < len(values) else ""


def write_responses(
    layout: Layout, request: Mapping[str, object], response: UpdateByDataFilterResponse
) -> Mapping[Table, WriteResponse] | None:
    """What the answer shows of each table; None when it does not show every column that the request lists."""
    entries = cast("Sequence[ValueRange]", request["data"])
    answers = response.get("responses", [])
    if len(answers) != len(entries) or any("updatedData" not in answer for answer in answers):
        return None
    pairs = iter(zip(entries, answers, strict=True))
    found = {own.layout.table: _echo([(name, *next(pairs)) for name in own.fields]) for own in targets(layout)}
    return {table: echo for table, echo in found.items() if echo} if all(found.values()) else None


def _echo(listed: Sequence[tuple[str, ValueRange, MatchedUpdate]]) -> WriteResponse | None:
    """One table's columns; None when they do not all reach equally far down."""
    ends = {_last_row(answer["updatedData"]) for _, _, answer in listed}
    if len(ends) != 1:
        return None
    end = ends.pop()
    written = {name: _written(entry) for name, entry, _ in listed}
    return WriteResponse(
        columns={name: _column(answer) for name, _, answer in listed},
        written=written,
        is_whole=end is None or end > len(listed[0][1]["values"][0]),
    )


def _written(entry: ValueRange) -> Mapping[int, object]:
    return {row: value for row, value in enumerate(entry["values"][0]) if value is not None}


def _last_row(data: ValueRange) -> int | None:
    """The last row that was looked at, None where the range is open downwards (`Objectives!A:A`)."""
    digits = _LAST_ROW.search(data.get("range", ""))
    return int(digits[0]) if digits else None


def is_same(held: object, wanted: object) -> bool:
    """Whether a cell holds what was wanted; numbers may differ by what a float loses."""
    if isinstance(held, int | float) and isinstance(wanted, int | float):
        return abs(held - wanted) <= _TOLERANCE * max(1.0, abs(held))
    return held == wanted


def _column(answer: MatchedUpdate) -> Sequence[object]:
    data = answer["updatedData"]
    values = data.get("values", [])
    if data.get("majorDimension") == "COLUMNS":
        return values[0] if values else []
    return [row[0] if row else "" for row in values]
