"""When there are no OKRs to show: what is the matter, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_addon.addon.cards.wording import ERROR_COLOUR
from sheets_addon.addon.links import Route
from sheets_addon.addon.markup import coloured
from sheets_addon.addon.widgets import Button, Card, button, buttons, card, paragraph, section, text_field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_addon.addon.links import Links

CLIENT_NAME, CYCLE = "client_name", "cycle"
_LONGEST = {CLIENT_NAME: 100, CYCLE: 20}


def permission_card(links: Links) -> Card:
    """Asks for leave to see the file: under the least of Google's scopes each file is asked for."""
    return card(
        "Allow access to this file",
        section(
            paragraph(
                "okrsdk can only open files that you allow, one by one. It has not been allowed to open this one."
            ),
            paragraph("Google asks you once. It then reads this spreadsheet and writes what you ask it to."),
            buttons(button("Allow", links.to(Route.ASK_FOR_FILE), is_main=True)),
        ),
    )


def error_card(message: str, links: Links, *further: Button, retry: Route, parameters: Mapping[str, str]) -> Card:
    """An error.

    Args:
        message: what is wrong and what to do.
        links: where clicks lead.
        further: buttons that may help.
        retry: the endpoint to ask again.
        parameters: what to ask it with.
    """
    again = button("Try again", links.to(retry, **parameters), is_main=not further)
    return card("That did not work", section(paragraph(message), buttons(*further, again)))


def offer_card(title: str, links: Links, *, cycle: str, errors: Mapping[str, str] | None = None) -> Card:
    """The spreadsheet holds no OKRs: offers to add the tabs.

    Args:
        title: the client's name to begin with, such as the spreadsheet's title.
        links: where clicks lead.
        cycle: the cycle to begin with.
        errors: what is wrong with what was typed, by field.
    """
    errors = errors or {}
    warnings = {name: paragraph(coloured(f"⚠ {text}", ERROR_COLOUR)) for name, text in errors.items()}
    return card(
        "No OKRs here yet",
        section(
            paragraph("This spreadsheet has no tab called Objectives or Key Results."),
            paragraph("okrsdk can add its tabs beside yours: Overview, Objectives, Key Results, Check-ins and Client."),
            text_field(CLIENT_NAME, "Client or team", value=title, longest=_LONGEST[CLIENT_NAME]),
            warnings.get(CLIENT_NAME),
            text_field(CYCLE, "Cycle", value=cycle, hint="A quarter such as 2026-Q1", longest=_LONGEST[CYCLE]),
            warnings.get(CYCLE),
            buttons(button("Add the tabs", links.to(Route.ADD_TABS), is_main=True)),
        ),
    )
