"""Score and band: progress as people read it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from okrsdk.model import Commitment

_NOTHING, _ALL, _STEP = Decimal(0), Decimal(1), Decimal("0.01")
_YELLOW_FROM = {Commitment.ASPIRATIONAL: Decimal("0.4"), Commitment.COMMITTED: Decimal("0.7")}
_SWEET_SPOT_FROM, _SWEET_SPOT_TO, _STRONG_TO = Decimal("0.6"), Decimal("0.8"), Decimal("0.85")


class Band(StrEnum):
    """The colour of a score."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Interpretation(StrEnum):
    """What the mean of a closed set says of how high its aims were.

    `overreached` below 0.4, `partly` from 0.4, `sweet_spot` from 0.6 to 0.8 inclusive, `strong` above that to 0.85
    inclusive (high, but no proof of low aims), `aimed_too_low` above 0.85.
    """

    OVERREACHED = "overreached"
    PARTLY = "partly"
    SWEET_SPOT = "sweet_spot"
    STRONG = "strong"
    AIMED_TOO_LOW = "aimed_too_low"


def score(progress: Decimal) -> Decimal:
    """Progress as graded: clamped to 0–1, then rounded half-up to two decimals.

    >>> score(Decimal("0.695")), score(Decimal("-3")), score(Decimal("1.2"))
    (Decimal('0.70'), Decimal('0.00'), Decimal('1.00'))
    """
    return min(max(progress, _NOTHING), _ALL).quantize(_STEP, ROUND_HALF_UP)


def band(score: Decimal, commitment: Commitment) -> Band:
    """The colour of a rounded score.

    Aspirational: red below 0.4, yellow below 0.7, green from 0.7. Committed: red below 0.7, yellow below 1, green at 1.

    >>> band(Decimal("0.70"), Commitment.ASPIRATIONAL).value, band(Decimal("0.70"), Commitment.COMMITTED).value
    ('green', 'yellow')
    """
    if score >= commitment.pass_mark:
        return Band.GREEN
    return Band.YELLOW if score >= _YELLOW_FROM[commitment] else Band.RED


def interpretation(overall: Decimal) -> Interpretation:
    """What the overall score of a closed set of aspirational OKRs says of how high its aims were.

    >>> interpretation(Decimal("0.66")).value
    'sweet_spot'
    """
    if overall < _YELLOW_FROM[Commitment.ASPIRATIONAL]:
        return Interpretation.OVERREACHED
    if overall < _SWEET_SPOT_FROM:
        return Interpretation.PARTLY
    if overall <= _SWEET_SPOT_TO:
        return Interpretation.SWEET_SPOT
    return Interpretation.STRONG if overall <= _STRONG_TO else Interpretation.AIMED_TOO_LOW
