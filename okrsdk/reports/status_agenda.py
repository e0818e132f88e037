"""The status of a set of OKRs as an agenda: sections of sentences, from which text and Markdown are made alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.amount_text import amount_text
from okrsdk.language.percentages import percent_factor
from okrsdk.model import Commitment
from okrsdk.reports.figures import measured, shown_share, trend
from okrsdk.reports.names import band_name, score_number
from okrsdk.reports.phrases import as_sentence, cycle_week, dotted, practice, shown_day
from okrsdk.texts import plural, strung, text

if TYPE_CHECKING:
    from okrsdk.cycle import (
        Alarm,
        Blocker,
        CheckInOwed,
        DecisionDue,
        FallenConfidence,
        Movement,
        Status,
        WeeklyChange,
    )
    from okrsdk.model import KeyResult

_WHOLE_FROM = 10
_DIGITS = 2
_NO_OWNER = text("No owner")
_ANSWER = text("Answer each once, with the reason: okr replace, drop, retarget or keep REF KR")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing to talk about.

    Attributes:
        key_result: the key result it is about.
        text: what is so, one sentence or less.
        detail: what to do, or why; may be empty.
    """

    key_result: KeyResult
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSection:
    """Things to talk about of one kind.

    Attributes:
        title: of what kind they are.
        items: the things; none when there are none.
        hint: how to answer in the terminal; may be empty.
    """

    title: str
    items: tuple[AgendaItem, ...]
    hint: str = ""


def agenda(status: Status) -> tuple[AgendaSection, ...]:
    """The sections of a weekly meeting in the order in which it needs them, also those without items."""
    return (
        AgendaSection(title=text("To decide"), items=tuple(map(_decision, status.decisions)), hint=_ANSWER),
        AgendaSection(
            title=text("Moved since {day}", day=shown_day(status.since)), items=tuple(map(_moved, status.moved))
        ),
        AgendaSection(title=text("Stuck"), items=tuple(map(_stuck, status.stuck))),
        AgendaSection(title=text("Check-ins owed"), items=tuple(map(_owed, status.owed))),
        AgendaSection(title=text("Blocked for more than a week"), items=tuple(map(_blocked, status.blockers))),
        AgendaSection(title=text("Confidence fell"), items=tuple(map(_fallen, status.fallen))),
        AgendaSection(title=text("Needs more than its best week"), items=tuple(map(_alarm, status.alarms))),
    )


def headline(status: Status) -> str:
    """Where the OKRs are: cycle and week, overall score and what it rests on."""
    scores = status.assessment.scores
    overall = strung([score_number(scores.overall), band_name(scores.band)])
    return dotted(cycle_week(status.assessment.okr_set, status.on), overall, str(scores.coverage))


def turn_of_cycle(status: Status) -> str:
    """What the calendar asks for; empty in the middle of a cycle."""
    if status.is_closed:
        return text("The cycle is closed; the Final scores tab keeps what it came to.")
    if status.is_over:
        return text("The cycle is over: close it, and write down what it taught.")
    if status.turns_to_next:
        return text("These are the last two weeks of the cycle: set the next one with everyone.")
    return ""


def weekly_text(key_result: KeyResult, weekly: WeeklyChange) -> str:
    """What a key result needs a week, beside what it had: `needs 9 a week to its 0.7; so far 4, at best 7`."""
    if weekly.to_pass_mark is None:
        return text("no time left")
    if not weekly.to_pass_mark:
        return text("has reached its pass mark")
    amount = _a_week(key_result, weekly.to_pass_mark)
    if key_result.commitment is Commitment.COMMITTED:
        needed = text("needs {amount} a week to its target", amount=amount)
    else:
        needed = text("needs {amount} a week to its {mark}", amount=amount, mark=Decimal("0.7"))
    if weekly.median is None or weekly.best is None:
        return needed
    median, best = _a_week(key_result, weekly.median), _a_week(key_result, weekly.best)
    return text("{needed}; so far {median}, at best {best}", needed=needed, median=median, best=best)


def silence(owed: CheckInOwed) -> str:
    """How long nothing was said of a key result: `20 days since 9 Nov 2026`."""
    if owed.last is None:
        return plural("no check-in in {n} day", "no check-in in {n} days", n=owed.days)
    return plural("{n} day since {day}", "{n} days since {day}", n=owed.days, day=shown_day(owed.last))


def owed_by_owner(status: Status) -> dict[str, list[CheckInOwed]]:
    """The check-ins owed, by who answers for them; `No owner` where no one does."""
    owed: dict[str, list[CheckInOwed]] = defaultdict(list)
    for one in status.owed:
        owed[one.owner or _NO_OWNER].append(one)
    return owed


def _a_week(key_result: KeyResult, number: Decimal) -> str:
    """An amount a week, of two figures or whole: nobody plans a week to the third."""
    exponent = 0 if abs(number) >= _WHOLE_FROM or not number else number.adjusted() - _DIGITS + 1
    rounded = number.quantize(Decimal(1).scaleb(exponent))
    return amount_text(rounded, key_result.unit, factor=percent_factor(key_result))


def _decision(due: DecisionDue) -> AgendaItem:
    return AgendaItem(
        key_result=due.key_result,
        text=due.finding.message,
        detail=strung([due.finding.suggestion, strung(["(", practice(due.source), ")"], "")]),
    )


def _moved(movement: Movement) -> AgendaItem:
    key_result = movement.key_result
    return AgendaItem(
        key_result=key_result,
        text=strung([measured(key_result, movement.before), "→", measured(key_result, movement.now)]),
    )


def _stuck(movement: Movement) -> AgendaItem:
    now = measured(movement.key_result, movement.now)
    return AgendaItem(
        key_result=movement.key_result,
        text=text("{value} since {day}", value=now, day=shown_day(movement.unchanged_since)),
    )


def _owed(owed: CheckInOwed) -> AgendaItem:
    said = dotted(owed.owner or text("no owner"), silence(owed), text("late") if owed.is_late else "")
    return AgendaItem(key_result=owed.key_result, text=said)


def _blocked(blocker: Blocker) -> AgendaItem:
    return AgendaItem(
        key_result=blocker.key_result, text=dotted(blocker.text, plural("{n} day", "{n} days", n=blocker.days))
    )


def _fallen(fallen: FallenConfidence) -> AgendaItem:
    said = text("{trend} (down {share})", trend=trend(fallen.ratings), share=shown_share(abs(fallen.change)))
    return AgendaItem(key_result=fallen.key_result, text=said)


def _alarm(alarm: Alarm) -> AgendaItem:
    said = as_sentence(weekly_text(alarm.key_result, alarm.weekly))
    return AgendaItem(key_result=alarm.key_result, text=said)
