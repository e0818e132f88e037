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
    return _checked(json.loads(text, parse_float=Decimal), dict)


def findings_in(answer: dict[str, object]) -> tuple[Finding, ...]:
    """The findings of a check."""
    return tuple(_finding(item) for item in _items(answer["findings"]))


def placed_findings_in(answer: dict[str, object]) -> tuple[PlacedFinding, ...]:
    """The findings of the check of a spreadsheet, with their cells."""
    return tuple(
        PlacedFinding(finding=_finding(item), cell=_optional(item["cell"], str)) for item in _items(answer["findings"])
    )


def scores_in(answer: dict[str, object]) -> Scores:
    """The scores of a grade: the inverse of `okrsdk.reports.scores_document`."""
    document = _checked(answer["scores"], dict)
    return Scores(
        on=date.fromisoformat(_checked(document["on"], str)),
        final=_checked(document["final"], bool),
        key_results=tuple(_key_result_score(item) for item in _items(document["key_results"])),
        objectives=tuple(_objective_score(item) for item in _items(document["objectives"])),
        overall=_number(document["overall"]),
        band=_choice(document["band"], Band),
        coverage=_coverage(document["coverage"]),
        interpretation=_choice(document["interpretation"], Interpretation),
    )


def doubtful_check_ins_in(answer: dict[str, object]) -> tuple[DoubtfulCheckIn, ...]:
    """The check-ins that may be a slip."""
    return tuple(
        DoubtfulCheckIn(key_result_id=_checked(item["key_result_id"], str), detail=_checked(item["detail"], str))
        for item in _items(answer["doubts"])
    )


def rules_in(answer: dict[str, object]) -> tuple[RuleInfo, ...]:
    """The catalogue of rules."""
    return tuple(rule_in(item) for item in _items(answer["rules"]))


def rule_in(answer: dict[str, object]) -> RuleInfo:
    """One rule."""
    severity = Severity(_checked(answer["severity"], str))
    texts = {name: _checked(answer[name], str) for name in ("code", "name", "why", "source", "bad", "good")}
    return RuleInfo(severity=severity, **texts)


def health_in(answer: dict[str, object]) -> Health:
    """What the service says of itself."""
    return Health(status=_checked(answer["status"], str), version=_checked(answer["version"], str))


def _finding(item: dict[str, object]) -> Finding:
    table = _optional(item["table"], str)
    return Finding(
        code=_checked(item["code"], str),
        severity=Severity(_checked(item["severity"], str)),
        location=Location(
            table=None if table is None else Table(table),
            record=_optional(item["record"], str),
            # A service of an older okrsdk does not say it.
            position=_optional(item.get("position"), int),
            field=_optional(item["field"], str),
        ),
        message=_checked(item["message"], str),
        suggestion=_checked(item["suggestion"], str),
    )


def _key_result_score(item: dict[str, object]) -> KeyResultScore:
    return KeyResultScore(
        id=_checked(item["id"], str),
        objective_id=_checked(item["objective_id"], str),
        position=_checked(item["position"], int),
        progress=_number(item["progress"]),
        score=_number(item["score"]),
        band=_choice(item["band"], Band),
        stretch_mark=_number(item["stretch_mark"]),
        pace=_choice(item["pace"], Pace),
        confidence=_number(item["confidence"]),
        reason=_checked(item["reason"], str),
    )


def _objective_score(item: dict[str, object]) -> ObjectiveScore:
    return ObjectiveScore(
        id=_checked(item["id"], str),
        position=_checked(item["position"], int),
        score=_number(item["score"]),
        band=_choice(item["band"], Band),
        coverage=_coverage(item["coverage"]),
    )


def _coverage(value: object) -> Coverage:
    item = _checked(value, dict)
    return Coverage(**{name: _checked(item[name], int) for name in ("graded", "met", "total")})


def _items(value: object) -> list[dict[str, object]]:
    return [_checked(item, dict) for item in _checked(value, list)]


def _number(value: object) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(_checked(value, int))


def _choice(value: object, choices: type[T]) -> T | None:
    return None if value is None else choices(value)  # type: ignore[call-arg] # an enumeration is called with a value


def _optional(value: object, kind: type[T]) -> T | None:
    return None if value is None else _checked(value, kind)


def _checked(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{kind.__name__} expected, not {type(value).__name__}")
    return value
