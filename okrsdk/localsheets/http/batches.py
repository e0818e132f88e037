"""``/batch...``: several requests in one, as Google's client libraries send them; each is done by itself, in order."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import HTTP
from http.client import responses
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from flask import Blueprint, Response, current_app, request

from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.state import api_of

if TYPE_CHECKING:
    from email.message import EmailMessage

    from werkzeug.test import TestResponse

blueprint = Blueprint("batches", __name__)

MOST = 100
END = b"\r\n"


@blueprint.post("/batch")
@blueprint.post("/batch/drive/v3")
@blueprint.post("/batch/sheets/v4")
def batch() -> Response:
    """The answers to all requests of the body, in one body of the same form."""
    boundary = f"batch_{uuid4().hex}"
    parts = [_part(boundary, part) for part in _parts()]
    body = b"".join([*parts, f"--{boundary}--".encode(), END])
    return Response(body, content_type=f"multipart/mixed; boundary={boundary}")


def _parts() -> list[EmailMessage]:
    head = f"Content-Type: {request.headers.get('Content-Type', '')}\r\n\r\n".encode()
    whole = message_from_bytes(head + request.get_data(), policy=HTTP)
    parts = cast("list[EmailMessage]", list(whole.iter_parts()) if whole.is_multipart() else [])
    if not parts:
        raise bad_request("Failed to parse batch request, error: 0 items. Received batch body: (0) bytes redacted")
    if len(parts) > MOST:
        raise bad_request(f"The batch request has {len(parts)} calls, which exceeds the limit of {MOST}.")
    return parts


def _part(boundary: str, part: EmailMessage) -> bytes:
    answer = _answer(cast("bytes", part.get_payload(decode=True) or b""))
    inner = [f"HTTP/1.1 {answer.status_code} {responses.get(answer.status_code, '')}".encode()]
    inner += [f"{name}: {value}".encode() for name, value in answer.headers.items()]
    outer = [f"--{boundary}".encode(), b"Content-Type: application/http"]
    if given := part.get("Content-ID"):
        outer.append(f"Content-ID: {str(given).replace('<', '<response-', 1)}".encode())
    return END.join([*outer, b"", *inner, b"", answer.get_data(), b""])


def _answer(text: bytes) -> TestResponse:
    """The answer to a request that is written out as HTTP."""
    line, _, rest = text.lstrip().partition(b"\n")
    words = line.decode("latin-1").split()
    if len(words) < 2 or not api_of(words[1]):  # noqa: PLR2004 - method and path
        raise bad_request("Failed to parse batch request: a part is no request to this API.")
    sent = message_from_bytes(rest, policy=HTTP)
    headers = {name: value for name, value in sent.items() if name.lower() not in ("content-length", "host")}
    if "Authorization" in request.headers:
        headers.setdefault("Authorization", request.headers["Authorization"])
    data = cast("bytes", sent.get_payload(decode=True) or b"").rstrip(END)
    return current_app.test_client().open(words[1], method=words[0], headers=headers, data=data)
