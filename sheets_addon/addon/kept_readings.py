"""Workbooks as they were read a moment ago, so that turning a page or stepping on asks Sheets for nothing.

What was read is kept in the memory of this process alone, under the very token it was read with, for two minutes; a
write forgets it. Another process reads anew, which costs a request and nothing else.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.workbook import WorkbookReading

SECONDS = 120.0
_MOST = 32


class KeptReadings:
    """The readings of this process; threads may share it.

    Args:
        clock: tells seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, WorkbookReading]] = OrderedDict()

    def of(self, spreadsheet_id: str, token: str) -> KeptReading:
        """What is kept of one spreadsheet for whoever has the token."""
        return KeptReading(self, sha256(f"{spreadsheet_id}\n{token}".encode()).hexdigest())

    def get(self, key: str) -> WorkbookReading | None:
        """What was read, if that was a moment ago."""
        with self._lock:
            found = self._kept.get(key)
        return found[1] if found is not None and self._clock() - found[0] <= SECONDS else None

    def put(self, key: str, reading: WorkbookReading | None) -> None:
        """Keeps what was read; None forgets it."""
        with self._lock:
            self._kept.pop(key, None)
            if reading is not None:
                self._kept[key] = self._clock(), reading
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)


class KeptReading:
    """What is kept of one spreadsheet.

    Args:
        readings: all that is kept.
        key: names it, without saying what it is.
    """

    def __init__(self, readings: KeptReadings, key: str) -> None:
        self._readings = readings
        self._key = key

    def get(self) -> WorkbookReading | None:
        """The workbook as it was read a moment ago; None where it was not."""
        return self._readings.get(self._key)

    def put(self, reading: WorkbookReading | None) -> None:
        """Keeps what was read; None forgets it."""
        self._readings.put(self._key, reading)
