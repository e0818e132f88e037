"""The client of a tool's API: one call at a time, with retries and errors that say what to do."""

from __future__ import annotations

import itertools
import re
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx

from okrsdk.client.certificates import verification
from okrsdk.client.transport import DEFAULT_TIMEOUT, goes_by_environment, is_loopback, timeouts
from okrsdk.errors import AccessError, ConfigError, NotFoundError, OkrError, QuotaError, UnavailableError
from okrsdk.interchange.exporters.api_calls import filled, found
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.retry import GOOGLE, Failure, is_transient, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self

    from okrsdk.interchange.exporters.api_calls import ApiCall, Step
    from okrsdk.sheets.transport.retry import RetryPolicy

_NO_CONNECTION = (httpx.ConnectError, httpx.ConnectTimeout)
_NOT_THERE = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
_LONGEST = 200
_MESSAGES_AT: tuple[tuple[Step, ...], ...] = (("errors", 0, "message"), ("err",), ("message",))
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_AGAIN = "Run the same command again afterwards: what is there is not made twice."


class PushClient:
    """Sends calls to a tool. Close it, or use it in `with`.

    Args:
        program: what the tool is called.
        address: the address of its API.
        headers: what signs a request in.
        transport: sends the requests in place of the network.
        policy: when a request is sent again.
        clock: the clock that goes by.

    Raises:
        ConfigError: the address is none, or would carry the token unencrypted.
    """

    def __init__(
        self,
        program: str,
        address: str,
        headers: Mapping[str, str],
        *,
        transport: httpx.BaseTransport | None = None,
        policy: RetryPolicy = GOOGLE,
        clock: Clock | None = None,
    ) -> None:
        url = _checked(address, program)
        self.program = program
        self._policy = policy
        self._clock = clock or Clock()
        self._http = httpx.Client(
            base_url=url,
            headers={**headers, "Accept": "application/json"},
            timeout=timeouts(DEFAULT_TIMEOUT),
            transport=transport,
            trust_env=goes_by_environment(url),
            verify=verification(url),
        )

    def send(self, call: ApiCall, ids: Mapping[str, str]) -> object:
        """The answer to a call as JSON; None where a look-up finds nothing.

        Args:
            call: the call.
            ids: the IDs that are known.

        Raises:
            OkrError: the tool refused it, or no good answer came; `may_be_done` says whether it may have been done.
        """
        request = self._http.build_request(
            call.method,
            "/".join(quote(str(filled(part, ids)), safe="") for part in call.path),
            params=dict(call.query) or None,
            json=None if call.body is None else filled(call.body, ids),
        )
        response = self._answered(call, request)
        if call.is_look_up and response.status_code in _NOT_THERE:
            return None
        if not response.is_success:
            raise self._refusal(call, response)
        return self._read(call, response)

    def close(self) -> None:
        """Close the network connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answered(self, call: ApiCall, request: httpx.Request) -> httpx.Response:
        """The last answer, after as many tries as the policy allows."""
        clock, started = self._clock, self._clock.now()
        for attempt in itertools.count(1):
            response: httpx.Response | None = None
            error: httpx.HTTPError | None = None
            try:
                response = self._http.send(request)
                failure = _failure_of_answer(response)
            except httpx.HTTPError as exc:
                error, failure = exc, _failure_without_answer(exc)
            wait = self._policy.wait(
                failure,
                attempt=attempt,
                elapsed=clock.now() - started,
                repeatable=not call.once,
                chance=clock.chance(),
            )
            if wait is None:
                if response is None:
                    raise self._unreached(call, failure) from error
                return response
            clock.sleep(wait)
        raise AssertionError("the policy gives up some time")

    def _read(self, call: ApiCall, response: httpx.Response) -> object:
        try:
            answer = response.json() if response.content else {}
        except ValueError as exc:
            message = (
                f"{self.program} sent no JSON when asked to {call.says}. Does a proxy or a sign-in page come between?"
            )
            raise UnavailableError(message, status=response.status_code, may_be_done=True) from exc
        for place in call.errors_at:
            told = found(answer, (*place, 0, "message"))
            if told:
                raise ConfigError(f"{self.program} refused to {call.says}: {_shown(told)} Correct it. {_AGAIN}")
        return answer

    def _refusal(self, call: ApiCall, response: httpx.Response) -> OkrError:
        status = response.status_code
        told = _message(response)
        what = f"{self.program} refused to {call.says} (HTTP {status})"
        match status:
            case HTTPStatus.UNAUTHORIZED:
                return AccessError(f"{self.program} does not know the token (HTTP 401). Make a new one.", status=status)
            case HTTPStatus.FORBIDDEN | HTTPStatus.PAYMENT_REQUIRED:
                cure = "Ask for the right to it, or for a plan that has goals."
                return AccessError(f"{what}: {told} {cure} {_AGAIN}", status=status)
            case HTTPStatus.NOT_FOUND:
                known = next(iter(call.needs), "")
                cure = (
                    f"If it was deleted there, say so: --settle '{known}=none'." if known else "Is the address right?"
                )
                return NotFoundError(f"{what}: {told} {cure}", status=status)
            case HTTPStatus.TOO_MANY_REQUESTS:
                return QuotaError(
                    f"{self.program} takes no more requests now (HTTP 429). Wait. {_AGAIN}", status=status
                )
        if response.is_server_error:
            message = f"{self.program} is out of order (HTTP {status}), asked to {call.says}. Wait. {_AGAIN}"
            return UnavailableError(message, status=status, may_be_done=True)
        return ConfigError(f"{what}: {told} Correct it. {_AGAIN}")

    def _unreached(self, call: ApiCall, failure: Failure) -> UnavailableError:
        where = f"{self.program} at {self._http.base_url.host}"
        if not failure.connected:
            return UnavailableError(f"No connection to {where}. {_AGAIN}")
        message = f"No answer came from {where}, asked to {call.says}. {_AGAIN}"
        return UnavailableError(message, may_be_done=failure.may_be_done)


def _checked(address: str, program: str) -> httpx.URL:
    try:
        url = httpx.URL(f"{address.rstrip('/')}/")
    except (httpx.InvalidURL, TypeError):
        url = httpx.URL("")
    if not url.host or not (url.scheme == "https" or (url.scheme == "http" and is_loopback(url.host))):
        raise ConfigError(f"{address!r} is not the address of {program}'s API. It begins with https://.")
    return url


def _failure_of_answer(response: httpx.Response) -> Failure:
    status = response.status_code
    return Failure(
        transient=is_transient(status),
        nothing_done=status == HTTPStatus.TOO_MANY_REQUESTS,
        retry_after=_asked_wait(response),
    )


def _failure_without_answer(error: httpx.HTTPError) -> Failure:
    is_connected = not isinstance(error, _NO_CONNECTION)
    return Failure(
        transient=isinstance(error, httpx.TransportError), nothing_done=not is_connected, connected=is_connected
    )


def _asked_wait(response: httpx.Response) -> float | None:
    """Seconds that the tool asks to wait: `Retry-After`, else until `X-RateLimit-Reset` by the tool's own clock."""
    date = response.headers.get("date")
    asked = retry_after(response.headers.get("retry-after"), date)
    if asked is not None:
        return asked
    reset = response.headers.get("x-ratelimit-reset", "")
    if not reset.isdecimal():
        return None
    try:
        return max(0.0, float(reset) - parsedate_to_datetime(date or "").timestamp())
    except (TypeError, ValueError):
        return None


def _message(response: httpx.Response) -> str:
    try:
        answer = response.json()
    except ValueError:
        return ""
    return next((_shown(told) for place in _MESSAGES_AT if (told := found(answer, place))), "")


def _shown(told: object) -> str:
    text = _STEERING.sub(" ", str(told)).strip()[:_LONGEST]
    return text if text.endswith((".", "!", "?")) else f"{text}."
