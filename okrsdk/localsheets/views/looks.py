"""What a cell looks like beyond its own format: alternating colours beneath it, conditional formats on top."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.lookup import from_json
from okrsdk.localsheets.errors import ApiError
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.views.computed import shown
from okrsdk.localsheets.views.conditions import meets
from okrsdk.localsheets.views.customrules import cells_met
from okrsdk.localsheets.wire.colors import eight_bit

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.cells import Cell, Value
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.views.computed import Computed

CHANNELS = ("red", "green", "blue")


def rect_or_none(computed: Computed, area: JsonObject) -> Rect | None:
    """The range's rectangle; None where it no longer lies on the grid."""
    try:
        return from_json(computed.book, area)
    except ApiError:
        return None


class Looks:
    """The looks of one sheet's cells."""

    def __init__(self, computed: Computed, sheet: Sheet, today: dt.date) -> None:
        self._computed = computed
        self._sheet = sheet
        self._today = today
        bands = (
            (rect_or_none(computed, item["range"]), item) for item in sheet.part("bandedRanges") if "range" in item
        )
        self._bands = [(rect, item) for rect, item in bands if rect]
        # The first rule wins, so it is laid on last.
        self._rules = [
            ([rect for area in rule["ranges"] if (rect := rect_or_none(computed, area))], rule)
            for rule in reversed(sheet.part("conditionalFormats"))
        ]
        self._points: dict[int, tuple[float, ...]] = {}
        self._custom: dict[int, set[tuple[int, int]]] = {}

    def any(self) -> bool:
        """Whether the sheet has alternating colours or conditional formats at all."""
        return bool(self._bands or self._rules)

    def beneath(self, row: int, column: int) -> JsonObject:
        """The background that alternating colours give the cell, {} for none."""
        for rect, item in self._bands:
            if rect.holds(row, column):
                return _band(item, rect, row, column)
        return {}

    def on_top(self, place: tuple[int, int], cell: Cell, value: Value) -> JsonObject:
        """The format that conditional formats lay over the cell, {} for none."""
        result: JsonObject = {}
        for rects, rule in self._rules:
            if any(rect.holds(*place) for rect in rects):
                result = overlaid(result, self._format(rule, rects, (place, cell, value)))
        return result

    def _format(self, rule: JsonObject, rects: list[Rect], subject: tuple[tuple[int, int], Cell, Value]) -> JsonObject:
        place, cell, value = subject
        if "booleanRule" in rule:
            condition = rule["booleanRule"].get("condition", {})
            if condition.get("type") == "CUSTOM_FORMULA":
                met: bool | None = place in self._custom_cells(rule, condition, rects)
            else:
                met = meets(condition, value, "" if value is None else shown(value, cell), self._today)
            found: JsonObject = rule["booleanRule"].get("format", {}) if met else {}
            return found
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return {}
        color = self._gradient(rule["gradientRule"], rects, float(value))
        return {"backgroundColor": color, "backgroundColorStyle": {"rgbColor": color}} if color is not None else {}

    def _custom_cells(self, rule: JsonObject, condition: JsonObject, rects: list[Rect]) -> set[tuple[int, int]]:
        """The cells for which the rule's own formula is true, computed for all of them when first asked."""
        if id(rule) not in self._custom:
            formula = str((condition.get("values") or [{}])[0].get("userEnteredValue", ""))
            self._custom[id(rule)] = cells_met(self._computed.book, self._sheet, formula, rects)
        return self._custom[id(rule)]

    def _gradient(self, rule: JsonObject, rects: list[Rect], value: float) -> JsonObject | None:
        if id(rule) not in self._points:
            self._points[id(rule)] = tuple(sorted(self._numbers(rects)))
        numbers = self._points[id(rule)]
        stops = [
            (_stop(rule[key], numbers), rule[key].get("color", {}))
            for key in ("minpoint", "midpoint", "maxpoint")
            if key in rule
        ]
        known = [(at, color) for at, color in stops if at is not None]
        if not known:
            return None
        if value <= known[0][0]:
            return dict(known[0][1])
        for (low, first), (high, second) in pairwise(known):
            if value <= high:
                share = (value - low) / (high - low) if high > low else 1.0
                return _between(first, second, share)
        return dict(known[-1][1])

    def _numbers(self, rects: list[Rect]) -> list[float]:
        sheet, computed = self._sheet, self._computed
        found = []
        for rect in rects:
            for row in range(rect.top, min(rect.bottom, computed.last_row(sheet))):
                values = (computed.value(sheet, row, column) for column in range(rect.left, rect.right))
                found += [
                    float(value) for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)
                ]
        return found


def _band(item: JsonObject, rect: Rect, row: int, column: int) -> JsonObject:
    """The colour of a band; row properties win over column properties."""
    for name, place, first, last in (
        ("rowProperties", row, rect.top, rect.bottom - 1),
        ("columnProperties", column, rect.left, rect.right - 1),
    ):
        if name not in item:
            continue
        colors = item[name]
        if place == first and "headerColor" in colors:
            key = "headerColor"
        elif place == last and "footerColor" in colors:
            key = "footerColor"
        else:
            offset = place - first - ("headerColor" in colors)
            key = "secondBandColor" if offset % 2 and "secondBandColor" in colors else "firstBandColor"
        if key in colors:
            return {
                "backgroundColor": colors[key],
                "backgroundColorStyle": colors.get(f"{key}Style", {"rgbColor": colors[key]}),
            }
    return {}


def overlaid(base: JsonObject, over: JsonObject) -> JsonObject:
    """The base format with everything the other sets; text format and padding field by field."""
    result = dict(base)
    for name, value in over.items():
        result[name] = {**base.get(name, {}), **value} if name in ("textFormat", "padding") else value
    return result


def _stop(point: JsonObject, numbers: tuple[float, ...]) -> float | None:
    kind = point.get("type", "")
    if kind in ("MIN", "MAX"):
        return None if not numbers else numbers[0 if kind == "MIN" else -1]
    try:
        amount = float(str(point.get("value", "")).rstrip("%"))
    except ValueError:
        return None
    if kind == "NUMBER":
        return amount
    if not numbers or kind not in ("PERCENT", "PERCENTILE"):
        return None
    if kind == "PERCENT":
        return numbers[0] + (numbers[-1] - numbers[0]) * amount / 100
    place = (len(numbers) - 1) * min(max(amount, 0), 100) / 100
    low = int(place)
    high = min(low + 1, len(numbers) - 1)
    return numbers[low] + (numbers[high] - numbers[low]) * (place - low)


def _between(first: JsonObject, second: JsonObject, share: float) -> JsonObject:
    parts = [first.get(name, 0) + (second.get(name, 0) - first.get(name, 0)) * share for name in CHANNELS]
    return eight_bit(*(round(part * 255) for part in parts))
