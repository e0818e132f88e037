"""What each endpoint does: look at the sheet or write to it, and choose the card to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.assessment import assess
from okrsdk.cycle import status
from okrsdk.model import Client, Cycle, OkrSet
from okrsdk.texts import text
from sheets_addon.addon.adoption import adopt_sheet, show_adoption, undo
from sheets_addon.addon.cards.client import client_card
from sheets_addon.addon.cards.errors import CLIENT_NAME, CYCLE, offer_card
from sheets_addon.addon.cards.grade import FINAL, grade_card, graded_card, score_changes
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.key_result import key_result_card
from sheets_addon.addon.cards.meeting import meeting_card
from sheets_addon.addon.check_ins import (
    save_check_in,
    save_round,
    show_check_in,
    show_round,
    tell_round,
    undo_check_ins,
)
from sheets_addon.addon.checking import fix_finding, mute_finding, show_check, show_finding
from sheets_addon.addon.deciding import close_cycle, decide, show_close, show_decision
from sheets_addon.addon.hints import hint
from sheets_addon.addon.imports import import_rows, show_import
from sheets_addon.addon.navigation import PAGE, Route
from sheets_addon.addon.responses import home, opened, pushed, updated, went_back
from sheets_addon.addon.row_forms import save_key_result, save_objective, show_key_result_form, show_objective_form
from sheets_addon.addon.strategy import add_strategy_tab, show_strategy, undo_strategy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sheets_addon.addon.visit import Visit
    from sheets_addon.addon.widgets import Card, Json

_LONGEST_NAME = 100


def show_first(visit: Visit) -> Json:
    """The sidebar was opened, or the file just granted: the first card."""
    return opened(_home(visit))


def show_home(visit: Visit) -> Json:
    """The first card again."""
    return home(_home(visit))


def show_grade(visit: Visit) -> Json:
    """What a grade would write."""
    sight = visit.see(final=_is_final(visit))
    changes = score_changes(sight.reading.layout, sight.assessment)
    return shown(visit, grade_card(sight.assessment, changes, sight.links, page=visit.page))


def write_scores(visit: Visit) -> Json:
    """Grades, writes the scores, and says what changed."""
    visit.forget()
    result = visit.workbook.grade(on=visit.today, final=_is_final(visit))
    reading, assessment = result.reading, result.assessment
    changes = score_changes(reading.layout, assessment)
    links = visit.knowing(reading)
    below = home_card(assessment, links, title=reading.title)
    return home(
        graded_card(assessment, changes, links, new_ids=result.new_ids), below=below, note=text("Scores written")
    )


def go_back(visit: Visit) -> Json:
    """The card before, as it was; the sheet is not asked."""
    del visit
    return went_back()


def show_key_result(visit: Visit) -> Json:
    """One key result."""
    sight = visit.see_kept() if PAGE in visit.event.parameters else visit.see()
    key_result, score = visit.key_result(sight)
    return shown(visit, key_result_card(sight.assessment, key_result, score, sight.links, page=visit.page))


def show_client(visit: Visit) -> Json:
    """The client's profile."""
    sight = visit.see()
    return shown(visit, client_card(sight.assessment, sight.links))


def show_meeting(visit: Visit) -> Json:
    """The agenda of the weekly meeting."""
    sight = visit.see()
    return shown(visit, meeting_card(status(sight.assessment), sight.links))


def add_okr_tabs(visit: Visit) -> Json:
    """Adds the tabs of a workbook to a spreadsheet that has none."""
    name = visit.event.inputs.get(CLIENT_NAME, "").strip()
    cycle_name = visit.event.inputs.get(CYCLE, "").strip()
    errors = {}
    if not 0 < len(name) <= _LONGEST_NAME:
        errors[CLIENT_NAME] = text("Write the client's or team's name, at most {most} characters.", most=_LONGEST_NAME)
    try:
        cycle = Cycle.parse(cycle_name)
    except ValueError:
        errors[CYCLE] = text("Write a quarter (2026-Q1 or Q1 2026), a half (2026-H1), a year, a month or two days.")
    if errors:
        return updated(offer_card(name, visit.links, cycle=cycle_name, errors=errors))
    begun = OkrSet(client=Client(name=name), cycle=cycle)
    visit.forget()
    visit.workbook.add_tabs(begun)
    return home(home_card(assess(begun, on=visit.today), visit.links), note=text("The tabs are there"))


HANDLERS: Mapping[Route, Callable[[Visit], Json]] = {
    Route.OPENED: show_first,
    Route.FILE_GRANTED: show_first,
    Route.HOME: show_home,
    Route.HINTS: hint,
    Route.CHECK: show_check,
    Route.GRADE: show_grade,
    Route.WRITE_SCORES: write_scores,
    Route.BACK: go_back,
    Route.KEY_RESULT: show_key_result,
    Route.CHECK_IN: show_check_in,
    Route.CHECK_IN_ROUND: show_round,
    Route.TELL_ROUND: tell_round,
    Route.SAVE_ROUND: save_round,
    Route.RECORD_CHECK_IN: save_check_in,
    Route.UNDO_CHECK_INS: undo_check_ins,
    Route.CLIENT: show_client,
    Route.ADD_TABS: add_okr_tabs,
    Route.PLAN_ADOPTION: show_adoption,
    Route.ADOPT: adopt_sheet,
    Route.UNDO_ADOPTION: undo,
    Route.PLAN_IMPORT: show_import,
    Route.IMPORT: import_rows,
    Route.FINDING: show_finding,
    Route.FIX: fix_finding,
    Route.MUTE: mute_finding,
    Route.MEETING: show_meeting,
    Route.DECIDE: show_decision,
    Route.DECISION: decide,
    Route.CLOSE: show_close,
    Route.CLOSE_CYCLE: close_cycle,
    Route.OBJECTIVE_FORM: show_objective_form,
    Route.SAVE_OBJECTIVE: save_objective,
    Route.KEY_RESULT_FORM: show_key_result_form,
    Route.SAVE_KEY_RESULT: save_key_result,
    Route.STRATEGY: show_strategy,
    Route.ADD_STRATEGY: add_strategy_tab,
    Route.UNDO_STRATEGY: undo_strategy,
}


def shown(visit: Visit, card: Card) -> Json:
    """A card, put over the one before; turning a page takes that one's place."""
    return updated(card) if PAGE in visit.event.parameters else pushed(card)


def _home(visit: Visit) -> Card:
    sight = visit.see()
    return home_card(sight.assessment, sight.links, title=sight.reading.title, page=visit.page)


def _is_final(visit: Visit) -> bool:
    return visit.event.parameters.get(FINAL) == "yes"
