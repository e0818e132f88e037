"""Series that ``autoFill`` goes on with: numbers, dates, counted texts, names of days and months."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Cell, Formula, number
from okrsdk.localsheets.grid.dates import moment, serial
from okrsdk.localsheets.views.computed import is_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from okrsdk.localsheets.grid.cells import Value

    Series = Callable[[int], Value]

COUNTED = re.compile(r"(.*?)(\d{1,9})(\D*)", re.DOTALL)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NAMES = (DAYS, tuple(name[:3] for name in DAYS), MONTHS, tuple(name[:3] for name in MONTHS))
MONTHS_A_YEAR = 12
NEAR = 1e-9


def continued(line: list[Cell], step: int, *, alternate: bool) -> Cell:
    """The cell at ``step`` (0 is the first of the line) when the line's series goes on in either direction.

    Args:
        line: the cells to go on from.
        step: how far from the first of them.
        alternate: a single number counts on, and a single date, text or name repeats, instead of the other way round.
    """
    cell = line[step % len(line)]
    series = _series(line, alternate=alternate)
    return cell if series is None else cell.with_value(series(step))


def _series(line: list[Cell], *, alternate: bool) -> Series | None:
    values = [cell.value for cell in line]
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        numbers = [float(value) for value in values if isinstance(value, (int, float))]
        return _numbers(numbers, is_date=is_moment(line[0]), alternate=alternate)
    if not all(isinstance(value, str) and not isinstance(value, Formula) for value in values):
        return None
    if len(line) == 1 and alternate:
        return None
    texts = [str(value) for value in values]
    return _names(texts) or _counted(texts)


def _numbers(numbers: list[float], *, is_date: bool, alternate: bool) -> Series | None:
    if len(numbers) == 1:
        return (lambda step: number(numbers[0] + step)) if is_date != alternate else None
    months = _months(numbers) if is_date else None
    if months is not None:
        return months
    stride = numbers[1] - numbers[0]
    if any(abs(b - a - stride) >= NEAR * max(1, abs(stride)) for a, b in pairwise(numbers)):
        return None
    return lambda step: number(float(f"{numbers[0] + stride * step:.12g}"))


def _months(numbers: list[float]) -> Series | None:
    """Dates that lie whole months apart; the last day of a month stands for a day that the month has not."""
    days = [moment(one) for one in numbers]
    first = days[0]
    if first is None or any(
        day is None or day.day != first.day or one % 1 for day, one in zip(days, numbers, strict=True)
    ):
        return None
    counts = [day.year * MONTHS_A_YEAR + day.month - 1 for day in days if day is not None]
    stride = _stride(counts)
    if not stride:
        return None

    def day_of(step: int) -> Value:
        year, month = divmod(counts[0] + stride * step, MONTHS_A_YEAR)
        for day in range(first.day, 27, -1):
            try:
                return serial(first.date().replace(year=year, month=month + 1, day=day))
            except ValueError:
                continue
        return serial(first.date().replace(year=year, month=month + 1)) if 0 < year < 9999 else None  # noqa: PLR2004 - the calendar's years

    return day_of


def _names(texts: list[str]) -> Series | None:
    for names in NAMES:
        folded = [name.casefold() for name in names]
        if all(text.casefold() in folded for text in texts):
            places = [folded.index(text.casefold()) for text in texts]
            stride = _stride(places, len(names))
            styled = str.upper if texts[0].isupper() else str.lower if texts[0].islower() else str
            if stride is not None:
                return lambda step: styled(names[(places[0] + stride * step) % len(names)])
    return None


def _counted(texts: list[str]) -> Series | None:
    """Texts alike but for a number: Item 1, Item 2."""
    found = [match for text in texts if (match := COUNTED.fullmatch(text))]
    if len(found) < len(texts) or len({(match[1], match[3]) for match in found}) > 1:
        return None
    stride = _stride([int(match[2]) for match in found])
    if stride is None:
        return None
    before, start, after = found[0].groups()
    return lambda step: f"{before}{abs(int(start) + stride * step):0{len(start) if start[0] == '0' else 1}d}{after}"


def _stride(numbers: Sequence[int], modulus: int = 0) -> int | None:
    """What lies between each number and the next, 1 for a single one; None where it is not the same."""
    strides = {(b - a) % modulus if modulus else b - a for a, b in pairwise(numbers)} or {1}
    return strides.pop() if len(strides) == 1 else None
