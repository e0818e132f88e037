"""Number-format patterns taken apart: sections between semicolons, and the pieces of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: (kind, text): quoted, escaped, bracket, space, fill, exponent, general, digit or other.
Tokens = tuple[tuple[str, str], ...]

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_(?P<space>.)|\*(?P<fill>.)'
    r"|(?P<exponent>[eE][+-]0+)|(?P<general>General)|(?P<digit>[0#?])|(?P<other>.)",
    re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
TEXT_SECTION = 3


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a pattern: literal texts and placeholders in order, and its condition."""

    tokens: Tokens
    condition: tuple[str, float] | None


@lru_cache(maxsize=512)
def sections(pattern: str) -> tuple[Section, ...]:
    """The sections of a pattern."""
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


def for_number(value: float, pattern: str) -> tuple[Section, bool]:
    """The section for a number, and whether that section shows the sign itself."""
    found = sections(pattern)
    if any(section.condition for section in found):
        for section in found:
            if section.condition is None or _meets(value, section.condition):
                return section, False
        return found[-1], False
    if value < 0 and len(found) > 1:
        return found[1], True
    if value == 0 and len(found) > 2:  # noqa: PLR2004 - the third section is for zero
        return found[2], False
    return found[0], False


def for_text(pattern: str) -> Section | None:
    """The section for texts: the fourth, else one with ``@``; None where texts are shown as they are."""
    found = sections(pattern)
    if len(found) > TEXT_SECTION:
        return found[TEXT_SECTION]
    return next((section for section in found if ("other", "@") in section.tokens), None)


def literal(kind: str, text: str) -> str:
    """What a piece shows that is no digit: texts, signs of currencies, the room of a character."""
    if kind in ("quoted", "escaped", "other"):
        return text
    if kind == "space":
        return " "
    if kind == "fill":  # as wide as the column; an answer has no columns, and Google gives the character once
        return text
    return text[1:].split("-", maxsplit=1)[0] if kind == "bracket" and text.startswith("$") else ""
