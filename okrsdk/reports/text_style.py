"""How a report's text is laid out: its width, its signs, and the weight and colour of words."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Control characters but for tab and line feed, and those that turn the direction of writing.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ASCII = str.maketrans({"→": "->", "·": "-", "…": ".", "█": "#", "│": "|"})


class Role(StrEnum):
    """What a piece of text is painted as, besides a severity or a band by its own name."""

    PLAIN = "plain"
    BOLD = "bold"
    FAINT = "faint"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """A style of text.

    Attributes:
        width: columns to write in.
        has_symbols: whether signs beyond ASCII, such as arrows and blocks, can be shown.
        paint: gives a piece of text the colour or weight of a role: one of `Role`, a severity or a band.
        say: says a text in the reader's language; by default in English.
    """

    width: int = 80
    has_symbols: bool = True
    paint: Callable[[str, str], str] = lambda text, _role: text
    say: Callable[[str], str] = lambda said: said

    def wrapped(self, text: str, *, indent: str, first: str | None = None, role: str = Role.PLAIN) -> str:
        """The text in lines of the style's width, each behind `indent`, the first behind `first`, painted as `role`."""
        lines = textwrap.wrap(
            without_control_characters(self.say(text)),
            self.width,
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "\n".join(self.paint(line, role) for line in lines)

    def shortened(self, text: str, room: int) -> str:
        """The text in at most `room` characters."""
        text = without_control_characters(self.say(text))
        return text if len(text) <= room else text[: max(room - 1, 0)].rstrip() + self.symbols("…")

    def coloured(self, word: str, *, pad: int = 0) -> str:
        """A severity or band in its colour, padded to `pad` columns."""
        return self.paint(word.ljust(pad), word)

    def faint(self, text: str) -> str:
        """Text of the second rank."""
        return self.paint(without_control_characters(self.say(text)), Role.FAINT)

    def bold(self, text: str) -> str:
        """Text of the first rank."""
        return self.paint(without_control_characters(self.say(text)), Role.BOLD)

    def symbols(self, text: str) -> str:
        """Arrows, dots and blocks as they are, or in ASCII where they cannot be shown."""
        return self.say(text) if self.has_symbols else self.say(text).translate(_ASCII)


PLAIN = TextStyle()
"""80 columns, no colours."""


def without_control_characters(text: str) -> str:
    """The text without characters that steer a terminal, which a cell may hold as well; each is shown as `�`."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "error"), counted(0, "warning")
    ('1 error', '0 warnings')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
