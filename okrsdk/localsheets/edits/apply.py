"""``batchUpdate``: a list of requests, applied in order to one draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.edits.catalogue import KINDS
from okrsdk.localsheets.edits.context import Edit
from okrsdk.localsheets.errors import ApiError, bad_request

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.jsontypes import JsonObject

MAX_REQUESTS = 100_000


def apply_requests(book: Book, requests: list[JsonObject], *, today: dt.date, user: str) -> list[JsonObject]:
    """Applies the requests to the draft; gives one reply each, ``{}`` where there is nothing to say.

    Raises:
        ApiError: 400 naming the request that is not valid; the draft is then to be thrown away.
    """
    if not requests:
        raise bad_request("Must specify at least one request.")
    if len(requests) > MAX_REQUESTS:
        raise bad_request(f"Cannot exceed {MAX_REQUESTS} requests in a single batch.")
    edit = Edit(book, today, user)
    return [_apply_one(edit, index, request) for index, request in enumerate(requests)]


def _apply_one(edit: Edit, index: int, request: JsonObject) -> JsonObject:
    kinds = list(request)
    if len(kinds) != 1:
        detail = "No request set." if not kinds else f"oneof field 'kind' is already set. Cannot set '{kinds[1]}'"
        raise bad_request(f"Invalid requests[{index}]: {detail}")
    kind = kinds[0]
    perform = KINDS.get(kind)
    if perform is None:
        raise bad_request(f"Invalid requests[{index}].{kind}: Local Sheets does not imitate this request.")
    try:
        reply = perform(edit, request[kind])
    except ApiError as error:
        if error.code != 400:  # noqa: PLR2004
            raise
        raise ApiError(400, f"Invalid requests[{index}].{kind}: {error.message}", details=error.details) from error
    return {} if reply is None else {kind: reply}
