"""The decision: what was changed in the middle of a cycle, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from okrsdk.model.field_types import check_field_types


class Change(StrEnum):
    """What a decision changed."""

    REPLACED = "replaced"
    DROPPED = "dropped"
    RETARGETED = "retargeted"
    REASSIGNED = "reassigned"
    RECOMMITTED = "recommitted"
    WORK = "work"
    KEPT = "kept"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the log of decisions.

    Attributes:
        day: the day of the decision.
        key_result_id: the key result; empty where the cycle as a whole is meant.
        change: what changed: the key result, its target, the work for it, nothing (`kept`), or the cycle.
        before: what it was: the words of what was replaced or dropped, the old target.
        after: what it is now: ID and words of what took its place, the new target, the new work, the final score.
        why: the reason.
        by: who decided.
        answers: codes of the signals that it answers (`C501 C503`); of what is kept, empty answers all of them.
    """

    day: date | None = None
    key_result_id: str = ""
    change: Change | None = None
    before: str = ""
    after: str = ""
    why: str = ""
    by: str = ""
    answers: str = ""

    def __post_init__(self) -> None:
        check_field_types(self)


class Verdict(StrEnum):
    """What can be decided about a key result."""

    KEEP = "keep"
    RETARGET = "retarget"
    REASSIGN = "reassign"
    RECOMMIT = "recommit"
    REPLACE = "replace"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRequest:
    """What somebody wants to decide about a key result.

    Attributes:
        key_result_id: the key result.
        verdict: what is decided.
        new: what it comes to, as people write it: the sentence that takes its place, the new target, owner or
            commitment, or what changes in the work for what is kept; of what is dropped nothing.
        why: the reason.
        by: who decides.
    """

    key_result_id: str
    verdict: Verdict
    new: str = ""
    why: str
    by: str = ""

    def __post_init__(self) -> None:
        check_field_types(self)
