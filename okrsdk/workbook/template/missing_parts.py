"""What a `spreadsheets.create` was sent and did not make, as the requests that add it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Json: TypeAlias = Mapping[str, object]

# The parts of a sheet that a create is documented to take, though no one promises that it does: the key in a `Sheet`,
# and the request that adds one later, with the key of its argument.
_PARTS = {
    "conditionalFormats": ("addConditionalFormatRule", "rule"),
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "charts": ("addChart", "chart"),
    "bandedRanges": ("addBanding", "bandedRange"),
}
_MARKS = "developerMetadata"
CREATED_FIELDS = f"spreadsheetId,{_MARKS},sheets(properties(sheetId),{_MARKS},{','.join(_PARTS)})"
"""The `fields` mask of the create: what `missing_parts` looks at."""


def missing_parts(body: Json, answer: Json) -> list[Json]:
    """The `batchUpdate` requests that add what a create was sent and its answer does not show; none when all is there.

    Looked at are conditional formats, protections, charts, bands and marks, sheet by sheet: a kind that was sent and of
    which nothing came back was not honoured.
    """
    requests = []
    if not answer.get(_MARKS):
        requests += [_mark(mark, {"spreadsheet": True}) for mark in _list(body, _MARKS)]
    done = {_sheet_id(sheet): sheet for sheet in _list(answer, "sheets")}
    for sheet in _list(body, "sheets"):
        requests += _missing_parts_of_sheet(sheet, done.get(_sheet_id(sheet), {}))
    return requests


def _missing_parts_of_sheet(sent: Json, done: Json) -> Iterator[Json]:
    for part, (request, argument) in _PARTS.items():
        if not done.get(part):
            for item in _list(sent, part):
                yield {request: {argument: item}}
    if not done.get(_MARKS):
        for mark in _list(sent, _MARKS):
            yield _mark(mark, {"sheetId": _sheet_id(sent)})


def _mark(mark: Json, location: Json) -> Json:
    return {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": location}}}


def _list(message: Json, key: str) -> list[Json]:
    items = message.get(key)
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _sheet_id(sheet: Json) -> object:
    properties = sheet.get("properties")
    return properties.get("sheetId") if isinstance(properties, Mapping) else None
