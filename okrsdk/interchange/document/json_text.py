"""JSON text to plain data and back, with exact numbers: of documents and of the service's requests alike."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

# Those of floats, with which everyone else writes JSON.
_EXPONENTS = range(-324, 309)
_SHOWN = 40
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str, *, whole: Callable[[str], object] = Decimal) -> object:
    """The data that a JSON text says, fractions as Decimal.

    Args:
        text: the text.
        whole: what makes a whole number of its digits.

    Raises:
        ValueError: it is not JSON, a key is repeated in one object, a number is not finite or out of range, a text
            is none that could be written down, or it is nested too deeply.
    """
    if not text.strip():
        raise ValueError("there is nothing in it")
    try:
        data = json.loads(
            text, parse_float=exact_number, parse_int=whole, parse_constant=_refuse, object_pairs_hook=_unique
        )
        if _ESCAPED_HALF.search(text):
            _must_be_writable(data)
    except RecursionError:
        raise ValueError("its lists and objects are nested too deeply") from None
    return data


def write_json(document: object) -> str:
    """The JSON text of plain data, indented, with a line feed at its end."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def exact_number(text: str) -> Decimal:
    """The number that a text says.

    Raises:
        ValueError: its exponent is beyond those of floats; written out, such a number could fill the memory.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent that no decimal holds
        number = Decimal("Infinity")
    if not number.is_finite() or (number and "e" in text.lower() and number.adjusted() not in _EXPONENTS):
        raise ValueError(f"the number {text[:_SHOWN]} is out of range")
    return number


def must_be_writable(text: str) -> None:
    """Makes sure that a text can be written down, which one with half of a character (a lone surrogate) cannot.

    Raises:
        ValueError: it cannot.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = ord(text[error.start])
        raise ValueError(f"a text has half of a character in it, \\u{half:04x} without its other half") from None


def _must_be_writable(data: object) -> None:
    match data:
        case str():
            must_be_writable(data)
        case list():
            for item in data:
                _must_be_writable(item)
        case dict():
            for key, value in data.items():
                must_be_writable(key)
                _must_be_writable(value)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data: dict[str, object] = {}
    for key, value in pairs:
        if key in data:
            raise ValueError(f"the key {key!r} is repeated in one object")
        data[key] = value
    return data
