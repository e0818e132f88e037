"""The strategy in the sidebar: shown, its tab added with one click, and taken off again while it is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.sheets.strategy_write import add_strategy, remove_strategy
from okrsdk.texts import text
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.strategy import COLUMN, kept_card, strategy_card
from sheets_addon.addon.responses import home, pushed, updated

if TYPE_CHECKING:
    from sheets_addon.addon.visit import Visit
    from sheets_addon.addon.widgets import Json


def show_strategy(visit: Visit) -> Json:
    """The strategy, and what it does not answer yet."""
    sight = visit.see()
    has_tab = Table.STRATEGY in sight.reading.layout.tables
    return pushed(strategy_card(sight.assessment.okr_set, sight.links, has_tab=has_tab))


def add_strategy_tab(visit: Visit) -> Json:
    """Adds the tab where it is missing, in one read and one write."""
    visit.forget()
    plan, reading = add_strategy(visit.spreadsheet)
    sight = visit.seeing(reading)
    return home(
        strategy_card(reading.okr_set, sight.links, has_tab=True, added=plan),
        below=home_card(sight.assessment, sight.links, title=reading.title),
        note=text("The Strategy tab is there"),
    )


def undo_strategy(visit: Visit) -> Json:
    """Takes the tab off again, or says why it stays."""
    visit.forget()
    try:
        reading = remove_strategy(visit.spreadsheet, with_column=COLUMN in visit.event.parameters)
    except InvalidOkrError as error:
        return updated(kept_card(str(error), visit.links))
    sight = visit.seeing(reading)
    return home(
        home_card(sight.assessment, sight.links, title=reading.title), note=text("The Strategy tab was taken off")
    )
