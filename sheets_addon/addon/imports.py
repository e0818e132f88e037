"""Importing rows of a tab from the sidebar: one read to show what it comes to, one read and one write to do it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError, UnsafePlanError
from okrsdk.interchange import SourceReading
from okrsdk.interchange.import_source import import_source_of
from okrsdk.interchange.spreadsheet_reading import own_tabs, read_spreadsheet_okrs
from okrsdk.sheets.own_sheets import spreadsheet_cells
from okrsdk.texts import text
from okrsdk.workbook import read_workbook
from okrsdk.workbook.importing.import_plan import Settle
from sheets_addon.addon.cards.adoption import out_of_sight_card
from sheets_addon.addon.cards.importing import (
    AGREED,
    SETTLE,
    import_card,
    import_form_card,
    imported_card,
    no_rows_card,
)
from sheets_addon.addon.navigation import PAGE
from sheets_addon.addon.responses import home, pushed, updated
from sheets_addon.addon.source_form import source_form
from sheets_addon.addon.visit import NoOkrsError

if TYPE_CHECKING:
    from okrsdk.sheets import Workbook
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.importing.import_plan import ImportPlan
    from okrsdk.workbook.sheets_types import JsonObject
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.source_form import SourceForm
    from sheets_addon.addon.visit import Visit
    from sheets_addon.addon.widgets import Card, Json

_CHANGED = text("The workbook or the rows were changed since. Look at this again; nothing was written.")


def show_import(visit: Visit) -> Json:
    """What an import of a tab's rows would do."""
    shown = updated if PAGE in visit.event.parameters else pushed
    return shown(_out_of_sight(visit) if visit.sheets is None else _card(_look(visit, visit.sheets), visit.links))


def import_rows(visit: Visit) -> Json:
    """Imports a tab's rows, if that is still what the person has seen."""
    if visit.sheets is None:
        return updated(_out_of_sight(visit))
    look = _look(visit, visit.sheets)
    if look.found is None or look.plan is None:
        return updated(_card(look, visit.links))
    if _told_by(look.plan) != visit.event.parameters.get(AGREED):
        return updated(_card(look, visit.links), note=_CHANGED)
    visit.forget()
    done = visit.sheets.import_okrs(import_source_of(look.found), settle=look.settle, reading=look.reading)
    return home(imported_card(done, visit.links), note=text("Imported"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What was seen of workbook and rows in one read; without a plan the form says why there is none."""

    form: SourceForm
    tabs: tuple[str, ...]
    reading: WorkbookReading
    found: SourceReading | None = None
    plan: ImportPlan | None = None
    settle: Settle | None = None


def _look(visit: Visit, sheets: Workbook) -> _Look:
    cells = spreadsheet_cells(sheets)
    form, settle = source_form(visit.event), _settle(visit)
    look = _Look(form=form, tabs=own_tabs(cells), reading=_workbook(cells), settle=settle)
    if not look.tabs:
        return look
    try:
        found = _rows(cells, look)
        source = import_source_of(found)
        plan = sheets.import_okrs(source, settle=settle, dry_run=True, reading=look.reading)
    except (ConfigError, InvalidOkrError, UnsafePlanError) as error:
        return replace(look, form=replace(look.form, error=str(error)))
    return replace(look, found=found, plan=plan)


def _card(look: _Look, links: Links) -> Card:
    if not look.tabs:
        return no_rows_card(links)
    if look.found is None or look.plan is None:
        return import_form_card(look.form, links, tabs=look.tabs)
    settled = {} if look.settle is None else {SETTLE: str(look.settle)}
    agreed = {AGREED: _told_by(look.plan), **settled}
    return import_card(look.found, look.plan, look.form, links, tabs=look.tabs, agreed=agreed)


def _settle(visit: Visit) -> Settle | None:
    return Settle.SOURCE if visit.event.parameters.get(SETTLE) == Settle.SOURCE else None


def _out_of_sight(visit: Visit) -> Card:
    return out_of_sight_card(text("It cannot read rows of another tab."), "okr import", visit.links)


def _workbook(cells: JsonObject) -> WorkbookReading:
    try:
        return read_workbook(cells)
    except InvalidOkrError as error:
        raise NoOkrsError(str(error), cells=cells) from error


def _rows(cells: JsonObject, look: _Look) -> SourceReading:
    if not look.form.tab and len(look.tabs) > 1:
        raise ConfigError(text("Say which tab: {tabs}.", tabs=", ".join(look.tabs)), setting="tab")
    cycle = look.reading.okr_set.cycle
    told = replace(look.form.options, tab=look.form.tab or "".join(look.tabs), cycle=cycle.name if cycle else "")
    found = read_spreadsheet_okrs(cells, told)
    if not isinstance(found, SourceReading):
        raise ConfigError(text("This tab is one of the OKR tabs."), setting="tab")
    return found


def _told_by(plan: ImportPlan) -> str:
    """What tells a plan from others, short enough for a click to carry."""
    return sha256(repr(plan).encode()).hexdigest()[:32]
