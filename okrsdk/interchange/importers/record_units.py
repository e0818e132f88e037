"""The units of a key result that was found: percentages are shares, whatever their column calls them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.column_contents import amount_unit
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.interchange.importers.source_values import is_percent_word, raw_amount
from okrsdk.language.currencies import shown_unit
from okrsdk.language.normalize import normalized
from okrsdk.schema.choice_words import KIND_ELSEWHERE

if TYPE_CHECKING:
    from okrsdk.interchange.importers.found_records import FoundRecord

_MEASURED = ("baseline", "target", "current")


def take_units(record: FoundRecord) -> None:
    """Settles kind, unit and percentages of a key result: a type of metric is no kind, and bare percentages are shares.

    A bare number above 1 beside the unit % is in percent, and so are the other bare ones of its key result.
    """
    kind = normalized(text_of(record.cells.get("kind")))
    if kind in KIND_ELSEWHERE or is_percent_word(kind):
        del record.cells["kind"]
        if is_percent_word(kind):
            record.cells.setdefault("unit", "%")
    unit = text_of(record.cells.get("unit"))
    if is_percent_word(unit):
        record.cells["unit"] = "%"
    units = {own for name in _MEASURED if (own := amount_unit(record.cells.get(name)))}
    if not unit and len(units) == 1:
        unit = shown_unit(units.pop())
        record.cells["unit"] = unit
    if not (is_percent_word(unit) or "%" in record.text):
        return
    bare = {
        name: cell for name in _MEASURED if (cell := record.cells.get(name)) is not None and amount_unit(cell) == ""
    }
    amounts = [amount for cell in bare.values() if (amount := _number(cell)) is not None]
    if any(abs(amount) > 1 for amount in amounts) and len(amounts) == len(bare) and _is_in_percent(record, amounts):
        record.cells.update({name: f"{text_of(cell)} %" for name, cell in bare.items()})


def _is_in_percent(record: FoundRecord, amounts: Sequence[Decimal]) -> bool:
    """Whether the amounts are percentages: by the unit, or because the sentence has them as such."""
    if text_of(record.cells.get("unit")) == "%":
        return True
    said = re.findall(r"(\d+(?:[.,]\d+)?)\s?%", record.text)
    return any(Decimal(text.replace(",", ".")) in amounts for text in said)


def _number(cell: object) -> Decimal | None:
    raw = raw_amount(cell)
    if isinstance(raw, float):
        return Decimal(f"{raw:.15g}")
    if isinstance(raw, str):
        plain = raw.strip().replace(",", ".")
        return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None
    return Decimal(raw) if isinstance(raw, int | Decimal) and not isinstance(raw, bool) else None
