"""Text for cards. What people typed into cells is always shown as text, never read as markup.

Cards read some tags in the texts of their widgets (`<b>`, `<a href>`, `<font color>`). `Markup` is text that was made
for that; every other text is escaped on its way into a card. Labels, titles and buttons are not documented to read tags
nor entities, so there the angle brackets themselves are replaced, which is safe either way.
"""

from __future__ import annotations

import re

_LONGEST = 600
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›"})
# Control characters, and those that turn the direction of all text after them.
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Markup(str):
    """Text in which tags mean what they say."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """The text as a card's widget shows it, unless it is markup already.

    >>> escaped("<b>40 & more</b>")
    '&lt;b&gt;40 &amp; more&lt;/b&gt;'
    """
    return text if isinstance(text, Markup) else Markup(tidied(text).translate(_ESCAPES))


def plain(text: str) -> str:
    """The text for a place where it is unknown whether tags are read: labels, titles, buttons.

    >>> plain("<b>Acme</b>")
    '‹b›Acme‹/b›'
    """
    return tidied(text).translate(_LOOK_ALIKES)


def tidied(text: str, longest: int = _LONGEST) -> str:
    """The text on one line, without characters that cannot be seen, cut where it gets too long."""
    # What cannot be seen is dropped, so a little more than what is kept has to be looked at.
    line = _HIDDEN.sub("", " ".join(text[: 2 * longest].split()))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def bold(text: str) -> Markup:
    """The text in bold."""
    return Markup(f"<b>{escaped(text)}</b>")


def coloured(text: str, colour: str) -> Markup:
    """The text in a colour, `#rrggbb`."""
    return Markup(f'<font color="{colour}">{escaped(text)}</font>')


def joined(*parts: str) -> Markup:
    """The parts one after the other with spaces between; those that are empty are left out.

    >>> joined(bold("1 <"), "2")
    '<b>1 &lt;</b> 2'
    """
    return Markup(" ".join(escaped(part) for part in parts if part))


def lines(*parts: str) -> Markup:
    """The parts below each other; those that are empty are left out."""
    return Markup("<br>".join(escaped(part) for part in parts if part))
