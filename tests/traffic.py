"""The one place through which all traffic of all tests passes: the answers of Local Sheets, and okrsdk's requests.

Flask tells its listeners of every answer of every application. Those of this process are heard directly. In processes
that a test starts (`okr sheets serve`, its workers, `okr demo`, other projects' tests) Python runs
`hearing/sitecustomize.py`, because of two environment variables that are set here; what it writes to a folder is read
after each test. Local Sheets itself knows nothing of this.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask
import httpx

from tests.discovery import method_of, problem_in_answer, problem_in_request
from tests.hearing.traffic_recorder import FOLDER, exchange_of

HEARING = Path(__file__).parent / "hearing"
INTERNAL_ERROR = "Internal error encountered."
LARGE = 30_000  # bytes
LOOKED_AT, EACH = 20, 10
"""Large answers of one method are alike, and looking at them takes as long as making them: so many are looked at, then
each tenth."""
WITHOUT_BODY = (204, 308, 499)  # nothing to say, send more of the upload, upload given up


class Listener:
    """Collects what the traffic has against Google's description of its APIs."""

    def __init__(self) -> None:
        self._problems: list[str] = []
        self._read: dict[Path, int] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="traffic-")
        self._before: dict[str, str | None] = {}
        self._large: Counter[str] = Counter()
        self.count = 0

    def __enter__(self) -> Listener:
        flask.request_finished.connect(self._hear)
        self._before = {name: os.environ.get(name) for name in (FOLDER, "PYTHONPATH")}
        os.environ[FOLDER] = self._folder.name
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HEARING), self._before["PYTHONPATH"]]))
        return self

    def __exit__(self, *_exc: object) -> None:
        flask.request_finished.disconnect(self._hear)
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._folder.cleanup()

    def taken(self) -> list[str]:
        """The problems since the last call."""
        for exchange in self._from_other_processes():
            self._look(exchange)
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
        exchange = exchange_of(sender, response)
        if exchange:
            self._look(exchange)

    def _from_other_processes(self) -> Iterator[dict[str, Any]]:
        for file in Path(self._folder.name).glob("*.jsonl"):
            with file.open("rb") as lines:
                lines.seek(self._read.get(file, 0))
                whole, _, _ = lines.read().rpartition(b"\n")
            if whole:
                self._read[file] = self._read.get(file, 0) + len(whole) + 1
                yield from map(json.loads, whole.split(b"\n"))

    def _look(self, exchange: dict[str, Any]) -> None:
        self.count += 1
        verb, path = exchange["verb"], exchange["path"]
        if exchange["is_ours"] and exchange["sent"] is not None:
            problem = problem_in_request(verb, path, exchange["query"], exchange["sent"].encode("latin-1"))
            self._note(verb, path, problem and f"request: {problem}")
        if not exchange["is_faulty"] and exchange["answer"] is not None and self._is_looked_at(exchange):
            self._note(verb, path, _problem_in(exchange))

    def _is_looked_at(self, exchange: dict[str, Any]) -> bool:
        method = method_of(exchange["verb"], exchange["path"])
        if len(exchange["answer"]) < LARGE or method is None or exchange["status"] >= 400:
            return True
        name = f"{method.verb} {method.path.pattern}"
        self._large[name] += 1
        return self._large[name] <= LOOKED_AT or self._large[name] % EACH == 0

    def _note(self, verb: str, path: str, problem: str | None) -> None:
        if problem:
            self._problems.append(f"{verb} {path}: {problem}")


def _problem_in(exchange: dict[str, Any]) -> str | None:
    verb, path, query = exchange["verb"], exchange["path"], exchange["query"]
    if exchange["mimetype"] != "application/json":
        method = method_of(verb, path)
        gives_file = path.endswith("/export") or query.get("alt") == ["media"]
        begins_upload = query.get("uploadType") == ["resumable"] and not exchange["answer"]
        if gives_file or begins_upload or exchange["status"] in WITHOUT_BODY or not method or not method.response:
            return None
        return "the answer is not JSON"
    body = json.loads(exchange["answer"].encode("latin-1"))
    if exchange["status"] == 500 and body["error"]["message"] == INTERNAL_ERROR:
        return "Local Sheets itself failed"
    return problem_in_answer(verb, path, exchange["status"], body)
