"""The summary: what a portfolio knows of one workbook, as a row of JSON values that can be kept and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from okrsdk.cycle import course, status
from okrsdk.findings import Severity
from okrsdk.grading import Pace

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.grading import ObjectiveScore


class KeyResultRow(TypedDict):
    """A key result, as others name it.

    Keys: `id`, `text`.
    """

    id: str
    text: str


class ObjectiveRow(TypedDict):
    """An active objective.

    Keys: `id`, `text`, `level` (empty where none is said), `champion`, `owner`, `score` (0 to 1, None where nothing is
    graded), `contributes_to` as people wrote it, and its `key_results`.
    """

    id: str
    text: str
    level: str
    champion: str
    owner: str
    score: float | None
    contributes_to: str
    key_results: list[KeyResultRow]


class WorkbookRow(TypedDict):
    """A workbook of the portfolio.

    Keys: `spreadsheet_id`, `title`, `url`; `client`, `time_zone` and `cycle` (empty where its Client tab says none);
    `on`, the day it was judged for (ISO 8601); `score` (0 to 1, None where nothing is graded), `band` (empty without a
    score), `pass_mark`; `graded` of `key_results` that count; key results `on_track`, `behind`, `at_risk`, `outdated`
    and `done`; findings by severity: `errors`, `warnings`, `infos`; `first_error`, a sentence; `decisions` due;
    check-ins `owed`, and `late` of them; `last_check_in` (ISO 8601, empty for none); `weekly`, the overall score at the
    end of each week so far; `objectives`; `problem`, a sentence where the workbook could not be read, with all else
    empty; and `is_okr_workbook`, False where that is because it is another spreadsheet.
    """

    spreadsheet_id: str
    title: str
    url: str
    client: str
    time_zone: str
    cycle: str
    on: str
    score: float | None
    band: str
    pass_mark: float
    graded: int
    key_results: int
    on_track: int
    behind: int
    at_risk: int
    outdated: int
    done: int
    errors: int
    warnings: int
    infos: int
    first_error: str
    decisions: int
    owed: int
    late: int
    last_check_in: str
    weekly: list[float]
    objectives: list[ObjectiveRow]
    problem: str
    is_okr_workbook: bool


def summarised(assessment: Assessment, *, spreadsheet_id: str, title: str, url: str) -> WorkbookRow:
    """The row of a workbook that was read and judged.

    Args:
        assessment: its OKRs as they were judged on a day.
        spreadsheet_id: its ID.
        title: what it is called.
        url: where people open it.
    """
    okr_set, scores = assessment.okr_set, assessment.scores
    paces = [score.pace for score in scores.key_results]
    found, told = status(assessment), course(assessment)
    by_people = (one for one in okr_set.check_ins if not one.is_automatic)
    days = [one.day for one in by_people if one.day is not None and one.day <= assessment.on]
    errors = assessment.errors
    return WorkbookRow(
        spreadsheet_id=spreadsheet_id,
        title=title,
        url=url,
        client=okr_set.client.name,
        time_zone=okr_set.client.time_zone,
        cycle="" if okr_set.cycle is None else okr_set.cycle.name,
        on=assessment.on.isoformat(),
        score=None if scores.overall is None else float(scores.overall),
        band=str(scores.band or ""),
        pass_mark=float(assessment.pass_mark()),
        graded=scores.coverage.graded,
        key_results=scores.coverage.total,
        on_track=paces.count(Pace.ON_TRACK),
        behind=paces.count(Pace.BEHIND),
        at_risk=paces.count(Pace.AT_RISK),
        outdated=paces.count(Pace.OUTDATED),
        done=paces.count(Pace.DONE),
        errors=len(errors),
        warnings=len(assessment.findings_of(Severity.WARNING)),
        infos=len(assessment.findings_of(Severity.INFO)),
        first_error=errors[0].advice if errors else "",
        decisions=len(found.decisions),
        owed=len(found.owed),
        late=sum(one.is_late for one in found.owed),
        last_check_in=max(days).isoformat() if days else "",
        weekly=[] if told is None else [round(float(score), 2) for _, score in told.scores],
        objectives=[_objective(assessment, one) for one in scores.objectives if _is_active(assessment, one)],
        problem="",
        is_okr_workbook=True,
    )


def unread(
    *, spreadsheet_id: str, title: str, url: str, on: date, problem: str, is_okr_workbook: bool = True
) -> WorkbookRow:
    """The row of a workbook that could not be read, or of a spreadsheet that is none."""
    return WorkbookRow(
        spreadsheet_id=spreadsheet_id,
        title=title,
        url=url,
        client="",
        time_zone="",
        cycle="",
        on=on.isoformat(),
        score=None,
        band="",
        pass_mark=0.0,
        graded=0,
        key_results=0,
        on_track=0,
        behind=0,
        at_risk=0,
        outdated=0,
        done=0,
        errors=0,
        warnings=0,
        infos=0,
        first_error="",
        decisions=0,
        owed=0,
        late=0,
        last_check_in="",
        weekly=[],
        objectives=[],
        problem=problem,
        is_okr_workbook=is_okr_workbook,
    )


def name_of(row: WorkbookRow) -> str:
    """What people call the workbook: its client, else its title."""
    return row["client"] or row["title"]


def _is_active(assessment: Assessment, score: ObjectiveScore) -> bool:
    return assessment.okr_set.objectives[score.position].is_active


def _objective(assessment: Assessment, score: ObjectiveScore) -> ObjectiveRow:
    own = assessment.okr_set.objectives[score.position]
    return ObjectiveRow(
        id=own.id,
        text=own.text,
        level=str(own.level or ""),
        champion=own.champion,
        owner=own.owner,
        score=None if score.score is None else float(score.score),
        contributes_to=own.contributes_to.strip(),
        key_results=[
            KeyResultRow(id=one.id, text=one.text)
            for one in assessment.okr_set.key_results
            if own.id and one.objective_id == own.id
        ],
    )
