"""Findings and scores as values that `json.dumps` takes: the one form in which command line and service give them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from okrsdk.grading import Coverage
from okrsdk.model import Stage

if TYPE_CHECKING:
    from okrsdk.cycle import WeeklyChange
    from okrsdk.findings import PlacedFinding
    from okrsdk.grading import KeyResultScore, ObjectiveScore, Scores


def finding_document(placed: PlacedFinding) -> dict[str, str | int | None]:
    """A finding under the names of its attributes: code, severity, where it is, message and suggestion.

    In a workbook or document that is table, record (an ID), position (from 0), field and cell, in a document also path
    and line.
    In a text it is record (the line from 0 on which the objective begins), line (from 1) and field (`objective` or
    `key_results[2]`).
    """
    finding = placed.finding
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        **_place(placed),
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _place(placed: PlacedFinding) -> dict[str, str | int | None]:
    if placed.record_line is not None:
        return {"record": placed.record_line - 1, "line": placed.line, "field": placed.path}
    location = placed.finding.location
    place: dict[str, str | int | None] = {
        "table": None if location.table is None else str(location.table),
        "record": location.record,
        "position": location.position,
        "field": location.field,
        "cell": placed.cell,
    }
    further = {"path": placed.path, "line": placed.line}
    return {**place, **{name: value for name, value in further.items() if value is not None}}


def scores_document(scores: Scores) -> dict[str, object]:
    """The scores as values that `json.dumps` takes, under the names of the attributes.

    Numbers are JSON numbers, the day is ISO 8601, what is blank is null, a coverage is
    `{"graded": 3, "met": 2, "total": 4}`.
    """
    return {
        **record_values(scores, without=("key_results", "objectives")),
        "objectives": [record_values(objective) for objective in scores.objectives],
        "key_results": [record_values(key_result) for key_result in scores.key_results],
    }


def record_values(
    record: Scores | ObjectiveScore | KeyResultScore | Coverage | Stage | WeeklyChange, *, without: tuple[str, ...] = ()
) -> dict[str, object]:
    """The attributes of a record by their names, those of `without` left out."""
    names = (field.name for field in fields(record) if field.name not in without)
    return {name: json_value(getattr(record, name)) for name in names}


def json_value(value: object) -> object:
    """A value as JSON has it: a number, an ISO 8601 day, a word; null for what is blank."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Coverage() | Stage():
            return record_values(value)
        case tuple():
            return [json_value(item) for item in value]
        case _:
            return value
