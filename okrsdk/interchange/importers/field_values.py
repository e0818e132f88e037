"""What is written in a field or table cell of a draft, as the value its column holds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.column_numbers import column_number
from okrsdk.language.dates import read_day
from okrsdk.language.normalize import normalized
from okrsdk.language.sentence import parse_key_result
from okrsdk.model import Commitment, Kind

if TYPE_CHECKING:
    from okrsdk.interchange.importers.draft import Values

_NUMBERS = frozenset({"baseline", "target", "current", "weight"})
_BLANKS = frozenset({"", "-", "–", "—", "n/a", "na", "tbd", "?", "..."})
_LONGEST_BLANK = 3


def is_blank_cell(text: str) -> bool:
    """Whether a cell or field says nothing: blank, a dash, `n/a`, `TBD`."""
    plain = text.strip()
    return len(plain) <= _LONGEST_BLANK and (plain in _BLANKS or normalized(plain) in _BLANKS)


def field_value(column: str, text: str) -> object | None:
    """The value that a text means in a column, None when it means none for sure.

    >>> field_value("baseline", "25 % without a cause"), field_value("target", "7 hours"), field_value("target", "many")
    (Decimal('0.25'), Decimal('7'), None)
    """
    if column in _NUMBERS:
        return amount_in(text)
    if column == "due":
        return read_day(text)
    if column == "kind":
        return next((kind for kind in Kind if normalized(kind) == normalized(text)), None)
    if column == "commitment":
        return next((one for one in Commitment if normalized(one) == normalized(text)), None)
    return text.strip()


def unit_in(text: str) -> str:
    """The unit that goes with the only amount of a text; empty when there is none.

    >>> unit_in("25 % without a cause"), unit_in("7 hours"), unit_in("12")
    ('%', 'hours', '')
    """
    found = parse_key_result(text).amounts
    return found[0].unit if len(found) == 1 else ""


def amount_in(text: str) -> Decimal | None:
    """The number of a text with its unit and words that explain it; None when there is none or a choice of several.

    >>> amount_in("20 % by March"), amount_in("from 3 to 5")
    (Decimal('0.2'), None)
    """
    whole = column_number(text)
    if whole is not None:
        return whole
    found = parse_key_result(text).amounts
    if len(found) != 1 or found[0].value is None:
        return None
    value = found[0].value
    is_only = re.search(r"\d", text[: found[0].span.start] + text[found[0].span.end :]) is None
    if not is_only and parse_key_result(text).due is None:
        return None
    return value / 100 if found[0].unit == "%" else value


def is_more_than_amount(text: str) -> bool:
    """Whether there are words beside the amount of a text that are no unit of it (`20 % by March`)."""
    found = parse_key_result(text).amounts
    if column_number(text) is not None or len(found) != 1:
        return False
    beside = text[: found[0].span.start] + text[found[0].span.end :]
    return len(re.findall(r"[^\W\d_]+", beside)) > 1


def on_scale_of_sentence(values: Values, text: str) -> Values:
    """The values with bare numbers as shares where the sentence has the same numbers as percentages.

    >>> on_scale_of_sentence({"target": Decimal(95)}, "On time from 70 % to 95 %")
    {'target': Decimal('0.95'), 'unit': '%'}
    """
    said = parse_key_result(text)
    shares = {
        name: amount.value / 100
        for name, amount in (("baseline", said.baseline), ("target", said.target))
        if amount is not None and amount.value is not None and said.unit == "%" and values.get(name) == amount.value
    }
    return {**values, **shares, "unit": "%"} if shares and values.get("unit", "%") == "%" else values


def with_kind(values: Values, text: str) -> Values:
    """The values with the direction that baseline and target have, where the sentence does not say it itself."""
    baseline, target = values.get("baseline"), values.get("target")
    if "kind" in values or baseline is None or target is None or baseline <= target:
        return values
    said = parse_key_result(text).kind
    return {**values, "kind": said if said in (Kind.DECREASE, Kind.AT_MOST, Kind.BETWEEN) else Kind.DECREASE}
