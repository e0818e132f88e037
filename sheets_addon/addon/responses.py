"""What Google is answered: a card to show, a note, or a question to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_addon.addon.markup import tidied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sheets_addon.addon.widgets import Card, Json


def opened(card: Card) -> Json:
    """The answer to the sidebar being opened."""
    return {"action": {"navigations": [{"pushCard": card}]}}


def pushed(card: Card) -> Json:
    """The answer to a click that leads on: the card before stays behind the arrow back."""
    return {"renderActions": {"action": {"navigations": [{"pushCard": card}]}}}


def updated(card: Card, *, note: str = "") -> Json:
    """The answer to a click that renews what is shown.

    Args:
        card: the card that takes the place of the one that is shown.
        note: a line shown for a moment.
    """
    notification = {"notification": {"text": tidied(note)}} if note else {}
    return {"renderActions": {"action": {"navigations": [{"updateCard": card}], **notification}}}


def home(card: Card, *, below: Card | None = None, note: str = "") -> Json:
    """The answer to a click that ends what was begun: all cards go, and the way back leads to a first card that is new.

    Args:
        card: the card to show.
        below: the first card, where another one is shown over it.
        note: a line shown for a moment.
    """
    shown: list[Json] = [{"updateCard": card}] if below is None else [{"updateCard": below}, {"pushCard": card}]
    notification = {"notification": {"text": tidied(note)}} if note else {}
    return {"renderActions": {"action": {"navigations": [{"popToRoot": True}, *shown], **notification}}}


def went_back() -> Json:
    """The answer to a click that leaves a card as if it had not been opened."""
    return {"renderActions": {"action": {"navigations": [{"pop": True}]}}}


def file_question() -> Json:
    """Asks the person to let the add-on see the open file; Google then calls the endpoint `file-granted`."""
    return {"renderActions": {"hostAppAction": {"editorAction": {"requestFileScopeForActiveDocument": {}}}}}


def scope_question(scopes: Iterable[str]) -> Json:
    """Asks the person to agree to scopes; Google then does again what they wanted."""
    return {"requesting_google_scopes": {"scopes": sorted(scopes)}}
