"""Check-ins in the sidebar: the form of one, the round of those that are due, and what saving comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.assessment import Assessment, assess
from okrsdk.cycle import doubt, last_rated, status
from okrsdk.workbook.check_in_inputs import LONGEST, VALUE, read_check_in
from okrsdk.workbook.writing.check_in import okr_set_with, plan_check_in
from okrsdk.workbook.writing.current_cell import has_formula_in_current
from sheets_addon.addon.cards.check_in import AS_BEFORE, IS_SURE, Form, check_in_card, doubt_card, recorded_card
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.round_end import round_end_card
from sheets_addon.addon.check_in_round import CheckInRound, round_in
from sheets_addon.addon.responses import home, pushed, updated

if TYPE_CHECKING:
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import CheckIn, KeyResult
    from sheets_addon.addon.visit import Sight, Visit
    from sheets_addon.addon.widgets import Card, Json

_NOT_AS_BEFORE = "This is not the value before. Save it as it is, or clear it and press Unchanged again."


def show_check_in(visit: Visit) -> Json:
    """The form of a check-in."""
    sight, typed = visit.see(), visit.typed
    form = _form(sight, visit.key_result(sight), Form(inputs=typed, in_round=round_in(visit.event.parameters)))
    asks_again = typed or AS_BEFORE in visit.event.parameters
    return updated(form) if asks_again else pushed(form)


def show_round(visit: Visit) -> Json:
    """The next key result of a round, or at its end what was saved."""
    sight = visit.see()
    asked = round_in(visit.event.parameters) or CheckInRound(left=())
    return home(_step(sight, asked), below=home_card(sight.assessment, sight.links, title=sight.reading.title))


def save_check_in(visit: Visit) -> Json:
    """Writes a check-in down, or shows what is wrong with it; in a round the next key result follows."""
    sight = visit.see()
    own = key_result, score = visit.key_result(sight)
    asked, inputs = round_in(visit.event.parameters), {**visit.typed, **visit.event.inputs}
    found = _read(visit, sight, key_result, inputs)
    if isinstance(found, dict):
        return updated(_form(sight, own, Form(inputs=inputs, errors=found, in_round=asked)))
    slip = doubt(sight.assessment.okr_set, found)
    if slip is not None and IS_SURE not in visit.event.parameters:
        carried = {name: value for name, value in visit.event.parameters.items() if name == AS_BEFORE}
        carried |= {name: inputs[name] for name in LONGEST if inputs.get(name)}
        carried |= {} if asked is None else asked.parameters
        return updated(doubt_card(key_result, score, found, sight.links, doubt=slip, carried=carried))
    after = replace(sight, assessment=_with(sight, found))
    visit.workbook.record(sight.reading, found)
    shown = _recorded(after, score.position, found) if asked is None else _step(after, asked.saving())
    below = home_card(after.assessment, sight.links, title=sight.reading.title)
    return home(shown, below=below, note="Check-in saved")


def _read(visit: Visit, sight: Sight, key_result: KeyResult, inputs: dict[str, str]) -> CheckIn | dict[str, str]:
    """The check-in that was meant, or what is wrong with it by field."""
    okr_set, on = sight.assessment.okr_set, sight.assessment.on
    before = last_rated(okr_set, key_result, on=on) if AS_BEFORE in visit.event.parameters else None
    found = read_check_in(inputs, key_result, on=on, by=visit.by, locale=sight.reading.okr_set.locale, before=before)
    if before is not None and not isinstance(found, dict) and found.value != before.value:
        return {VALUE: _NOT_AS_BEFORE}
    return found


def _form(sight: Sight, own: tuple[KeyResult, KeyResultScore], form: Form) -> Card:
    stays = has_formula_in_current(sight.reading, own[0].id)
    return check_in_card(sight.assessment, *own, sight.links, form=replace(form, current_stays=stays))


def _step(sight: Sight, asked: CheckInRound) -> Card:
    """The form of the key result at hand, or the end of the round."""
    asked = asked.among(one.id for one in sight.assessment.okr_set.key_results)
    found = sight.assessment.key_result(asked.left[0]) if asked.left else None
    if found is None:
        return round_end_card(status(sight.assessment), asked, sight.links)
    return _form(sight, found, Form(in_round=asked))


def _recorded(sight: Sight, position: int, check_in: CheckIn) -> Card:
    okr_set, scores = sight.assessment.okr_set, sight.assessment.scores
    own = okr_set.key_results[position], scores.key_results[position]
    return recorded_card(sight.assessment, *own, check_in, sight.links)


def _with(sight: Sight, check_in: CheckIn) -> Assessment:
    """The assessment with one more check-in, which may also end findings, such as that there was none for too long."""
    before = sight.assessment
    okr_set = okr_set_with(before.okr_set, plan_check_in(sight.reading, check_in))
    return assess(okr_set, on=before.on, final=before.final, table_findings=sight.reading.findings)
