"""Amounts as people write them: `-$150,000`, `107.5 %`, `60 jobs`."""

from __future__ import annotations

from decimal import Decimal

from okrsdk.language.currencies import is_money, sign_before
from okrsdk.language.percentages import factor_of_size, is_in_percent

_LONGEST = 40
"""Places before or behind the point that are written out."""


def amount_text(number: Decimal, unit: str, *, factor: Decimal | None = None) -> str:
    """A number with its unit, figures in groups of three and without zeros at its end; cents have two figures.

    Args:
        number: the number as it is held.
        unit: its unit: `%`, a currency's sign or code, or words.
        factor: in percent, what makes of it a percentage (`percent_factor`); by default its size shows it.

    >>> amount_text(Decimal("-150000"), "$"), amount_text(Decimal("1200.50"), "EUR"), amount_text(Decimal(60), "jobs")
    ('-$150,000', '€1,200.50', '60 jobs')
    >>> amount_text(Decimal("1.075"), "%", factor=Decimal(100)), amount_text(Decimal("0.125"), "%")
    ('107.5 %', '12.5 %')
    """
    if is_in_percent(unit):
        return f"{plain_text(number * (factor or factor_of_size(abs(number))))} %"
    sign = sign_before(unit)
    if sign:
        return f"{'-' if number < 0 else ''}{sign}{_money_text(abs(number))}"
    return f"{_money_text(number) if is_money(unit) else plain_text(number)} {unit}".rstrip()


def _money_text(number: Decimal) -> str:
    text = plain_text(number)
    has_tenths_alone = len(text.partition(".")[2]) == 1
    return f"{text}0" if has_tenths_alone else text


def plain_text(number: Decimal) -> str:
    """A number alone.

    >>> plain_text(Decimal("1200.50")), plain_text(Decimal("1e999999"))
    ('1,200.5', '1E+999999')
    """
    if number and abs(number.adjusted()) > _LONGEST:
        return str(number)
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
