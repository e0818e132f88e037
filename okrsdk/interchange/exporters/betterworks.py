"""Betterworks, by its upload of OKRs: an objective is a `goal`, each of its key results a `milestone` below it.

Columns: name, type (`goal` or `milestone`), progress (percent, 0 to 100, blank for 0), start_date and end_date
(`YYYY-MM-DD`), owner_email, categories (blank, since they must be in Betterworks before), description. Only goals have
a description (at most 2,048 characters), so the scores and values of the milestones stand in that of their goal, and
what does not fit is cut and counted. A key result without an objective is a goal. The upload is done by Betterworks,
who ask for their template's very headers.

Source: support.betterworks.com 360032818992, "OKR Uploads"; 4412049001741 for the length of descriptions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import GoalColumn, goal_table, without_place
from okrsdk.interchange.exporters.goal_text import cut, description
from okrsdk.interchange.exporters.goals import Goal, goals_of, percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.assessment import Assessment

LONGEST_DESCRIPTION = 2_048
CUT = f"descriptions cut at {LONGEST_DESCRIPTION:,} characters"


def betterworks_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of goals, each with its milestones behind it."""
    goals = goals_of(assessments)
    texts = _descriptions(goals)
    columns: tuple[GoalColumn, ...] = (
        ("name", lambda goal: goal.title),
        ("type", lambda goal: "milestone" if goal.parent else "goal"),
        ("progress", _progress),
        ("start_date", lambda goal: goal.starts),
        ("end_date", lambda goal: goal.due),
        ("owner_email", lambda goal: goal.address),
        ("categories", lambda _: None),
        ("description", lambda goal: None if goal.parent else cut(texts[goal.key], LONGEST_DESCRIPTION)),
    )
    return text_file("betterworks.csv", goal_table(goals, columns))


def without_place_in_betterworks(assessments: Sequence[Assessment]) -> Mapping[str, int]:
    """What Betterworks has no place for, with how many there are."""
    counts = Counter(without_place(assessments))
    counts[CUT] = sum(len(text) > LONGEST_DESCRIPTION for text in _descriptions(goals_of(assessments)).values())
    return +counts


def _descriptions(goals: Sequence[Goal]) -> Mapping[str, str]:
    """The description of each goal by its key, those of its milestones behind its own."""
    texts: dict[str, list[str]] = defaultdict(list)
    for goal in goals:
        if not goal.parent:
            texts[goal.key].append(description(goal, without={"due"}))
        else:
            texts[goal.parent].append(f"{goal.title}\n{description(goal, without={'client', 'cycle'})}")
    return {key: "\n\n".join(parts) for key, parts in texts.items()}


def _progress(goal: Goal) -> Decimal | None:
    score = goal.score.score
    return None if score is None else percent(score)
