"""Writes that heed protected ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from okrsdk.localsheets import access
from okrsdk.localsheets.book.protection import Editor, Guard
from okrsdk.localsheets.errors import ApiError
from okrsdk.localsheets.http import request_context
from okrsdk.localsheets.store.files import get_file_or_none

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.responses.computed import Computed

Result = TypeVar("Result")
WRITING = ("writer", "fileOrganizer", "organizer", "owner")


def editor(book_id: str) -> Editor:
    """The caller as an editor of the spreadsheet."""
    file = get_file_or_none(request_context.library(), book_id)
    email = request_context.caller()
    given = file.extra.get("permissions") if file is not None else None
    writers = [item["emailAddress"] for item in given or [] if item["role"] in WRITING and "emailAddress" in item]
    return Editor(email, access.role_of(given, email) == "owner", tuple(writers))


def write(book_id: str, work: Callable[[Book], Result], *, follows: bool = False) -> tuple[Result, Computed]:
    """Like ``request_context.write``; and refused where the work touches a range that is protected from the caller.

    Args:
        book_id: which spreadsheet.
        work: what to do with a draft of it.
        follows: whether the work may make references follow moved cells.

    Raises:
        ApiError: 404, 403, 400, and what ``work`` raises.
    """
    return write_each(book_id, lambda book, _done: work(book), follows=follows)


def write_each(
    book_id: str, work: Callable[[Book, Callable[[int], None]], Result], *, follows: bool = False
) -> tuple[Result, Computed]:
    """Like ``write`` for work in steps: it calls the function it is given after each, with the step's number."""
    caller = editor(book_id)

    def guarded(book: Book) -> Result:
        guard = Guard(book, caller)

        def done(step: int) -> None:
            try:
                guard.check(book)
            except ApiError as error:
                raise ApiError(error.code, f"Invalid data[{step}]: {error.message}") from error

        result = work(book, done)
        guard.check(book, follows=follows)
        return result

    return request_context.write(book_id, guarded)
