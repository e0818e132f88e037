"""Errors as cards: what went wrong, and the button that helps."""

from __future__ import annotations

from okrsdk.errors import AccessError, InvalidOkrError, NotFoundError, OkrError
from sheets_addon.addon.cards.trouble import error_card, offer_card
from sheets_addon.addon.event import SPREADSHEET
from sheets_addon.addon.handlers import quarter_of
from sheets_addon.addon.links import Route
from sheets_addon.addon.responses import opened, pushed, updated
from sheets_addon.addon.visit import NoOkrsError, Visit
from sheets_addon.addon.widgets import Button, Card, Json, button

_FIRST = (Route.OPENED, Route.FILE_GRANTED)
_IN_PLACE = (Route.HOME, Route.WRITE_SCORES, Route.RECORD_CHECK_IN, Route.ADD_TABS)


def trouble(visit: Visit, route: Route, error: OkrError) -> Json:
    """What to answer when an endpoint's work failed.

    Args:
        visit: the visit.
        route: the endpoint.
        error: what went wrong.
    """
    card = _card(visit, route, error)
    if route in _FIRST:
        return opened(card)
    return updated(card) if route in _IN_PLACE else pushed(card)


def _card(visit: Visit, route: Route, error: OkrError) -> Card:
    if isinstance(error, NoOkrsError):
        return offer_card(visit.event.title, visit.links, cycle=quarter_of(visit.day))
    parameters = {name: value for name, value in visit.event.parameters.items() if name != SPREADSHEET}
    retry = Route.HOME if route in _FIRST else route
    return error_card(str(error), visit.links, *_help(visit, error), retry=retry, parameters=parameters)


def _help(visit: Visit, error: OkrError) -> list[Button]:
    if isinstance(error, InvalidOkrError):
        return [button("Show the findings", visit.links.to(Route.CHECK), is_main=True)]
    if isinstance(error, NotFoundError) and error.status is None:
        # Not the spreadsheet: something in it went away under the card that was clicked.
        return [button("Home", visit.links.to(Route.HOME), is_main=True)]
    is_refused = isinstance(error, AccessError | NotFoundError) and error.status is not None
    if is_refused and visit.workbook.asks_per_file:
        # Under drive.file a file that was never granted looks like one that does not exist.
        return [button("Allow access to this file", visit.links.to(Route.ASK_FOR_FILE), is_main=True)]
    return []
