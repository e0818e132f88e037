"""gspread over okrsdk's transport: everything gspread can do, with the same sign-in, quota, retries and errors."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import gspread
import httpx
import requests

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from gspread.http_client import FileType, ParamsType

    from okrsdk.sheets.transport.http_client import HttpClient


def gspread_client(http: HttpClient) -> gspread.Client:
    """A client of gspread whose every request is sent by `http`; it raises okrsdk's errors."""
    return _Client(GspreadHttp(http))


class GspreadHttp(gspread.HTTPClient):
    """gspread's HTTP client over `http`, which sends its requests.

    Args:
        http: okrsdk's own.
    """

    # gspread's own constructor is left out: it would build a session of requests, which is not used here.
    def __init__(self, http: HttpClient) -> None:
        self.http = http
        self.timeout = None

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
        """The answer as gspread takes it.

        Raises:
            SheetsError: the server refused, or gave no answer.
        """
        response = self.http.request(
            method,
            endpoint,
            params=params,
            json=_without_nulls(json),
            content=data,
            files=files,
            headers=headers,
            timeout=None if self.timeout is None else _timeout(self.timeout),
        )
        return _response_of_requests(response)


class _Client(gspread.Client):
    # gspread's own constructor is left out: it makes the HTTP client itself.
    def __init__(self, http: GspreadHttp) -> None:
        self.http_client = http


def _timeout(seconds: float | tuple[float, float]) -> httpx.Timeout:
    connect, read = seconds if isinstance(seconds, tuple) else (seconds, seconds)
    return httpx.Timeout(read, connect=connect)


def _without_nulls(body: Mapping[str, object] | None) -> dict[str, object] | None:
    # gspread sends null for what it was not given; nothing in Google's description of the API may be null.
    return None if body is None else {name: value for name, value in body.items() if value is not None}


def _response_of_requests(response: httpx.Response) -> requests.Response:
    answer = requests.Response()
    answer.status_code = response.status_code
    answer.headers.update(response.headers)
    answer.url = str(response.url)
    answer.encoding = "utf-8"
    answer.raw = io.BytesIO(response.content)
    return answer
