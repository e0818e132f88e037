"""What each endpoint does: look at the sheet or write to it, and choose the card to show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.assessment import Assessment, assess
from okrsdk.cycle import doubt
from okrsdk.errors import NotFoundError
from okrsdk.model import Client, Cycle, OkrSet
from okrsdk.workbook.check_in_inputs import LONGEST, read_check_in
from okrsdk.workbook.writing.check_in import okr_set_with, plan_check_in
from okrsdk.workbook.writing.current_cell import has_formula_in_current
from sheets_addon.addon.cards.check import check_card
from sheets_addon.addon.cards.check_in import IS_SURE, Form, check_in_card, doubt_card, recorded_card
from sheets_addon.addon.cards.client import client_card
from sheets_addon.addon.cards.errors import CLIENT_NAME, CYCLE, offer_card
from sheets_addon.addon.cards.grade import FINAL, grade_card, graded_card, score_changes
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.key_result import key_result_card
from sheets_addon.addon.navigation import KEY_RESULT, PAGE, POSITION, Route
from sheets_addon.addon.responses import home, opened, pushed, updated, went_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from okrsdk.grading import KeyResultScore
    from okrsdk.model import CheckIn, KeyResult
    from sheets_addon.addon.visit import Sight, Visit
    from sheets_addon.addon.widgets import Card, Json

_LONGEST_NAME = 100


def show_first(visit: Visit) -> Json:
    """The sidebar was opened, or the file just granted: the first card."""
    return opened(_home(visit))


def show_home(visit: Visit) -> Json:
    """The first card again."""
    return home(_home(visit))


def show_check(visit: Visit) -> Json:
    """What is wrong or doubtful."""
    sight = visit.see()
    return shown(visit, check_card(sight.assessment, sight.links, page=visit.page))


def show_grade(visit: Visit) -> Json:
    """What a grade would write."""
    sight = visit.see(final=_is_final(visit))
    changes = score_changes(sight.reading.layout, sight.assessment)
    return shown(visit, grade_card(sight.assessment, changes, sight.links, page=visit.page))


def write_scores(visit: Visit) -> Json:
    """Grades, writes the scores, and says what changed."""
    result = visit.workbook.grade(on=visit.today, final=_is_final(visit))
    reading, assessment = result.reading, result.assessment
    changes = score_changes(reading.layout, assessment)
    links = visit.knowing(reading)
    below = home_card(assessment, links, title=reading.title)
    return home(graded_card(assessment, changes, links, new_ids=result.new_ids), below=below, note="Scores written")


def go_back(visit: Visit) -> Json:
    """The card before, as it was; the sheet is not asked."""
    del visit
    return went_back()


def show_key_result(visit: Visit) -> Json:
    """One key result."""
    sight = visit.see()
    return shown(visit, key_result_card(sight.assessment, *_wanted(visit, sight), sight.links))


def show_check_in(visit: Visit) -> Json:
    """The form of a check-in."""
    sight = visit.see()
    typed = _typed(visit)
    form = _check_in_form(visit, sight, Form(inputs=typed))
    return updated(form) if typed else shown(visit, form)


def save_check_in(visit: Visit) -> Json:
    """Writes a check-in down, or shows what is wrong with it."""
    sight = visit.see()
    key_result, score = _wanted(visit, sight)
    inputs = {**_typed(visit), **visit.event.inputs}
    found = read_check_in(inputs, key_result, on=sight.assessment.on, by=visit.by, locale=sight.reading.okr_set.locale)
    if isinstance(found, dict):
        return updated(_check_in_form(visit, sight, Form(inputs=inputs, errors=found)))
    slip = doubt(sight.assessment.okr_set, found)
    if slip is not None and IS_SURE not in visit.event.parameters:
        return updated(doubt_card(key_result, score, found, sight.links, doubt=slip, inputs=inputs))
    after = _with(sight, found)
    visit.workbook.record(sight.reading, found)
    own = after.scores.key_results[score.position]
    below = home_card(after, sight.links, title=sight.reading.title)
    key_result = after.okr_set.key_results[score.position]
    return home(recorded_card(after, key_result, own, found, sight.links), below=below, note="Check-in saved")


def show_client(visit: Visit) -> Json:
    """The client's profile."""
    sight = visit.see()
    return shown(visit, client_card(sight.assessment, sight.links))


def add_okr_tabs(visit: Visit) -> Json:
    """Adds the tabs of a workbook to a spreadsheet that has none."""
    name = visit.event.inputs.get(CLIENT_NAME, "").strip()
    cycle_name = visit.event.inputs.get(CYCLE, "").strip()
    errors = {}
    if not 0 < len(name) <= _LONGEST_NAME:
        errors[CLIENT_NAME] = f"Write the client's or team's name, at most {_LONGEST_NAME} characters."
    try:
        cycle = Cycle.parse(cycle_name)
    except ValueError:
        errors[CYCLE] = "Write a quarter (2026-Q1 or Q1 2026), a half (2026-H1), a year, a month or two days."
    if errors:
        return updated(offer_card(name, visit.links, cycle=cycle_name, errors=errors))
    begun = OkrSet(client=Client(name=name), cycle=cycle)
    visit.workbook.add_tabs(begun)
    return home(home_card(assess(begun, on=visit.today), visit.links), note="The tabs are there")


HANDLERS: Mapping[Route, Callable[[Visit], Json]] = {
    Route.OPENED: show_first,
    Route.FILE_GRANTED: show_first,
    Route.HOME: show_home,
    Route.CHECK: show_check,
    Route.GRADE: show_grade,
    Route.WRITE_SCORES: write_scores,
    Route.BACK: go_back,
    Route.KEY_RESULT: show_key_result,
    Route.CHECK_IN: show_check_in,
    Route.RECORD_CHECK_IN: save_check_in,
    Route.CLIENT: show_client,
    Route.ADD_TABS: add_okr_tabs,
}


def shown(visit: Visit, card: Card) -> Json:
    """A card, put over the one before; turning a page takes that one's place."""
    return updated(card) if PAGE in visit.event.parameters else pushed(card)


def _home(visit: Visit) -> Card:
    sight = visit.see()
    return home_card(sight.assessment, sight.links, title=sight.reading.title, page=visit.page)


def _typed(visit: Visit) -> dict[str, str]:
    """What was typed into the form of a check-in before, as the card that asks about it carries it."""
    return {name: text for name, text in visit.event.parameters.items() if name in LONGEST}


def _check_in_form(visit: Visit, sight: Sight, form: Form) -> Card:
    key_result, score = _wanted(visit, sight)
    stays = has_formula_in_current(sight.reading, key_result.id)
    return check_in_card(sight.assessment, key_result, score, sight.links, form=replace(form, current_stays=stays))


def _is_final(visit: Visit) -> bool:
    return visit.event.parameters.get(FINAL) == "yes"


def _wanted(visit: Visit, sight: Sight) -> tuple[KeyResult, KeyResultScore]:
    """The key result that an action is about: by its ID, and by its place only where it has none."""
    id_ = visit.event.parameters.get(KEY_RESULT, "")
    found = sight.assessment.key_result(id_)
    if found is not None:
        return found
    key_results = sight.assessment.okr_set.key_results
    position = visit.event.parameters.get(POSITION, "")
    if not id_ and position.isascii() and position.isdigit() and len(position) < len(str(10**6)):
        at = int(position)
        if at < len(key_results) and not key_results[at].id:
            return key_results[at], sight.assessment.scores.key_results[at]
    what = f"The key result {id_}" if id_ else "This key result"
    raise NotFoundError(f"{what} is no longer in the workbook. It was deleted, or got another ID.")


def _with(sight: Sight, check_in: CheckIn) -> Assessment:
    """The assessment with one more check-in, which may also end findings, such as that there was none for too long."""
    before = sight.assessment
    okr_set = okr_set_with(before.okr_set, plan_check_in(sight.reading, check_in))
    return assess(okr_set, on=before.on, final=before.final, table_findings=sight.reading.findings)
