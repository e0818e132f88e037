"""The cell `Aligned To` of a view of Viva Goals: the goals above a goal, each with its weight and its ID."""

from __future__ import annotations

import re
from dataclasses import dataclass

from okrsdk.interchange.importers.found_records import FoundDoubt, FoundRecord
from okrsdk.interchange.importers.import_rules import PARENT_NOT_IN_SOURCE

_MARK = re.compile(
    r"\(\s*(?:weight:\s*(?P<weight>\d+(?:[.,]\d+)?)\s*%?\s*,\s*)?Id:\s*(?P<id>\d+)\s*\)\s*(?=$|[;,\n])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A goal above another.

    Attributes:
        title: its title; empty where the source has the ID alone.
        key: its ID in Viva Goals; empty where the source has the title alone.
        weight: the share of the goal below in its progress, in percent as written; empty without one.
    """

    title: str
    key: str = ""
    weight: str = ""


def alignments_in(cell: str) -> tuple[Alignment, ...]:
    """The goals that a cell names, in order; a text without an ID is a title as a whole.

    A title may hold brackets, commas and semicolons itself: what counts is the mark behind it, with which it ends.

    >>> [(one.title, one.key, one.weight) for one in alignments_in("Win (B2B), fast(weight: 14.29%, Id: 22)")]
    [('Win (B2B), fast', '22', '14.29')]
    >>> [one.key for one in alignments_in("Win(weight: 50%, Id: 1); Grow (all)(weight: 50%, Id: 2)")]
    ['1', '2']
    """
    found: list[Alignment] = []
    start = 0
    for mark in _MARK.finditer(cell):
        title = _title(cell[start : mark.start()])
        found.append(Alignment(title=title, key=mark["id"], weight=(mark["weight"] or "").replace(",", ".")))
        start = mark.end()
    rest = _title(cell[start:])
    return (*found, Alignment(title=rest)) if rest else tuple(found)


def _title(text: str) -> str:
    return " ".join(text.strip().lstrip(";,").split())


def missing_parent(objective: FoundRecord, name: str) -> FoundDoubt:
    """The doubt about an objective whose goal above is not in its source."""
    return FoundDoubt(
        record=objective,
        rule=PARENT_NOT_IN_SOURCE,
        message=f"The objective is aligned to {name}, which is not in the source.",
        cure="Name in Contributes to what it serves today, or clear the cell.",
    )
