"""The clock that retries and quotas go by."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What waiting needs: passed in, so that tests do not wait.

    Attributes:
        now: seconds on a clock that never goes back.
        sleep: waits that many seconds.
        chance: a random number from 0 up to 1, which spreads the retries of many clients.
    """

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
