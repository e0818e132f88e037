"""Text for cards. What people typed into cells is always shown as text, never read as markup.

Cards read some tags in the texts of their widgets (`<b>`, `<a href>`, `<font color>`). `Markup` is text that was made
for that; every other text is escaped on its way into a card. Labels, titles and buttons are not documented to read tags
nor entities, so there the angle brackets themselves are replaced, which is safe either way.

All of it is `Text` still: what is done to a sentence here is done again in the language of whoever reads the card.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from okrsdk.texts import Text, shaped, strung

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 600
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›"})
# Control characters, and those that turn the direction of all text after them.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Markup(Text):
    """Text in which tags mean what they say."""

    __slots__ = ()


def escaped(said: str) -> Markup:
    """The text as a card's widget shows it, unless it is markup already.

    >>> escaped("<b>40 & more</b>")
    '&lt;b&gt;40 &amp; more&lt;/b&gt;'
    """
    if isinstance(said, Markup):
        return said
    return Markup(_escaped(said), "{said}", {"said": said}, shape=_escaped)


def _escaped(said: str) -> str:
    return _tidied(said, _LONGEST).translate(_ESCAPES)


def plain(said: str) -> str:
    """The text for a place where it is unknown whether tags are read: labels, titles, buttons.

    >>> plain("<b>Acme</b>")
    '‹b›Acme‹/b›'
    """
    return shaped(said, _plain)


def _plain(said: str) -> str:
    return _tidied(said, _LONGEST).translate(_LOOK_ALIKES)


def tidied(said: str, longest: int = _LONGEST) -> str:
    """The text on one line, without characters that cannot be seen, cut where it gets too long."""
    return shaped(said, partial(_tidied, longest=longest))


def _tidied(said: str, longest: int) -> str:
    # What cannot be seen is dropped, so a little more than what is kept has to be looked at.
    line = _HIDDEN.sub("", " ".join(said[: 2 * longest].split()))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def bold(said: str) -> Markup:
    """The text in bold."""
    return _within("<b>", said, "</b>")


def coloured(said: str, colour: str) -> Markup:
    """The text in a colour, `#rrggbb`."""
    return _within(f'<font color="{colour}">', said, "</font>")


def _within(before: str, said: str, after: str) -> Markup:
    inner = escaped(said)
    return Markup(f"{before}{inner}{after}", f"{before}{{said}}{after}", {"said": inner})


def joined(*parts: str) -> Markup:
    """The parts one after the other with spaces between; those that are empty are left out.

    >>> joined(bold("1 <"), "2")
    '<b>1 &lt;</b> 2'
    """
    return _beside(parts, " ")


def lines(*parts: str) -> Markup:
    """The parts below each other; those that are empty are left out."""
    return _beside(parts, "<br>")


def _beside(parts: Sequence[str], between: str) -> Markup:
    said = strung([escaped(part) for part in parts if part], between)
    return Markup(said, "{said}", {"said": said})
