"""Amounts as people write them: `-$150,000`, `107.5 %`, `60 jobs`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.currencies import is_money, sign_before
from okrsdk.language.locales import local_figures, local_money, local_percent
from okrsdk.language.percentages import factor_of_size, is_in_percent
from okrsdk.texts import Text, text

if TYPE_CHECKING:
    from babel import Locale

_LONGEST = 40
"""Places before or behind the point that are written out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """An amount as it is written in English: its figures without a sign, and what stands beside them."""

    figures: str
    is_negative: bool = False
    sign: str = ""
    unit: str = ""

    @property
    def english(self) -> str:
        """The amount with its currency before it or its unit behind it."""
        return f"{'-' if self.is_negative else ''}{self.sign}{self.figures} {self.unit}".rstrip()

    def in_locale(self, locale: Locale) -> str:
        """The amount as a locale writes it: `-150.000 $` in German."""
        figures = local_figures(self.figures, locale)
        if self.unit == "%":
            figures = local_percent(figures, locale)
        elif self.sign:
            figures = local_money(figures, self.sign, locale)
        unit = "" if self.unit == "%" else self.unit
        return f"{'-' if self.is_negative else ''}{figures} {unit}".rstrip()


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
        return _text(number * (factor or factor_of_size(abs(number))), unit="%")
    sign = sign_before(unit)
    return _text(number, sign=sign or "", unit="" if sign else unit, is_money=bool(sign) or is_money(unit))


def _text(number: Decimal, *, sign: str = "", unit: str = "", is_money: bool = False) -> Text:
    figures = _money_text(abs(number)) if is_money else _figures(abs(number))
    amount = _Amount(figures=figures, is_negative=number < 0, sign=sign, unit=unit)
    return Text(amount.english, "{amount}", {"amount": amount})


def _money_text(number: Decimal) -> str:
    figures = _figures(number)
    has_tenths_alone = len(figures.partition(".")[2]) == 1
    return f"{figures}0" if has_tenths_alone else figures


def plain_text(number: Decimal) -> str:
    """A number alone.

    >>> plain_text(Decimal("1200.50")), plain_text(Decimal("1e999999"))
    ('1,200.5', '1E+999999')
    """
    return _text(number)


def bare_text(number: Decimal) -> str:
    """A number alone, its figures not in groups and without zeros at its end.

    >>> bare_text(Decimal("1200.50"))
    '1200.5'
    """
    return text("{number:f}", number=number.normalize())


def _figures(number: Decimal) -> str:
    if number and abs(number.adjusted()) > _LONGEST:
        return str(number)
    figures = f"{number:,f}"
    return figures.rstrip("0").rstrip(".") if "." in figures else figures
