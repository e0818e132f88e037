"""From assessed OKRs to the rows of the tidy tables."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.errors import ConfigError
from okrsdk.findings import Table
from okrsdk.grading import current_value
from okrsdk.interchange.tidy.table_definitions import Grade, Scored, TableDefinition, facts_table, tidy_tables
from okrsdk.schema.column import is_blank
from okrsdk.workbook.overview import workbook_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import OkrSet

Row: TypeAlias = dict[str, object]
"""The values of a row by column, each of its column's type; blank is None."""


def tidy_rows(assessments: Sequence[Assessment]) -> dict[str, list[Row]]:
    """The rows of every table, by its name, workbook after workbook in the order given.

    Raises:
        ConfigError: two are of one client and cycle, so that their rows could not be told apart.
    """
    named = _named(assessments)
    return {
        table.name: [_filled(table, row) for name, own in named for row in _rows(table, own, name)]
        for table in tidy_tables()
    }


def facts_rows(assessments: Sequence[Assessment]) -> list[Row]:
    """The rows of the facts table: one per key result of each workbook, on the day it was graded.

    Raises:
        ConfigError: two are of one client and cycle, so that their rows could not be told apart.
    """
    table = facts_table()
    return [_filled(table, row) for name, own in _named(assessments) for row in _facts(own, name)]


def _named(assessments: Sequence[Assessment]) -> list[tuple[str, Assessment]]:
    named = [(workbook_title(assessment.okr_set), assessment) for assessment in assessments]
    name, count = next(iter(Counter(name for name, _ in named).most_common(1)), ("", 0))
    if count > 1:
        raise ConfigError(
            f"{count} of the workbooks are of {name}, so their rows could not be told apart. Give each a client and "
            "a cycle of its own, or export them one by one."
        )
    return named


def _filled(table: TableDefinition, row: Mapping[str, object]) -> Row:
    return {name: _canonical(row.get(name)) for name in table.names}


def _canonical(value: object) -> object:
    if is_blank(value):
        return None
    return Decimal(value) if isinstance(value, int) else value


def _rows(table: TableDefinition, assessment: Assessment, workbook: str) -> Iterable[Row]:
    okr_set = assessment.okr_set
    if table.source is None:
        return _scores(assessment, workbook)
    if table.source is Table.CLIENT:
        return [{"workbook": workbook, **_client(okr_set)}]
    records: dict[Table, Sequence[object]] = {
        Table.FUNNEL: okr_set.client.funnel,
        Table.OBJECTIVES: okr_set.objectives,
        Table.KEY_RESULTS: okr_set.key_results,
        Table.CHECK_INS: okr_set.check_ins,
        Table.DECISIONS: okr_set.decisions,
        Table.FINAL_SCORES: okr_set.final_scores,
        Table.STRATEGY: okr_set.strategy,
    }
    return _records(table.source, records[table.source], workbook)


def _client(okr_set: OkrSet) -> Row:
    from okrsdk.schema.frames import cells_of

    return {**cells_of(Table.CLIENT, okr_set.client), **_cycle(okr_set)}


def _cycle(okr_set: OkrSet) -> Row:
    if okr_set.cycle is None:
        return {}
    return {"cycle": okr_set.cycle.name, "cycle_starts": okr_set.cycle.start, "cycle_ends": okr_set.cycle.end}


def _records(table: Table, records: Iterable[object], workbook: str) -> Iterator[Row]:
    from okrsdk.schema.frames import cells_of

    for position, record in enumerate(records):
        yield {"workbook": workbook, "position": position, **cells_of(table, record)}


def _scores(assessment: Assessment, workbook: str) -> Iterator[Row]:
    scores = assessment.scores
    common = {"workbook": workbook, **_grading(assessment)}
    covered = {"graded": scores.coverage.graded, "active": scores.coverage.total}
    yield {**common, "scored": Scored.SET, "position": 0, "score": scores.overall, "band": scores.band, **covered}
    for objective in scores.objectives:
        yield {
            **common,
            "scored": Scored.OBJECTIVE,
            "position": objective.position,
            "objective_id": objective.id,
            "score": objective.score,
            "band": objective.band,
            "graded": objective.coverage.graded,
            "active": objective.coverage.total,
        }
    for graded in scores.key_results:
        yield {
            **common,
            "scored": Scored.KEY_RESULT,
            "position": graded.position,
            "objective_id": graded.objective_id,
            "key_result_id": graded.id,
            **_graded(graded),
        }


def _grading(assessment: Assessment) -> Row:
    return {"graded_at": assessment.on, "grade": Grade.FINAL if assessment.final else Grade.RUNNING}


def _graded(score: KeyResultScore) -> Row:
    names = ("stretch_mark", "progress", "score", "band", "pace", "confidence", "reason")
    return {name: getattr(score, name) for name in names}


def _facts(assessment: Assessment, workbook: str) -> Iterator[Row]:
    from okrsdk.schema.frames import cells_of

    okr_set = assessment.okr_set
    places = {objective.id: place for place, objective in reversed(list(enumerate(okr_set.objectives)))}
    common = {"workbook": workbook, **_grading(assessment), "client": okr_set.client.name, **_cycle(okr_set)}
    for position, key_result in enumerate(okr_set.key_results):
        place = places.get(key_result.objective_id) if key_result.objective_id else None
        yield {
            **common,
            "position": position,
            **(_facts_objective(assessment, place) if place is not None else {}),
            **cells_of(Table.KEY_RESULTS, key_result),
            "current": current_value(okr_set, key_result, on=assessment.on),
            "key_result_id": key_result.id,
            "key_result": key_result.text,
            **_graded(assessment.scores.key_results[position]),
        }


def _facts_objective(assessment: Assessment, place: int) -> Row:
    objective, graded = assessment.okr_set.objectives[place], assessment.scores.objectives[place]
    return {
        "objective": objective.text,
        "objective_owner": objective.owner,
        "objective_score": graded.score,
        "objective_band": graded.band,
    }
