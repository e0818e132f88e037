"""The order of tests: fast ones first, then slow ones, load, and a browser's.

`--dist worksteal` cuts the list into a piece for each process, and a process that has nothing left takes the end of
another's piece. So each piece begins with its share of the fast tests, and ends with short tests of one browser: what
is taken at the end is no long test that the others would have to wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Test = TypeVar("Test")
MARKS = ("slow", "load", "browser")
"""From early to late; a test without a mark is earlier than all of these, one of several marks as late as the last."""


def in_running_order(tests: Sequence[Test], processes: int, marks_of: Callable[[Test], Iterable[str]]) -> list[Test]:
    """The tests, those of one kind as they came, for so many processes."""
    kinds: list[list[Test]] = [[] for _ in range(len(MARKS) + 1)]
    for test in tests:
        kinds[max((MARKS.index(mark) + 1 for mark in marks_of(test) if mark in MARKS), default=0)].append(test)
    shares = (_share(kind, n, processes) for n in range(processes) for kind in kinds)
    return [test for share in shares for test in share]


def _share(tests: list[Test], process: int, processes: int) -> list[Test]:
    return tests[len(tests) * process // processes : len(tests) * (process + 1) // processes]
