"""Atlassian's Goals, by its GraphQL API: an objective becomes a goal, a key result a goal below it with a metric.

Mutations: `goals_create` (containerId, goalTypeId, name, targetDate, parentGoalId), `goals_edit` (name, description in
Atlassian's document format, targetDate), `goals_createAndAddMetricTarget` and `goals_editMetricTarget` (start, target
and current value; the metric's type is `NUMERIC` or `CURRENCY`, percentages in points), `goals_createUpdate` (status
and a summary with the scores). The first type of goal of the site is that of objectives, the last that of key results.
People cannot be found by e-mail address, so goals belong to who pushes them, and owners are named in the description.
An answer may say `success: false` with status 200. Limits: refused with 429 and `Retry-After`.

Source: developer.atlassian.com/platform/goals, "Using the Goals GraphQL API"; names of inputs as public clients use
them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from okrsdk.grading import Pace
from okrsdk.interchange.exporters.api_calls import ApiCall, IdOf
from okrsdk.interchange.exporters.goal_text import cut, description, score_text
from okrsdk.interchange.exporters.goals import Goal, goals_of
from okrsdk.interchange.exporters.metric import MetricUnit, metric_of
from okrsdk.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.exporters.api_calls import Step

_PATH = ("gateway", "api", "graphql")
_LONGEST_NAME = 255
_OBJECTIVE_TYPE, _KEY_RESULT_TYPE = "type of objectives", "type of key results"
_STATUSES = {
    Pace.DONE: "on_track",
    Pace.ON_TRACK: "on_track",
    Pace.BEHIND: "at_risk",
    Pace.AT_RISK: "off_track",
    Pace.OUTDATED: "at_risk",
}
_TYPES_QUERY = (
    "query GoalTypes($containerId: ID!) { goals_goalTypes(containerId: $containerId) { edges { node { id } } } }"
)


def requests_for(
    assessment: Assessment, *, cloud_id: str, known: Mapping[str, str] | None = None
) -> tuple[ApiCall, ...]:
    """The calls that bring the goals of a workbook to Atlassian, in an order in which they can be made.

    Args:
        assessment: the OKRs with their scores; each record has an ID.
        cloud_id: the ID of the site, as `https://SITE.atlassian.net/_edge/tenant_info` says it.
        known: the IDs that Atlassian gave before, by key: what is there is changed instead of made.
    """
    container, made = f"ari:cloud:townsquare::site/{cloud_id}", known or {}
    calls = [_goal_types(container)]
    for goal in goals_of([assessment]):
        calls += [] if goal.key in made else [_made(goal, container)]
        calls += [_described(goal), *_measured(goal, made), _update(goal)]
    return tuple(calls)


def _goal_types(container: str) -> ApiCall:
    edges = ("data", "goals_goalTypes", "edges")
    return ApiCall(
        key="types of goals",
        says="find the types of goals",
        method="POST",
        path=_PATH,
        body={"query": _TYPES_QUERY, "variables": {"containerId": container}},
        gives={_OBJECTIVE_TYPE: (*edges, 0, "node", "id"), _KEY_RESULT_TYPE: (*edges, -1, "node", "id")},
        errors_at=(("errors",),),
    )


def _made(goal: Goal, container: str) -> ApiCall:
    parent = {"parentGoalId": IdOf(goal.parent)} if goal.parent else {}
    return _mutation(
        "goals_create",
        "TownsquareGoalsCreateInput!",
        {
            "containerId": container,
            "goalTypeId": IdOf(_OBJECTIVE_TYPE if goal.is_objective else _KEY_RESULT_TYPE),
            "name": cut(goal.title, _LONGEST_NAME),
            **_target_date(goal),
            **parent,
        },
        key=goal.key,
        says=f"make the goal {goal.key} {goal.title}",
        asks="goal { id }",
        gives=(goal.key, ("goal", "id")),
    )


def _described(goal: Goal) -> ApiCall:
    return _mutation(
        "goals_edit",
        "TownsquareGoalsEditInput!",
        {
            "goalId": IdOf(goal.key),
            "name": cut(goal.title, _LONGEST_NAME),
            "description": _document(description(goal, without={"due"})),
            **_target_date(goal),
        },
        key=f"{goal.key} change",
        says=f"describe {goal.key}",
        asks="goal { id }",
    )


def _measured(goal: Goal, made: Mapping[str, str]) -> Iterator[ApiCall]:
    metric = metric_of(goal)
    if metric is None:
        return
    key = f"{goal.key} metric"
    current = metric.start if metric.current is None else metric.current
    values = {"startValue": float(metric.start), "targetValue": float(metric.target)}
    if key in made:
        yield _mutation(
            "goals_editMetricTarget",
            "TownsquareGoalsEditMetricTargetInput!",
            {"metricTargetId": IdOf(key), **values, "currentValue": float(current)},
            key=f"{key} change",
            says=f"set the value of {goal.key}",
        )
        return
    name = f"{goal.title} (%)" if metric.unit is MetricUnit.PERCENT else goal.title
    yield _mutation(
        "goals_createAndAddMetricTarget",
        "TownsquareGoalsCreateAddMetricTargetInput!",
        {
            "goalId": IdOf(goal.key),
            **values,
            "createMetric": {
                "goalId": IdOf(goal.key),
                "name": cut(name, _LONGEST_NAME),
                "type": "CURRENCY" if metric.unit is MetricUnit.MONEY else "NUMERIC",
                "value": float(current),
            },
        },
        key=key,
        says=f"give {goal.key} its metric",
        asks="goal { metricTargets { edges { node { id } } } }",
        gives=(key, ("goal", "metricTargets", "edges", -1, "node", "id")),
    )


def _update(goal: Goal) -> ApiCall:
    text = f"{score_text(goal)} (on {goal.assessment.on})"
    return _mutation(
        "goals_createUpdate",
        "TownsquareGoalsCreateUpdateInput!",
        {"goalId": IdOf(goal.key), "status": _status(goal), "summary": _document(text)},
        key=f"{goal.key} update: {text}",
        says=f"say how {goal.key} stands",
        once=True,  # every update is a new entry of the goal's history
    )


def _mutation(  # noqa: PLR0913 -- the parts of a mutation
    operation: str,
    input_type: str,
    values: Mapping[str, object],
    *,
    key: str,
    says: str,
    asks: str = "",
    gives: tuple[str, tuple[Step, ...]] | None = None,
    once: bool = False,
) -> ApiCall:
    answer = f"success errors {{ message }} {asks}".rstrip()
    return ApiCall(
        key=key,
        says=says,
        method="POST",
        path=_PATH,
        body={
            "query": f"mutation Push($input: {input_type}) {{ {operation}(input: $input) {{ {answer} }} }}",
            "variables": {"input": values},
        },
        gives={} if gives is None else {gives[0]: ("data", operation, *gives[1])},
        once=once or gives is not None,
        errors_at=(("errors",), ("data", operation, "errors")),
    )


def _target_date(goal: Goal) -> dict[str, object]:
    return {} if goal.due is None else {"targetDate": {"date": goal.due.isoformat(), "confidence": "DAY"}}


def _status(goal: Goal) -> str:
    if goal.record.status is not Status.ACTIVE:
        return "cancelled"
    pace = getattr(goal.score, "pace", None)
    if goal.assessment.final:
        return "done"
    return "pending" if pace is None and goal.score.score is None else _STATUSES.get(pace or Pace.ON_TRACK, "on_track")


def _document(text: str) -> str:
    """The text in Atlassian's document format, as JSON: a paragraph a line."""
    lines = [line for line in text.splitlines() if line]
    paragraphs = [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in lines]
    return json.dumps({"version": 1, "type": "doc", "content": paragraphs}, ensure_ascii=False)
