"""Adopting a sheet of people's own from the sidebar, and giving it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.adopting.planning import plan_adoption
from okrsdk.interchange.importers.sheet_tables import tables_of_spreadsheet
from okrsdk.sheets import undo_adoption
from okrsdk.sheets.own_sheets import spreadsheet_cells
from okrsdk.texts import text
from sheets_addon.addon.cards.adoption import (
    FORCE,
    adopted_card,
    adoption_card,
    out_of_sight_card,
    undo_question_card,
)
from sheets_addon.addon.cards.errors import offer_card
from sheets_addon.addon.navigation import PAGE
from sheets_addon.addon.responses import home, pushed, updated
from sheets_addon.addon.source_form import source_form

if TYPE_CHECKING:
    from okrsdk.interchange.adopting.adoption_plan import AdoptionPlan
    from okrsdk.sheets import Workbook
    from okrsdk.workbook.sheets_types import JsonObject, Spreadsheet
    from sheets_addon.addon.source_form import SourceForm
    from sheets_addon.addon.visit import Visit
    from sheets_addon.addon.widgets import Card, Json

_CANNOT = text("It cannot make a workbook of tabs of your own.")
_COMMAND = "okr adopt"


def show_adoption(visit: Visit) -> Json:
    """What an adoption would do."""
    shown = updated if PAGE in visit.event.parameters else pushed
    return shown(_out_of_sight(visit) if visit.sheets is None else _preview(visit, visit.sheets))


def adopt_sheet(visit: Visit) -> Json:
    """Adopts the sheet, or shows what is wrong with what was said of it."""
    if visit.sheets is None:
        return updated(_out_of_sight(visit))
    form = source_form(visit.event)
    told = replace(form, cycle=form.cycle or visit.quarter)
    visit.forget()
    try:
        plan = visit.sheets.adopt(told.options, client=told.client)
    except (ConfigError, InvalidOkrError):
        # The form says why, with what can be chosen instead.
        return updated(_preview(visit, visit.sheets))
    return home(adopted_card(plan, visit.links), note=text("Adopted"))


def undo(visit: Visit) -> Json:
    """Gives the sheet back as it was, or asks first where people wrote into what was added."""
    if visit.sheets is None:
        return updated(_out_of_sight(visit))
    visit.forget()
    is_forced = FORCE in visit.event.parameters
    written = undo_adoption(visit.sheets, force=is_forced)
    if written and not is_forced:
        return pushed(undo_question_card(written, visit.links))
    cells = spreadsheet_cells(visit.sheets)
    offered = offer_card(visit.event.title, visit.links, cycle=visit.quarter, adoptable=visit.adoptable(cells))
    return home(offered, note=text("The spreadsheet is as it was before"))


def _out_of_sight(visit: Visit) -> Card:
    return out_of_sight_card(_CANNOT, _COMMAND, visit.links)


def _preview(visit: Visit, sheets: Workbook) -> Card:
    cells = spreadsheet_cells(sheets)
    form = source_form(visit.event)
    tabs = [table.tab for table in tables_of_spreadsheet(cast("Spreadsheet", cells))]
    try:
        plan = _plan(visit, form, cells)
    except (ConfigError, InvalidOkrError) as error:
        return adoption_card(None, replace(form, error=str(error)), visit.links, tabs=tabs)
    cycle = plan.okr_set.cycle
    found = replace(form, client=plan.okr_set.client.name, cycle=form.cycle or (cycle.name if cycle else ""))
    return adoption_card(plan, found, visit.links, tabs=tabs)


def _plan(visit: Visit, form: SourceForm, cells: JsonObject) -> AdoptionPlan:
    return plan_adoption(cells, form.options, client=form.client, cycle_if_unsaid=visit.quarter)
