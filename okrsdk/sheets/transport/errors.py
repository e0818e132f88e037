"""The one place where the errors of the API, of the network and of google-auth become okrsdk's.

Every message says what is wrong and what to do next. None holds a token or the contents of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeAlias

import httpx

from okrsdk.errors import AccessError, NotFoundError, QuotaError, SheetsError, StaleWorkbookError, UnavailableError
from okrsdk.reports.phrases import capitalized
from okrsdk.sheets.transport.retry import Failure, is_transient, retry_after
from okrsdk.texts import strung, text
from okrsdk.workbook.sheets_types import json_objects

if TYPE_CHECKING:
    from okrsdk.sheets.transport.endpoint import Endpoint

_Meaning: TypeAlias = tuple[type[SheetsError], str]

_NO_CONNECTION = (httpx.ConnectError, httpx.ConnectTimeout)
_MAY_PASS = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
_RATE_LIMIT_REASONS = frozenset({"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"})
_TOO_MANY_REQUESTS = 429
_LONGEST = 200
_BEYOND_THE_GRID = (
    "tried writing to",
    "exceeds grid limits",
    "is after last row in grid",
    "outside the bounds of the sheet",
    "larger than current grid size",
    "that doesn't exist. tried to delete",
)
_STORAGE = frozenset({"storageQuotaExceeded", "teamDriveFileLimitExceeded"})
_USED_UP = frozenset({"sharingRateLimitExceeded", "dailyLimitExceeded"})
_API_OFF = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
_NEW_FILE = text("a new spreadsheet")
OWN_FILES = text(
    "sign in as a person, use a shared drive, or let the service account act for a person (domain-wide delegation, "
    "OKR_ACT_AS). `okr login` signs a person in."
)
"""What helps those who cannot own files."""
_SCOPES = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions"})


class SignInError(httpx.RequestError):
    """No access token was given out, so the request was not sent.

    Attributes:
        is_reached: whether the sign-in server answered.
        is_retryable: whether the same may work later.
    """

    def __init__(self, message: str, *, is_reached: bool, is_retryable: bool) -> None:
        super().__init__(message)
        self.is_reached = is_reached
        self.is_retryable = is_retryable


def failure_of(error: httpx.HTTPError) -> Failure:
    """What the error means for trying again."""
    if isinstance(error, httpx.HTTPStatusError):
        headers = error.response.headers
        is_rate_limit = error_answer(error.response).is_rate_limit
        status = error.response.status_code
        is_refusal = error.response.is_client_error and status != HTTPStatus.REQUEST_TIMEOUT
        return Failure(
            transient=is_rate_limit or is_transient(status),
            nothing_done=is_rate_limit or is_refusal,
            retry_after=retry_after(headers.get("retry-after"), headers.get("date")),
        )
    if isinstance(error, SignInError):
        return Failure(transient=not error.is_reached, nothing_done=True, connected=error.is_reached)
    no_connection = isinstance(error, _NO_CONNECTION)
    return Failure(
        transient=isinstance(error, _MAY_PASS),
        nothing_done=no_connection or isinstance(error, httpx.PoolTimeout),
        connected=not no_connection,
    )


def translated(
    error: httpx.HTTPError,
    endpoint: Endpoint,
    spreadsheet_id: str | None,
    *,
    repeatable: bool = True,
    creates: bool = False,
) -> SheetsError:
    """What to raise instead, from the error.

    Args:
        error: what came instead of a good answer.
        endpoint: the server.
        spreadsheet_id: the spreadsheet in question, when there is one.
        repeatable: whether the request may simply be made again.
        creates: whether it makes a new file.
    """
    ours = _translated(error, endpoint, spreadsheet_id, creates=creates)
    failure = failure_of(error)
    if repeatable or failure.nothing_done or not failure.transient:
        return ours
    message = strung([str(ours), text("It may have been done all the same: look before you try again.")])
    return type(ours)(message, status=ours.status, spreadsheet_id=spreadsheet_id)


def _translated(
    error: httpx.HTTPError, endpoint: Endpoint, spreadsheet_id: str | None, *, creates: bool
) -> SheetsError:
    if isinstance(error, httpx.HTTPStatusError):
        what = text("the spreadsheet {id}", id=spreadsheet_id) if spreadsheet_id else text("this")
        kind, message = _meaning(error_answer(error.response), endpoint, _NEW_FILE if creates else what)
        return kind(message, status=error.response.status_code, spreadsheet_id=spreadsheet_id)
    if isinstance(error, SignInError):
        return _sign_in_failed(error, spreadsheet_id)
    return UnavailableError(_no_answer(error, endpoint), spreadsheet_id=spreadsheet_id)


def _no_answer(error: httpx.HTTPError, endpoint: Endpoint) -> str:
    if isinstance(error, _NO_CONNECTION):
        if endpoint.is_google:
            return text("No connection to {place}. Check the network connection.", place=endpoint.place)
        return text("No connection to {place}. Is `okr sheets serve` running?", place=endpoint.place)
    if isinstance(error, httpx.TimeoutException):
        return text(
            "{place} did not answer in time. For large workbooks raise the timeout (OKR_TIMEOUT).",
            place=endpoint.place,
        )
    if isinstance(error, httpx.DecodingError):
        return text(
            "{place} sent no answer of the API. Does a proxy or a sign-in page come in between?", place=endpoint.place
        )
    return text("The connection to {place} broke before the answer was complete.", place=endpoint.place)


def _sign_in_failed(error: SignInError, spreadsheet_id: str | None) -> SheetsError:
    if not error.is_reached:
        message = text("No connection to the sign-in server. Check the network connection.")
        return UnavailableError(message, spreadsheet_id=spreadsheet_id)
    if error.is_retryable:
        return UnavailableError(text("The sign-in server is out of order. Try again."), spreadsheet_id=spreadsheet_id)
    return AccessError(
        text(
            "Signing in failed: the credentials have expired, were revoked, or are not complete. "
            "Sign in again (`okr login`), or make a new key for the service account."
        ),
        spreadsheet_id=spreadsheet_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAnswer:
    """An answer with an HTTP status of 400 or more.

    Attributes:
        status: the HTTP status. The body's own code is not looked at: it is missing in HTML bodies.
        message: what the API says, with quoted values taken out, because they may be what someone typed into a cell;
            empty when the body is not the API's JSON.
        reasons: the API's machine-readable reasons.
    """

    status: int
    message: str = ""
    reasons: frozenset[str] = frozenset()

    @property
    def is_rate_limit(self) -> bool:
        """Whether a quota per minute is used up: the request was refused before anything was done."""
        return self.status == _TOO_MANY_REQUESTS or bool(self.reasons & _RATE_LIMIT_REASONS)


def error_answer(response: httpx.Response) -> ErrorAnswer:
    """What the response says went wrong. Never raises, whatever the body is."""
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return ErrorAnswer(status=response.status_code)
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return ErrorAnswer(status=response.status_code)
    details = [*json_objects(error.get("details")), *json_objects(error.get("errors"))]
    return ErrorAnswer(
        status=response.status_code,
        message=_safe(str(error.get("message", ""))),
        reasons=frozenset(str(detail["reason"]) for detail in details if "reason" in detail),
    )


def _safe(message: str) -> str:
    lines = message.strip().splitlines()
    text = re.sub(r'".*"', '"…"', lines[0]) if lines else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _meaning(answer: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    if answer.is_rate_limit:
        return QuotaError, text(
            "{name} takes no more requests this minute. Wait a minute and try again.", name=endpoint.name
        )
    explain = _BY_STATUS.get(answer.status)
    if explain is not None:
        return explain(answer, endpoint, what)
    if answer.status == HTTPStatus.INSUFFICIENT_STORAGE and answer.message:
        return UnavailableError, answer.message  # of Local Sheets, which says what is wrong with its data file
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.REQUEST_TIMEOUT:
        return UnavailableError, text(
            "{name} is out of order (HTTP {status}). This passes, as a rule in minutes.",
            name=endpoint.name,
            status=answer.status,
        )
    return SheetsError, _refused(answer, endpoint)


def _bad_request(answer: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    said = answer.message.casefold()
    if "unable to parse range" in said or "no grid with id" in said:
        return NotFoundError, text(
            "A tab that was there is missing from {what}: it was renamed or deleted. Put it back and try again.",
            what=what,
        )
    if "office file" in said or "not supported for this document" in said:
        return SheetsError, text(
            "{what} is an Excel file kept in Google Drive. Open it there, choose File > Save as Google Sheets, and use "
            "the new file's URL.",
            what=capitalized(what),
        )
    if any(sign in said for sign in _BEYOND_THE_GRID):
        return StaleWorkbookError, text(
            "Rows or columns of {what} were deleted in the moment of writing, so nothing was written.", what=what
        )
    if "protected cell" in said:
        return AccessError, text(
            "Cells of {what} are protected against {who}. Ask the owner to allow it under Data > Protect sheets and "
            "ranges.",
            what=what,
            who=_whom(endpoint),
        )
    return SheetsError, _refused(answer, endpoint)


def _not_signed_in(_: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    if endpoint.who:
        return AccessError, text(
            "{name} needs you to sign in again as {who} to open {what}: the access token is not valid.",
            name=endpoint.name,
            who=endpoint.who,
            what=what,
        )
    return AccessError, text(
        "{name} needs you to sign in again to open {what}: the access token is not valid.",
        name=endpoint.name,
        what=what,
    )


def _not_allowed(answer: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    said = answer.message.casefold()
    if answer.reasons & _STORAGE or "storage quota" in said:
        return QuotaError, text(
            "No room for a new file in the Drive of {who}. Service accounts can no longer own files: {cure}",
            who=_whom(endpoint),
            cure=OWN_FILES,
        )
    if answer.reasons & _USED_UP:
        return QuotaError, text(
            "{name} lets {who} do no more of this today. The limit lasts for hours: go on tomorrow, or with another "
            "account.",
            name=endpoint.name,
            who=_whom(endpoint),
        )
    if answer.reasons & _API_OFF:
        return AccessError, text(
            "The Google Sheets API is off in your Google Cloud project. Turn it on there and try again."
        )
    if answer.reasons & _SCOPES or "authentication scopes" in said:
        return AccessError, text(
            "The sign-in does not cover spreadsheets. Sign in again (`okr login --all-sheets`) and allow what it asks "
            "for."
        )
    if what == _NEW_FILE:
        return AccessError, text(
            "{who} may not make files here: {cure}", who=capitalized(_whom(endpoint)), cure=OWN_FILES
        )
    return AccessError, text(
        "{what} is not shared with {who}. Share it with that account as an editor.",
        what=capitalized(what),
        who=_whom(endpoint),
    )


def _not_found(_: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    if not endpoint.is_google:
        return NotFoundError, text(
            "{what} is not in Local Sheets ({place}).", what=capitalized(what), place=endpoint.place
        )
    return NotFoundError, text(
        "{what} was not found. Copy the whole URL from the browser; if it is right, the file was deleted, or okrsdk "
        "was never allowed to open it.",
        what=capitalized(what),
    )


def _too_large(_: ErrorAnswer, endpoint: Endpoint, what: str) -> _Meaning:
    return SheetsError, text(
        "That is more than {name} takes for {what} in one request. Divide the OKRs among several workbooks, for "
        "instance one for each team.",
        name=endpoint.name,
        what=what,
    )


_BY_STATUS: dict[int, Callable[[ErrorAnswer, Endpoint, str], _Meaning]] = {
    HTTPStatus.BAD_REQUEST: _bad_request,
    HTTPStatus.UNAUTHORIZED: _not_signed_in,
    HTTPStatus.FORBIDDEN: _not_allowed,
    HTTPStatus.NOT_FOUND: _not_found,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _too_large,
}


def _refused(answer: ErrorAnswer, endpoint: Endpoint) -> str:
    if answer.message:
        return text("{name} refused the request: {said}", name=endpoint.name, said=answer.message)
    return text("{name} refused the request (HTTP {status}).", name=endpoint.name, status=answer.status)


def _whom(endpoint: Endpoint) -> str:
    return endpoint.who or text("the account that is signed in")
