"""IDs for records of a file that have none yet, and with them the link from a key result to its objective."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.model import KeyResult, Objective, OkrSet, StrategyEntry, StrategyPart
from okrsdk.schema.choice_words import STRATEGY_WORDS, choice_named
from okrsdk.schema.column import is_blank
from okrsdk.workbook.ids import fill_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Record: TypeAlias = dict[str, object]
_OBJECTIVE_ID = "objective_id"


def link_records(rows: Mapping[Table, list[Record]], parents: Iterable[tuple[Record, Record]]) -> None:
    """Gives every record its ID and every nested key result that of its objective.

    Args:
        rows: the records, changed in place.
        parents: key results with the objectives that they are in.
    """
    if not _are_named(rows[Table.OBJECTIVES]):
        _give(rows[Table.OBJECTIVES], fill_ids(_ids_alone(rows)).objectives)
    for key_result, objective in parents:
        key_result[_OBJECTIVE_ID] = objective["id"]
    if not _are_named(rows[Table.KEY_RESULTS]):
        _give(rows[Table.KEY_RESULTS], fill_ids(_ids_alone(rows)).key_results)
    if not _are_named(_challenges(rows)):
        _give(_challenges(rows), fill_ids(_ids_alone(rows)).strategy)


def _are_named(records: Iterable[Record]) -> bool:
    """Whether every record has an ID already, as it is to stay."""
    return all((own := _id(record, "id")) and record["id"] == own for record in records)


def _give(records: list[Record], filled: Iterable[Objective | KeyResult | StrategyEntry]) -> None:
    for record, named in zip(records, filled, strict=True):
        record["id"] = named.id


def _ids_alone(rows: Mapping[Table, list[Record]]) -> OkrSet:
    # References are left out: in a file without IDs, a check-in of O1-KR1 means the first key result of the first
    # objective, while in a sheet it may mean a row that was deleted.
    return OkrSet(
        objectives=tuple(Objective(id=_id(row, "id")) for row in rows[Table.OBJECTIVES]),
        key_results=tuple(
            KeyResult(id=_id(row, "id"), objective_id=_id(row, _OBJECTIVE_ID)) for row in rows[Table.KEY_RESULTS]
        ),
        strategy=tuple(StrategyEntry(id=_id(row, "id"), part=StrategyPart.CHALLENGE) for row in _challenges(rows)),
    )


def _challenges(rows: Mapping[Table, list[Record]]) -> list[Record]:
    """The entries of the strategy that are challenges, in whatever words they are called so."""
    return [row for row in rows.get(Table.STRATEGY, []) if _is_challenge(row.get("part"))]


def _is_challenge(part: object) -> bool:
    return isinstance(part, str) and choice_named(part, StrategyPart, STRATEGY_WORDS) is StrategyPart.CHALLENGE


def _id(record: Record, name: str) -> str:
    value = record.get(name)
    return "" if is_blank(value) else str(value).strip()
