"""Check-ins in the sidebar: the form of one, the round of those that are due, and what saving and undoing come to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.assessment import Assessment, assess
from okrsdk.cycle import doubt, is_past, last_rated, status
from okrsdk.sheets.check_in_write import refusal_in, with_reason
from okrsdk.sheets.row_write import write_rows
from okrsdk.texts import plural, text
from okrsdk.workbook.check_in_inputs import LATE, LONGEST, VALUE, read_check_in
from okrsdk.workbook.check_in_undo import plan_undo
from okrsdk.workbook.importing.row_edits import plan_edits
from okrsdk.workbook.writing.check_in import is_said, okr_set_with, plan_check_ins
from okrsdk.workbook.writing.current_cell import has_formula_in_current
from sheets_addon.addon.cards.check_in import (
    AS_BEFORE,
    BACK,
    IS_SURE,
    SO_FAR,
    Form,
    check_in_card,
    doubt_card,
    recorded_card,
)
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.round_end import round_end_card
from sheets_addon.addon.cards.undo import currents_in
from sheets_addon.addon.check_in_round import CheckInRound, round_in
from sheets_addon.addon.navigation import Route
from sheets_addon.addon.responses import home, pushed, updated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from okrsdk.grading import KeyResultScore
    from okrsdk.model import CheckIn, KeyResult
    from sheets_addon.addon.visit import Sight, Visit
    from sheets_addon.addon.widgets import Card, Json

_NOT_AS_BEFORE = text("This is not the value before. Save it as it is, or clear it and press Unchanged again.")
_NO_REASON = text("The cycle is over. Say why this comes so late; what the close wrote down stays as it is.")


def show_check_in(visit: Visit) -> Json:
    """The form of a check-in."""
    asked = round_in(visit.event.parameters)
    sight, typed = visit.see() if asked is None else visit.see_kept(), visit.typed
    form = _form(sight, visit.key_result(sight), Form(inputs=typed, in_round=asked))
    asks_again = typed or AS_BEFORE in visit.event.parameters
    return updated(form) if asks_again else pushed(form)


def show_round(visit: Visit) -> Json:
    """A key result of a round, the one before or after; at its end what was saved."""
    asked = round_in(visit.event.parameters) or CheckInRound(left=())
    if BACK in visit.event.parameters:
        asked = asked.typing(_typed_now(visit)).stepping_back()
    if not asked.left and asked.ready:
        return _saved(visit, visit.see(), asked)
    return _stepped(visit.see_kept(), asked)


def tell_round(visit: Visit) -> Json:
    """Takes down what was typed in a round and goes on with the next key result; nothing is written yet."""
    asked = round_in(visit.event.parameters) or CheckInRound(left=())
    if asked.is_full:
        return save_round(visit)
    sight = visit.see_kept()
    told = _told(visit, sight, asked, route=Route.TELL_ROUND)
    return told if isinstance(told, dict) else _stepped(sight, told)


def save_round(visit: Visit) -> Json:
    """Writes all that was told in a round, in one read and one write, and shows what it comes to."""
    asked, sight = round_in(visit.event.parameters) or CheckInRound(left=()), visit.see()
    is_typed = any(visit.event.inputs.get(name, "").strip() for name in LONGEST if name != VALUE)
    if asked.left and (is_typed or SO_FAR not in visit.event.parameters):
        told = _told(visit, sight, asked, route=Route.SAVE_ROUND)
        if isinstance(told, dict):
            return told
        asked = told
    return _saved(visit, sight, asked)


def save_check_in(visit: Visit) -> Json:
    """Writes a check-in down, or shows what is wrong with it."""
    sight = visit.see()
    own = key_result, score = visit.key_result(sight)
    inputs = {**visit.typed, **_typed_now(visit)}
    found = _read(visit, sight, key_result.id, inputs)
    if isinstance(found, dict):
        return updated(_form(sight, own, Form(inputs=inputs, errors=found)))
    slip = doubt(sight.assessment.okr_set, found)
    if slip is not None and IS_SURE not in visit.event.parameters:
        return updated(
            doubt_card(key_result, score, found, sight.links, doubt=slip, carried=inputs, route=Route.RECORD_CHECK_IN)
        )
    after = replace(sight, assessment=_with(sight, [found]))
    visit.forget()
    visit.workbook.record(sight.reading, found)
    below = home_card(after.assessment, sight.links, title=sight.reading.title)
    return home(_recorded(visit, after, score.position, found, sight), below=below, note=text("Check-in saved"))


def undo_check_ins(visit: Visit) -> Json:
    """Takes check-ins back that were just saved: a row each that puts them right, and Current as it was."""
    sight, currents = visit.see(), currents_in(visit.event.parameters)
    if not currents:
        return home(home_card(sight.assessment, sight.links, title=sight.reading.title))
    visit.forget()
    undoing = plan_undo(sight.reading, currents, on=sight.assessment.on, by=visit.by)
    plan = replace(plan_edits(sight.reading, undoing.edits), check_ins=undoing.rows)
    now = sight if plan.changes_nothing else visit.seeing(write_rows(visit.spreadsheet, sight.reading, plan))
    done = plural("{n} check-in undone", "{n} check-ins undone", n=len(undoing.rows))
    return home(home_card(now.assessment, now.links, title=now.reading.title), note=done)


def _saved(visit: Visit, sight: Sight, asked: CheckInRound) -> Json:
    asked = asked.among(one.id for one in sight.assessment.okr_set.key_results)
    read = {id_: _read(visit, sight, id_, typed) for id_, typed in asked.ready.items()}
    check_ins = [own for own in read.values() if not isinstance(own, dict)]
    refused = [id_ for id_, own in read.items() if isinstance(own, dict)]
    after = replace(sight, assessment=_with(sight, check_ins))
    visit.forget()
    if check_ins:
        visit.workbook.record(sight.reading, *check_ins)
    done = replace(asked, left=(*refused, *asked.left)).saving(own.key_result_id for own in check_ins)
    before = _currents(sight, check_ins)
    end = round_end_card(status(after.assessment), done, sight.links, before=before)
    below = home_card(after.assessment, sight.links, title=sight.reading.title)
    return home(end, below=below, note=text("Check-ins saved") if check_ins else text("Nothing was saved"))


def _told(visit: Visit, sight: Sight, asked: CheckInRound, *, route: Route) -> CheckInRound | Json:
    """The round with what was typed for the key result at hand; the card to show where that cannot be taken."""
    found = sight.assessment.key_result(asked.left[0]) if asked.left else None
    if found is None:
        return asked.skipping()
    inputs = {**visit.typed, **_typed_now(visit)}
    check_in = _read(visit, sight, found[0].id, inputs)
    if isinstance(check_in, dict):
        return updated(_form(sight, found, Form(inputs=inputs, errors=check_in, in_round=asked)))
    slip = doubt(sight.assessment.okr_set, check_in)
    if slip is not None and IS_SURE not in visit.event.parameters:
        carried = {**inputs, **asked.parameters}
        return updated(doubt_card(*found, check_in, sight.links, doubt=slip, carried=carried, route=route))
    return asked.telling(inputs)


def _typed_now(visit: Visit) -> dict[str, str]:
    """What was typed just now, and whether it repeats the last check-in."""
    said = {name: visit.event.inputs.get(name, "") for name in LONGEST}
    said |= {AS_BEFORE: visit.event.parameters.get(AS_BEFORE, "")}
    return {name: text for name, text in said.items() if text}


def _read(visit: Visit, sight: Sight, id_: str, inputs: Mapping[str, str]) -> CheckIn | dict[str, str]:
    """The check-in that was meant, or what is wrong with it by field."""
    okr_set, on = sight.assessment.okr_set, sight.assessment.on
    key_result = okr_set.key_result(id_) or visit.key_result(sight)[0]
    before = last_rated(okr_set, key_result, on=on) if inputs.get(AS_BEFORE) else None
    locale = visit.form_locale(okr_set)
    found = read_check_in(inputs, key_result, on=on, by=visit.by, locale=locale, before=before)
    if isinstance(found, dict):
        return found
    if before is not None and found.value != before.value:
        return {VALUE: _NOT_AS_BEFORE}
    return _accepted(sight, found, inputs.get(LATE, "").strip())


def _accepted(sight: Sight, check_in: CheckIn, reason: str) -> CheckIn | dict[str, str]:
    """The check-in as it is to be written, or why it cannot be: after the end of a cycle it comes with a reason."""
    okr_set, on = sight.assessment.okr_set, sight.assessment.on
    if not reason and is_past(okr_set, on=on):
        return {LATE: _NO_REASON}
    refused = refusal_in(sight.reading, check_in, on=on, late_reason=reason)
    return {VALUE: refused} if refused else with_reason(okr_set, check_in, on=on, late_reason=reason)


def _form(sight: Sight, own: tuple[KeyResult, KeyResultScore], form: Form) -> Card:
    stays = has_formula_in_current(sight.reading, own[0].id)
    return check_in_card(sight.assessment, *own, sight.links, form=replace(form, current_stays=stays))


def _stepped(sight: Sight, asked: CheckInRound) -> Json:
    """The form of the key result at hand, or the end of the round."""
    asked = asked.among(one.id for one in sight.assessment.okr_set.key_results)
    below = home_card(sight.assessment, sight.links, title=sight.reading.title, begun=asked)
    found = sight.assessment.key_result(asked.left[0]) if asked.left else None
    if found is None:
        return home(round_end_card(status(sight.assessment), asked, sight.links), below=below)
    form = Form(inputs=asked.said.get(found[0].id, {}), in_round=asked)
    return home(_form(sight, found, form), below=below)


def _recorded(visit: Visit, sight: Sight, position: int, check_in: CheckIn, before: Sight) -> Card:
    okr_set, scores = sight.assessment.okr_set, sight.assessment.scores
    own = okr_set.key_results[position], scores.key_results[position]
    undoing = _currents(before, [check_in])
    return recorded_card(sight.assessment, *own, check_in, sight.links, before=undoing)


def _currents(sight: Sight, check_ins: list[CheckIn]) -> dict[str, Decimal | None]:
    """What Current held before, by key result, as far as that is known."""
    okr_set, held = sight.assessment.okr_set, {}
    for own in check_ins:
        key_result, id_ = okr_set.key_result(own.key_result_id), own.key_result_id
        if not is_said(sight.reading, own):
            held[id_] = None if key_result is None else key_result.current
            continue
        # The answer was lost and the click came again: Current holds this very value by now.
        earlier = [one.value for one in okr_set.check_ins_of(id_)[:-1] if one.value is not None]
        if earlier:
            held[id_] = earlier[-1]
    return held


def _with(sight: Sight, check_ins: list[CheckIn]) -> Assessment:
    """The assessment with more check-ins, which may also end findings, such as that there was none for too long."""
    before = sight.assessment
    okr_set = before.okr_set
    for plan in plan_check_ins(sight.reading, check_ins):
        okr_set = okr_set_with(okr_set, plan)
    return assess(okr_set, on=before.on, final=before.final, table_findings=sight.reading.findings)
