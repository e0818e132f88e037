"""What one application instance holds: the library, the request counts, edits waiting to come in between."""

from __future__ import annotations

import re
import threading
from collections import Counter
from typing import TYPE_CHECKING

from flask import request

from okrsdk.localsheets.store.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class State:
    """Shared by all requests of one application instance."""

    def __init__(self, folder: Path):
        self.library = Library(folder)
        self.counts: Counter[str] = Counter({"sheets": 0, "drive": 0})
        self._waiting: list[tuple[re.Pattern[str], Callable[[], None]]] = []
        self._lock = threading.Lock()

    def interleave(self, pattern: str, edit: Callable[[], None]) -> None:
        """Runs ``edit`` once, just before the next request whose "METHOD path" the pattern is found in."""
        with self._lock:
            self._waiting.append((re.compile(pattern), edit))

    def before_request(self) -> None:
        """Counts the request and lets a waiting edit in."""
        api = "drive" if request.path.startswith(("/drive/", "/upload/")) else "sheets" if request.path.startswith("/v4/") else ""
        if not api:
            return
        with self._lock:
            self.counts[api] += 1
        line = f"{request.method} {request.path}"
        while (edit := self._next_edit(line)) is not None:
            edit()

    def _next_edit(self, line: str) -> Callable[[], None] | None:
        with self._lock:
            for entry in self._waiting:
                if entry[0].search(line):
                    # Taken out first: the edit itself may call the server.
                    self._waiting.remove(entry)
                    return entry[1]
        return None

    def reset_counts(self) -> None:
        """Starts the request counts anew."""
        with self._lock:
            for api in self.counts:
                self.counts[api] = 0

    def close(self) -> None:
        """Closes the library."""
        self.library.close()
