"""Rows that a basic filter hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.views.computed import shown
from okrsdk.localsheets.views.conditions import meets
from okrsdk.localsheets.views.looks import rect_or_none

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.views.computed import Computed


def hidden_rows(computed: Computed, sheet: Sheet) -> set[int]:
    """The rows below the filter's header whose cells its criteria do not let through."""
    for item in sheet.part("basicFilter"):
        rect = rect_or_none(computed, item.get("range", {}))
        criteria = _criteria(item)
        if rect is None or not criteria:
            return set()
        rows = range(rect.top + 1, min(rect.bottom, computed.last_row(sheet)))
        return {row for row in rows if any(_hides(computed, sheet, (row, at), one) for at, one in criteria)}
    return set()


def _criteria(item: JsonObject) -> list[tuple[int, JsonObject]]:
    by_column = {int(column): one for column, one in item.get("criteria", {}).items()}
    by_column |= {
        int(spec.get("columnIndex", 0)): spec["filterCriteria"]
        for spec in item.get("filterSpecs", [])
        if "filterCriteria" in spec
    }
    return list(by_column.items())


def _hides(computed: Computed, sheet: Sheet, place: tuple[int, int], criteria: JsonObject) -> bool:
    value = computed.value(sheet, *place)
    text = shown(value, sheet.grid.cell(*place))
    if text in criteria.get("hiddenValues", []):
        return True
    condition = criteria.get("condition")
    return condition is not None and meets(condition, value, text, computed.today) is False
