"""Rows that a basic filter hides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.responses.computed import shown
from okrsdk.localsheets.responses.conditions import Condition, ConditionFormulas
from okrsdk.localsheets.responses.effective_formats import rect_or_none

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.responses.computed import Computed


def hidden_rows(computed: Computed, sheet: Sheet) -> set[int]:
    """The rows below the filter's header whose cells its criteria do not let through."""
    for item in sheet.part("basicFilter"):
        rect = rect_or_none(computed, item.get("range", {}))
        criteria = _criteria(item)
        if rect is None or not criteria:
            return set()
        return _hidden(computed, sheet, rect, criteria)
    return set()


def _hidden(computed: Computed, sheet: Sheet, rect: Rect, criteria: dict[int, JsonObject]) -> set[int]:
    last = computed.last_row(sheet)
    body = replace(rect, top=min(rect.top + 1, rect.bottom))
    formulas = ConditionFormulas(computed.book, sheet, last)
    # A filter's formula is written for the first cell below the header of its column.
    conditions = {
        column: Condition(one["condition"], [replace(body, left=column, right=column + 1)], computed.today, formulas)
        for column, one in criteria.items()
        if "condition" in one and body.height
    }
    hidden = set()
    for row in range(body.top, min(body.bottom, last)):
        for column, one in criteria.items():
            value = computed.value(sheet, row, column)
            cell = computed.with_result_format(sheet, (row, column), sheet.grid.cell(row, column))
            text = shown(value, cell, computed.book.locale)
            condition = conditions.get(column)
            met = None if condition is None else condition.meets((row, column), value, text)
            if text in one.get("hiddenValues", []) or met is False:
                hidden.add(row)
    return hidden


def _criteria(item: JsonObject) -> dict[int, JsonObject]:
    by_column = {int(column): one for column, one in item.get("criteria", {}).items()}
    return by_column | {
        int(spec.get("columnIndex", 0)): spec["filterCriteria"]
        for spec in item.get("filterSpecs", [])
        if "filterCriteria" in spec
    }
