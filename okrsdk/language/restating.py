"""The sentence of a key result once its numbers are other ones: `from 40 to 90` becomes `from 72 to 90`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from okrsdk.language.percentages import percent_factor
from okrsdk.language.sentence import parse_key_result

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.model import KeyResult

_FIGURES = re.compile(r"\d(?:[\d.,]*\d)?")


def restated(text: str, before: KeyResult, after: KeyResult, *, locale: str | None = None) -> str:
    """The sentence with the baseline and target of `after`, as far as it names those of `before`.

    It stays as it is where it does not say the old numbers for sure, or would not be read with exactly the new ones:
    a sentence that says something else than its columns is a finding, one that was garbled would be a loss.

    Args:
        text: the sentence.
        before: the key result whose numbers it says.
        after: the key result whose numbers it is to say.
        locale: the locale in which it was written.

    >>> from okrsdk.model import KeyResult
    >>> old = KeyResult(baseline=Decimal(40_000), target=Decimal(90_000))
    >>> new = KeyResult(baseline=Decimal(72_500), target=Decimal(90_000))
    >>> restated("Grow revenue from $40k to $90k a month", old, new)
    'Grow revenue from $72.5k to $90k a month'
    """
    said = parse_key_result(text, locale)
    factor = 1 / percent_factor(before) if said.unit == "%" else Decimal(1)  # shares in a sheet, percentages in words
    pairs = (
        (said.baseline or said.lower, before.baseline, after.baseline),
        (said.target, before.target, after.target),
    )
    new_text = text
    for amount, old, new in reversed(pairs):  # from the end, so that places stay
        if amount is None or old is None or new is None or old == new or amount.value is None:
            continue
        if amount.value * factor != old:
            return text
        new_text = _with(new_text, amount, new / factor)
    is_right = new_text != text and _numbers(parse_key_result(new_text, locale)) == _wanted(said, after, factor)
    return new_text if is_right else text


def _with(text: str, amount: Amount, value: Decimal) -> str:
    """The text with another number in the place of an amount, on the same scale; as it was where that is not clear."""
    span = amount.span
    figures = _FIGURES.findall(span.of(text))
    if len(figures) != 1 or amount.value is None:
        return text
    try:
        scale = amount.value / Decimal(figures[0].replace(",", ""))
    except (InvalidOperation, ZeroDivisionError):
        scale = Decimal(1)
    grouping = "," if "," in figures[0] or scale != 1 else ""
    number = f"{(value / scale).normalize():{grouping}f}"
    return text[: span.start] + span.of(text).replace(figures[0], number, 1) + text[span.end :]


def _numbers(said: KeyResultSentence) -> tuple[Decimal | None, Decimal | None]:
    return said.start_value, said.target_value


def _wanted(said: KeyResultSentence, after: KeyResult, factor: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """What the sentence is to say: of what it said before, the new number."""
    start = None if said.start_value is None or after.baseline is None else after.baseline / factor
    target = None if said.target_value is None or after.target is None else after.target / factor
    return start, target
