"""Decisions from the sidebar, each written with its reason: about a key result, and the close of the cycle."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from okrsdk.cycle import closing
from okrsdk.errors import InvalidOkrError
from okrsdk.model import DecisionRequest, Verdict
from okrsdk.sheets.decisions import Decisions
from okrsdk.texts import text
from okrsdk.workbook.writing.request_key import RequestKey
from sheets_addon.addon.cards.deciding import (
    AGREED,
    LONGEST,
    NEW,
    ONCE,
    WHAT,
    WHY,
    DecisionForm,
    close_card,
    decided_card,
    decision_card,
    told_by,
)
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.responses import home, pushed, updated

if TYPE_CHECKING:
    from okrsdk.cycle import Recalibration
    from sheets_addon.addon.visit import Visit
    from sheets_addon.addon.widgets import Json

_ONCE = 12
"""Bytes of the key of a form."""
_CHANGED = text("The workbook was changed since. Look at this again; nothing was written.")
_CLOSED = text("The cycle is closed")


def show_decision(visit: Visit) -> Json:
    """The form of a decision about a key result."""
    sight = visit.see()
    form = DecisionForm(once=token_hex(_ONCE))
    return pushed(decision_card(visit.key_result(sight)[0], sight.links, form=form))


def decide(visit: Visit) -> Json:
    """Writes a decision down, or says why it cannot be made; one read and one write.

    Where the answer was lost, the same form that is sent again shows what was decided.
    """
    visit.forget()
    said = {**visit.event.parameters, **visit.event.inputs}
    inputs = {name: said.get(name, "")[:LONGEST].strip() for name in (WHAT, NEW, WHY)}
    once = said.get(ONCE, "")
    try:
        made = _made(visit, inputs, once)
    except InvalidOkrError as error:
        sight = visit.see()
        form = DecisionForm(inputs=inputs, error=str(error), once=once)
        return updated(decision_card(visit.key_result(sight)[0], sight.links, form=form))
    return home(decided_card(made, visit.links), note=text("Decided"))


def show_close(visit: Visit) -> Json:
    """What the close of the cycle would come to."""
    sight = visit.see(final=True)
    found = closing(sight.assessment, by=visit.by, is_meant=True)
    return pushed(close_card(found, sight.links, is_written=False))


def close_cycle(visit: Visit) -> Json:
    """Closes the cycle, and shows what it came to; where it comes to something else by now, that is shown first."""
    visit.forget()
    decisions = Decisions(spreadsheet=visit.spreadsheet)
    try:
        found = replace(decisions, dry_run=True).close(on=visit.today, by=visit.by, is_meant=True)
    except InvalidOkrError:
        sight = visit.see()
        if sight.assessment.okr_set.closed_on is None:
            raise
        # By this very click, whose answer was lost, or by somebody else.
        return home(home_card(sight.assessment, sight.links, title=sight.reading.title), note=_CLOSED)
    if told_by(found) != visit.event.parameters.get(AGREED):
        return updated(close_card(found, visit.links, is_written=False), note=_CHANGED)
    found = decisions.close(on=visit.today, by=visit.by, is_meant=True, agreed=found)
    return home(close_card(found, visit.links, is_written=True), note=_CLOSED)


def _made(visit: Visit, inputs: dict[str, str], once: str) -> Recalibration:
    """The decision.

    Raises:
        InvalidOkrError: it cannot be made; the message says why.
    """
    verdict = Verdict(inputs[WHAT]) if inputs[WHAT] in list(Verdict) else Verdict.KEEP
    id_ = visit.event.parameters.get("key_result", "")
    asked = DecisionRequest(key_result_id=id_, verdict=verdict, new=inputs[NEW], why=inputs[WHY], by=visit.by)
    # Whatever is typed into it by then: what a form decided is decided.
    key = RequestKey(key=once, asked=id_) if once else None
    return Decisions(spreadsheet=visit.spreadsheet, once=key).decide(asked, on=visit.today)
