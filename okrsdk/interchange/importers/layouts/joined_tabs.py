"""Two tabs joined by ID: one with the objectives, one with the key results and the ID or words of their objectives.

::

    Objectives: ID;Objective             Key results: Objective ID;Key result;Target
                1;Win the north                       1;Bookings;20
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from okrsdk.interchange.importers.found_records import FoundRecord, FoundRecords, TableContent
from okrsdk.interchange.importers.header_meanings import ID, KEY_RESULT, OBJECTIVE, PARENT, TEXT, TITLE
from okrsdk.interchange.importers.layouts.long import read_rows
from okrsdk.language.normalize import normalized
from okrsdk.texts import text

JOINED_TABS = text("two tabs joined by ID")


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedTabs:
    """The records of two tabs, and the places of the two among the tables."""

    found: FoundRecords
    places: tuple[int, int]


def joined_tabs(contents: Sequence[TableContent]) -> JoinedTabs | None:
    """The records of the first pair of tabs that are joined; None where there is none."""
    for upper, objectives in enumerate(contents):
        for lower, key_results in enumerate(contents):
            if upper == lower or not _are_objectives(objectives):
                continue
            below = _as_key_results(key_results)
            if below is not None and _refers(below, objectives):
                return JoinedTabs(found=_joined(_as_objectives(objectives), below), places=(upper, lower))
    return None


def _are_objectives(content: TableContent) -> bool:
    """Whether a tab has objectives and no key results."""
    is_titled = content.has(OBJECTIVE, TEXT) or content.has("", TITLE)
    return is_titled and not content.has(KEY_RESULT, TEXT)


def _as_objectives(content: TableContent) -> TableContent:
    places = dict(content.places)
    if (OBJECTIVE, TEXT) not in places:
        places[OBJECTIVE, TEXT] = places["", TITLE]
    if ("", ID) in places:
        places.setdefault((OBJECTIVE, ID), places["", ID])
    return TableContent(columns=content.columns, rows=content.rows, tab=content.tab, name=content.name, places=places)


def _as_key_results(content: TableContent) -> TableContent | None:
    """A tab of key results with the column that names their objectives; None for one without such a column."""
    places = dict(content.places)
    if (KEY_RESULT, TEXT) not in places and ("", TITLE) in places:
        places[KEY_RESULT, TEXT] = places["", TITLE]
    for other in ((OBJECTIVE, TEXT), ("", PARENT), ("", "contributes_to")):
        if (OBJECTIVE, ID) not in places and other in places:
            places[OBJECTIVE, ID] = places.pop(other)
    if (KEY_RESULT, TEXT) not in places or (OBJECTIVE, ID) not in places:
        return None
    places.pop((OBJECTIVE, TEXT), None)
    return TableContent(columns=content.columns, rows=content.rows, tab=content.tab, name=content.name, places=places)


def _refers(key_results: TableContent, objectives: TableContent) -> bool:
    """Whether most key results name an objective of the other tab."""
    above = _as_objectives(objectives)
    names = {
        normalized(name) for row in above.rows for field in (ID, TEXT) if (name := above.text(row, OBJECTIVE, field))
    }
    references = [name for row in key_results.rows if (name := key_results.text(row, OBJECTIVE, ID))]
    return bool(references) and 2 * sum(normalized(name) in names for name in references) > len(references)


def _joined(objectives: TableContent, key_results: TableContent) -> FoundRecords:
    above, below = read_rows(objectives), read_rows(key_results)
    by_name: dict[str, FoundRecord] = {}
    for objective in reversed(above.objectives):
        by_name |= {normalized(name): objective for name in (objective.text, objective.key) if name}
    for one in below.key_results:
        one.objective = by_name.get(normalized(one.reference))
        one.record.cells.pop("contributes_to", None)
    for work in below.initiatives:
        work.objective = work.objective or (None if work.key_result is None else _objective_of(below, work.key_result))
    return FoundRecords(
        objectives=above.objectives,
        key_results=below.key_results,
        initiatives=[*above.initiatives, *below.initiatives],
        not_taken=[*above.not_taken, *below.not_taken],
    )


def _objective_of(found: FoundRecords, record: FoundRecord) -> FoundRecord | None:
    return next((one.objective for one in found.key_results if one.record is record), None)
