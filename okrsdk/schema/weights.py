"""Weights that were meant on different scales: shares beside blanks, 50 beside 0.5."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Finding, Location, Table
from okrsdk.language.amount_text import bare_text
from okrsdk.language.enumeration import together
from okrsdk.model import Status
from okrsdk.schema.column import is_blank, is_number
from okrsdk.schema.table_findings import MIXED_WEIGHTS
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.schema.table_cells import Tables

_FAR_APART = 20
_WHOLE = (Decimal(1), Decimal(100))


def weight_findings(tables: Tables) -> Iterator[Finding]:
    """One finding for each objective, and one for the set, whose weights are on different scales."""
    for table, parent in ((Table.OBJECTIVES, None), (Table.KEY_RESULTS, "objective_id")):
        for siblings in _siblings(tables, table, parent).values():
            if odd := _odd_one(siblings):
                position, record, message = odd
                location = Location(table=table, record=record or None, position=position, field="weight")
                cure = text("Write every weight on one scale, and leave none blank.")
                yield MIXED_WEIGHTS.finding(location, message, cure)


def _siblings(tables: Tables, table: Table, parent: str | None) -> dict[str, list[tuple[int, str, Decimal | None]]]:
    """Position, ID and weight (None where blank) of the active records, by what they belong to."""
    found: dict[str, list[tuple[int, str, Decimal | None]]] = defaultdict(list)
    cells = tables.get(table)
    if cells is None:
        return found
    for position, weight in enumerate(cells.of("weight")):
        status = cells.at("status", position)
        is_counted = is_blank(status) or status == Status.ACTIVE or status not in tuple(Status)
        own = Decimal(str(weight)) if is_number(weight) else None
        if is_counted and (is_blank(weight) or (own is not None and own >= 0)):
            belongs_to = cells.at(parent, position) if parent else None
            found[str(belongs_to or "")].append((position, str(cells.at("id", position) or ""), own))
    return found


def _odd_one(siblings: list[tuple[int, str, Decimal | None]]) -> tuple[int, str, str] | None:
    """Position, ID and message of the first weight that is on another scale than the rest; None when all are on one.

    Weights say how much more one record counts than another, so 2 beside 1 is fine, and so is 0.5 beside several
    of 1. New rows of a workbook hold 1 or are blank, which is the same.
    """
    written = [weight for _, _, weight in siblings if weight and weight != 1]
    ones = [sibling for sibling in siblings if sibling[2] is None or sibling[2] == 1]
    if not written:
        return None
    shown = together([bare_text(weight) for weight in sorted(set(written), reverse=True)[:3]])
    are_shares = max(written) < 1 and (len(ones) == 1 or len(written) > 1)
    if ones and (are_shares or min(written) >= _FAR_APART or sum(written) in _WHOLE):
        position, record, weight = ones[0]
        if weight is None:
            return position, record, text("The weight is blank, which counts as 1, beside {weights}.", weights=shown)
        return position, record, text("The weight is 1 beside {weights}.", weights=shown)
    smallest = min(siblings, key=lambda sibling: sibling[2] or max(written))
    if smallest[2] and max(written) >= _FAR_APART * smallest[2]:
        message = text("The weight is {weight} beside {weights}.", weight=bare_text(smallest[2]), weights=shown)
        return smallest[0], smallest[1], message
    return None
