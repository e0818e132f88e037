"""The weekly meeting: its agenda to go through, and the same as text to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.phrases import dotted, whose
from okrsdk.reports.status_agenda import agenda, headline, turn_of_cycle
from okrsdk.reports.status_text import status_markdown
from okrsdk.texts import shaped, text
from sheets_addon.addon.cards.status import due_button
from sheets_addon.addon.cards.wording import and_more
from sheets_addon.addon.navigation import Route, key_result_parameters
from sheets_addon.addon.widgets import Card, Widget, button, card, footer, paragraph, row, section, text_field

if TYPE_CHECKING:
    from okrsdk.cycle import Status
    from okrsdk.reports.status_agenda import AgendaItem, AgendaSection
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.widgets import Section

_ROWS = 10
_LONGEST = 9_000
_COPY = "copy"


def meeting_card(status: Status, links: Links) -> Card:
    """The card of the weekly meeting.

    Args:
        status: where the OKRs are.
        links: where clicks lead.
    """
    sections = [one for one in agenda(status) if one.items]
    turn = turn_of_cycle(status)
    return card(
        text("Weekly meeting"),
        section(
            paragraph(headline(status)),
            paragraph(turn) if turn else None,
            None if sections else paragraph(text("Nothing to talk about: all is on its way, and told of.")),
        ),
        *(_section(status, one, links) for one in sections),
        section(_text(status), title=text("To copy"), shown=0),
        foot=footer(button(text("Home"), links.to(Route.HOME)), due_button(status.owed, links)),
    )


def _section(status: Status, own: AgendaSection, links: Links) -> Section | None:
    rows = [_item(status, item, links) for item in own.items[:_ROWS]]
    more = len(own.items) - len(rows)
    rest = row(and_more(more)) if more > 0 else None
    return section(*rows, rest, title=text("{what} ({n})", what=own.title, n=len(own.items)))


def _item(status: Status, item: AgendaItem, links: Links) -> Widget:
    found = status.assessment.key_result(item.key_result.id)
    click = None if found is None else links.to(Route.KEY_RESULT, **key_result_parameters(found[1]))
    return row(item.text, over=dotted(item.key_result.id, item.key_result.text), under=item.detail, click=click)


def _text(status: Status) -> Widget:
    """The agenda as text. Cards have no button that copies, so it stands in a field, ready to be taken."""
    said = shaped(status_markdown(status, title=whose(status.assessment.okr_set)), _cut)
    return text_field(_COPY, text("Agenda as text"), value=said, longest=_LONGEST, is_long=True)


def _cut(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
