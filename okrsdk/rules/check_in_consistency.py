"""Rules C511 to C513: do the days and values of check-ins fit the cycle, the day asked about and the Current cell?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.model import CheckIn, Cycle, KeyResult, Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import KeyResultView, RuleContext

_QUARTER = Cycle.parse("2026-Q1")
_GOAL = Objective(id="O1", text="Make trying the product the natural first step")
_TRIALS = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Grow weekly trials from 40 to 90",
    baseline=Decimal(40),
    target=Decimal(90),
    current=Decimal(55),
)


def _said(day: date, value: int = 55) -> CheckIn:
    return CheckIn(day=day, key_result_id="O1-KR1", value=Decimal(value), confidence=Decimal("0.6"))


@set_rule(
    RuleMeta(
        code="C511",
        name="future-check-in",
        severity=Severity.WARNING,
        why="A check-in says what is, so it cannot be of a day to come. Until that day it counts for nothing, neither "
        "for the score nor for confidence.",
        source="the workbook's contract",
        bad=example(_QUARTER, _GOAL, _TRIALS, _said(date(2026, 3, 16)), on=date(2026, 2, 16)),
        good=example(_QUARTER, _GOAL, _TRIALS, _said(date(2026, 2, 16)), on=date(2026, 2, 16)),
    )
)
def future_check_in(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """A check-in is dated after the day asked about."""
    for place, check_in in context.okr_set.counted_check_ins():
        if context.on is not None and check_in.day is not None and check_in.day > context.on:
            yield _at(
                place,
                check_in,
                text(
                    "The check-in is of {day}, after {today}: it does not count yet.",
                    day=check_in.day,
                    today=context.on,
                ),
                text("Correct the date, or wait for the day."),
            )


@set_rule(
    RuleMeta(
        code="C512",
        name="check-in-outside-cycle",
        severity=Severity.WARNING,
        why="A value from before the cycle is the baseline at best, one from after it belongs to the next cycle. Often "
        "it is the year that is wrong.",
        source="the workbook's contract",
        bad=example(_QUARTER, _GOAL, _TRIALS, _said(date(2025, 2, 16)), on=date(2026, 2, 16)),
        good=example(_QUARTER, _GOAL, _TRIALS, _said(date(2026, 2, 16)), on=date(2026, 2, 16)),
    )
)
def check_in_outside_cycle(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """A check-in is dated outside the cycle; C511 alone reports one in the future."""
    cycle = context.cycle
    if cycle is None:
        return
    for place, check_in in context.okr_set.counted_check_ins():
        day = check_in.day
        if day is None or day in cycle or (context.on is not None and day > context.on):
            continue
        values: dict[str, object] = {"day": day, "cycle": cycle.name, "start": cycle.start, "end": cycle.end}
        yield _at(
            place,
            check_in,
            text("The check-in is of {day}, before the cycle {cycle} ({start} to {end}).", **values)
            if day < cycle.start
            else text("The check-in is of {day}, after the cycle {cycle} ({start} to {end}).", **values),
            text("Correct the date; the year is often the slip."),
        )


@key_result_rule(
    RuleMeta(
        code="C513",
        name="current-check-in-mismatch",
        severity=Severity.WARNING,
        why="A check-in is the current value. Where Current holds another one, only one of them can be right, and the "
        "score rests on Current.",
        source="the workbook's contract",
        bad=example(_QUARTER, _GOAL, _TRIALS, _said(date(2026, 2, 16), 62), on=date(2026, 2, 20)),
        good=example(_QUARTER, _GOAL, _TRIALS, _said(date(2026, 2, 16), 55), on=date(2026, 2, 20)),
    )
)
def current_check_in_mismatch(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Current holds another value than the latest check-in that counts and has one."""
    del context
    current = view.key_result.current
    latest = next((said for said in reversed(view.check_ins) if said.value is not None), None)
    if current is None or latest is None or latest.value == current:
        return None
    return Violation(
        field="current",
        message=text(
            "Current is {current:f}, but the latest check-in, of {day}, says {value:f}. The score counts Current.",
            current=current,
            day=latest.day,
            value=latest.value,
        ),
        suggestion=text("Keep the one that is right: correct Current, or check in today's value."),
    )


def _at(place: int, check_in: CheckIn, message: str, suggestion: str) -> tuple[Location, Violation]:
    location = Location(table=Table.CHECK_INS, record=check_in.key_result_id or None, position=place, field="day")
    return location, Violation(field="day", message=message, suggestion=suggestion)


RULES: tuple[Rule, ...] = (future_check_in, check_in_outside_cycle, current_check_in_mismatch)
