"""What the last import said of a record, kept in a hidden column of its row: a digest per field, which moves with it.

With it three sides can be compared: the source now, the source then, and the cell. So a cell that people typed in since
is told from one that only the source has changed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from okrsdk.language.normalize import normalized
from okrsdk.workbook.cell_data import typed_value

MEMORY_HEADER = "Last import"
MEMORY_NOTE = (
    "What the last import said of this row, as digests. okrsdk writes it, so that the next import knows what people "
    "typed since. Deleting the column loses nothing else."
)
FURTHER = "#"
"""How the key of a further column begins; a field's never does."""
_DIGITS = 8
_DISTINCT = 1 << 15
"""How many values are kept: of ten thousand rows most say what others say."""


@lru_cache(maxsize=_DISTINCT, typed=True)
def digest(value: Hashable) -> str:
    """Eight hexadecimal digits that are the same for what a sheet shows as the same: 1 and 1.0, with or without blanks.

    >>> digest(Decimal("1.50")) == digest(1.5), digest(" a  b") == digest("a b"), digest("1") == digest(1)
    (True, True, False)
    """
    held = plain_value(value)
    return sha256(repr(held).encode()).hexdigest()[:_DIGITS]


@lru_cache(maxsize=_DISTINCT, typed=True)
def plain_value(value: Hashable) -> object:
    """A value as it is compared: numbers with the 15 digits that a sheet keeps, texts without blanks around them.

    >>> plain_value(Decimal("0.10")), plain_value(date(2026, 1, 1)), plain_value(None)
    (0.1, 46023.0, '')
    """
    own = typed_value(value) if isinstance(value, tuple | Decimal | date | str) else value
    if own is None:
        return ""
    if isinstance(own, bool):
        return own
    if isinstance(own, int | float):
        return float(f"{own:.15g}")
    return " ".join(str(own).split())


def header_key(header: str) -> str:
    """The key of a further column: short, whatever its header is."""
    return f"{FURTHER}{sha256(normalized(header).encode()).hexdigest()[:_DIGITS]}"


def memory_of(text: object) -> Mapping[str, str]:
    """The digests by field, from what the column holds; empty where it holds something else.

    >>> memory_of("text=1a2b3c4d target=00ff00ff"), memory_of("my note"), memory_of(None)
    ({'text': '1a2b3c4d', 'target': '00ff00ff'}, {}, {})
    """
    if not isinstance(text, str):
        return {}
    pairs = (part.partition("=") for part in text.split())
    return {key: value for key, _, value in pairs if key and len(value) == _DIGITS}


def memory_text(memory: Mapping[str, str]) -> str:
    """What the column holds for these digests."""
    return " ".join(f"{key}={value}" for key, value in memory.items())
