"""CSV for spreadsheets and other tools: one row per key result, with its objective, client and cycle beside it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.model import KeyResult, Objective
from okrsdk.schema import ColumnOwner, columns
from okrsdk.workbook.cell_data import sheet_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet

Row: TypeAlias = dict[str, object]

_STARTS_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]|\s+[=+\-@]")
_PLAIN_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)


def write_csv(okr_set: OkrSet, scores: Scores | None = None) -> str:
    """The CSV text: a header row, then a row per key result and per objective without any, lines ended by CR LF.

    Numbers have a decimal point and no unit, days are ISO 8601. A text that a spreadsheet would take for a formula gets
    an apostrophe in front.

    Args:
        okr_set: the OKRs.
        scores: their scores, which add the columns that okrsdk owns.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=_headers(with_scores=scores is not None))
    writer.writeheader()
    for row in _rows(okr_set, scores):
        writer.writerow({header: csv_cell(value) for header, value in row.items()})
    return text.getvalue()


def csv_cell(value: object) -> str:
    """A value as a CSV cell.

    >>> csv_cell("=HYPERLINK(A1)"), csv_cell("-5"), csv_cell(Decimal("1E+3")), csv_cell("- faster")
    ("'=HYPERLINK(A1)", '-5', '1000', "'- faster")
    """
    match value:
        case Decimal():
            return f"{value.normalize():f}" if value.is_finite() else ""
        case date():
            return value.isoformat()
    text = str("" if (plain := sheet_value(value)) is None else plain)
    return f"'{text}" if _STARTS_FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def _rows(okr_set: OkrSet, scores: Scores | None) -> Iterator[Row]:
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


def _objective_cells(objective: Objective, position: int, scores: Scores | None) -> Row:
    graded = None if scores is None else scores.objectives[position]
    return {
        _objective_header(column.name, column.title): getattr(
            objective if column.owner is ColumnOwner.USER else graded, column.name
        )
        for column in columns(Table.OBJECTIVES)
        if column.owner is ColumnOwner.USER or graded is not None
    }


def _key_result_cells(key_result: KeyResult, position: int, scores: Scores | None) -> Row:
    cells: Row = {
        _key_result_header(column.name, column.title): getattr(key_result, column.name)
        for column in columns(Table.KEY_RESULTS)
        if column.owner is ColumnOwner.USER and column.name != "objective_id"
    }
    if scores is not None:
        graded = scores.key_results[position]
        for column in columns(Table.KEY_RESULTS):
            if column.owner is ColumnOwner.OKR:
                value = scores.on if column.name == "graded_at" else getattr(graded, column.name)
                cells[_key_result_header(column.name, column.title)] = value
    return cells


def _headers(*, with_scores: bool) -> list[str]:
    shown = [ColumnOwner.USER, ColumnOwner.OKR] if with_scores else [ColumnOwner.USER]
    objective = [_objective_header(c.name, c.title) for c in columns(Table.OBJECTIVES) if c.owner in shown]
    key_result = [
        _key_result_header(c.name, c.title)
        for c in columns(Table.KEY_RESULTS)
        if c.owner in shown and c.name != "objective_id"
    ]
    return ["Client", "Cycle", *objective, *key_result]


def _objective_header(name: str, title: str) -> str:
    if name == "id":
        return "Objective ID"
    return title if name == "text" else f"Objective {title[0].lower()}{title[1:]}"


def _key_result_header(name: str, title: str) -> str:
    return "Key result ID" if name == "id" else title
