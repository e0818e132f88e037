"""The service's answers as values: findings, scores, rules.

Fractions are decimals, as they were written. Every function raises ValueError, TypeError or KeyError where an answer is
not what it should be; `okrsdk.client.transport` says so in words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from okrsdk.findings import Finding, Location, PlacedFinding, RuleInfo, Severity, Table
from okrsdk.grading import Band, Coverage, Interpretation, KeyResultScore, ObjectiveScore, Pace, Scores

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the service says of itself.

    Attributes:
        status: `ok`.
        version: its version of okrsdk.
    """

    status: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulCheckIn:
    """A check-in that may be a slip.

    Attributes:
        key_result_id: its key result.
        detail: what speaks against its value.
    """

    key_result_id: str
    detail: str


def parsed(text: bytes) -> dict[str, object]:
    """The object that a JSON text holds."""
    return checked(json.loads(text, parse_float=Decimal), dict)


def findings_in(answer: dict[str, object]) -> tuple[Finding, ...]:
    """The findings of a check."""
    return tuple(_finding(item) for item in items(answer["findings"]))


def placed_findings_in(answer: dict[str, object]) -> tuple[PlacedFinding, ...]:
    """The findings of the check of a spreadsheet, with their cells."""
    return tuple(
        PlacedFinding(finding=_finding(item), cell=_optional(item["cell"], str)) for item in items(answer["findings"])
    )


def scores_in(answer: dict[str, object]) -> Scores:
    """The scores of a grade: the inverse of `okrsdk.reports.scores_document`."""
    document = checked(answer["scores"], dict)
    return Scores(
        on=date.fromisoformat(checked(document["on"], str)),
        final=checked(document["final"], bool),
        key_results=tuple(_key_result_score(item) for item in items(document["key_results"])),
        objectives=tuple(_objective_score(item) for item in items(document["objectives"])),
        overall=number(document["overall"]),
        band=choice(document["band"], Band),
        coverage=_coverage(document["coverage"]),
        interpretation=choice(document["interpretation"], Interpretation),
    )


def doubtful_check_ins_in(answer: dict[str, object]) -> tuple[DoubtfulCheckIn, ...]:
    """The check-ins that may be a slip."""
    return tuple(
        DoubtfulCheckIn(key_result_id=checked(item["key_result_id"], str), detail=checked(item["detail"], str))
        for item in items(answer["doubts"])
    )


def rules_in(answer: dict[str, object]) -> tuple[RuleInfo, ...]:
    """The catalogue of rules."""
    return tuple(rule_in(item) for item in items(answer["rules"]))


def rule_in(answer: dict[str, object]) -> RuleInfo:
    """One rule."""
    severity = Severity(checked(answer["severity"], str))
    texts = {name: checked(answer[name], str) for name in ("code", "name", "why", "source", "bad", "good")}
    return RuleInfo(severity=severity, **texts)


def health_in(answer: dict[str, object]) -> Health:
    """What the service says of itself."""
    return Health(status=checked(answer["status"], str), version=checked(answer["version"], str))


def _finding(item: dict[str, object]) -> Finding:
    table = _optional(item["table"], str)
    return Finding(
        code=checked(item["code"], str),
        severity=Severity(checked(item["severity"], str)),
        location=Location(
            table=None if table is None else Table(table),
            record=_optional(item["record"], str),
            # A service of an older okrsdk does not say it.
            position=_optional(item.get("position"), int),
            field=_optional(item["field"], str),
        ),
        message=checked(item["message"], str),
        suggestion=checked(item["suggestion"], str),
    )


def _key_result_score(item: dict[str, object]) -> KeyResultScore:
    return KeyResultScore(
        id=checked(item["id"], str),
        objective_id=checked(item["objective_id"], str),
        position=checked(item["position"], int),
        progress=number(item["progress"]),
        score=number(item["score"]),
        band=choice(item["band"], Band),
        stretch_mark=number(item["stretch_mark"]),
        pace=choice(item["pace"], Pace),
        confidence=number(item["confidence"]),
        reason=checked(item["reason"], str),
    )


def _objective_score(item: dict[str, object]) -> ObjectiveScore:
    return ObjectiveScore(
        id=checked(item["id"], str),
        position=checked(item["position"], int),
        score=number(item["score"]),
        band=choice(item["band"], Band),
        coverage=_coverage(item["coverage"]),
    )


def _coverage(value: object) -> Coverage:
    item = checked(value, dict)
    return Coverage(**{name: checked(item[name], int) for name in ("graded", "met", "total")})


def items(value: object) -> list[dict[str, object]]:
    """A list of objects."""
    return [checked(item, dict) for item in checked(value, list)]


def number(value: object) -> Decimal | None:
    """A number with all its digits; None for null."""
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(checked(value, int))


def choice(value: object, choices: type[T]) -> T | None:
    """The member of an enumeration; None for null."""
    return None if value is None else choices(value)  # type: ignore[call-arg] # an enumeration is called with a value


def _optional(value: object, kind: type[T]) -> T | None:
    return None if value is None else checked(value, kind)


def checked(value: object, kind: type[T]) -> T:
    """A value that is of a kind.

    Raises:
        TypeError: it is not.
    """
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value
