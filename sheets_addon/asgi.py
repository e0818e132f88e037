"""The service as an ASGI app: every request is read whole, within a deadline, before a thread works on it.

A thread that waits for the rest of a body is lost to everyone else, so the event loop reads the bodies. How long each
may take is bounded, and how much all of them may hold. A request that is cut off here is still answered by the Flask
app, so that it is logged, counted and described like any other.

Health and refusals have threads of their own: they are answered whatever the others wait for.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from a2wsgi import WSGIMiddleware
from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, RequestTimeout, ServiceUnavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, MutableMapping

    from a2wsgi.wsgi_typing import WSGIApp
    from flask import Flask

    Message: TypeAlias = MutableMapping[str, Any]
    Receive: TypeAlias = Callable[[], Awaitable[Message]]
    Send: TypeAlias = Callable[[Message], Awaitable[None]]
    Headers: TypeAlias = Iterable[tuple[bytes, bytes]]

HEALTH = ("/healthz", "/readyz")
"""Where a platform asks whether the service runs."""

_SECONDS_FOR_A_BODY = 10.0
_LARGEST_BODIES_AT_ONCE = 16
_QUICK_THREADS = 2
_SECONDS_TO_RETRY = 1
_CUT_OFF = "okrsdk.cut_off"
_LENGTH = b"content-length"


def refuse_cut_off() -> None:
    """Refuses a request whose body was not read to its end; the app asks this before anything else.

    Raises:
        RequestTimeout: it took too long to arrive.
        RequestEntityTooLarge: it is too long.
        ServiceUnavailable: too many others are held at the moment.
    """
    match request.environ.get("asgi.scope", {}).get(_CUT_OFF):
        case HTTPStatus.REQUEST_TIMEOUT:
            raise RequestTimeout("The request took too long to arrive. Send it again.")
        case HTTPStatus.SERVICE_UNAVAILABLE:
            raise ServiceUnavailable("Too much is being sent at once. Try again.", retry_after=_SECONDS_TO_RETRY)
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise RequestEntityTooLarge


class AsgiService:
    """A Flask app for an ASGI server; it belongs to one event loop.

    Args:
        app: the app, which asks `refuse_cut_off` first; its `MAX_CONTENT_LENGTH` says how long a body may be.
        threads: how many requests are worked on at once, besides health.
        seconds_for_a_body: how long a body may take to arrive.
    """

    def __init__(self, app: Flask, *, threads: int, seconds_for_a_body: float = _SECONDS_FOR_A_BODY) -> None:
        wsgi_app = cast("WSGIApp", app.wsgi_app)
        self._work, self._quick = WSGIMiddleware(wsgi_app, threads), WSGIMiddleware(wsgi_app, _QUICK_THREADS)
        self._seconds = seconds_for_a_body
        self._longest: int = app.config["MAX_CONTENT_LENGTH"]
        self._most_held = _LARGEST_BODIES_AT_ONCE * self._longest
        self._held = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers one request."""
        body = bytearray()
        try:
            cut_off = await self._read(body, scope["headers"], receive)
            whole = {**scope, "headers": _with_length(scope["headers"], len(body)), _CUT_OFF: cut_off}
            threads = self._quick if cut_off or scope["path"] in HEALTH else self._work
            await threads(whole, _replay(bytes(body)), _at_once(send))  # type: ignore[arg-type] # the library's own names
        except ConnectionError:
            return
        finally:
            self._held -= len(body)

    async def _read(self, body: bytearray, headers: Headers, receive: Receive) -> HTTPStatus | None:
        """Fills the body, up to the first byte that is too much; the status when it is not waited for any longer."""
        if any(name == _LENGTH and int(value) > self._longest for name, value in headers):
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        try:
            async with asyncio.timeout(self._seconds):
                async for chunk in _chunks(receive):
                    if self._held + len(chunk) > self._most_held:
                        return HTTPStatus.SERVICE_UNAVAILABLE
                    self._held += len(chunk)
                    body += chunk
                    if len(body) > self._longest:
                        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        return None


async def _chunks(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


def _with_length(headers: Headers, length: int) -> list[tuple[bytes, bytes]]:
    """The headers with the length of what was read, also where it came in chunks."""
    others = [(name, value) for name, value in headers if name not in (_LENGTH, b"transfer-encoding")]
    return [*others, (_LENGTH, str(length).encode())]


def _replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _at_once(send: Send) -> Send:
    """Sends an answer when its end is known: a server that is told to stop takes the last byte for the end.

    The event loop ends then, and a thread that still had to say that nothing follows would wait for it for ever.
    """
    start: Message = {}
    body = bytearray()

    async def hold(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        body.extend(message.get("body", b""))
        if not message.get("more_body", False):
            await send(start)
            await send({"type": "http.response.body", "body": bytes(body), "more_body": False})

    return hold
