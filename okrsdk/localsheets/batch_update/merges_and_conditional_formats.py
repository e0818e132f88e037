"""Requests about conditional formats and merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required
from okrsdk.localsheets.book.condition_types import check_format
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import Cell
from okrsdk.localsheets.grid.rectangle import Rect
from okrsdk.localsheets.responses.api_objects import printed

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.jsontypes import JsonObject

MAX_MERGES = 10_000
FORMATS = "conditionalFormats"


def _rule_sheet(edit: Edit, rule: JsonObject) -> Sheet:
    ranges = rule.get("ranges", [])
    if not ranges:
        raise bad_request("rule.ranges must not be empty.")
    numbers = {item.get("sheetId", 0) for item in ranges}
    if len(numbers) > 1:
        raise bad_request("All ranges of a rule must be on the same sheet.")
    if "booleanRule" not in rule and "gradientRule" not in rule:
        raise bad_request("Exactly one of booleanRule and gradientRule must be set.")
    if "booleanRule" in rule:
        check_format(rule["booleanRule"].get("condition", {}))
    return edit.book.existing(numbers.pop())


def _checked(rule: JsonObject) -> JsonObject:
    """The rule as stored: the ends of a colour scale have a type, and a value where that asks for one.

    Raises:
        ApiError: 400 when they have not.
    """
    if "gradientRule" not in rule:
        return rule
    points = {name: rule["gradientRule"].get(name, {}) for name in ("minpoint", "midpoint", "maxpoint")}
    if not points["midpoint"]:
        del points["midpoint"]
    for name, point in points.items():
        kind = point.get("type", "")
        if kind in ("", "INTERPOLATION_POINT_TYPE_UNSPECIFIED"):
            raise bad_request("No interpolationPointType specified.")
        if kind in ("MIN", "MAX"):
            points[name] = {key: item for key, item in point.items() if key != "value"}
        elif not point.get("value"):
            raise bad_request("InterpolationPoint.value is required.")
    return {**rule, "gradientRule": points}


def add_format_rule(edit: Edit, request: JsonObject) -> None:
    """``addConditionalFormatRule``: at its index, or the last."""
    rule = _checked(required(request, "rule"))
    sheet = _rule_sheet(edit, rule)
    rules = list(sheet.part(FORMATS))
    index = request.get("index", 0)
    if not 0 <= index <= len(rules):
        raise bad_request(f"index {index} is out of bounds: there are {len(rules)} rules.")
    rules.insert(index, owned_part(edit.book, sheet, FORMATS, rule))
    edit.sheet(sheet.id).set_part(FORMATS, rules)


def _rule_at(edit: Edit, request: JsonObject) -> tuple[Sheet, int]:
    sheet = edit.sheet(request.get("sheetId", 0))
    index = request.get("index", 0)
    if not 0 <= index < len(sheet.part(FORMATS)):
        raise bad_request(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet, index


def update_format_rule(edit: Edit, request: JsonObject) -> JsonObject:
    """``updateConditionalFormatRule``: another rule at the index, or the rule moved to another index."""
    given = request
    if "rule" in request and "sheetId" not in request:
        given = {**request, "sheetId": _rule_sheet(edit, request["rule"]).id}
    sheet, index = _rule_at(edit, given)
    rules = list(sheet.part(FORMATS))
    old = rules.pop(index)
    if "rule" in request:
        rule = _checked(request["rule"])
        rules.insert(index, owned_part(edit.book, _rule_sheet(edit, rule), FORMATS, rule))
        sheet.set_part(FORMATS, rules)
        return {"newRule": printed(rules[index]), "newIndex": index, "oldRule": printed(old)}
    target = request.get("newIndex", 0)
    if not 0 <= target <= len(rules):
        raise bad_request(f"newIndex {target} is out of bounds.")
    rules.insert(target, old)
    sheet.set_part(FORMATS, rules)
    return {"newRule": printed(old), "newIndex": target, "oldIndex": index}


def delete_format_rule(edit: Edit, request: JsonObject) -> JsonObject:
    """``deleteConditionalFormatRule``."""
    sheet, index = _rule_at(edit, request)
    rules = list(sheet.part(FORMATS))
    old = rules.pop(index)
    sheet.set_part(FORMATS, rules)
    return {"rule": printed(old)}


def merge(edit: Edit, request: JsonObject) -> None:
    """``mergeCells``: merges inside the range are replaced; values other than the first are dropped."""
    rect = edit.rect(required(request, "range"))
    kind = request.get("mergeType", "MERGE_ALL")
    sheet = edit.sheet(rect.sheet_id)
    kept = _apart(sheet, rect, "merge")
    pieces = [rect]
    if (kind == "MERGE_ROWS" and rect.height > MAX_MERGES) or (kind == "MERGE_COLUMNS" and rect.width > MAX_MERGES):
        raise bad_request(f"Local Sheets does not make more than {MAX_MERGES} merges at once.")
    if kind == "MERGE_ROWS":
        pieces = [Rect(rect.sheet_id, row, row + 1, rect.left, rect.right) for row in range(rect.top, rect.bottom)]
    elif kind == "MERGE_COLUMNS":
        pieces = [Rect(rect.sheet_id, rect.top, rect.bottom, at, at + 1) for at in range(rect.left, rect.right)]
    pieces = [piece for piece in pieces if piece.size > 1]
    sheet.set_part("merges", kept + [piece.json() for piece in pieces])
    for piece in pieces:
        _keep_first(sheet, piece)


def _keep_first(sheet: Sheet, piece: Rect) -> None:
    inside = [
        (row, column, cell)
        for row, column, cell in sheet.grid.cells_in(piece.top, piece.bottom)
        if piece.holds(row, column) and (row, column) != (piece.top, piece.left) and cell.value is not None
    ]
    for row, column, cell in inside:
        sheet.grid.put(row, column, Cell(None, cell.format, cell.extra))


def _apart(sheet: Sheet, rect: Rect, verb: str) -> list[JsonObject]:
    """The sheet's merges that lie apart from the rectangle; those inside are dropped.

    Raises:
        ApiError: 400 when one is partly inside.
    """
    kept = []
    for item in sheet.part("merges"):
        other = Rect(
            sheet.id, item["startRowIndex"], item["endRowIndex"], item["startColumnIndex"], item["endColumnIndex"]
        )
        if not rect.meets(other):
            kept.append(item)
        elif not rect.covers(other):
            raise bad_request(f"You must select all cells in a merged range to {verb} or unmerge them.")
    return kept


def unmerge(edit: Edit, request: JsonObject) -> None:
    """``unmergeCells``."""
    rect = edit.rect(required(request, "range"))
    sheet = edit.sheet(rect.sheet_id)
    sheet.set_part("merges", _apart(sheet, rect, "merge"))
