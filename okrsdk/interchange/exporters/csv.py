"""CSV for spreadsheets and other tools: a row per key result with its objective, client, cycle and scores."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.interchange.csv_cells import csv_cell
from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.schema import ColumnOwner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.grading import Scores
    from okrsdk.model import KeyResult, Objective

Row: TypeAlias = dict[str, object]

_COVERAGE = "Objective coverage"


def csv_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV of the key results of all workbooks."""
    return text_file("okrs.csv", write_csv(assessments))


def write_csv(assessments: Sequence[Assessment]) -> str:
    """The CSV text: a header row, then a row per key result and per objective without any, lines ended by CR LF.

    Numbers have a decimal point and no unit, days are ISO 8601, coverage is `2 of 4 met, 3 graded`. A text that a
    spreadsheet would take for a formula gets an apostrophe in front.

    Args:
        assessments: the OKRs of each workbook with their scores.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=_headers())
    writer.writeheader()
    for assessment in assessments:
        for row in _rows(assessment):
            writer.writerow({header: csv_cell(value) for header, value in row.items()})
    return text.getvalue()


def _rows(assessment: Assessment) -> Iterator[Row]:
    okr_set, scores = assessment.okr_set, assessment.scores
    cycle = None if okr_set.cycle is None else okr_set.cycle.name
    common: Row = {"Client": okr_set.client.name, "Cycle": cycle}
    numbered = list(enumerate(okr_set.key_results))
    known = {objective.id for objective in okr_set.objectives} - {""}
    for index, objective in enumerate(okr_set.objectives):
        row = common | _objective_cells(objective, index, scores)
        own = [(position, kr) for position, kr in numbered if objective.id and kr.objective_id == objective.id]
        yield from (row | _key_result_cells(key_result, position, scores) for position, key_result in own)
        if not own:
            yield row
    for position, key_result in numbered:
        if key_result.objective_id not in known:
            row = common | {"Objective ID": key_result.objective_id}
            yield row | _key_result_cells(key_result, position, scores)


def _objective_cells(objective: Objective, position: int, scores: Scores) -> Row:
    from okrsdk.schema import columns

    graded = scores.objectives[position]
    cells: Row = {
        _objective_header(column.name, column.title): getattr(
            objective if column.owner is ColumnOwner.USER else graded, column.name
        )
        for column in columns(Table.OBJECTIVES)
    }
    return {**cells, _COVERAGE: str(graded.coverage)}


def _key_result_cells(key_result: KeyResult, position: int, scores: Scores) -> Row:
    from okrsdk.schema import columns

    graded = scores.key_results[position]
    cells: Row = {}
    for column in columns(Table.KEY_RESULTS):
        header = _key_result_header(column.name, column.title)
        if column.name == "graded_at":
            cells[header] = scores.on
        elif column.name != "objective_id":
            cells[header] = getattr(key_result if column.owner is ColumnOwner.USER else graded, column.name)
    return cells


def _headers() -> list[str]:
    from okrsdk.schema import columns

    objective = [_objective_header(column.name, column.title) for column in columns(Table.OBJECTIVES)]
    key_result = [
        _key_result_header(column.name, column.title)
        for column in columns(Table.KEY_RESULTS)
        if column.name != "objective_id"
    ]
    return ["Client", "Cycle", *objective, _COVERAGE, *key_result]


def _objective_header(name: str, title: str) -> str:
    if name == "id":
        return "Objective ID"
    return title if name == "text" else f"Objective {title[0].lower()}{title[1:]}"


def _key_result_header(name: str, title: str) -> str:
    return "Key result ID" if name == "id" else title
