"""Regular expressions that clients send. They are RE2's: none takes forever, whatever it is and whatever it reads.

Python's own try one way after the other, so that one of ten characters can stall the server. RE2's time grows with
the length of the expression, written out, times that of the text: both are bounded here, by their size and not by a
clock, so that the same request fares the same everywhere. RE2 has no look-around and no references back to groups.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.jsontypes import Json

LONGEST = 1000
#: Bytes that an expression may take once it is written out: `(x{30}){30}` is short and is not.
MEMORY = 64 * 1024
#: Steps that all searches of one request may take together, as RE2 counts: at most some seconds.
MOST_STEPS = 100_000_000
#: How much of "METHOD path" is looked at.
LONGEST_LINE = 2000


class Found(Protocol):
    """Where an expression was found: as Python's own."""

    def start(self) -> int:
        """The place of its first character."""
        ...

    def __getitem__(self, group: int) -> str | None: ...


class Pattern(Protocol):
    """An expression of RE2, made ready; ``programsize`` is its length, written out."""

    groups: int
    programsize: int

    def search(self, text: str) -> Found | None:
        """Where it is found first."""
        ...

    def subn(self, replacement: Callable[[Found], str], text: str) -> tuple[str, int]:
        """The text with everything found replaced, and how much was."""
        ...


class PatternError(ValueError):
    """The expression is wrong, or would cost too much."""


def compiled(pattern: Json, *, ignore_case: bool = False) -> Pattern:
    """The expression, made ready.

    Raises:
        PatternError: it is no regular expression of RE2, or too long.
    """
    if not isinstance(pattern, str):
        raise PatternError("it must be a text")
    if len(pattern) > LONGEST:
        raise PatternError(f"it is longer than {LONGEST} characters")
    return _compiled(pattern, ignore_case)


@lru_cache(maxsize=256)
def _compiled(pattern: str, ignore_case: bool) -> Pattern:  # noqa: FBT001 - the cache takes it so
    import re2  # type: ignore[import-untyped]  # it has no types

    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.max_mem = MEMORY
    options.log_errors = False
    try:
        ready: Pattern = re2.compile(pattern, options)
    except re2.error as error:
        raise PatternError(error.args[0].decode("utf-8", "replace")) from error
    return ready


def is_found(pattern: str, line: str) -> bool:
    """Whether the expression is found in a request's "METHOD path"."""
    return compiled(pattern).search(line[:LONGEST_LINE]) is not None


class Steps:
    """Counts what the searches of one request cost."""

    def __init__(self) -> None:
        self._left = MOST_STEPS

    def take(self, pattern: Pattern, length: int) -> None:
        """Counts one search through so many characters.

        Raises:
            PatternError: it would be too much for one request.
        """
        self._left -= pattern.programsize * length
        if self._left < 0:
            raise PatternError("it costs too much on so many cells: name a smaller range, or write a simpler one")
