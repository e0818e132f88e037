"""``effectiveFormat``: default, alternating colours, own format and conditional formats over each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.defaults import DEFAULT_FORMAT
from okrsdk.localsheets.book.ranges import from_json
from okrsdk.localsheets.errors import ApiError
from okrsdk.localsheets.jsontypes import JsonObject
from okrsdk.localsheets.responses.computed import number_format, shown
from okrsdk.localsheets.responses.conditions import Condition, ConditionFormulas
from okrsdk.localsheets.wire.colors import eight_bit
from okrsdk.localsheets.wire.json_text import Common
from okrsdk.localsheets.wire.masks import Mask, has_path, pick
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.cells import Cell, Value
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.responses.computed import Computed

    Key = tuple[int, str, tuple[int, ...]]

BACKGROUND = ("backgroundColor", "backgroundColorStyle")
CHANNELS = ("red", "green", "blue")

#: Which colour of alternating colours goes before which.
RANKS = {"headerColor": 0, "footerColor": 0, "firstBandColor": 1, "secondBandColor": 2}
EMPTY: JsonObject = {}

Layers = tuple[JsonObject, ...]
Place = tuple[int, int]


def rect_or_none(computed: Computed, area: JsonObject) -> Rect | None:
    """The range's rectangle; None where it is no longer on the grid."""
    try:
        return from_json(computed.book, area)
    except ApiError:
        return None


class FormatLayers:
    """The looks of one sheet's cells.

    Formats come as layers: equal ones are one and the same object, so that what is made of them can be remembered.

    Args:
        computed: the spreadsheet.
        sheet: the sheet.
        mask: of ``CellFormat``; alternating colours and conditional formats that set nothing of it are not worked out.
    """

    def __init__(self, computed: Computed, sheet: Sheet, mask: Mask | None = None) -> None:
        self._computed = computed
        self._sheet = sheet
        wanted = mask or {}
        is_coloured = any(has_path(wanted, name) for name in BACKGROUND)
        banded = sheet.part("bandedRanges") if is_coloured else []
        bands = ((rect_or_none(computed, item["range"]), item) for item in banded)
        self._bands = [_Band(rect, item) for rect, item in bands if rect]
        formulas = ConditionFormulas(computed.book, sheet, computed.last_row(sheet))
        # The first rule wins, so it is laid on last.
        self._rules = [
            _Rule(rule, rects, computed, formulas)
            for rule in reversed(sheet.part("conditionalFormats"))
            if any(has_path(wanted, name) for name in _set_by(rule))
            and (rects := [rect for area in rule["ranges"] if (rect := rect_or_none(computed, area))])
        ]
        self._known: dict[str, JsonObject] = {}
        self._row = -1
        self._row_bands: list[_Band] = []
        self._row_rules: list[_Rule] = []

    def any(self) -> bool:
        """Whether the sheet has alternating colours or conditional formats at all."""
        return bool(self._bands or self._rules)

    def beneath(self, row: int, column: int) -> Layers:
        """The background that alternating colours give the cell, none or one."""
        self._go_to(row)
        for band in self._row_bands:
            if band.rect.left <= column < band.rect.right:
                layer = band.layer(row, column)
                return (layer,) if layer else ()
        return ()

    def on_top(self, place: Place, cell: Cell, value: Value) -> Layers:
        """The formats that conditional formats lay over the cell, the strongest last."""
        self._go_to(place[0])
        if not self._row_rules:
            return ()
        text: str | None = None
        found: Layers = ()
        for rule in self._row_rules:
            if rule.holds(place):
                if text is None:
                    text = "" if value is None else shown(value, cell, self._computed.book.locale)
                found += self._one(rule.format(place, value, text))
        return found

    def _go_to(self, row: int) -> None:
        """Cells are asked for row by row: what is on the row is looked up once."""
        if row != self._row:
            self._row = row
            self._row_bands = [band for band in self._bands if band.rect.top <= row < band.rect.bottom]
            self._row_rules = [rule for rule in self._rules if any(r.top <= row < r.bottom for r in rule.rects)]

    def _one(self, layer: JsonObject) -> Layers:
        return (self._known.setdefault(repr(layer), layer),) if layer else ()


def _set_by(rule: JsonObject) -> Iterable[str]:
    return rule["booleanRule"].get("format", {}) if "booleanRule" in rule else BACKGROUND


class _Rule:
    """A conditional format ready to be tried."""

    def __init__(self, rule: JsonObject, rects: list[Rect], computed: Computed, formulas: ConditionFormulas) -> None:
        self.rects = rects
        self._rule = rule
        self._computed = computed
        self._sheet = computed.book.existing(rects[0].sheet_id)
        boolean = rule.get("booleanRule", {})
        self._condition = Condition(boolean.get("condition", {}), rects, computed.today, formulas) if boolean else None
        self._stops: list[tuple[float, JsonObject]] | None = None

    def holds(self, place: Place) -> bool:
        """Whether the rule is about the cell."""
        row, column = place
        return any(r.top <= row < r.bottom and r.left <= column < r.right for r in self.rects)

    def format(self, place: Place, value: Value, text: str) -> JsonObject:
        """The format that the rule gives the cell, {} for none."""
        if self._condition is not None:
            met = self._condition.meets(place, value, text)
            found: JsonObject = self._rule["booleanRule"].get("format", {}) if met else {}
            return found
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return {}
        color = self._gradient(float(value))
        return dict(zip(BACKGROUND, (color, {"rgbColor": color}), strict=True)) if color is not None else {}

    def _gradient(self, value: float) -> JsonObject | None:
        if self._stops is None:
            self._stops = self._known_stops()
        if not self._stops:
            return None
        if value <= self._stops[0][0]:
            return self._stops[0][1]
        for (low, first), (high, second) in pairwise(self._stops):
            if value <= high:
                share = (value - low) / (high - low) if high > low else 1.0
                return _between(first, second, share)
        return self._stops[-1][1]

    def _known_stops(self) -> list[tuple[float, JsonObject]]:
        gradient, numbers = self._rule["gradientRule"], tuple(sorted(self._numbers()))
        points = [gradient[key] for key in ("minpoint", "midpoint", "maxpoint") if key in gradient]
        stops = [(_stop(point, numbers), point.get("color", {})) for point in points]
        return [(at, color) for at, color in stops if at is not None]

    def _numbers(self) -> list[float]:
        sheet, computed = self._sheet, self._computed
        found = []
        for rect in self.rects:
            for row in range(rect.top, min(rect.bottom, computed.last_row(sheet))):
                values = (computed.value(sheet, row, column) for column in range(rect.left, rect.right))
                found += [
                    float(value) for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)
                ]
        return found


class _Band:
    """Alternating colours over a range, by rows, by columns or both."""

    def __init__(self, rect: Rect, item: JsonObject) -> None:
        self.rect = rect
        # Rows come first: where a row's colour and a column's are of equal rank, the row's wins.
        self._sides = [
            (name == "rowProperties", {key: _fill(item[name], key) for key in RANKS if key in item[name]})
            for name in ("rowProperties", "columnProperties")
            if name in item
        ]

    def layer(self, row: int, column: int) -> JsonObject:
        """The background of the cell, {} for none."""
        rect, best, found = self.rect, len(RANKS), EMPTY
        for by_rows, fills in self._sides:
            place, size = (row - rect.top, rect.height) if by_rows else (column - rect.left, rect.width)
            if place == 0 and "headerColor" in fills:
                key = "headerColor"
            elif place == size - 1 and "footerColor" in fills:
                key = "footerColor"
            else:
                is_second = (place - ("headerColor" in fills)) % 2 and "secondBandColor" in fills
                key = "secondBandColor" if is_second else "firstBandColor"
            if key in fills and RANKS[key] < best:
                best, found = RANKS[key], fills[key]
        return found


def _fill(colors: JsonObject, key: str) -> JsonObject:
    style = colors.get(f"{key}Style", {"rgbColor": colors[key]})
    return {"backgroundColor": colors[key], "backgroundColorStyle": style}


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


class EffectiveFormats:
    """The effective formats of one sheet, reduced to a mask. Cells that look alike get the very same object."""

    def __init__(self, computed: Computed, sheet: Sheet, mask: Mask) -> None:
        layers = FormatLayers(computed, sheet, mask)
        self._layers = layers if layers.any() else None
        self._mask = mask
        # Layers and formats are kept beside what was made of them, so that their ids stay taken.
        self._known: dict[Key, tuple[Common, tuple[JsonObject | None, ...]]] = {}

    @property
    def reach_blanks(self) -> bool:
        """Whether cells that hold nothing may look like something."""
        return self._layers is not None

    def of(self, place: tuple[int, int], cell: Cell, value: Value) -> JsonObject | None:
        """The format of one cell; None for a cell that is empty and looks it."""
        beneath = self._layers.beneath(*place) if self._layers else ()
        on_top = self._layers.on_top(place, cell, value) if self._layers else ()
        if value is None and not cell.format and not beneath and not on_top:
            return None
        own = cell.format
        brought = None if own is not None and "numberFormat" in own else number_format(cell)
        layers = (own, *beneath, *on_top)
        key = (len(beneath), repr(brought) if brought else "", tuple(map(id, layers)))
        known = self._known.get(key)
        if known is None:
            entered = (own or {}) | ({"numberFormat": brought} if brought else {})
            whole = DEFAULT_FORMAT
            for layer in (*beneath, entered, *on_top):
                whole = overlaid(whole, layer)
            known = self._known[key] = (Common(pick(arrange(whole, "CellFormat"), self._mask)), layers)
        return known[0]
