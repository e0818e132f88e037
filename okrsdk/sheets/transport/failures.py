"""The one place where the errors of the API, of the network and of google-auth become okrsdk's.

Every message says what is wrong and what to do next. None holds a token or what stands in a cell.
"""

from __future__ import annotations

import httpx

from okrsdk.errors import AccessError, SheetsError, UnavailableError
from okrsdk.sheets.transport.answers import error_answer
from okrsdk.sheets.transport.endpoint import Endpoint
from okrsdk.sheets.transport.refusals import refusal
from okrsdk.sheets.transport.retry import Failure, is_transient, retry_after

_NO_CONNECTION = (httpx.ConnectError, httpx.ConnectTimeout)
_MAY_PASS = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)


class SignInError(httpx.RequestError):
    """No access token could be had, so the request was not sent.

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
        return Failure(
            transient=is_rate_limit or is_transient(error.response.status_code),
            nothing_done=is_rate_limit,
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
) -> SheetsError:
    """What to raise instead, from the error.

    Args:
        error: what came instead of a good answer.
        endpoint: the server.
        spreadsheet_id: the spreadsheet in question, when there is one.
        repeatable: whether the request may simply be made again.
    """
    ours = _translated(error, endpoint, spreadsheet_id)
    failure = failure_of(error)
    if repeatable or failure.nothing_done or not failure.transient:
        return ours
    message = f"{ours} It may have been done all the same: look before you try again."
    return type(ours)(message, status=ours.status, spreadsheet_id=spreadsheet_id)


def _translated(error: httpx.HTTPError, endpoint: Endpoint, spreadsheet_id: str | None) -> SheetsError:
    if isinstance(error, httpx.HTTPStatusError):
        return refusal(error_answer(error.response), endpoint, spreadsheet_id)
    if isinstance(error, SignInError):
        return _sign_in_failed(error, spreadsheet_id)
    return UnavailableError(_no_answer(error, endpoint), spreadsheet_id=spreadsheet_id)


def _no_answer(error: httpx.HTTPError, endpoint: Endpoint) -> str:
    if isinstance(error, _NO_CONNECTION):
        cure = "Check the network connection." if endpoint.is_google else "Is `okr sheets serve` running?"
        return f"No connection to {endpoint.place}. {cure}"
    if isinstance(error, httpx.TimeoutException):
        return f"{endpoint.place} did not answer in time. For large workbooks raise the timeout (OKR_TIMEOUT)."
    if isinstance(error, httpx.DecodingError):
        return f"{endpoint.place} sent no answer of the API. Does a proxy or a sign-in page stand in between?"
    return f"The connection to {endpoint.place} broke before the answer was complete."


def _sign_in_failed(error: SignInError, spreadsheet_id: str | None) -> SheetsError:
    if not error.is_reached:
        message = "No connection to the sign-in server. Check the network connection."
        return UnavailableError(message, spreadsheet_id=spreadsheet_id)
    if error.is_retryable:
        return UnavailableError("The sign-in server is out of order. Try again.", spreadsheet_id=spreadsheet_id)
    return AccessError(
        "Signing in failed: the credentials have expired, were revoked, or are not complete. "
        "Sign in again, or make a new key for the service account.",
        spreadsheet_id=spreadsheet_id,
    )
