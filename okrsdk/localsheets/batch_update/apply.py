"""``batchUpdate``: a list of requests, applied in order to one draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import Edit
from okrsdk.localsheets.batch_update.request_kinds import KINDS
from okrsdk.localsheets.book.protection import Guard
from okrsdk.localsheets.errors import ApiError, bad_request

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.book.protection import Editor
    from okrsdk.localsheets.jsontypes import JsonObject

MAX_REQUESTS = 100_000


#: Kinds after which formulas elsewhere may read otherwise, because what they refer to has moved or been renamed.
FOLLOWED = frozenset(
    (
        "appendCells",
        "cutPaste",
        "deleteDimension",
        "deleteRange",
        "deleteSheet",
        "insertDimension",
        "insertRange",
        "moveDimension",
        "updateSheetProperties",
        "updateTable",
    )
)


def apply_requests(book: Book, requests: list[JsonObject], *, today: dt.date, editor: Editor) -> list[JsonObject]:
    """Applies the requests to the draft; gives one reply each, ``{}`` where there is nothing to say.

    Raises:
        ApiError: 400 naming the request that is not valid; the draft is then to be thrown away.
    """
    if not requests:
        raise bad_request("Must specify at least one request.")
    if len(requests) > MAX_REQUESTS:
        raise bad_request(f"Cannot exceed {MAX_REQUESTS} requests in a single batch.")
    edit = Edit(book, today, editor)
    return [_apply_one(edit, index, request) for index, request in enumerate(requests)]


def _apply_one(edit: Edit, index: int, request: JsonObject) -> JsonObject:
    if not request:
        raise bad_request(f"Invalid requests[{index}]: No request set.")
    (kind,) = request
    perform = KINDS.get(kind)
    if perform is None:
        raise bad_request(f"Invalid requests[{index}].{kind}: Local Sheets does not imitate this request.")
    guard = Guard(edit.book, edit.editor)
    try:
        reply = perform(edit, request[kind])
        guard.check(edit.book, follows=kind in FOLLOWED)
        edit.book.check_size()
    except ApiError as error:
        if error.code != 400:  # noqa: PLR2004
            raise
        raise ApiError(400, f"Invalid requests[{index}].{kind}: {error.message}", details=error.details) from error
    return {} if reply is None else {kind: reply}
