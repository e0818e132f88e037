"""The questions from which a cycle is set. Nothing here answers one: the objectives are people's own (practice 22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.model import StrategyEntry, StrategyPart
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.model import OkrSet

_CHALLENGES, _KPIS = 3, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that the strategy does not say yet.

    Attributes:
        part: the part of the strategy in which it is answered.
        text: the question.
        about: the entry that it is about; None where there is none yet.
    """

    part: StrategyPart
    text: str
    about: StrategyEntry | None = None


ASKED = {
    StrategyPart.WHERE_WE_STAND: text("Where do we stand: what went up or down this year, and what troubles us most?"),
    StrategyPart.CHALLENGE: text("What stands in the way most, and why is it to be met now rather than later?"),
    StrategyPart.KPI: text("Which figures, ten at most, show that the business is healthy, and between which values?"),
    StrategyPart.SUCCESS: text("How would you tell a friend, in a few sentences, that the next cycle went well?"),
}
"""What each part of the strategy answers, in the order in which it is talked about."""


def blank_strategy() -> tuple[StrategyEntry, ...]:
    """The entries of a new Strategy tab: each says what it is and nothing else, challenges with their IDs."""
    challenges = (StrategyEntry(id=f"C{n}", part=StrategyPart.CHALLENGE) for n in range(1, _CHALLENGES + 1))
    kpis = (StrategyEntry(part=StrategyPart.KPI) for _ in range(_KPIS))
    stand, success = (StrategyEntry(part=part) for part in (StrategyPart.WHERE_WE_STAND, StrategyPart.SUCCESS))
    return (stand, *challenges, *kpis, success)


def open_questions(okr_set: OkrSet) -> tuple[Question, ...]:
    """What the strategy does not say yet, part after part: first whole parts, and of what is there what it lacks."""
    return tuple(question for part in StrategyPart for question in _of_part(okr_set, part))


def _of_part(okr_set: OkrSet, part: StrategyPart) -> Iterator[Question]:
    told = okr_set.told(part)
    if not told:
        yield Question(part=part, text=ASKED[part])
    for entry in told:
        if question := _lacking(entry):
            yield Question(part=part, text=question, about=entry)


def _lacking(entry: StrategyEntry) -> str:
    """The question about what an entry lacks; empty where it lacks nothing."""
    if entry.part is StrategyPart.CHALLENGE:
        if not entry.why:
            return text(
                "{challenge}: why now? What would it cost to wait one more cycle?", challenge=entry.id or entry.text
            )
        if not entry.id:
            return text(
                "{challenge}: which ID does it get, such as C4, so that objectives name it?", challenge=entry.text
            )
    if entry.part is StrategyPart.KPI:
        if entry.healthy_from is None and entry.healthy_to is None:
            return text("{kpi}: from which value on, or up to which, is it healthy?", kpi=entry.text)
        if entry.current is None:
            if entry.source:
                return text("{kpi}: what is it today ({source})?", kpi=entry.text, source=entry.source)
            return text("{kpi}: what is it today, and where do we look?", kpi=entry.text)
    return ""
