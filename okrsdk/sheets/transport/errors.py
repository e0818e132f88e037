"""What an error answer of the API means to people: which of okrsdk's errors, what is wrong, and what to do next.

No message holds a token or what stands in a cell.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.errors import AccessError, NotFoundError, QuotaError, SheetsError, UnavailableError

if TYPE_CHECKING:
    from okrsdk.sheets.transport.answers import ErrorAnswer
    from okrsdk.sheets.transport.endpoint import Endpoint

_Meaning: TypeAlias = tuple[type[SheetsError], str]

_STORAGE = frozenset({"storageQuotaExceeded", "teamDriveFileLimitExceeded"})
_API_OFF = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
_SCOPES = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})


def refusal(answer: ErrorAnswer, endpoint: Endpoint, spreadsheet_id: str | None) -> SheetsError:
    """What to raise for an answer with an error."""
    kind, message = _meaning(answer, endpoint, f"the spreadsheet {spreadsheet_id}" if spreadsheet_id else "this")
    return kind(message, status=answer.status, spreadsheet_id=spreadsheet_id)


def _meaning(answer: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    if answer.is_rate_limit:
        return QuotaError, f"{endpoint.name} takes no more requests this minute. Wait a minute and try again."
    explain = _BY_STATUS.get(answer.status)
    if explain is not None:
        return explain(answer, endpoint, what)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.REQUEST_TIMEOUT:
        return (
            UnavailableError,
            f"{endpoint.name} is out of order (HTTP {answer.status}). This passes, as a rule in minutes.",
        )
    return SheetsError, _refused(answer, endpoint)


def _bad_request(answer: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    said = answer.message.casefold()
    if "unable to parse range" in said or "no grid with id" in said:
        cure = "it was renamed or deleted. Put it back and try again."
        return NotFoundError, f"A tab that was there is missing from {what}: {cure}"
    if "office file" in said or "not supported for this document" in said:
        cure = "Open it there, choose File > Save as Google Sheets, and use the new file's URL."
        return SheetsError, f"{_first(what)} is an Excel file kept in Google Drive. {cure}"
    if "protected cell" in said:
        cure = "Ask the owner to allow it under Data > Protect sheets and ranges."
        return AccessError, f"Cells of {what} are protected against {_whom(endpoint)}. {cure}"
    return SheetsError, _refused(answer, endpoint)


def _not_signed_in(_: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    who = f" as {endpoint.who}" if endpoint.who else ""
    return (
        AccessError,
        f"{endpoint.name} needs you to sign in again{who} to open {what}: the access token is not valid.",
    )


def _not_allowed(answer: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    said = answer.message.casefold()
    if answer.reasons & _STORAGE or "storage quota" in said:
        cure = (
            "Service accounts can no longer own files: sign in as a person, use a shared drive, or let the service "
            "account act for a person (domain-wide delegation, OKR_ACT_AS)."
        )
        return QuotaError, f"No room for a new file in the Drive of {_whom(endpoint)}. {cure}"
    if answer.reasons & _API_OFF:
        return AccessError, "The Google Sheets API is off in your Google Cloud project. Turn it on there and try again."
    if answer.reasons & _SCOPES or "authentication scopes" in said:
        return AccessError, "The sign-in does not cover spreadsheets. Sign in again and allow access to Google Sheets."
    return AccessError, f"{_first(what)} is not shared with {_whom(endpoint)}. Share it with that account as an editor."


def _not_found(_: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    if not endpoint.is_google:
        return NotFoundError, f"{_first(what)} is not in Local Sheets ({endpoint.place})."
    cure = "if it is right, the file was deleted, or okrsdk was never allowed to open it."
    return NotFoundError, f"{_first(what)} was not found. Copy the whole URL from the browser; {cure}"


_BY_STATUS: dict[int, Callable[[ErrorAnswer, Endpoint, str], _Meaning]] = {
    HTTPStatus.BAD_REQUEST: _bad_request,
    HTTPStatus.UNAUTHORIZED: _not_signed_in,
    HTTPStatus.FORBIDDEN: _not_allowed,
    HTTPStatus.NOT_FOUND: _not_found,
}


def _refused(answer: ErrorAnswer, endpoint: Endpoint) -> str:
    said = f": {answer.message}" if answer.message else f" (HTTP {answer.status})."
    return f"{endpoint.name} refused the request{said}"


def _whom(endpoint: Endpoint) -> str:
    return endpoint.who or "the account that is signed in"


def _first(what: str) -> str:
    return what[:1].upper() + what[1:]
