"""What the two clients share: the request of a call, the meaning of its answer, what every error becomes. No I/O."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, TypeVar

import httpx

from okrsdk.client import responses
from okrsdk.client.problems import PROBLEM_TYPE, error_from
from okrsdk.errors import AccessError, ConfigError, OkrError, QuotaError, UnavailableError
from okrsdk.workbook.writing.request_key import IDEMPOTENCY_KEY

if TYPE_CHECKING:
    from okrsdk.client.requests import Call

T = TypeVar("T")
DEFAULT_TIMEOUT = 60.0
"""Seconds to wait for an answer: a grade waits for Sheets, which may be slow."""

_CONNECT_TIMEOUT = 10.0
_TOKEN = re.compile(r"[!-~]+", re.ASCII)
_KEY = re.compile(r"[!#-~]{1,200}", re.ASCII)
_UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError, RecursionError)
_OUR_MISTAKES = {
    400: "The service cannot read the request",
    405: "The service does not know this call; it may be older than this client",
    413: "The OKRs are too large for the service",
    415: "The service cannot read the request",
    422: "The service cannot use the request",
}


def key_of(text: str) -> str:
    """An idempotency key, checked.

    Raises:
        ConfigError: it is none.
    """
    if text and not _KEY.fullmatch(text):
        message = (
            "An idempotency key has 1 to 200 letters, digits and signs, without blanks and quotes, such as a UUID."
        )
        raise ConfigError(message, setting=IDEMPOTENCY_KEY)
    return text


def address(base_url: str, token: str | None) -> httpx.URL:
    """The service's address, checked.

    Raises:
        ConfigError: it is no http address, or would send the token in the clear over a network.
    """
    try:
        url = httpx.URL(base_url)
    except (httpx.InvalidURL, TypeError):
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        message = f"{base_url!r} is not the address of a service. Write it as https://okr.example.com."
        raise ConfigError(message, setting="base_url")
    if token and url.scheme == "http" and not is_loopback(url.host):
        raise ConfigError(f"{_shown(url)} would carry the token unencrypted. Use https.", setting="base_url")
    return url


def headers(token: str | None) -> dict[str, str]:
    """The headers of every request.

    Raises:
        ConfigError: the token is none.
    """
    if token and not _TOKEN.fullmatch(token):
        # Said here, since whoever finds out later would quote it.
        raise ConfigError("The token has a blank or another sign in it that no token has.", setting="token")
    own = {"Accept": f"application/json, {PROBLEM_TYPE}"}
    return {**own, "Authorization": f"Bearer {token}"} if token else own


def goes_by_environment(url: httpx.URL) -> bool:
    """Whether the environment's proxies hold: they have no business between us and this machine."""
    return not is_loopback(url.host)


def timeouts(seconds: float) -> httpx.Timeout:
    """How long to wait for an answer, and less for a connection."""
    return httpx.Timeout(seconds, connect=min(seconds, _CONNECT_TIMEOUT))


def request_of(client: httpx.Client | httpx.AsyncClient, call: Call[T]) -> httpx.Request:
    """The request of a call."""
    kind = {"Content-Type": "application/json"} if call.body is not None else {}
    key = {IDEMPOTENCY_KEY: call.key} if call.key else {}
    return client.build_request(call.method, call.path.lstrip("/"), content=call.body, headers=kind | key)


def answer_of(call: Call[T], response: httpx.Response) -> T:
    """What the service answered.

    Raises:
        OkrError: a problem, or no answer of an okrsdk service.
    """
    if response.status_code != httpx.codes.OK:
        raise _refusal(response)
    if not _is(response, "application/json"):
        raise _no_answer_of_ours(response)
    try:
        return call.read(responses.parsed(response.content))
    except _UNREADABLE as exc:
        raise _no_answer_of_ours(response) from exc


def unreached(error: httpx.HTTPError, base_url: httpx.URL) -> OkrError:
    """What to raise when no answer came."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return UnavailableError(f"No connection to the service at {_shown(base_url)}. Is `okr serve` running?")
    if isinstance(error, httpx.TimeoutException):
        message = f"The service at {_shown(base_url)} did not answer in time. Try again, or give it more time."
        return UnavailableError(message)
    return UnavailableError(f"The connection to the service at {_shown(base_url)} broke. Try again.")


def _refusal(response: httpx.Response) -> OkrError:
    problem = _problem(response)
    try:
        known = error_from(problem)
    except _UNREADABLE:
        known = None
    return known or _by_status(response, str(problem.get("detail") or ""))


def _by_status(response: httpx.Response, detail: str) -> OkrError:
    status = response.status_code
    where = f"the service at {_shown(response.url)}"
    if status in _OUR_MISTAKES:
        return ConfigError(f"{_OUR_MISTAKES[status]} (HTTP {status}). {detail}".rstrip())
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return AccessError(f"Not allowed to use {where} (HTTP {status}). {detail}".rstrip(), status=status)
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return QuotaError(f"Too many requests to {where}. Wait a minute and try again.", status=status)
    if status == httpx.codes.NOT_FOUND:
        return ConfigError(f"{_shown(response.url)} is not there. Is this the address of an okrsdk service?")
    if response.is_server_error:
        return UnavailableError(f"{where[:1].upper()}{where[1:]} is out of order (HTTP {status}).", status=status)
    return _no_answer_of_ours(response)


def _problem(response: httpx.Response) -> dict[str, object]:
    if not _is(response, PROBLEM_TYPE):
        return {}
    try:
        return responses.parsed(response.content)
    except _UNREADABLE:
        return {}


def _no_answer_of_ours(response: httpx.Response) -> UnavailableError:
    return UnavailableError(
        f"{_shown(response.url)} sent no answer of an okrsdk service (HTTP {response.status_code}). Does a proxy or a "
        "sign-in page come in between?",
        status=response.status_code,
    )


def _is(response: httpx.Response, media_type: str) -> bool:
    declared = str(response.headers.get("content-type", ""))
    return declared.partition(";")[0].strip().lower() == media_type


def _shown(url: httpx.URL) -> str:
    return str(url.copy_with(userinfo=b"", query=None))


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
