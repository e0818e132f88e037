"""Requests about protected ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.batch_update.sheet_objects import add as add_object
from okrsdk.localsheets.batch_update.sheet_objects import find, remove, replace
from okrsdk.localsheets.batch_update.sheet_objects import update as update_object
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.responses.api_objects import printed

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject

PART = "protectedRanges"
BACKINGS = ("range", "namedRangeId", "tableId")


def add(edit: Edit, request: JsonObject) -> JsonObject:
    """``addProtectedRange``."""
    given = _with_range(edit, dict(required(request, "protectedRange")))
    _check(edit, given)
    stored = add_object(edit, PART, _plain(given))
    reply = {"protectedRange": printed(stored)}
    # The answer does not say so yet, but who protects a range may edit it.
    users = stored["editors"].get("users", [])
    if not stored["editors"] or not edit.editor.can_edit(stored):
        sheet, _ = find(edit.book, PART, stored["protectedRangeId"])
        editors = {**stored["editors"], "users": [*users, edit.editor.email]}
        replace(edit, PART, sheet, stored, {**stored, "editors": editors})
    return reply


def _with_range(edit: Edit, given: JsonObject) -> JsonObject:
    """The protection with the cells of the named range or table that it may be given by."""
    backings = [name for name in BACKINGS if name in given]
    if len(backings) > 1:
        raise bad_request(f"Only one of {', '.join(BACKINGS)} may be set.")
    if "namedRangeId" in given:
        named = [item for item in edit.book.named_ranges if item["namedRangeId"] == given["namedRangeId"]]
        if not named:
            raise bad_request(f"No named range with id: {given['namedRangeId']}")
        return {**given, "range": named[0]["range"]}
    if "tableId" in given:
        table = edit.book.table(given["tableId"])
        if table is None:
            raise bad_request(f"No table with id: {given['tableId']}")
        return {**given, "range": table[1]["range"]}
    if not backings:
        raise bad_request("range is required.")
    return given


def _check(edit: Edit, given: JsonObject, *, but_id: int = 0) -> None:
    if given.get("warningOnly") and given.get("editors", {}):
        raise bad_request("ProtectedRange is warningOnly. Editors cannot be set on it.")
    sheet = edit.book.existing(given["range"].get("sheetId", 0))
    is_whole = given["range"].keys() <= {"sheetId"}
    if given.get("unprotectedRanges") and not is_whole:
        raise bad_request("Unprotected ranges are only supported on protected sheets.")
    others = (item for item in sheet.part(PART) if item["protectedRangeId"] != but_id)
    if is_whole and any(item["range"].keys() <= {"sheetId"} for item in others):
        raise bad_request(f'Sheet "{sheet.title}" already has sheet protection.')


def _plain(given: JsonObject) -> JsonObject:
    """Empty fields are left out, the editors stay as an object."""
    kept = {key: value for key, value in given.items() if value not in (False, "", [])}
    editors = {key: value for key, value in given.get("editors", {}).items() if value}
    return {**kept, "editors": editors}


def update(edit: Edit, request: JsonObject) -> None:
    """``updateProtectedRange``; one that no longer only warns is left to all who may write the spreadsheet."""
    given, mask = required(request, "protectedRange"), required_mask(request, "ProtectedRange")
    _, before = find(edit.book, PART, given.get("protectedRangeId", 0))
    if any(name in (mask or given) for name in BACKINGS):
        given = _with_range(edit, given)
        mask = mask and {**mask, "range": {}}
    stored = update_object(edit, PART, given, mask)
    names_editors = "editors" in (mask or given)
    _check(
        edit,
        {**stored, "editors": stored.get("editors", {}) if names_editors else {}},
        but_id=stored["protectedRangeId"],
    )
    if before.get("warningOnly") and not stored.get("warningOnly") and not names_editors:
        stored = {**stored, "editors": {"users": list(edit.editor.writers) or [edit.editor.email]}}
    sheet, old = find(edit.book, PART, stored["protectedRangeId"])
    replace(edit, PART, sheet, old, owned_part(edit.book, sheet, PART, _plain(stored)))


def delete(edit: Edit, request: JsonObject) -> None:
    """``deleteProtectedRange``."""
    remove(edit, PART, request.get("protectedRangeId", 0))
