"""From a set of OKRs to its document."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.interchange.document.records import (
    CHECK_INS,
    CLIENT,
    CYCLE,
    DECISIONS,
    FINAL_SCORES,
    FORMAT_VERSION,
    FUNNEL,
    KEY_RESULTS,
    OBJECTIVE_ID,
    OBJECTIVES,
    STRATEGY,
    VERSION,
    written_columns,
)
from okrsdk.model import Stage
from okrsdk.schema.column import is_blank

if TYPE_CHECKING:
    from collections.abc import Collection

    from okrsdk.model import OkrSet

_FLOAT_DIGITS, _LARGEST_EXPONENT = 15, 100


def document_from_okr_set(okr_set: OkrSet) -> dict[str, object]:
    """The document of a set of OKRs, as values that `json.dumps` takes.

    Days are ISO 8601 texts, numbers are numbers; a number of more digits than any reader's float holds is a text, so
    that none changes. What is blank is left out. Read again, it gives the same set with key results in the order of
    their objectives.
    """
    known = {objective.id for objective in okr_set.objectives} - {""}
    own: dict[str, list[dict[str, object]]] = defaultdict(list)
    for key_result in okr_set.key_results:
        without = (OBJECTIVE_ID,) if key_result.objective_id in known else ()
        own[key_result.objective_id if without else ""].append(
            _document(Table.KEY_RESULTS, key_result, without=without)
        )
    client = _document(Table.CLIENT, okr_set.client, without=(CYCLE,))
    funnel = [_document(Table.FUNNEL, step) for step in okr_set.client.funnel]
    objectives = []
    for objective in okr_set.objectives:
        key_results = own.pop(objective.id, []) if objective.id else []
        objectives.append(_document(Table.OBJECTIVES, objective) | ({KEY_RESULTS: key_results} if key_results else {}))
    sections = {
        CLIENT: client | ({FUNNEL: funnel} if funnel else {}),
        CYCLE: None if okr_set.cycle is None else okr_set.cycle.name,
        OBJECTIVES: objectives,
        KEY_RESULTS: own[""],
        CHECK_INS: [_document(Table.CHECK_INS, check_in) for check_in in okr_set.check_ins],
        DECISIONS: [_document(Table.DECISIONS, decision) for decision in okr_set.decisions],
        FINAL_SCORES: [_document(Table.FINAL_SCORES, own) for own in okr_set.final_scores],
        STRATEGY: [_document(Table.STRATEGY, own) for own in okr_set.strategy],
    }
    return {VERSION: FORMAT_VERSION, **{key: section for key, section in sections.items() if section}}


def _document(table: Table, record: object, *, without: Collection[str] = ()) -> dict[str, object]:
    values = {
        column.name: getattr(record, column.name) for column in written_columns(table) if column.name not in without
    }
    return {name: _plain(value) for name, value in values.items() if not is_blank(value)}


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return _plain_number(value)
        case date():
            return value.isoformat()
        case Stage():
            return {"score": _plain_number(value.score), "name": value.name}
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return str(value)


def _plain_number(value: Decimal) -> int | float | str:
    """The number where JSON readers hold it exactly, else its digits."""
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
        return str(value)
    if value == value.to_integral_value():
        return int(value)
    return float(value) if len(value.normalize().as_tuple().digits) <= _FLOAT_DIGITS else f"{value:f}"
