"""When there are no OKRs to show: what went wrong, and the button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import AccessError, InvalidOkrError, NotFoundError, OkrError, SheetsError
from okrsdk.texts import text
from sheets_addon.addon.cards.wording import A_QUARTER, and_more, key_result_count, objective_count, warning
from sheets_addon.addon.event import SPREADSHEET
from sheets_addon.addon.navigation import Route
from sheets_addon.addon.responses import opened, pushed, updated
from sheets_addon.addon.visit import NoOkrsError, Visit
from sheets_addon.addon.widgets import Button, Card, Json, Widget, button, buttons, card, paragraph, section, text_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.interchange.adopting.adoption_plan import AdoptionPlan
    from sheets_addon.addon.navigation import Links

_FIRST = (Route.OPENED, Route.FILE_GRANTED)
_IN_PLACE = (
    Route.HOME,
    Route.WRITE_SCORES,
    Route.RECORD_CHECK_IN,
    Route.SAVE_ROUND,
    Route.ADD_TABS,
    Route.SAVE_OBJECTIVE,
    Route.SAVE_KEY_RESULT,
)
_CAN_ADD = text("okrsdk can add its tabs beside yours: Overview, Objectives, Key Results, Check-ins and Client.")
_MOST_NAMES = 20
CLIENT_NAME, CYCLE = "client_name", "cycle"
_LONGEST = {CLIENT_NAME: 100, CYCLE: 20}


def permission_card(links: Links) -> Card:
    """Asks for leave to see the file: under the least of Google's scopes each file is asked for."""
    return card(
        text("Allow access to this file"),
        section(
            paragraph(
                text("okrsdk can only open files that you allow, one by one. It has not been allowed to open this one.")
            ),
            paragraph(text("Google asks you once. It then reads this spreadsheet and writes what you ask it to.")),
            buttons(button(text("Allow"), links.to(Route.ASK_FOR_FILE), is_main=True)),
        ),
    )


def error_card(
    message: str,
    links: Links,
    *further: Button,
    retry: Route,
    parameters: Mapping[str, str],
    in_doubt: Sequence[str] = (),
) -> Card:
    """An error.

    Args:
        message: what is wrong and what to do.
        links: where clicks lead.
        further: buttons that may help.
        retry: the endpoint to ask again.
        parameters: what to ask it with.
        in_doubt: the records beside which another's score or new ID may have been left.
    """
    again = button(text("Try again"), links.to(retry, **parameters), is_main=not further)
    return card(
        text("That did not work"),
        section(paragraph(message), buttons(*further, again)),
        section(*_in_doubt(in_doubt), title=text("Do not rely on these scores")),
    )


def offer_card(
    title: str,
    links: Links,
    *,
    cycle: str,
    errors: Mapping[str, str] | None = None,
    adoptable: AdoptionPlan | None = None,
) -> Card:
    """The spreadsheet is no OKR workbook: offers to read the rows that it has as OKRs, and to add the tabs.

    Args:
        title: the client's name to begin with, such as the spreadsheet's title.
        links: where clicks lead.
        cycle: the cycle to begin with.
        errors: what is wrong with what was typed, by field.
        adoptable: what would become of its rows, where they read as OKRs.
    """
    errors = errors or {}
    warnings = {name: paragraph(warning(said)) for name, said in errors.items()}
    use = button(text("Use this sheet for OKRs"), links.to(Route.PLAN_ADOPTION), is_main=adoptable is not None)
    return card(
        text("No OKRs here yet"),
        section(
            paragraph(text("This spreadsheet has neither an Objectives tab nor a Key Results tab.")),
            paragraph(_readable(adoptable)),
            buttons(use),
        ),
        section(
            paragraph(
                text("okrsdk can add its tabs beside yours: Overview, Objectives, Key Results, Check-ins and Client.")
            ),
            text_field(CLIENT_NAME, text("Client or team"), value=title, longest=_LONGEST[CLIENT_NAME]),
            warnings.get(CLIENT_NAME),
            text_field(CYCLE, text("Cycle"), value=cycle, hint=A_QUARTER, longest=_LONGEST[CYCLE]),
            warnings.get(CYCLE),
            buttons(button(text("Add the tabs"), links.to(Route.ADD_TABS), is_main=adoptable is None)),
            title=text("Or begin anew"),
        ),
    )


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
        return offer_card(visit.event.title, visit.links, cycle=visit.quarter, adoptable=visit.adoptable(error.cells))
    # What was typed goes along, so that nothing is lost when the sheet could not be reached.
    parameters = {name: value for name, value in visit.event.parameters.items() if name != SPREADSHEET}
    parameters |= visit.event.inputs
    retry = Route.HOME if route in _FIRST else route
    in_doubt = error.in_doubt if isinstance(error, SheetsError) else ()
    further = _help(visit, error)
    return error_card(str(error), visit.links, *further, retry=retry, parameters=parameters, in_doubt=in_doubt)


def _readable(adoptable: AdoptionPlan | None) -> str:
    if adoptable is None:
        return text("If your OKRs are in a tab of your own, okrsdk can work on them where they are.")
    own = adoptable.okr_set
    return text(
        "But its rows read as OKRs: {objectives} and {key_results}. okrsdk can work on them where they are.",
        objectives=objective_count(len(own.objectives)),
        key_results=key_result_count(len(own.key_results)),
    )


def _in_doubt(names: Sequence[str]) -> list[Widget]:
    if not names:
        return []
    shown = [paragraph(name) for name in names[:_MOST_NAMES]]
    more = [paragraph(and_more(len(names) - _MOST_NAMES))] if len(names) > _MOST_NAMES else []
    return [paragraph(text("The score of another may be beside:")), *shown, *more]


def _help(visit: Visit, error: OkrError) -> list[Button]:
    if isinstance(error, InvalidOkrError):
        return [button(text("Show the findings"), visit.links.to(Route.CHECK), is_main=True)]
    if isinstance(error, NotFoundError) and error.status is None:
        # Not the spreadsheet: something in it went away under the card that was clicked.
        return [button(text("Home"), visit.links.to(Route.HOME), is_main=True)]
    is_refused = isinstance(error, AccessError | NotFoundError) and error.status is not None
    if is_refused and visit.asks_per_file:
        # Under drive.file a file that was never granted looks like one that does not exist.
        return [button(text("Allow access to this file"), visit.links.to(Route.ASK_FOR_FILE), is_main=True)]
    return []
