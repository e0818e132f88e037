"""What every request function gets: the draft it may change, the day, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.ranges import from_json
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.formulas.engine import Engine, has_formulas
from okrsdk.localsheets.responses.computed import Computed
from okrsdk.localsheets.wire.masks import Mask, parse_mask

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.book.protection import Editor
    from okrsdk.localsheets.formulas.engine import Results
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject


@dataclass(frozen=True, slots=True)
class Edit:
    """One batchUpdate under way."""

    book: Book
    today: dt.date
    editor: Editor

    def sheet(self, sheet_id: int) -> Sheet:
        """The sheet, to write to; it must be a grid."""
        return self.book.edit(self.book.existing(sheet_id).id)

    def rect(self, grid_range: JsonObject) -> Rect:
        """The GridRange as a rectangle inside its grid."""
        return from_json(self.book, grid_range)

    def computed(self) -> Computed:
        """The draft's computed values as they are at this moment of the batch."""
        return Computed(self.book, _compute)


def _compute(book: Book) -> dict[int, Results]:
    # A draft's rows change in place, which an engine that follows versions would miss: this one lives for one look.
    return Engine().results(book) if has_formulas(book) else {}


def required_mask(request: JsonObject, message: str) -> Mask:
    """The request's ``fields``, checked against the message it updates.

    Raises:
        ApiError: 400 when it is missing or names an unknown field.
    """
    text = request.get("fields", "")
    if not text:
        raise bad_request("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    spaceless = ",".join(path.strip() for path in text.split(","))  # overlooked here, unlike in the URL's fields
    return parse_mask(spaceless, message, on_error="field")


def required(request: JsonObject, name: str) -> JsonObject:
    """A part of the request that must be there.

    Raises:
        ApiError: 400 when it is missing.
    """
    if name not in request:
        raise bad_request(f"{name} is required.")
    found: JsonObject = request[name]
    return found
