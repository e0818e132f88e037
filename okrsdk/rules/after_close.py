"""Rule C514: the final scores rest on what was written down at the close, and this has changed since."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.grading import current_value
from okrsdk.language.amount_text import bare_text
from okrsdk.model import Change, Commitment, Cycle, Decision, FinalScore, KeyResult, Kind, Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import RuleContext

_QUARTER = Cycle.parse("2026-Q1")
_CLOSED = Decision(day=date(2026, 4, 1), change=Change.CLOSED, after="0.70")
_GOAL = Objective(id="O1", text="Make trying the product the natural first step")
_TRIALS = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Grow weekly trials from 40 to 90",
    baseline=Decimal(40),
    target=Decimal(90),
    current=Decimal(75),
)


def _final(target: int) -> FinalScore:
    return FinalScore(
        day=date(2026, 4, 1),
        record_id="O1-KR1",
        text=_TRIALS.text,
        objective_id="O1",
        kind=Kind.INCREASE,
        commitment=Commitment.ASPIRATIONAL,
        baseline=Decimal(40),
        target=Decimal(target),
        current=Decimal(75),
        score=Decimal("0.7"),
    )


_KEY_RESULT_INPUTS = (
    "objective_id",
    "status",
    "commitment",
    "kind",
    "baseline",
    "target",
    "stages",
    "current",
    "weight",
)
_OBJECTIVE_INPUTS = ("status", "weight")


@set_rule(
    RuleMeta(
        code="C514",
        name="changed-since-close",
        severity=Severity.WARNING,
        why="What a closed cycle came to is what the next one learns from. Numbers that change after the close make "
        "another history; the final scores stay as they were written down, and this shows what was changed.",
        source="practice 21",
        bad=example(_QUARTER, _GOAL, _TRIALS, _CLOSED, _final(100), on=date(2026, 4, 8)),
        good=example(_QUARTER, _GOAL, _TRIALS, _CLOSED, _final(90), on=date(2026, 4, 8)),
    )
)
def changed_since_close(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """An input of a final score is another one than at the close."""
    kept = context.okr_set.scores_at_close()
    for position, objective in enumerate(context.okr_set.objectives if kept else ()):
        then = kept.get(objective.id)
        now: dict[str, object] = {name: getattr(objective, name) for name in _OBJECTIVE_INPUTS}
        place = Location(table=Table.OBJECTIVES, record=objective.id or None, position=position)
        yield from _changes(place, now, then)
    for position, key_result in enumerate(context.okr_set.key_results if kept else ()):
        then = kept.get(key_result.id)
        now = {name: getattr(key_result, name) for name in _KEY_RESULT_INPUTS}
        if context.on is not None:
            now["current"] = current_value(context.okr_set, key_result, on=context.on)
        place = Location(table=Table.KEY_RESULTS, record=key_result.id or None, position=position)
        yield from _changes(place, now, then)


def _changes(place: Location, now: dict[str, object], then: FinalScore | None) -> Iterator[tuple[Location, Violation]]:
    if then is None:
        return
    for name, value in now.items():
        before = getattr(then, name)
        if value != before:
            found = Location(table=place.table, record=place.record, position=place.position, field=name)
            yield found, _violation(name, before, value, then)


def _violation(name: str, before: object, now: object, then: FinalScore) -> Violation:
    values: dict[str, object] = {
        "column": name.removesuffix("_id").capitalize(),
        "before": _shown(before),
        "day": then.day,
        "now": _shown(now),
        "score": then.score,
    }
    return Violation(
        field=name,
        message=text("{column} was {before} at the close on {day} and is {now} now.", **values)
        if then.score is None
        else text(
            "{column} was {before} at the close on {day} and is {now} now. The final score stays {score:.2f}.", **values
        ),
        suggestion=text("Put it back; or open the cycle again with a reason (okr reopen), and close it anew."),
    )


def _shown(value: object) -> str:
    if value in (None, "", ()):
        return text("blank")
    if isinstance(value, Decimal):
        return bare_text(value)
    return text("other stages") if isinstance(value, tuple) else str(value)


RULES: tuple[Rule, ...] = (changed_since_close,)
