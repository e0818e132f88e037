"""ClickUp's goals, by its API: an objective becomes a goal, a key result a target (key result) in it.

Goal: name, due_date (milliseconds since 1970, noon in UTC), description (the scores and all that is known),
multiple_owners and owners (members of the workspace, found by e-mail address), color (of the band). Key result: name,
owners, type (`number`, `currency`, `percentage`, `boolean`), steps_start, steps_end (whole numbers), unit; then
steps_current with a note. Where a number is not whole, or there is no start and target to work with, the key result is
a percentage of its score, and the note says the true values. A key result without an objective has no place. Limits:
100 requests a minute for most plans, refused with 429 and `X-RateLimit-Reset`.

Source: developer.clickup.com, reference on goals, Get Authorized Workspaces, and rate limits.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.grading import Band
from okrsdk.interchange.exporters.api_calls import ApiCall, IdOf, Where
from okrsdk.interchange.exporters.goal_text import amount, cut, description, score_text
from okrsdk.interchange.exporters.goals import Goal, goals_of, owner_addresses, percent
from okrsdk.interchange.exporters.metric import Metric, MetricUnit, metric_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.exporters.api_calls import Step

_LONGEST_NAME = 255
_COLOURS = {Band.RED: "#f44336", Band.YELLOW: "#f9be33", Band.GREEN: "#32a852"}
_TYPES = {
    MetricUnit.NUMBER: "number",
    MetricUnit.PERCENT: "percentage",
    MetricUnit.MONEY: "currency",
    MetricUnit.DONE: "boolean",
}


def requests_for(
    assessment: Assessment, *, workspace: str, known: Mapping[str, str] | None = None
) -> tuple[ApiCall, ...]:
    """The calls that bring the goals of a workbook to ClickUp, in an order in which they can be made.

    Args:
        assessment: the OKRs with their scores; each record has an ID.
        workspace: ClickUp's ID of the workspace, which its API calls a team.
        known: the IDs that ClickUp gave before, by key: what is there is changed instead of made.
    """
    goals, made = goals_of([assessment]), known or {}
    calls = [*_look_ups(goals, workspace)]
    for goal in goals:
        if goal.is_objective:
            calls.append(_changed_goal(goal) if goal.key in made else _made_goal(goal, workspace))
        elif goal.parent:
            calls += [] if goal.key in made else [_made_key_result(goal)]
            calls.append(_progress(goal))
    return tuple(calls)


def _look_ups(goals: Sequence[Goal], workspace: str) -> Iterator[ApiCall]:
    addresses = dict.fromkeys(address for goal in goals for address in owner_addresses(goal))
    if addresses:
        yield ApiCall(
            key="members",
            says=f"find {', '.join(addresses)}",
            method="GET",
            path=("team",),
            gives={address: _member(workspace, address) for address in addresses},
            is_look_up=True,
        )


def _member(workspace: str, address: str) -> tuple[Step, ...]:
    return ("teams", Where({("id",): workspace}), "members", Where({("user", "email"): address}), "user", "id")


def _made_goal(goal: Goal, workspace: str) -> ApiCall:
    return ApiCall(
        key=goal.key,
        says=f"make the goal {goal.key} {goal.title}",
        method="POST",
        path=("team", workspace, "goal"),
        body={**_fields(goal), "multiple_owners": True, "owners": _owners(goal)},
        gives={goal.key: ("goal", "id")},
        once=True,
    )


def _changed_goal(goal: Goal) -> ApiCall:
    return ApiCall(
        key=f"{goal.key} change",
        says=f"bring the goal {goal.key} up to date",
        method="PUT",
        path=("goal", IdOf(goal.key)),
        body={**_fields(goal), "add_owners": _owners(goal), "rem_owners": []},
    )


def _fields(goal: Goal) -> dict[str, object]:
    return {
        "name": cut(goal.title, _LONGEST_NAME),
        "description": description(goal, without={"due"}),
        **({} if goal.due is None else {"due_date": _milliseconds(goal.due)}),
        **({} if goal.score.band is None else {"color": _COLOURS[goal.score.band]}),
    }


def _made_key_result(goal: Goal) -> ApiCall:
    metric = _whole(goal)
    return ApiCall(
        key=goal.key,
        says=f"make the key result {goal.key} {goal.title}",
        method="POST",
        path=("goal", IdOf(goal.parent), "key_result"),
        body={
            "name": cut(goal.title, _LONGEST_NAME),
            "owners": _owners(goal),
            "type": _TYPES[metric.unit],
            "steps_start": int(metric.start),
            "steps_end": int(metric.target),
            "unit": metric.currency or metric.name or ("%" if metric.unit is MetricUnit.PERCENT else ""),
            "task_ids": [],
            "list_ids": [],
        },
        gives={goal.key: ("key_result", "id")},
        once=True,
    )


def _progress(goal: Goal) -> ApiCall:
    metric = _whole(goal)
    current = {} if metric.current is None else {"steps_current": int(metric.current)}
    return ApiCall(
        key=f"{goal.key} progress on {goal.assessment.on}: {score_text(goal)}",
        says=f"set the value of {goal.key}",
        method="PUT",
        path=("key_result", IdOf(goal.key)),
        body={**current, "note": _note(goal)},
        once=True,  # every note is a new entry of the key result's history
    )


def _note(goal: Goal) -> str:
    own = goal.key_result
    value = amount(goal.current, own) if own else ""
    return " · ".join(filter(None, (score_text(goal), value, f"graded on {goal.assessment.on}")))


def _whole(goal: Goal) -> Metric:
    """The metric in whole numbers; else the score in percent."""
    metric = metric_of(goal)
    numbers = () if metric is None else (metric.start, metric.target, metric.current or Decimal(0))
    if metric is not None and all(number == number.to_integral_value() for number in numbers):
        return metric
    score = goal.score.score
    current = None if score is None else percent(score)
    return Metric(unit=MetricUnit.PERCENT, start=Decimal(0), target=Decimal(100), current=current)


def _owners(goal: Goal) -> list[IdOf]:
    return [IdOf(address, optional=True, number=True) for address in owner_addresses(goal)]


def _milliseconds(day: date) -> int:
    return int(datetime.combine(day, time(12), tzinfo=UTC).timestamp()) * 1000
