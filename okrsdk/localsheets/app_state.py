"""What belongs to one data folder, and what happens before and after each request.

Before: the request is counted, a waiting edit comes in between, a fault may strike, the caller is identified, the
quota is charged. After: a fault may strike although the work was done.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from flask import Response, current_app, g, request

from okrsdk.localsheets import access, faults, quota
from okrsdk.localsheets.patterns import Pattern
from okrsdk.localsheets.request_counter import RequestCounter
from okrsdk.localsheets.settings import Settings
from okrsdk.localsheets.store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from okrsdk.localsheets.jsontypes import Json, JsonObject

STATE = "localsheets.state"
"""Where the WSGI environment of a request holds the state that it is for."""
APIS = {"/v4/": "sheets", "/drive/": "drive", "/upload/": "drive"}


def api_of(path: str) -> str | None:
    """Which API a path belongs to; None for tokens and Local Sheets' own."""
    return next((api for prefix, api in APIS.items() if path.startswith(prefix)), None)


class State:
    """Shared by all requests to one data folder in this process."""

    def __init__(self, folder: Path, *, run_folder: Path | None = None) -> None:
        self.settings = Settings(run_folder)
        self.library = Library(folder, now=self.now)
        self.request_counter = RequestCounter(run_folder)
        self._waiting: list[tuple[Pattern, Callable[[], None]]] = []
        self._lock = threading.Lock()

    def now(self) -> float:
        """The server's time in seconds: the machine's, moved by the setting ``clock``."""
        return time.time() + float(self.settings.all().get("clock", {}).get("offset", 0))

    def interleave(self, pattern: str, edit: Callable[[], None]) -> None:
        """Runs ``edit`` once, just before the next request whose "METHOD path" the pattern is found in."""
        with self._lock:
            self._waiting.append((Pattern(pattern), edit))

    def before_request(self) -> Response | None:
        """Everything that comes before the work; an answer when the work is not to be done."""
        api = api_of(request.path)
        if api is None:
            return None
        self.request_counter.add(api)
        line = f"{request.method} {request.path}"
        self._let_edits_in(line)
        chosen = self.settings.all()
        if chosen.get("faults"):
            g.fault = faults.next_fault(self.settings, chosen["faults"], line)
            if g.fault is not None:
                faults.wait(g.fault)
                if not g.fault.after and g.fault.kind != "none":
                    response: Response = g.fault.response()
                    return response
        self._identify(chosen)
        if "quota" in chosen:
            charge = quota.charge_of(api, request.method, request.path, is_download=request.args.get("alt") == "media")
            quota.take(self.settings, chosen["quota"], charge, user=g.caller, now=self.now())
        return None

    def after_request(self, response: Response) -> Response:
        """The answer, or the fault that strikes after the work."""
        fault = g.get("fault")
        if fault is not None and fault.after and fault.kind != "none":
            changed: Response = fault.response()
            return changed
        return response

    def _identify(self, chosen: JsonObject) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" else None
        given = given or request.args.get("access_token") or request.args.get("key")
        required = bool(chosen.get("auth", {}).get("required"))
        g.caller = access.identify(
            self.library.database, given, method=request.method, required=required, now=self.now()
        )

    def _let_edits_in(self, line: str) -> None:
        while (edit := self._next_edit(line)) is not None:
            edit()
        if self.settings.all().get("interleave"):
            for call in self._next_calls(line):
                current_app.test_client().open(
                    call["path"],
                    method=call.get("method", "POST"),
                    json=call.get("body"),
                    environ_overrides={STATE: self},
                )

    def _next_edit(self, line: str) -> Callable[[], None] | None:
        with self._lock:
            for entry in self._waiting:
                if entry[0].is_in(line):
                    # Taken out first: the edit itself may call the server.
                    self._waiting.remove(entry)
                    return entry[1]
        return None

    def _next_calls(self, line: str) -> list[JsonObject]:
        """Takes the requests that were set up over HTTP to come in before this one."""
        taken: list[JsonObject] = []

        def take(waiting: Json) -> Json:
            kept = []
            for item in waiting or []:
                if Pattern(item["pattern"]).is_in(line):
                    taken.extend(item["requests"])
                else:
                    kept.append(item)
            return kept or None

        self.settings.change("interleave", take)
        return taken

    def close(self) -> None:
        """Closes the library and forgets the settings."""
        self.library.close()
        self.settings.close()
