"""Numbers as text: amounts as people write them, shares, and a trend as a row of blocks, since cards draw nothing.

Our own renderer finds a trend, and a score with its bar, and draws them; Google shows them as they are.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.amount_text import amount_text, plain_text
from okrsdk.language.percentages import percent_factor
from okrsdk.model import Kind
from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.model import KeyResult

_NOTHING, _ALL = Decimal(0), Decimal(1)
_MANY_STEPS = 100
_MOST_TYPED = 6
"""Decimals that people type; what has more was worked out."""
_BLOCKS = "▁▂▃▄▅▆▇█"
_UNKNOWN = text("not known")
_WITHOUT_NUMBERS = {
    Kind.MILESTONE: text("to be done"),
    Kind.FIND_BASELINE: text("to find out where we are"),
    Kind.STAGES: text("through its stages"),
}


def measured(key_result: KeyResult, value: Decimal | None) -> str:
    """A value of a key result in its own terms: a milestone is done or not, of stages the one reached is named.

    One that was worked out (`2 / 3`) has the decimals that tell something, and not all that a database gives.

    >>> from okrsdk.model import KeyResult
    >>> measured(KeyResult(unit="%", target=Decimal("0.8")), Decimal("0.666666666666667"))
    '66.67 %'
    """
    if value is None:
        return _UNKNOWN
    if key_result.kind is Kind.MILESTONE and value in (0, 1):
        return text("done") if value else text("not done")
    if key_result.kind is Kind.STAGES:
        return next((stage.name for stage in key_result.stages if stage.score == value), plain_text(value))
    return amount_text(_told(value), key_result.unit, factor=percent_factor(key_result))


def _told(value: Decimal) -> Decimal:
    """The value, of more decimals than anyone types with four figures, and two decimals at least."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -_MOST_TYPED or not value:
        return value
    return value.quantize(Decimal(1).scaleb(min(-2, value.adjusted() - 3)))


def approximate(key_result: KeyResult, value: Decimal) -> str:
    """A worked-out value of a key result, with one decimal more than its baseline and target have.

    Where they are a hundred steps or more apart, it has no more than they: nobody expects $2,247,391.30.

    >>> from okrsdk.model import KeyResult
    >>> share = KeyResult(unit="%", baseline=Decimal("0.71"), target=Decimal("0.90"))
    >>> approximate(share, Decimal("0.796739130434"))
    '79.7 %'
    >>> revenue = KeyResult(unit="$", baseline=Decimal(1_800_000), target=Decimal(3_000_000))
    >>> approximate(revenue, Decimal("2247391.304347"))
    '$2,247,391'
    """
    known = [one for one in (key_result.baseline, key_result.target) if one is not None]
    exponents = (one.as_tuple().exponent for one in known)
    places = max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)), 0)
    steps = abs(known[-1] - known[0]).scaleb(places) if known else Decimal(0)
    return measured(key_result, value.quantize(Decimal(1).scaleb(-places if steps >= _MANY_STEPS else -places - 1)))


def aim(key_result: KeyResult) -> str:
    """Where the key result goes from and to, and which of the two it does not have yet."""
    if key_result.kind is Kind.STAGES and key_result.stages:
        return " → ".join(stage.name for stage in key_result.stages)
    if key_result.kind in _WITHOUT_NUMBERS:
        return _WITHOUT_NUMBERS[key_result.kind]
    baseline, target = key_result.baseline, key_result.target
    start, end = measured(key_result, baseline), measured(key_result, target)
    is_one_sided = key_result.kind in (Kind.AT_LEAST, Kind.AT_MOST)
    if target is None or (baseline is None and not is_one_sided):
        return _missing(start if baseline is not None else "", end if target is not None else "", is_one_sided)
    if key_result.kind is Kind.BETWEEN:
        return text("between {start} and {end}", start=start, end=end)
    if is_one_sided:
        return text("at least {end}", end=end) if key_result.kind is Kind.AT_LEAST else text("at most {end}", end=end)
    return text("from {start} to {end}", start=start, end=end)


def _missing(start: str, end: str, is_one_sided: bool) -> str:  # noqa: FBT001 - one of three things known of the ends
    """What is known of the ends, and which of them is not there yet."""
    if end:
        return text("target {end}, no baseline yet", end=end)
    if start:
        return text("baseline {start}, no target yet", start=start)
    return text("no target yet") if is_one_sided else text("no baseline and no target yet")


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
    return strung([_drawn(shares), first, "→", last])


def value_trend(key_result: KeyResult, values: Sequence[Decimal]) -> str:
    """Values of a key result, oldest first, as blocks from its baseline up to its target, with the first and the last.

    A key result that is to go down rises in the blocks as it falls.

    >>> from okrsdk.model import KeyResult
    >>> days = KeyResult(unit="days", baseline=Decimal(20), target=Decimal(10))
    >>> value_trend(days, [Decimal(20), Decimal(15), Decimal(12)])
    '▁▅▇ 20 days → 12 days'
    """
    if not values or key_result.baseline is None or key_result.target is None:
        return ""
    first, last = measured(key_result, values[0]), measured(key_result, values[-1])
    drawn = value_blocks(key_result, values)
    return strung([drawn, first, "→", last]) if drawn else last


def value_blocks(key_result: KeyResult, values: Sequence[Decimal]) -> str:
    """Values of a key result, oldest first, as blocks alone, so that two rows of the same days can be compared.

    >>> from okrsdk.model import KeyResult
    >>> value_blocks(KeyResult(baseline=Decimal(100), target=Decimal(200)), [Decimal(100), Decimal(135), Decimal(200)])
    '▁▃█'
    """
    baseline, target = key_result.baseline, key_result.target
    if len(values) <= 1 or baseline is None or target is None or baseline == target:
        return ""
    return _drawn([(value - baseline) / (target - baseline) for value in values])


def shown_share(share: Decimal) -> str:
    """A share without zeros at its end, with one decimal at least.

    >>> shown_share(Decimal("1")), shown_share(Decimal("0.75"))
    ('1.0', '0.75')
    """
    if f"{share:.2f}".endswith("0"):
        return text("{share:.1f}", share=share)
    return text("{share:.2f}", share=share)


def _drawn(shares: Sequence[Decimal]) -> str:
    return "".join(_BLOCKS[_level(share)] for share in shares)


def _level(share: Decimal) -> int:
    return round(float(min(max(share, _NOTHING), _ALL)) * (len(_BLOCKS) - 1))
