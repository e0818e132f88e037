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
from okrsdk.reports.phrases import cycle_week, dotted, shown_day
from okrsdk.reports.text_style import counted

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
_NO_OWNER = "No owner"
_ANSWER = "Answer each once, with the reason: okr replace, drop, retarget or keep REF KR"


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
        AgendaSection(title="To decide", items=tuple(map(_decision, status.decisions)), hint=_ANSWER),
        AgendaSection(title=f"Moved since {shown_day(status.since)}", items=tuple(map(_moved, status.moved))),
        AgendaSection(title="Stuck", items=tuple(map(_stuck, status.stuck))),
        AgendaSection(title="Check-ins owed", items=tuple(map(_owed, status.owed))),
        AgendaSection(title="Blocked for more than a week", items=tuple(map(_blocked, status.blockers))),
        AgendaSection(title="Confidence fell", items=tuple(map(_fallen, status.fallen))),
        AgendaSection(title="Needs more than its best week", items=tuple(map(_alarm, status.alarms))),
    )


def headline(status: Status) -> str:
    """Where the OKRs are: cycle and week, overall score and what it rests on."""
    scores = status.assessment.scores
    overall = "not graded" if scores.overall is None else f"{scores.overall:.2f}"
    band = "" if scores.band is None else f" {scores.band}"
    return dotted(cycle_week(status.assessment.okr_set, status.on), f"{overall}{band}", str(scores.coverage))


def turn_of_cycle(status: Status) -> str:
    """What the calendar asks for; empty in the middle of a cycle."""
    if status.is_closed:
        return "The cycle is closed; the Final scores tab keeps what it came to."
    if status.is_over:
        return "The cycle is over: close it, and write down what it taught."
    if status.turns_to_next:
        return "These are the last two weeks of the cycle: set the next one with everyone."
    return ""


def weekly_text(key_result: KeyResult, weekly: WeeklyChange) -> str:
    """What a key result needs a week, beside what it had: `needs 9 a week to its 0.7; so far 4, at best 7`."""
    if weekly.to_pass_mark is None:
        return "no time left"
    if not weekly.to_pass_mark:
        return "has reached its pass mark"
    mark = "target" if key_result.commitment is Commitment.COMMITTED else "0.7"
    needed = f"needs {_a_week(key_result, weekly.to_pass_mark)} a week to its {mark}"
    if weekly.median is None or weekly.best is None:
        return needed
    return f"{needed}; so far {_a_week(key_result, weekly.median)}, at best {_a_week(key_result, weekly.best)}"


def silence(owed: CheckInOwed) -> str:
    """How long nothing was said of a key result: `20 days since 9 Nov 2026`."""
    days = counted(owed.days, "day")
    return f"no check-in in {days}" if owed.last is None else f"{days} since {shown_day(owed.last)}"


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
        key_result=due.key_result, text=due.finding.message, detail=f"{due.finding.suggestion} ({due.source})"
    )


def _moved(movement: Movement) -> AgendaItem:
    key_result = movement.key_result
    return AgendaItem(
        key_result=key_result, text=f"{measured(key_result, movement.before)} → {measured(key_result, movement.now)}"
    )


def _stuck(movement: Movement) -> AgendaItem:
    now = measured(movement.key_result, movement.now)
    return AgendaItem(key_result=movement.key_result, text=f"{now} since {shown_day(movement.unchanged_since)}")


def _owed(owed: CheckInOwed) -> AgendaItem:
    text = dotted(owed.owner or "no owner", silence(owed), "late" if owed.is_late else "")
    return AgendaItem(key_result=owed.key_result, text=text)


def _blocked(blocker: Blocker) -> AgendaItem:
    return AgendaItem(key_result=blocker.key_result, text=dotted(blocker.text, counted(blocker.days, "day")))


def _fallen(fallen: FallenConfidence) -> AgendaItem:
    return AgendaItem(
        key_result=fallen.key_result, text=f"{trend(fallen.ratings)} (down {shown_share(abs(fallen.change))})"
    )


def _alarm(alarm: Alarm) -> AgendaItem:
    text = weekly_text(alarm.key_result, alarm.weekly)
    return AgendaItem(key_result=alarm.key_result, text=f"{text[:1].upper()}{text[1:]}.")
