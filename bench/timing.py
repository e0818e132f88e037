"""Timing on a noisy machine: both sides take turns, and the quickest and the middle run count."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What one side took.

    Attributes:
        best: quickest run in seconds.
        median: middle run in seconds.
    """

    best: float
    median: float

    def __str__(self) -> str:
        return f"best {self.best * 1000:8.2f} ms   median {self.median * 1000:8.2f} ms"


def verdict(*, holds: bool) -> str:
    """How a limit is reported."""
    return "holds" if holds else "MISSED"


def take_turns(
    *sides: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> tuple[Timing, ...]:
    """The timing of each side, run in turns so that the machine's moods hit all alike; one unmeasured round first.

    Args:
        sides: what to measure.
        rounds: how often.
        clock: time as it passes, or `time.process_time` where only our own work counts.
    """
    taken: list[list[float]] = [[] for _ in sides]
    for side in sides:
        side()
    for _ in range(rounds):
        for side, times in zip(sides, taken, strict=True):
            start = clock()
            side()
            times.append(clock() - start)
    return tuple(Timing(best=min(times), median=statistics.median(times)) for times in taken)
