"""Scores as JSON: the one form in which the command line and the service hand them out."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from okrsdk.grading.scores import Coverage

if TYPE_CHECKING:
    from okrsdk.grading.scores import KeyResultScore, ObjectiveScore, Scores


def scores_document(scores: Scores) -> dict[str, object]:
    """The scores as values that `json.dumps` takes, under the names of the attributes.

    Numbers are JSON numbers, the day is ISO 8601, what is blank is null, a coverage is `{"graded": 3, "total": 4}`.
    """
    return {
        **_document(scores, without=("key_results", "objectives")),
        "objectives": [_document(objective) for objective in scores.objectives],
        "key_results": [_document(key_result) for key_result in scores.key_results],
    }


def _document(
    record: Scores | ObjectiveScore | KeyResultScore | Coverage, *, without: tuple[str, ...] = ()
) -> dict[str, object]:
    names = (field.name for field in fields(record) if field.name not in without)
    return {name: _json_value(getattr(record, name)) for name in names}


def _json_value(value: object) -> object:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Coverage():
            return _document(value)
        case _:
            return value
