"""The service's answers about decisions as values: what was decided, and what the close of a cycle came to.

Every function raises ValueError, TypeError or KeyError where an answer is not what it should be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okrsdk.client.responses import checked, choice, items, number, scores_in
from okrsdk.cycle import Puzzle
from okrsdk.grading import Scores
from okrsdk.model import Change, Commitment, Decision, FinalScore, Kind, Stage, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided.

    Attributes:
        decision: the line of the log.
        new_id: the ID of the key result that takes the other's place; empty unless it is replaced.
        new_text: its words.
        written: whether it is in the spreadsheet.
    """

    decision: Decision
    new_id: str = ""
    new_text: str = ""
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveOutcome:
    """What came of an objective.

    Attributes:
        objective_id: the objective.
        is_achieved: whether most of its key results reached their pass mark.
        met: how many of its active key results reached it.
        total: how many it has.
    """

    objective_id: str
    is_achieved: bool
    met: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedCycle:
    """What the close of a cycle came to.

    Attributes:
        decision: the line of the log.
        scores: the final grade; its `interpretation` is the reading of the set.
        final_scores: the score of every record, with its inputs.
        outcomes: what came of each active objective.
        whys: of which key results to ask why, five times, by ID, and what is puzzling about each.
        without_lesson: the IDs of the key results whose lesson is missing.
        written: whether it is in the spreadsheet.
    """

    decision: Decision
    scores: Scores
    final_scores: tuple[FinalScore, ...]
    outcomes: tuple[ObjectiveOutcome, ...]
    whys: dict[str, Puzzle]
    without_lesson: tuple[str, ...]
    written: bool


def decided_in(answer: dict[str, object]) -> Decided:
    """What was decided about a key result."""
    new = {} if answer["new"] is None else checked(answer["new"], dict)
    return Decided(
        decision=decision_in(answer),
        new_id=checked(new.get("id", ""), str),
        new_text=checked(new.get("text", ""), str),
        written=checked(answer["written"], bool),
    )


def closed_cycle_in(answer: dict[str, object]) -> ClosedCycle:
    """What the close of a cycle came to: the inverse of `okrsdk.reports.close_text.close_document`."""
    whys = items(answer["whys"])
    return ClosedCycle(
        decision=decision_in(answer),
        scores=scores_in(answer),
        final_scores=tuple(_final_score(item) for item in items(answer["final_scores"])),
        outcomes=tuple(_outcome(item) for item in items(answer["objectives"])),
        whys={checked(item["key_result"], str): Puzzle(checked(item["puzzle"], str)) for item in whys},
        without_lesson=tuple(checked(id_, str) for id_ in checked(answer["without_lesson"], list)),
        written=checked(answer["written"], bool),
    )


def decision_in(answer: dict[str, object]) -> Decision:
    """The line of the log of decisions."""
    item = checked(answer["decision"], dict)
    texts = {name: checked(item[name], str) for name in ("key_result_id", "before", "after", "why", "by", "answers")}
    return Decision(day=_day(item["day"]), change=choice(item["change"], Change), **texts)


def _outcome(item: dict[str, object]) -> ObjectiveOutcome:
    return ObjectiveOutcome(
        objective_id=checked(item["id"], str),
        is_achieved=checked(item["achieved"], bool),
        met=checked(item["met"], int),
        total=checked(item["total"], int),
    )


def _final_score(item: dict[str, object]) -> FinalScore:
    weight = number(item["weight"])
    if weight is None:
        raise TypeError("a record without a weight")
    return FinalScore(
        day=_day(item["day"]),
        record_id=checked(item["record_id"], str),
        text=checked(item["text"], str),
        objective_id=checked(item["objective_id"], str),
        status=Status(checked(item["status"], str)),
        commitment=choice(item["commitment"], Commitment),
        kind=choice(item["kind"], Kind),
        stages=tuple(_stage(stage) for stage in items(item["stages"])),
        baseline=number(item["baseline"]),
        target=number(item["target"]),
        current=number(item["current"]),
        weight=weight,
        score=number(item["score"]),
    )


def _stage(item: dict[str, object]) -> Stage:
    score = number(item["score"])
    if score is None:
        raise TypeError("a stage without a score")
    return Stage(score=score, name=checked(item["name"], str))


def _day(value: object) -> date:
    return date.fromisoformat(checked(value, str))
