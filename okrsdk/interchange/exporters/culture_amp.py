"""Culture Amp, by its template of individual goals: an objective a row, its key results in columns beside it.

Columns: email (the owner's address, which must be filled), name, description, visibility (`everyone`),
individual_emails, due_at and created_at (`YYYY-MM-DD`), priority (`1`), status (`created`, `ongoing`, `accomplished`),
completion (only of objectives without key results), then key_result_1_title, key_result_1_completion and so on.
A completion is the score in steps of 0.05 from 0 to 1, and blank where there is none; the exact scores are in the
description, with all that is known of the key results. A key result without an objective has a row of its own. A title
must not be a number alone. Only individual goals can be imported, and nothing can be changed or linked by an import:
company and team goals are set afterwards.

Source: support.cultureamp.com 7048435, "Guide to populating individual goals import template".
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import csv_text
from okrsdk.interchange.exporters.goal_text import description
from okrsdk.interchange.exporters.goals import Goal, goals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment

_STEP = Decimal("0.05")
_HEADERS = (
    "email",
    "name",
    "description",
    "visibility",
    "individual_emails",
    "due_at",
    "created_at",
    "priority",
    "status",
    "completion",
)


def culture_amp_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of goals with their key results in columns."""
    goals = goals_of(assessments)
    own: dict[str, list[Goal]] = defaultdict(list)
    for goal in goals:
        if goal.parent:
            own[goal.parent].append(goal)
    widest = max(map(len, own.values()), default=1)
    headers = [f"key_result_{number}_{part}" for number in range(1, widest + 1) for part in ("title", "completion")]
    rows = [_row(goal, own[goal.key]) for goal in goals if not goal.parent]
    return text_file("culture-amp.csv", csv_text((*_HEADERS, *headers), _filled(rows, len(_HEADERS) + len(headers))))


def _row(goal: Goal, key_results: Sequence[Goal]) -> list[object]:
    told = [description(goal, without={"due"})]
    told += [f"\n{one.title}\n{description(one, without={'client', 'cycle'})}" for one in key_results]
    wide = [cell for key_result in key_results for cell in (_name(key_result), _completion(key_result))]
    return [
        goal.address,
        _name(goal),
        "\n".join(told),
        "everyone",
        None,
        goal.due,
        goal.starts,
        1,
        _status(goal),
        None if key_results else _completion(goal),
        *wide,
    ]


def _name(goal: Goal) -> str:
    return goal.title if any(map(str.isalpha, goal.title)) else f"{goal.key}: {goal.title}"


def _completion(goal: Goal) -> Decimal | None:
    score = goal.score.score
    return None if score is None else (score / _STEP).quantize(Decimal(1), rounding=ROUND_HALF_UP) * _STEP


def _status(goal: Goal) -> str:
    if goal.is_reached:
        return "accomplished"
    return "created" if goal.starts and goal.assessment.on < goal.starts else "ongoing"


def _filled(rows: Sequence[list[object]], width: int) -> list[list[object]]:
    return [[*row, *[None] * (width - len(row))] for row in rows]
