"""The answer to a write, by table and field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.targets import plain, targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.findings import Table
    from okrsdk.workbook.api import MatchedUpdate, UpdateByDataFilterResponse, ValueRange
    from okrsdk.workbook.layout import Layout

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What a table's listed columns hold after a write, and which of it the write put there.

    Attributes:
        columns: values by field, from row 0 down.
        written: by field and row, what the request wrote; cells that it left alone are not there.
    """

    columns: Mapping[str, Sequence[object]]
    written: Mapping[str, Mapping[int, object]]

    @property
    def height(self) -> int:
        """Number of rows of the longest column."""
        return max((len(values) for values in self.columns.values()), default=0)

    def at(self, name: str, row: int) -> object:
        """What a field holds in a row, as it is compared: blank as the empty text."""
        values = self.columns[name]
        return plain(values[row]) if row < len(values) else ""


def echoes(
    layout: Layout, request: Mapping[str, object], response: UpdateByDataFilterResponse
) -> Mapping[Table, Echo] | None:
    """What the answer shows of each table; None when it does not show every column that the request lists."""
    entries = cast("Sequence[ValueRange]", request["data"])
    answers = response.get("responses", [])
    if len(answers) != len(entries) or any("updatedData" not in answer for answer in answers):
        return None
    pairs = iter(zip(entries, answers, strict=True))
    found: dict[Table, Echo] = {}
    for own in targets(layout):
        columns: dict[str, Sequence[object]] = {}
        written: dict[str, Mapping[int, object]] = {}
        for name in own.fields:
            entry, answer = next(pairs)
            columns[name] = _column(answer)
            written[name] = {row: value for row, value in enumerate(entry["values"][0]) if value is not None}
        found[own.layout.table] = Echo(columns=columns, written=written)
    return found


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
