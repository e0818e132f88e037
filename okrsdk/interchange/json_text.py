"""JSON text to plain data and back, with exact numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn

_EXPONENTS = range(-1000, 1001)
_SHOWN = 40


def read_json(text: str) -> object:
    """The data that a JSON text says, numbers as Decimal.

    Raises:
        ValueError: it is not JSON, a key stands twice in one object, or a number is not finite.
    """
    try:
        return json.loads(
            text, parse_float=exact_number, parse_int=Decimal, parse_constant=_refuse, object_pairs_hook=_unique
        )
    except RecursionError:
        raise ValueError("its lists and objects are nested too deeply") from None


def write_json(document: object) -> str:
    """The JSON text of plain data, indented, with a line feed at its end."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def exact_number(text: str) -> Decimal:
    """The number that a text says.

    Raises:
        ValueError: its exponent is beyond all that people count or measure; written out, such
            a number could fill the memory.
    """
    number = Decimal(text)
    if number and "e" in text.lower() and number.adjusted() not in _EXPONENTS:
        raise ValueError(f"{text[:_SHOWN]} is too large or too small a number")
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data: dict[str, object] = {}
    for key, value in pairs:
        if key in data:
            raise ValueError(f"the key {key!r} stands twice in one object")
        data[key] = value
    return data
