"""Numbers as a sheet shows them: number-format patterns, and the automatic format."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.date_format import format_moment, is_date_pattern
from okrsdk.localsheets.grid.format_sections import for_number, for_text, literal
from okrsdk.localsheets.grid.locales import EN_US, Locale

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.format_sections import Section, Tokens

GENERAL_DIGITS = 10
LARGEST_PLAIN = 1e15
SMALLEST_PLAIN = 1e-6
MAX_DECIMALS = 30
MAX_ROUNDED = 25
GROUP = 3


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the placeholders are: before and after the point, and the exponent."""

    whole: tuple[int, ...]
    after: tuple[int, ...]
    point: int
    exponent: str | None


def _in_placeholders(size: float, tokens: Tokens, locale: Locale) -> tuple[str, bool]:
    """The absolute value as the section shows it, and whether nothing but zeros is shown."""
    places = _places(tokens)
    number = Decimal(repr(float(size))) * 100 ** sum(token == ("other", "%") for token in tokens)
    last = max((*places.whole, *places.after))
    number = number.scaleb(-3 * _trailing_commas(tokens, last))
    power = _power(number, tokens, places)
    number = number.scaleb(-power)
    decimals = min(len(places.after), MAX_DECIMALS)
    rounded = (
        number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if number.adjusted() < MAX_ROUNDED else number
    )
    digits, _, fraction = f"{rounded:f}".partition(".")
    shown = _whole(
        digits.lstrip("0"), [tokens[i][1] for i in places.whole], locale if _grouped(tokens, places) else None
    )
    after = _after(fraction[:decimals].ljust(decimals, "0"), [tokens[i][1] for i in places.after])
    by_place = dict(zip((*places.whole, *places.after), (*shown, *after), strict=True))
    return _laid_out(tokens, places, by_place, (power, locale)), rounded == 0


def _places(tokens: Tokens) -> _Places:
    point = next((i for i, token in enumerate(tokens) if token == ("other", ".")), len(tokens))
    found = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    exponent = next((text for kind, text in tokens if kind == "exponent"), None)
    return _Places(tuple(i for i in found if i < point), tuple(i for i in found if i > point), point, exponent)


def _power(number: Decimal, tokens: Tokens, places: _Places) -> int:
    if places.exponent is None or not number:
        return 0
    count = len(places.whole)
    if count > 1 and tokens[places.whole[0]][1] == "#":
        return number.adjusted() // count * count  # as engineers write it: a multiple of the places
    return number.adjusted() - max(count - 1, 0)


def _trailing_commas(tokens: Tokens, last: int) -> int:
    """Commas right after the last placeholder: each divides by a thousand."""
    count = 0
    while last + 1 + count < len(tokens) and tokens[last + 1 + count] == ("other", ","):
        count += 1
    return count


def _grouped(tokens: Tokens, places: _Places) -> bool:
    if len(places.whole) < 2:  # noqa: PLR2004 - a comma is between two
        return False
    return any(tokens[i] == ("other", ",") for i in range(places.whole[0], places.whole[-1]))


def _whole(digits: str, holders: list[str], locale: Locale | None) -> list[str]:
    """What each placeholder before the point shows; the first takes all digits that have no place of their own."""
    shown = [""] * len(holders)
    for place in range(max(len(digits), len(holders))):
        holder = max(len(holders) - 1 - place, 0)
        if not holders:
            break
        own = {"0": "0", "?": " "}.get(holders[holder], "")
        text = digits[len(digits) - 1 - place] if place < len(digits) else own
        if locale is not None and place and place % GROUP == 0 and text:
            text += " " if text == " " else locale.group
        shown[holder] = text + shown[holder]
    return shown


def _after(fraction: str, holders: list[str]) -> list[str]:
    shown = list(fraction)
    for place in range(len(shown) - 1, -1, -1):
        if shown[place] != "0" or holders[place] == "0":
            break
        shown[place] = " " if holders[place] == "?" else ""
    return shown + [""] * (len(holders) - len(shown))


def _laid_out(tokens: Tokens, places: _Places, shown: dict[int, str], more: tuple[int, Locale]) -> str:
    power, locale = more
    out: list[str] = []
    for i, (kind, text) in enumerate(tokens):
        if i in shown:
            out.append(shown[i])
        elif kind == "exponent":
            sign = "-" if power < 0 else ("+" if text[1] == "+" else "")
            out.append(f"{text[0]}{sign}{abs(power):0{len(text) - 2}d}")
        elif i == places.point:
            out.append(locale.decimal)
        elif (kind, text) != ("other", ","):
            out.append(literal(kind, text))
    return "".join(out)


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
    if ("other", "/") in section.tokens and not is_date_pattern(section.tokens):
        return automatic(value, locale)  # a fraction
    if is_date_pattern(section.tokens):
        return format_moment(value, section.tokens, locale)
    if not any(kind == "digit" for kind, _ in section.tokens):
        return "".join(
            automatic(value, locale) if token == ("other", "@") else literal(*token) for token in section.tokens
        )
    text, is_zero = _in_placeholders(abs(value), section.tokens, locale)
    return "-" + text if value < 0 and not signed and not is_zero else text


def _general(value: float, section: Section, locale: Locale) -> str:
    return "".join(
        automatic(value, locale) if kind == "general" else literal(kind, text) for kind, text in section.tokens
    )
