"""The APIs of Sheets and Drive over httpx: pooled connections, quota, retries, and okrsdk's errors."""

from __future__ import annotations

import itertools
import re
import threading
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import httpx

from okrsdk.sheets.transport.errors import failure_of, translated
from okrsdk.sheets.transport.operations import Budget, Operation, operation_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from httpx._types import RequestFiles

    from okrsdk.sheets.transport.clock import Clock
    from okrsdk.sheets.transport.endpoint import Endpoint
    from okrsdk.sheets.transport.quota import Quota
    from okrsdk.sheets.transport.retry import RetryPolicy
    from okrsdk.workbook.sheets_types import JsonObject

SPREADSHEETS_URL = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE_FILES_URL = "https://www.googleapis.com/drive/v3/files"
_SPREADSHEET_TYPE = "application/vnd.google-apps.spreadsheet"
_FILE_PARAMS = {"fields": "id", "supportsAllDrives": "true"}
Params: TypeAlias = "Mapping[str, str | int | float | list[str] | None]"
"""A query: what is None is left out."""
_SPREADSHEET = re.compile(r"/(?:spreadsheets|files)/([^/:?]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPolicy:
    """How we treat a server.

    Attributes:
        retry: when a request is sent again.
        quota: how many requests it is sent.
        clock: the clock both go by.
        batch: whether nobody waits for the answers; see `Quota.token`.
        patience: seconds that a request waits for the quota at most; one that is sent again waits as long as it takes.
    """

    retry: RetryPolicy
    quota: Quota
    clock: Clock
    batch: bool = False
    patience: float = inf


class HttpClient:
    """The Sheets and Drive APIs over httpx: every request passes through `request`, which raises okrsdk's errors.

    Threads may share it.

    Args:
        client: sends the requests; may carry authentication.
        endpoint: the server.
        policy: retries and quota.
    """

    def __init__(self, client: httpx.Client, endpoint: Endpoint, policy: RequestPolicy) -> None:
        self._client = client
        self._endpoint = endpoint
        self._policy = policy
        self._lock = threading.Lock()
        self._sent = 0
        self._sent_to_drive = 0

    @property
    def sent(self) -> int:
        """Number of requests sent to the Sheets API so far, repeated ones included; those to Drive are not counted."""
        return self._sent

    @property
    def sent_to_drive(self) -> int:
        """Number of requests sent to the Drive API so far, repeated ones included."""
        return self._sent_to_drive

    @property
    def endpoint(self) -> Endpoint:
        """The server."""
        return self._endpoint

    @property
    def quota(self) -> Quota:
        """How many requests it may send, with all other connections of the account."""
        return self._policy.quota

    def for_batch(self, *, patience: float = inf) -> HttpClient:
        """The same over the same connections for work that nobody waits for: people's requests go first.

        Args:
            patience: seconds that a request waits for the quota at most, before it raises `NoTokenError`.
        """
        return HttpClient(self._client, self._endpoint, replace(self._policy, batch=True, patience=patience))

    def close(self) -> None:
        """Close the network connections."""
        self._client.close()

    def get_spreadsheet(self, spreadsheet_id: str, params: Params) -> JsonObject:
        """The answer to `spreadsheets.get`.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        return self._json("get", f"{SPREADSHEETS_URL}/{spreadsheet_id}", params=params)

    def create_file(self, name: str) -> str:
        """The ID of a new blank spreadsheet, made by Drive, which costs nothing of the quota of Sheets.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        body = {"name": name, "mimeType": _SPREADSHEET_TYPE}
        return str(self._json("post", DRIVE_FILES_URL, params=_FILE_PARAMS, json=body)["id"])

    def delete_file(self, file_id: str) -> None:
        """Deletes a file for good.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        self.request("delete", f"{DRIVE_FILES_URL}/{file_id}", params={"supportsAllDrives": "true"})

    def batch_update(self, spreadsheet_id: str, body: Mapping[str, object], *, fields: str = "") -> JsonObject:
        """The answer to `spreadsheets.batchUpdate`, as far as `fields` asks for it; by default all of it.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        url = f"{SPREADSHEETS_URL}/{spreadsheet_id}:batchUpdate"
        # Without its indentation an answer that shows a workbook is a third as long.
        return self._json("post", url, params={"fields": fields, "prettyPrint": False} if fields else {}, json=body)

    def update_values_by_data_filter(self, spreadsheet_id: str, body: Mapping[str, object]) -> JsonObject:
        """The answer to `spreadsheets.values.batchUpdateByDataFilter`.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        return self._json("post", f"{SPREADSHEETS_URL}/{spreadsheet_id}/values:batchUpdateByDataFilter", json=body)

    def request(  # noqa: PLR0913 -- the parts of an HTTP request
        self,
        method: str,
        url: str,
        *,
        params: Params | None = None,
        json: Mapping[str, object] | None = None,
        content: bytes | None = None,
        files: RequestFiles | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: httpx.Timeout | None = None,
    ) -> httpx.Response:
        """The answer to one request, sent as often as the retry policy allows.

        Args:
            method: the HTTP method, in any case.
            url: the address at Google; the endpoint takes its place.
            params: the query; what is None is left out.
            json: the body as JSON.
            content: the body as bytes.
            files: parts of a multipart body.
            headers: further headers.
            timeout: how long to wait; by default as the settings say.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        request = self._client.build_request(
            method.upper(),
            self._endpoint.address(url),
            params={name: value for name, value in (params or {}).items() if value is not None} or None,
            json=json,
            content=content,
            files=files,
            headers=headers,
            timeout=timeout or httpx.USE_CLIENT_DEFAULT,
        )
        return self._send_until_answered(request, operation_of(method, urlsplit(url).path))

    def _json(
        self, method: str, url: str, *, params: Params | None = None, json: Mapping[str, object] | None = None
    ) -> JsonObject:
        answer: JsonObject = self.request(method, url, params=params, json=json).json()
        return answer

    def _send_until_answered(self, request: httpx.Request, operation: Operation) -> httpx.Response:
        clock, started, may_be_done = self._policy.clock, None, False
        budget, units, batch = operation.budget, operation.units, self._policy.batch
        patience = self._policy.patience
        for attempt in itertools.count(1):
            try:
                with self._policy.quota.token(budget, units, batch=batch, patience=patience):
                    started = clock.now() if started is None else started
                    return self._send(request, operation)
            except httpx.HTTPError as exc:
                failure = failure_of(exc)
                may_be_done = may_be_done or failure.may_be_done
                wait = self._policy.retry.wait(
                    failure,
                    attempt=attempt,
                    elapsed=0.0 if started is None else clock.now() - started,
                    repeatable=operation.repeatable,
                    chance=clock.chance(),
                )
                if wait is None:
                    error = translated(
                        exc,
                        self._endpoint,
                        _spreadsheet_in(request),
                        repeatable=operation.repeatable,
                        creates=operation.creates,
                    )
                    error.may_be_done = may_be_done and budget is not Budget.READS
                    raise error from exc
            clock.sleep(wait)
            patience = inf  # what may be done already is not given up for want of a token
        raise AssertionError("the policy gives up some time")

    def _send(self, request: httpx.Request, operation: Operation) -> httpx.Response:
        with self._lock:
            if operation.budget is Budget.DRIVE:
                self._sent_to_drive += 1
            else:
                self._sent += 1
        response = self._client.send(request).raise_for_status()
        is_json = response.headers.get("content-type", "").startswith("application/json")
        if operation.budget is not Budget.DRIVE and not is_json:
            raise httpx.DecodingError("the answer is not JSON", request=request)
        return response


def _spreadsheet_in(request: httpx.Request) -> str | None:
    match = _SPREADSHEET.search(request.url.path)
    return match[1] if match else None
