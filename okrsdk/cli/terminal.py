"""How text is laid out on a terminal: width, wrapping, colours and bars."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

_NARROWEST, _WIDEST = 60, 100
_BAR_CELLS = 20
_MARK_AT = 14  # of 20 cells: the stretch mark, 0.7

# Control characters but for tab and line feed, and those that turn the direction of writing.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_COLOURS = {
    "error": "red",
    "warning": "yellow",
    "info": "cyan",
    "red": "red",
    "yellow": "yellow",
    "green": "green",
}


def plain(text: str) -> str:
    """The text without signs that steer a terminal, which a cell may hold as well; each is shown as `�`."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def width() -> int:
    """Columns to write in: the terminal's, within reason; 80 when the output goes elsewhere."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
    return min(max(columns, _NARROWEST), _WIDEST)


def wrapped(text: str, *, indent: str, first: str | None = None, style: Callable[[str], str] = str) -> str:
    """The text in lines of the terminal's width, each behind `indent`, the first behind `first`, in a style."""
    start = indent if first is None else first
    lines = textwrap.wrap(
        plain(text),
        width(),
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(style(line) for line in lines)


def shortened(text: str, room: int) -> str:
    """The text in at most `room` characters."""
    text = plain(text)
    return text if len(text) <= room else text[: max(room - 1, 0)].rstrip() + _glyph("…", ".")


def coloured(word: str, name: str | None = None, *, pad: int = 0) -> str:
    """The word in the colour of a severity or band, padded to `pad` columns."""
    return click.style(word.ljust(pad), fg=_COLOURS.get(name or word))


def faint(text: str) -> str:
    """Text of the second rank."""
    return click.style(plain(text), dim=True)


def bold(text: str) -> str:
    """Text of the first rank."""
    return click.style(plain(text), bold=True)


def bar(score: Decimal | None, band: str | None) -> str:
    """A score of 0–1 as 20 cells, with the stretch mark 0.7 as a line between the 14th and 15th."""
    filled = 0 if score is None else int(score * _BAR_CELLS)  # rounded down: what falls short of the mark looks so
    cells = _glyph("█", "#") * filled + _glyph("·", ".") * (_BAR_CELLS - filled)
    mark = _glyph("│", "|")
    return coloured(cells[:_MARK_AT], band) + mark + coloured(cells[_MARK_AT:], band)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 error`, `4 warnings`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def arrow() -> str:
    """The sign before a suggestion."""
    return _glyph("→", "->")


def dot() -> str:
    """The sign between two things on one line."""
    return _glyph("·", "-")


def _glyph(glyph: str, plain: str) -> str:
    try:
        glyph.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return plain
    return glyph
