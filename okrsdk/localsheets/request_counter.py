"""How many requests reached each API: in this process, or over all processes of a server."""

from __future__ import annotations

import os
import threading
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APIS = ("sheets", "drive")


class RequestCounter:
    """Counts requests by API.

    Args:
        folder: where several processes count together, one byte appended to a file per request (appending is atomic
        and costs microseconds); None to count in this process alone.
    """

    def __init__(self, folder: Path | None) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter(dict.fromkeys(APIS, 0))
        self._files: dict[str, int] = {}
        if folder is not None:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            self._files = {api: os.open(folder / f"requests-{api}.count", flags, 0o600) for api in APIS}

    def add(self, api: str) -> None:
        """Counts one request."""
        if self._files:
            os.write(self._files[api], b".")
            return
        with self._lock:
            self._counts[api] += 1

    def counts(self) -> Counter[str]:
        """The numbers so far."""
        if self._files:
            return Counter({api: os.fstat(number).st_size for api, number in self._files.items()})
        with self._lock:
            return self._counts.copy()

    def reset(self) -> None:
        """Starts anew."""
        for number in self._files.values():
            os.ftruncate(number, 0)
        with self._lock:
            self._counts = Counter(dict.fromkeys(APIS, 0))
