"""The IDs of records that an import adds, and what their key results call their objective."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.language.normalize import normalized
from okrsdk.workbook.ids import fill_ids
from okrsdk.workbook.importing.matching import parent_positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.model import KeyResult, Objective, OkrSet
    from okrsdk.workbook.importing.matching import Matches
    from okrsdk.workbook.importing.source import ImportSource, OkrRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIds:
    """What records of a source are called in the workbook.

    Attributes:
        objectives: the new objectives with their IDs, by position in the source.
        key_results: the new key results with their IDs and those of their objectives, by position in the source.
        parents: per key result of the source, what the workbook calls its objective; empty where it has none.
    """

    objectives: Mapping[int, Objective]
    key_results: Mapping[int, KeyResult]
    parents: Sequence[str]


def new_ids(source: ImportSource, workbook: OkrSet, objectives: Matches, key_results: Matches) -> NewIds:
    """The IDs of the new records: the source's own where they are free, else the next ones.

    Under an objective that has no ID yet a new key result gets none either: it names the objective by its words, and
    the next grade fills both.
    """
    own = source.okr_set
    there: list[OkrRecord] = [*workbook.objectives, *workbook.key_results]
    taken = {normalized(one.id) for one in there if one.id}
    added = [replace(own.objectives[at], id=_free(source.own_id(own.objectives[at]), taken)) for at in objectives.new]
    with_objectives = fill_ids(replace(workbook, objectives=(*workbook.objectives, *added)))
    filled = with_objectives.objectives[len(workbook.objectives) :]
    named = dict(zip(objectives.new, filled, strict=True))
    parents = [_parent(at, named, workbook, objectives) for at in parent_positions(own)]
    added_key_results = [
        replace(own.key_results[at], objective_id=parents[at], id=_free(source.own_id(own.key_results[at]), taken))
        for at in key_results.new
    ]
    ids = {one.id for one in with_objectives.objectives}
    known = [one if one.objective_id in ids else replace(one, objective_id="") for one in added_key_results]
    completed = fill_ids(
        replace(workbook, objectives=with_objectives.objectives, key_results=(*workbook.key_results, *known))
    ).key_results[len(workbook.key_results) :]
    numbered = (replace(one, id=got.id) for one, got in zip(added_key_results, completed, strict=True))
    return NewIds(objectives=named, key_results=dict(zip(key_results.new, numbered, strict=True)), parents=parents)


def _parent(at: int | None, named: Mapping[int, Objective], workbook: OkrSet, objectives: Matches) -> str:
    if at is None:
        return ""
    if at in named:
        return named[at].id
    if at not in objectives.pairs:
        return ""
    there = workbook.objectives[objectives.pairs[at]]
    return there.id or " ".join(there.text.split())


def _free(own: str, taken: set[str]) -> str:
    """An ID of the source's, if the workbook has no such; it is taken then."""
    if not own or normalized(own) in taken:
        return ""
    taken.add(normalized(own))
    return own
