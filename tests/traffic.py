"""The one place through which all traffic of all tests passes: each answer of Local Sheets, and okrsdk's requests.

Flask tells its listeners of every answer of every application in this process: of those embedded in a program and of
those served by a thread. Local Sheets itself knows nothing of this, and other processes are not heard.
"""

from __future__ import annotations

import json

import flask
import httpx

from tests.discovery import method_of, problem_in_answer, problem_in_request

APIS = ("/v4/", "/drive/v3/", "/upload/drive/v3/")
OURS = "okrsdk"
INTERNAL_ERROR = "Internal error encountered."


class Listener:
    """Collects what the traffic has against Google's description of its APIs."""

    def __init__(self) -> None:
        self._problems: list[str] = []

    def __enter__(self) -> Listener:
        flask.request_finished.connect(self._hear)
        return self

    def __exit__(self, *_exc: object) -> None:
        flask.request_finished.disconnect(self._hear)

    def taken(self) -> list[str]:
        """The problems since the last call."""
        found = self._problems[:]
        del self._problems[: len(found)]
        return found

    def look_at(self, request: httpx.Request) -> None:
        """Looks at a request of okrsdk that does not reach Local Sheets."""
        query = httpx.QueryParams(request.url.query)
        texts = {key: query.get_list(key) for key in query}
        self._note(
            request.method,
            request.url.path,
            problem_in_request(request.method, request.url.path, texts, request.read()),
        )

    def _hear(self, sender: flask.Flask, response: flask.Response) -> None:
        request = flask.request
        if sender.name != "okrsdk.localsheets" or not request.path.startswith(APIS):
            return
        if request.headers.get("User-Agent") == OURS:
            texts = {key: request.args.getlist(key) for key in request.args}
            problem = problem_in_request(request.method, request.path, texts, request.get_data())
            self._note(request.method, request.path, problem and f"request: {problem}")
        if flask.g.get("fault") is None:
            self._note(request.method, request.path, _problem_in(response))

    def _note(self, verb: str, path: str, problem: str | None) -> None:
        if problem:
            self._problems.append(f"{verb} {path}: {problem}")


def _problem_in(response: flask.Response) -> str | None:
    request = flask.request
    if response.mimetype != "application/json":
        method = method_of(request.method, request.path)
        gives_file = request.path.endswith("/export") or request.args.get("alt") == "media"
        return "the answer is not JSON" if method and method.response and not gives_file else None
    body = json.loads(response.get_data())
    if response.status_code == 500 and body["error"]["message"] == INTERNAL_ERROR:
        return "Local Sheets itself failed"
    return problem_in_answer(request.method, request.path, response.status_code, body)
