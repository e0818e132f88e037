"""The number that a text in a column of numbers means: in the unit of its record, and in line with its words."""

from __future__ import annotations

from decimal import Decimal

from okrsdk.language.currencies import is_money, is_same_money
from okrsdk.language.digits import Convention
from okrsdk.language.locales import cldr, local_figures, number_marks
from okrsdk.language.numbers import Amount, convention_of, read_amount
from okrsdk.language.sentence import parse_key_result
from okrsdk.language.units import converted, is_same_unit

_SHARES = {"%": Decimal("0.01"), "‰": Decimal("0.001")}


def column_number(text: str, *, unit: str = "", words: str = "", locale: str | None = None) -> Decimal | None:
    """The number that `text` means, None when it means none or may mean several.

    A percentage becomes a share, as sheets keep it. What is written in another unit of the same dimension is converted
    into the record's; a unit that the record does not have is not understood, nor is money of another currency.

    Args:
        text: what the cell holds.
        unit: the unit of the record.
        words: the record's sentence. A cell is written as its numbers are, where they show how; where exactly one
            reading is a number of it, the cell means that one.
        locale: the locale of the sheet or document.

    >>> column_number("45 %"), column_number("1.234"), column_number("1.234", words="Trials from 900 to 1234")
    (Decimal('0.45'), None, Decimal('1234'))
    >>> column_number("1h30", unit="minutes"), column_number("800 kg", unit="t"), column_number("50 leads")
    (Decimal('90'), Decimal('0.8'), None)
    """
    said = parse_key_result(words, locale) if words else None
    shown = None if said is None else convention_of(said.text, said.amounts)
    amount = _amount(text, unit, locale, shown)
    if amount is None or amount.whole is not None:
        return None
    if not amount.is_unsure:
        return _in_unit(amount.readings[0], amount.unit, unit)
    told = {value for one in said.amounts if (value := one.value) is not None} if said is not None else set()
    agreed = [reading for reading in amount.readings if reading in told]
    return _in_unit(agreed[0], "" if amount.unit == "m" else amount.unit, unit) if len(agreed) == 1 else None


def typed_text(number: Decimal, locale: str | None = None) -> str:
    """A number as it is typed into a form of a locale: read there, it is the same again.

    >>> typed_text(Decimal("1234.5"), "de_DE"), typed_text(Decimal("1.234"))
    ('1234,5', '1.2340')
    """
    plain, found = f"{number.normalize():f}", cldr(locale)
    if found is not None and number_marks(locale) is not None:
        return local_figures(plain, found)
    # Three places behind the point might be a group of thousands.
    return f"{plain}0" if len(plain.partition(".")[2]) == len("000") else plain


def column_readings(text: str, locale: str | None = None) -> tuple[Decimal, ...]:
    """The numbers that a text may mean which is not sure; empty for one that is sure or no number.

    >>> column_readings("1.234"), column_readings("12")
    ((Decimal('1234'), Decimal('1.234')), ())
    """
    amount = read_amount(text, locale)
    if amount is None or not amount.is_unsure:
        return ()
    factor = _SHARES.get(amount.unit, Decimal(1))
    return tuple(_plain(reading * factor) for reading in amount.readings)


def _amount(text: str, unit: str, locale: str | None, shown: Convention | None) -> Amount | None:
    amount = read_amount(text, locale, shown=shown)
    if amount is not None or not unit.strip():
        return amount
    plain, own = text.strip(), unit.strip()
    is_named = plain.lower().endswith(own.lower()) and not plain[: -len(own)].endswith(tuple("0123456789"))
    return read_amount(plain[: -len(own)], locale, shown=shown) if is_named else None


def _in_unit(value: Decimal, written: str, unit: str) -> Decimal | None:
    if written in _SHARES:
        return _plain(value * _SHARES[written])
    if not written or (unit.strip() and is_same_unit(written, unit)):
        return value
    if is_money(written):
        return None if is_money(unit) and not is_same_money(written, unit) else value
    return converted(value, written, unit.strip()) if unit.strip() else None


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
