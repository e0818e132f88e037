"""Numbers as a sheet shows them: number-format patterns, and the automatic format (locale en_US)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from okrsdk.localsheets.grid.dateformat import format_moment, is_date_pattern

#: What a number format without a pattern of its own shows.
DEFAULT_PATTERNS = {
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": '"$"#,##0.00',
    "DATE": "m/d/yyyy",
    "TIME": "h:mm:ss am/pm",
    "DATE_TIME": "m/d/yyyy h:mm:ss",
    "SCIENTIFIC": "0.00E+00",
    "TEXT": "@",
}
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_(?P<space>.)|\*(?P<fill>.)'
    r"|(?P<exponent>[eE][+-]0+)|(?P<general>General)|(?P<digit>[0#?])|(?P<other>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
GENERAL_DIGITS = 10
LARGEST_PLAIN = 1e15
SMALLEST_PLAIN = 1e-6
MAX_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a pattern between semicolons: literal texts and placeholders in order, and its condition."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, float] | None


def automatic(value: float) -> str:
    """The number as the automatic format shows it: ten digits after the first, 15-digit integers whole."""
    if value == 0:
        return "0"
    size = abs(value)
    if size >= LARGEST_PLAIN or size < SMALLEST_PLAIN:
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{_stripped(mantissa)}E{power[0]}{int(power[1:]):02d}"
    if value == int(value):
        return str(int(value))
    decimals = max(0, GENERAL_DIGITS - len(str(int(size)))) if size >= 1 else GENERAL_DIGITS
    text = f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return _stripped(text) if "." in text else text


def _stripped(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_number(value: float, number_format: dict[str, str] | None) -> str:
    """The number as its format shows it.

    Args:
        value: the number; for dates a serial number.
        number_format: the API's NumberFormat, or None for the automatic one.
    """
    if not number_format:
        return automatic(value)
    kind = number_format.get("type", "")
    pattern = number_format.get("pattern") or DEFAULT_PATTERNS.get(kind, "")
    if not pattern or kind == "TEXT" or pattern == "@":
        return automatic(value)
    return _by_pattern(value, pattern)


def format_text(text: str, number_format: dict[str, str] | None) -> str:
    """The text as its format shows it: only a pattern with ``@`` in its text section changes it."""
    pattern = (number_format or {}).get("pattern", "")
    if "@" not in pattern or pattern == "@":
        return text
    section = next((part for part in _sections(pattern) if ("other", "@") in part.tokens), None)
    if section is None:
        return text
    return "".join(text if token == ("other", "@") else token[1] for token in section.tokens if token[0] != "bracket")


@lru_cache(maxsize=512)
def _sections(pattern: str) -> tuple[Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    for found in TOKEN.finditer(pattern):
        kind = found.lastgroup or "other"
        text = found[kind]
        if kind == "other" and text == ";":
            parts.append([])
        else:
            parts[-1].append((kind, text))
    return tuple(Section(tuple(tokens), _condition(tokens)) for tokens in parts)


def _condition(tokens: list[tuple[str, str]]) -> tuple[str, float] | None:
    for kind, text in tokens:
        found = CONDITION.fullmatch(text) if kind == "bracket" else None
        if found:
            try:
                return found[1], float(found[2])
            except ValueError:
                return None
    return None


def _meets(value: float, condition: tuple[str, float]) -> bool:
    operator, limit = condition
    return {
        "<": value < limit,
        ">": value > limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[operator]


def _choose(value: float, sections: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section for the value, and whether that section shows the sign itself."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _meets(value, section.condition):
                return section, False
        return sections[-1], False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 - the third section is for zero
        return sections[2], False
    return sections[0], False


def _by_pattern(value: float, pattern: str) -> str:
    section, signed = _choose(value, _sections(pattern))
    if ("general", "General") in section.tokens:
        return automatic(value)
    if is_date_pattern(section.tokens):
        return format_moment(value, section.tokens)
    if not any(kind == "digit" for kind, _ in section.tokens):
        return _literals(section, value)
    text, is_zero = _digits(abs(value), section)
    return "-" + text if value < 0 and not signed and not is_zero else text


def _literals(section: Section, value: float) -> str:
    shown = []
    for kind, text in section.tokens:
        if kind in ("quoted", "escaped"):
            shown.append(text)
        elif kind == "other":
            shown.append(automatic(value) if text == "@" else text)
    return "".join(shown)


def _digits(size: float, section: Section) -> tuple[str, bool]:
    """The absolute value in the section's digit placeholders, and whether nothing but zeros is shown."""
    tokens = section.tokens
    exponent = next((text for kind, text in tokens if kind == "exponent"), None)
    point = next((i for i, token in enumerate(tokens) if token == ("other", ".")), len(tokens))
    places = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    whole = [i for i in places if i < point]
    after = [i for i in places if i > point]
    number = Decimal(repr(float(size))) * 100 ** sum(token == ("other", "%") for token in tokens)
    number = number.scaleb(-3 * _trailing_commas(tokens, places[-1]))
    power = 0
    if exponent:
        power = number.adjusted() - max(len(whole) - 1, 0) if number else 0
        number = number.scaleb(-power)
    slash = next((i for i, token in enumerate(tokens) if token == ("other", "/")), None)
    if slash is not None and not after:
        return _as_fraction(number, tokens), number == 0
    decimals = min(len(after), MAX_DECIMALS)
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if number.adjusted() < 25 else number  # noqa: PLR2004
    digits, _, fraction = f"{rounded:f}".partition(".")
    fraction = fraction[:decimals].ljust(decimals, "0")
    grouped = any(tokens[i] == ("other", ",") for i in range(whole[0], whole[-1])) if len(whole) > 1 else False
    shown = _fill_whole(digits, [tokens[i][1] for i in whole], grouped=grouped)
    return _laid_out(
        tokens, (whole, after), (shown, _trim_fraction(fraction, [tokens[i][1] for i in after])), power
    ), rounded == 0


def _fill_whole(digits: str, holders: list[str], *, grouped: bool) -> str:
    digits = digits.lstrip("0")
    needed = len(holders) - holders.index("0") if "0" in holders else 0
    digits = digits.rjust(needed, "0")
    # Leading zeros that the pattern asks for are not grouped.
    return f"{int(digits):,}" if grouped and digits and digits[0] != "0" else digits


def _trailing_commas(tokens: tuple[tuple[str, str], ...], last: int) -> int:
    """Commas right after the last placeholder: each divides by a thousand."""
    count = 0
    while last + 1 + count < len(tokens) and tokens[last + 1 + count] == ("other", ","):
        count += 1
    return count


def _trim_fraction(fraction: str, holders: list[str]) -> str:
    keep = len(fraction)
    while keep and holders[keep - 1] == "#" and fraction[keep - 1] == "0":
        keep -= 1
    return fraction[:keep]


def _laid_out(
    tokens: tuple[tuple[str, str], ...], places: tuple[list[int], list[int]], shown: tuple[str, str], power: int
) -> str:
    whole, after = places
    out: list[str] = []
    for i, (kind, text) in enumerate(tokens):
        if whole and i == whole[0]:
            out.append(shown[0])
        elif after and i == after[0]:
            out.append(shown[1])
        elif kind in ("quoted", "escaped"):
            out.append(text)
        elif kind == "exponent":
            sign = "-" if power < 0 else ("+" if text[1] == "+" else "")
            out.append(f"E{sign}{abs(power):0{len(text) - 2}d}")
        elif kind == "space":
            out.append(" ")
        elif kind == "other" and text != ",":
            out.append(text)
        elif kind == "bracket" and text.startswith("$"):
            out.append(text[1:].split("-")[0])
    return "".join(out)


def _as_fraction(number: Decimal, tokens: tuple[tuple[str, str], ...]) -> str:
    slash = tokens.index(("other", "/"))
    width = sum(kind == "digit" for kind, _ in tokens[slash:])
    has_whole = any(token == ("other", " ") for token in tokens[:slash])
    limit = 10 ** max(width, 1) - 1
    from fractions import Fraction

    exact = Fraction(number)
    whole = int(exact) if has_whole else 0
    part = (exact - whole).limit_denominator(limit)
    if part == 1 and has_whole:
        whole, part = whole + 1, Fraction(0)
    if part == 0:
        return str(whole)
    return (f"{whole} " if whole else "") + f"{part.numerator}/{part.denominator}"
