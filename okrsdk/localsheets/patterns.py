"""Regular expressions that clients send. They are RE2's: none takes forever, whatever it is and whatever it reads.

Python's own try one way after the other, so that one of ten characters can stall the server. RE2's time grows with
the length of the expression, written out, times that of the text: both are bounded here, by their size and not by a
clock, so that the same request fares the same everywhere. RE2 has no look-around and no references back to groups.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json

LONGEST = 1000
#: Bytes that an expression may take once it is written out: `(x{30}){30}` is short and is not.
MEMORY = 64 * 1024
#: Steps that all searches for one expression may take together, as RE2 counts: at most some seconds.
MOST_STEPS = 100_000_000
#: How much of "METHOD path" is looked at.
LONGEST_LINE = 2000
GROUP = re.compile(r"\$(\d)")


class PatternError(ValueError):
    """The expression is wrong, or would cost too much."""


class Pattern:
    """An expression, made ready for one request.

    Raises:
        PatternError: it is no regular expression of RE2, or too long.
    """

    def __init__(self, text: Json, *, ignore_case: bool = False) -> None:
        if not isinstance(text, str) or len(text) > LONGEST:
            raise PatternError(f"it must be a text of {LONGEST} characters at most")
        self._ready: Any = _compiled(text, ignore_case)
        self._left = MOST_STEPS

    def is_in(self, line: str) -> bool:
        """Whether it is found in a request's "METHOD path"."""
        return self._ready.search(line[:LONGEST_LINE]) is not None

    def replaced(self, text: str, replacement: str) -> tuple[str, int]:
        """The text with everything found replaced, and how much was; ``$1`` is what the first group found.

        Raises:
            PatternError: there is no such group, or it costs too much with what was searched before.
        """
        if any(int(number) > self._ready.groups for number in GROUP.findall(replacement)):
            raise PatternError("its replacement names a group that it does not have")

        def one(found: re.Match[str]) -> str:
            self._count(len(text) - found.start())
            return GROUP.sub(lambda group: found[int(group[1])] or "", replacement)

        self._count(len(text))
        changed, times = self._ready.subn(one, text)
        return str(changed), int(times)

    def _count(self, length: int) -> None:
        self._left -= self._ready.programsize * length
        if self._left < 0:
            raise PatternError("it costs too much on so many cells: name a smaller range, or write a simpler one")


@lru_cache(maxsize=256)
def _compiled(text: str, ignore_case: bool) -> object:  # noqa: FBT001 - the cache takes it so
    import re2  # type: ignore[import-untyped]  # it has no types

    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.max_mem = MEMORY
    options.log_errors = False
    try:
        return re2.compile(text, options)
    except re2.error as error:
        raise PatternError(error.args[0].decode("utf-8", "replace")) from error
