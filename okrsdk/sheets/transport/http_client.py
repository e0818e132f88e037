"""gspread on httpx: pooled connections, quota, retries, and okrsdk's errors."""

from __future__ import annotations

import io
import itertools
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import gspread
import httpx
import requests
from google.auth import exceptions as auth_errors

from okrsdk.sheets.transport.failures import failure_of, translated
from okrsdk.sheets.transport.operations import Budget, Operation, operation_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from gspread.http_client import FileType, ParamsType

    from okrsdk.sheets.transport.clock import Clock
    from okrsdk.sheets.transport.endpoint import Endpoint
    from okrsdk.sheets.transport.quota import Quota
    from okrsdk.sheets.transport.retry import RetryPolicy

_SPREADSHEET = re.compile(r"/(?:spreadsheets|files)/([^/:?]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPolicy:
    """How we treat a server.

    Attributes:
        retry: when a request is sent again.
        quota: how many requests it is sent.
        clock: the clock both go by.
    """

    retry: RetryPolicy
    quota: Quota
    clock: Clock


class HttpxClient(gspread.HTTPClient):
    """gspread's HTTP client over httpx: every request of gspread passes through `request`.

    It raises okrsdk's errors instead of gspread's, from whichever of gspread's methods made the request.

    Args:
        client: sends the requests; may carry authentication.
        endpoint: the server.
        policy: retries and quota.
    """

    # gspread's own constructor is left out: it would build a session of requests, which is not used here.
    def __init__(self, client: httpx.Client, endpoint: Endpoint, policy: RequestPolicy) -> None:
        self._client = client
        self._endpoint = endpoint
        self._request_policy = policy
        self._lock = threading.Lock()
        self._sent = 0
        self.timeout = None

    @property
    def sent(self) -> int:
        """Number of requests sent to the Sheets API so far, repeated ones included; those to Drive are not counted."""
        return self._sent

    def close(self) -> None:
        """Close the network connections."""
        self._client.close()

    def request(  # noqa: PLR0913, PLR0917 -- the signature is gspread's
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, object] | None = None,
        files: FileType = None,
        headers: MutableMapping[str, str] | None = None,
    ) -> requests.Response:
        """The answer to one request of gspread's, sent as often as the retry policy allows.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        url = self._endpoint.address(endpoint)
        wait = httpx.USE_CLIENT_DEFAULT if self.timeout is None else _timeout(self.timeout)
        request = self._client.build_request(
            method.upper(),
            url,
            params=_query(params),
            content=data,
            json=_without_blanks(json),
            files=files,
            headers=headers,
            timeout=wait,
        )
        return _for_gspread(self._send_until_answered(request, operation_of(method, urlsplit(endpoint).path)))

    def _send_until_answered(self, request: httpx.Request, operation: Operation) -> httpx.Response:
        clock, started = self._request_policy.clock, None
        for attempt in itertools.count(1):
            self._request_policy.quota.wait_for(operation.budget)
            started = clock.now() if started is None else started
            try:
                return self._send(request, operation)
            except (httpx.HTTPError, auth_errors.GoogleAuthError) as exc:
                wait = self._request_policy.retry.wait(
                    failure_of(exc),
                    attempt=attempt,
                    elapsed=clock.now() - started,
                    repeatable=operation.repeatable,
                    chance=clock.chance(),
                )
                if wait is None:
                    raise translated(
                        exc, self._endpoint, _spreadsheet_in(request), repeatable=operation.repeatable
                    ) from exc
            clock.sleep(wait)
        raise AssertionError("the policy gives up some time")

    def _send(self, request: httpx.Request, operation: Operation) -> httpx.Response:
        if operation.budget is not Budget.NONE:
            with self._lock:
                self._sent += 1
        response = self._client.send(request).raise_for_status()
        is_json = response.headers.get("content-type", "").startswith("application/json")
        if operation.budget is not Budget.NONE and not is_json:
            raise httpx.DecodingError("the answer is not JSON", request=request)
        return response


def _spreadsheet_in(request: httpx.Request) -> str | None:
    match = _SPREADSHEET.search(request.url.path)
    return match[1] if match else None


def _timeout(seconds: float | tuple[float, float]) -> httpx.Timeout:
    connect, read = seconds if isinstance(seconds, tuple) else (seconds, seconds)
    return httpx.Timeout(read, connect=connect)


def _query(params: ParamsType | None) -> dict[str, str | int | float | list[str]] | None:
    return {name: value for name, value in (params or {}).items() if value is not None} or None


def _without_blanks(body: Mapping[str, object] | None) -> dict[str, object] | None:
    # gspread sends null for what it was not given; nothing in Google's description of the API may be null.
    return None if body is None else {name: value for name, value in body.items() if value is not None}


def _for_gspread(response: httpx.Response) -> requests.Response:
    answer = requests.Response()
    answer.status_code = response.status_code
    answer.headers.update(response.headers)
    answer.url = str(response.url)
    answer.encoding = "utf-8"
    answer.raw = io.BytesIO(response.content)
    return answer
