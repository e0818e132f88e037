"""The status of a set of OKRs as values that `json.dumps` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.json_values import json_value, record_values, scores_document
from okrsdk.reports.strategy_text import strategy_document

if TYPE_CHECKING:
    from okrsdk.cycle import Status


def status_document(status: Status, *, title: str) -> dict[str, object]:
    """The status as values that `json.dumps` takes: title, days, scores, and every section with its items."""
    return {
        "title": title,
        "on": status.on.isoformat(),
        "since": status.since.isoformat(),
        "is_over": status.is_over,
        "turns_to_next": status.turns_to_next,
        "decisions": [
            {"key_result": one.key_result.id, "code": one.finding.code, "message": one.finding.message}
            | {"suggestion": one.finding.suggestion, "source": one.source}
            for one in status.decisions
        ],
        "moved": [
            {"key_result": one.key_result.id, "before": json_value(one.before), "now": json_value(one.now)}
            for one in status.moved
        ],
        "stuck": [
            {"key_result": one.key_result.id, "now": json_value(one.now), "since": json_value(one.unchanged_since)}
            for one in status.stuck
        ],
        "owed": owed_document(status),
        "blockers": [
            {"key_result": one.key_result.id, "text": one.text, "since": one.since.isoformat(), "days": one.days}
            for one in status.blockers
        ],
        "fallen": [
            {"key_result": one.key_result.id, "ratings": [json_value(rating) for rating in one.ratings]}
            | {"change": json_value(one.change)}
            for one in status.fallen
        ],
        "alarms": [{"key_result": one.key_result.id} | record_values(one.weekly) for one in status.alarms],
        **strategy_document(status),
        "scores": scores_document(status.assessment.scores),
    }


def owed_document(status: Status) -> list[dict[str, object]]:
    """The check-ins owed, as values that `json.dumps` takes."""
    return [
        {"key_result": one.key_result.id, "owner": one.owner, "last": json_value(one.last)}
        | {"days": one.days, "is_late": one.is_late}
        for one in status.owed
    ]
