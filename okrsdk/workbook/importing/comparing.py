"""One cell with three sides: what the source says, what the cell holds, and what the last import said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from okrsdk.schema.column import is_blank
from okrsdk.workbook.importing.import_plan import Settle
from okrsdk.workbook.importing.memory import digest, plain_value

if TYPE_CHECKING:
    from okrsdk.workbook.layout.positions import ColumnPlace

_NOTHING = digest("")


class Verdict(Enum):
    """What becomes of a cell."""

    SAME = auto()
    WRITE = auto()
    TYPED = auto()
    CONFLICT = auto()
    FORMULA = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a cell holds.

    Attributes:
        value: its value as its column means it, as it is typed where that is not understood; None where it is blank.
        has_formula: whether a formula gives it.
    """

    value: object = None
    has_formula: bool = False


BLANK = Held()


def held_at(place: ColumnPlace | None, row: int, value: object = None) -> Held:
    """What the cell of a column holds in a row; `value` is how its column understands it."""
    if place is None or row >= len(place.values):
        return BLANK
    raw = place.values[row]
    if is_blank(raw) and row not in place.formulas:
        return BLANK
    return Held(value=raw if is_blank(value) else value, has_formula=row in place.formulas)


def compared(said: object, held: Held, remembered: str | None, settle: Settle | None = None) -> Verdict:
    """What becomes of a cell.

    A blank cell that no import has filled is filled. A cell that only people changed stays, one that only the source
    changed is written, and one that both changed is in conflict, as is one that differs before any import.

    Args:
        said: what the source says; never blank.
        held: what the cell holds.
        remembered: the digest of what the last import said; None where there is none.
        settle: whose value stays in a conflict.
    """
    if plain_value(said) == plain_value(held.value):
        return Verdict.SAME
    if remembered == digest(said):
        return Verdict.TYPED
    if held.has_formula:
        return Verdict.FORMULA
    is_untouched = (remembered or _NOTHING) == digest(held.value)
    if is_untouched or settle is Settle.SOURCE:
        return Verdict.WRITE
    return Verdict.CONFLICT if settle is None else Verdict.TYPED


def remembered_after(said: object, verdict: Verdict, remembered: str | None, settle: Settle | None) -> str | None:
    """What the next import is to know of the cell: a conflict is forgotten only once it is settled."""
    return remembered if verdict is Verdict.CONFLICT and settle is None else digest(said)
