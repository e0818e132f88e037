"""A trend as text, since cards draw no figures: a row of blocks.

Our own renderer finds this text, and that of a score with its bar, and draws them; Google shows them as they are.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING, _ALL = Decimal(0), Decimal(1)
_BLOCKS = "▁▂▃▄▅▆▇█"


def trend(shares: Sequence[Decimal]) -> str:
    """Shares from 0 to 1, oldest first, as blocks with the first and the last in figures.

    >>> trend([Decimal("0.3"), Decimal("0.5"), Decimal("0.8")])
    '▃▅▇ 0.3 → 0.8'
    >>> trend([Decimal("0.60")])
    '0.6'
    """
    if not shares:
        return ""
    first, last = shown_share(shares[0]), shown_share(shares[-1])
    if len(shares) == 1:
        return last
    blocks = "".join(_BLOCKS[_level(share)] for share in shares)
    return f"{blocks} {first} → {last}"


def shown_share(share: Decimal) -> str:
    """A share without zeros at its end, with one decimal at least.

    >>> shown_share(Decimal("1")), shown_share(Decimal("0.75"))
    ('1.0', '0.75')
    """
    short = f"{share:.2f}"
    return short[:-1] if short.endswith("0") else short


def _level(share: Decimal) -> int:
    return round(float(min(max(share, _NOTHING), _ALL)) * (len(_BLOCKS) - 1))
