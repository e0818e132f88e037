"""The order of tests: those whose coverage is measured first, then fast ones, slow ones, load, and a browser's.

`--dist worksteal` cuts the list into a piece for each process, and a process that has nothing left takes the end of
another's piece. So each piece begins with its share of what is measured, while a process still works out what it will
keep. It goes on with its share of the fast tests, and ends with short tests of one browser: what is taken
at the end is no long test that the others would have to wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Test = TypeVar("Test")
MARKS = ("measured", "", "slow", "load", "browser")
"""From early to late; a test without one of these marks is where the blank is, one of several as late as the last."""


def in_running_order(tests: Sequence[Test], processes: int, marks_of: Callable[[Test], Iterable[str]]) -> list[Test]:
    """The tests, those of one kind as they came, for so many processes."""
    kinds: dict[str, list[Test]] = {mark: [] for mark in MARKS}
    for test in tests:
        kinds[max((mark for mark in marks_of(test) if mark in MARKS), key=MARKS.index, default="")].append(test)
    shares = (_share(kind, n, processes) for n in range(processes) for kind in kinds.values())
    return [test for share in shares for test in share]


def _share(tests: list[Test], process: int, processes: int) -> list[Test]:
    return tests[len(tests) * process // processes : len(tests) * (process + 1) // processes]
