"""Asana's goals, by its API: an objective becomes a goal, a key result a goal with a metric below it.

Fields: name, notes (the scores and all that is known), workspace, team or is_workspace_level, owner (found by e-mail
address), time_period (found by its days, where Asana has one for the cycle), start_on and due_on. Metric of a key
result: unit (`none`, `percentage` as shares, `currency`), currency_code, precision (0 to 6), initial, target and
current number; of stages and bounds its progress in percent. Status, once there is a metric: green, yellow or red by
the pace; at the final grade achieved, partial or missed; dropped. Key results are joined to their objective as
supporting goals, with a weight of 0 or 1, since the API takes no other. Limits: 150 requests a minute, 1,500 on paid
plans, refused with 429 and `Retry-After`.

Source: developers.asana.com, reference on goals, goal relationships, time periods and rate limits.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.grading import Pace
from okrsdk.interchange.exporters.api_calls import ApiCall, IdOf, Where
from okrsdk.interchange.exporters.goal_text import description
from okrsdk.interchange.exporters.goals import Goal, goals_of
from okrsdk.interchange.exporters.metric import MetricUnit, metric_of
from okrsdk.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.exporters.metric import Metric

_PERIOD = "time period"
_PERCENT = Decimal(100)
_MOST_PRECISION = 6
_COLOURS = {
    Pace.DONE: "green",
    Pace.ON_TRACK: "green",
    Pace.BEHIND: "yellow",
    Pace.AT_RISK: "red",
    Pace.OUTDATED: "red",
}
_PARTIAL = Decimal("0.4")
_UNITS = {
    MetricUnit.NUMBER: "none",
    MetricUnit.DONE: "none",
    MetricUnit.PERCENT: "percentage",
    MetricUnit.MONEY: "currency",
}


def requests_for(
    assessment: Assessment, *, workspace: str, team: str = "", known: Mapping[str, str] | None = None
) -> tuple[ApiCall, ...]:
    """The calls that bring the goals of a workbook to Asana, in an order in which they can be made.

    Args:
        assessment: the OKRs with their scores; each record has an ID.
        workspace: Asana's ID of the workspace or organization.
        team: Asana's ID of the team whose goals they are; by default they are the workspace's.
        known: the IDs that Asana gave before, by key: what is there is changed instead of made.
    """
    goals, made = goals_of([assessment]), known or {}
    calls = [*_look_ups(assessment, goals, workspace)]
    for goal in goals:
        calls.append(_changed(goal) if goal.key in made else _made(goal, workspace=workspace, team=team))
        calls += _joined(goal, made)
        calls += _measured(goal)
    return tuple(calls)


def _look_ups(assessment: Assessment, goals: tuple[Goal, ...], workspace: str) -> Iterator[ApiCall]:
    cycle = assessment.okr_set.cycle
    if cycle is not None:
        start, end = cycle.start.isoformat(), cycle.end.isoformat()
        days: dict[tuple[str, ...], str] = {("start_on",): start, ("end_on",): end}
        yield ApiCall(
            key=_PERIOD,
            says=f"find the time period of {cycle.name}",
            method="GET",
            path=("time_periods",),
            query={"workspace": workspace, "start_on": start, "end_on": end, "opt_fields": "start_on,end_on"},
            gives={_PERIOD: ("data", Where(days), "gid")},
            is_look_up=True,
        )
    for address in dict.fromkeys(goal.address for goal in goals if goal.address):
        yield ApiCall(
            key=address,
            says=f"find {address}",
            method="GET",
            path=("users", address),
            gives={address: ("data", "gid")},
            is_look_up=True,
        )


def _made(goal: Goal, *, workspace: str, team: str) -> ApiCall:
    place = {"workspace": workspace, **({"team": team} if team else {}), "is_workspace_level": not team}
    return ApiCall(
        key=goal.key,
        says=f"make the goal {goal.key} {goal.title}",
        method="POST",
        path=("goals",),
        body={"data": {**_fields(goal), **place}},
        gives={goal.key: ("data", "gid")},
        once=True,
    )


def _changed(goal: Goal) -> ApiCall:
    return ApiCall(
        key=f"{goal.key} change",
        says=f"bring the goal {goal.key} up to date",
        method="PUT",
        path=("goals", IdOf(goal.key)),
        body={"data": _fields(goal)},
    )


def _fields(goal: Goal) -> dict[str, object]:
    fields: dict[str, object] = {"name": goal.title, "notes": description(goal, without={"due"})}
    if goal.due is not None:
        fields["due_on"] = goal.due.isoformat()
        if goal.starts is not None and goal.starts <= goal.due:  # Asana takes a start only beside a due date
            fields["start_on"] = goal.starts.isoformat()
    if goal.starts is not None:
        fields["time_period"] = IdOf(_PERIOD, optional=True)
    if goal.address:
        fields["owner"] = IdOf(goal.address, optional=True)
    return fields


def _joined(goal: Goal, made: Mapping[str, str]) -> Iterator[ApiCall]:
    key = f"{goal.key} below {goal.parent}"
    if goal.parent and key not in made:
        counts = goal.record.status is Status.ACTIVE and goal.record.weight > 0
        yield ApiCall(
            key=key,
            says=f"put {goal.key} below {goal.parent}",
            method="POST",
            path=("goals", IdOf(goal.parent), "addSupportingRelationship"),
            body={"data": {"supporting_resource": IdOf(goal.key), "contribution_weight": 1 if counts else 0}},
            once=True,
        )


def _measured(goal: Goal) -> Iterator[ApiCall]:
    metric = metric_of(goal)
    if metric is None:
        return
    yield ApiCall(  # a metric takes the place of the one before, so this can be done again
        key=f"{goal.key} metric",
        says=f"set the metric of {goal.key}",
        method="POST",
        path=("goals", IdOf(goal.key), "setMetric"),
        body={"data": _metric_fields(metric)},
    )
    yield ApiCall(
        key=f"{goal.key} status",
        says=f"set the status of {goal.key}",
        method="PUT",
        path=("goals", IdOf(goal.key)),
        body={"data": {"status": _status(goal)}},
    )


def _metric_fields(metric: Metric) -> dict[str, object]:
    scale = 1 / _PERCENT if metric.unit is MetricUnit.PERCENT else Decimal(1)
    numbers = {
        "initial_number_value": metric.start,
        "target_number_value": metric.target,
        "current_number_value": metric.current,
    }
    values = {name: value for name, value in numbers.items() if value is not None}
    places = max((_places(value) for value in values.values()), default=0)
    return {
        "unit": _UNITS[metric.unit],
        **({"currency_code": metric.currency} if metric.unit is MetricUnit.MONEY else {}),
        "precision": min(places, _MOST_PRECISION),
        **{name: float(value * scale) for name, value in values.items()},
    }


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _status(goal: Goal) -> str:
    if goal.record.status is not Status.ACTIVE:
        return "dropped"
    score, pace = goal.score.score, getattr(goal.score, "pace", None)
    if goal.assessment.final:
        return "achieved" if goal.is_reached else "partial" if (score or 0) >= _PARTIAL else "missed"
    return _COLOURS[pace] if pace is not None else "yellow"
