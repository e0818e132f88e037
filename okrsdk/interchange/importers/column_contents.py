"""What the cells of a column look like: amounts, shares in percent, days, addresses of people, codes, sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.days_in_words import day_in_words
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.language.dates import day_readings
from okrsdk.language.numbers import read_amount
from okrsdk.schema.column import is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.interchange.importers.source_table import SourceRow

_PLAIN = re.compile(r"\s*-?\d{1,15}\s*")
_LOOKED_AT = 200
_MOST = 0.8
_ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+(?:[,;]\s*[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+)*")
_CODE = re.compile(r"[A-Za-z]{0,5}[ #_-]?\d{1,9}(?:[._-][A-Za-z]{0,4}\d{1,6})*")
_SHORTEST_SENTENCE = 3
_SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnContent:
    """What a column holds, by a look at its first 200 filled cells.

    Attributes:
        filled: how many cells were looked at.
        texts: the different texts, in order.
        numbers: how many are amounts, percentages among them; days are none.
        percents: how many are amounts in percent.
        days: how many are days.
        addresses: how many are e-mail addresses.
        codes: how many are codes such as `O1-KR2`, `1.2` or `INI-7`.
        sentences: how many have at least three words, or as many characters in a script without blanks.
    """

    filled: int
    texts: tuple[str, ...]
    numbers: int
    percents: int
    days: int
    addresses: int
    codes: int
    sentences: int

    @property
    def samples(self) -> tuple[str, ...]:
        """Up to three of its different values."""
        return self.texts[:_SAMPLES]

    def is_mostly(self, count: int) -> bool:
        """Whether a count is of most of its cells."""
        return self.filled > 0 and count >= _MOST * self.filled


def content_of(rows: Sequence[SourceRow], index: int) -> ColumnContent:
    """What a column of the rows holds."""
    cells = []
    for row in rows:
        if not is_blank(row.cell(index)):
            cells.append(row.cell(index))
        if len(cells) == _LOOKED_AT:
            break
    texts = [text_of(cell) for cell in cells]
    days = [is_day(cell) for cell in cells]
    amounts = [None if day else amount_unit(cell) for cell, day in zip(cells, days, strict=True)]
    return ColumnContent(
        filled=len(cells),
        texts=tuple(dict.fromkeys(texts)),
        numbers=sum(unit is not None for unit in amounts),
        percents=sum(unit == "%" for unit in amounts),
        days=sum(days),
        addresses=sum(_ADDRESS.fullmatch(text) is not None for text in texts),
        codes=sum(_CODE.fullmatch(text) is not None for text in texts),
        sentences=sum(_is_sentence(text) for text in texts),
    )


def is_day(cell: object) -> bool:
    """Whether a cell holds a day, or a text that can be nothing but one."""
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return (any(mark in text for mark in "-/. ") and bool(day_readings(text))) or day_in_words(text) is not None


def amount_unit(cell: object) -> str | None:
    """The unit of the amount in a cell, empty for a bare number; None where it holds no amount."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float | Decimal) or (isinstance(cell, str) and _PLAIN.fullmatch(cell)):
        return ""
    amount = read_amount(cell.strip()) if isinstance(cell, str) else None
    return None if amount is None else amount.unit


def _is_sentence(text: str) -> bool:
    blanks = len(text.split())
    return blanks >= _SHORTEST_SENTENCE or (blanks == 1 and not text.isascii() and len(text) > 2 * _SHORTEST_SENTENCE)
