"""Pages of long lists: a card shows only so much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sheets_addon.addon.widgets import Widget, button, buttons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_addon.addon.links import Links, Route

Item = TypeVar("Item")
PAGE = "page"
"""Name of the parameter that carries the page's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """One page of a list.

    Attributes:
        items: what is on it.
        number: which it is, from 1.
        last: the number of the last.
    """

    items: tuple[Item, ...]
    number: int
    last: int


def page_of(items: Sequence[Item], number: int, *, size: int) -> Page[Item]:
    """A page of a list; a number beyond the last page gives the last.

    >>> page_of("abcde", 2, size=2).items
    ('c', 'd')
    """
    last = max(-(-len(items) // size), 1)
    own = min(max(number, 1), last)
    return Page(items=tuple(items[(own - 1) * size : own * size]), number=own, last=last)


def page_number(text: str) -> int:
    """The number that a parameter says; 1 when it says none.

    >>> page_number("3"), page_number("-1"), page_number("x")
    (3, 1, 1)
    """
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= len("9999") else 1


def page_buttons(page: Page[Item], links: Links, route: Route, **parameters: str) -> Widget | None:
    """The buttons that turn the pages; None when there is only one."""
    if page.last == 1:
        return None
    turns = []
    for text, number in (("← Previous", page.number - 1), ("Next →", page.number + 1)):
        if 1 <= number <= page.last:
            click = links.to(route, **{**parameters, PAGE: str(number)})
            turns.append(button(f"{text} ({number} of {page.last})", click))
    return buttons(*turns)
