"""Numbers as a sheet shows them: number-format patterns, and the automatic format."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.date_format import format_moment, is_date_pattern
from okrsdk.localsheets.grid.digit_placeholders import in_placeholders
from okrsdk.localsheets.grid.format_sections import for_number, for_text, literal
from okrsdk.localsheets.grid.locales import EN_US, Locale

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.format_sections import Section

GENERAL_DIGITS = 10
LARGEST_PLAIN = 1e15
SMALLEST_PLAIN = 1e-6


def automatic(value: float, locale: Locale = EN_US) -> str:
    """The number as the automatic format shows it: ten digits after the first, 15-digit integers whole."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= LARGEST_PLAIN or size < SMALLEST_PLAIN:
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{_stripped(mantissa)}E{power[0]}{int(power[1:]):02d}".replace(".", locale.decimal)
    if value == int(value):
        return str(int(value))
    decimals = max(0, GENERAL_DIGITS - len(str(int(size)))) if size >= 1 else GENERAL_DIGITS
    text = f"{Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return _stripped(text).replace(".", locale.decimal)


def _stripped(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_number(value: float, number_format: dict[str, str] | None, locale: Locale = EN_US) -> str:
    """The number as its format shows it.

    Args:
        value: the number; for dates a serial number.
        number_format: the API's NumberFormat, or None for the automatic one.
        locale: whose signs, names and standard patterns count.
    """
    if not number_format:
        return automatic(value, locale)
    kind = number_format.get("type", "")
    pattern = number_format.get("pattern") or locale.patterns().get(kind, "")
    if not pattern or kind == "TEXT" or pattern == "@":
        return automatic(value, locale)
    return _by_pattern(value, pattern, locale)


def format_text(text: str, number_format: dict[str, str] | None) -> str:
    """The text as its format shows it: only a section for texts changes it."""
    pattern = (number_format or {}).get("pattern", "")
    if not pattern or pattern == "@":
        return text
    section = for_text(pattern)
    if section is None:
        return text
    return "".join(text if token == ("other", "@") else literal(*token) for token in section.tokens)


def _by_pattern(value: float, pattern: str, locale: Locale) -> str:
    section, signed = for_number(value, pattern)
    if any(kind == "general" for kind, _ in section.tokens):
        return _general(value, section, locale)
    if is_date_pattern(section.tokens):
        return format_moment(value, section.tokens, locale)
    if not any(kind == "digit" for kind, _ in section.tokens):
        return "".join(
            automatic(value, locale) if token == ("other", "@") else literal(*token) for token in section.tokens
        )
    text, is_zero = in_placeholders(abs(value), section.tokens, locale)
    return "-" + text if value < 0 and not signed and not is_zero else text


def _general(value: float, section: Section, locale: Locale) -> str:
    return "".join(
        automatic(value, locale) if kind == "general" else literal(kind, text) for kind, text in section.tokens
    )
