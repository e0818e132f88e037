"""The readings of a run of figures and marks: `1.234` is 1234 or 1.234, `1.234,5` is 1234.5 alone.

What decides, in this order:

* A run that makes sense in one way only is read that way, whatever the locale: `0,125` cannot be thousands, since no
  group begins with a lone zero; `12.5` and `1,23` lack the third digit; `1.234.567` has its mark twice; of `1,234.5`
  the last mark is the decimal one; blanks and apostrophes only ever part groups.
* One mark with three figures behind it is what the locale says it is. A mark that the locale does not use leaves both
  readings, as does an unknown locale: the reader never guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from okrsdk.language.locales import NumberMarks, number_marks

MOST_DIGITS = 28
"""Figures of a number that is read: as many as decimal arithmetic keeps without rounding."""
RUN = (
    r"(?:\d{1,3}(?:\ \d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:'\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,\u066b\u066c]\d+)*"
    r"|(?<![\w.,])[.,]\d+)"
)
"""A run of figures and marks in a text that went through `plain_characters`."""


class Convention(StrEnum):
    """Which mark is the decimal one; the other one parts groups."""

    POINT = "."
    COMMA = ","

    @property
    def group(self) -> str:
        """The mark between groups."""
        return "," if self is Convention.POINT else "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known about a text beside the run itself.

    Attributes:
        locale: the locale it was written in; None when unknown.
        shown: the convention that other numbers of the same text show beyond doubt; None when they show none.
        is_english: whether the words around are English, which has no decimal comma. Its decimal point decides
            nothing: people who write `1.200` for thousands at home write so in English too.
    """

    locale: str | None = None
    shown: Convention | None = None
    is_english: bool = False


NO_EVIDENCE = Evidence()
_LAKH = (3, 2)
_THOUSANDS = (3, 3)


def readings(run: str, evidence: Evidence = NO_EVIDENCE) -> tuple[Decimal, ...]:
    """The numbers that a run may mean: one when it is sure, two when it is not, none when it is no number.

    >>> readings("1.234"), readings("0,125"), readings("12,34,567")
    ((Decimal('1234'), Decimal('1.234')), (Decimal('0.125'),), (Decimal('1234567'),))
    >>> readings("1.234", Evidence(locale="de_DE")), readings("1.2.3")
    ((Decimal('1234'),), ())
    """
    if sum(map(str.isdigit, run)) > MOST_DIGITS:
        return ()
    if run.isdigit():
        return (Decimal(run),)
    if "\u066b" in run or "\u066c" in run:  # Arabic has marks of its own, which need no locale
        value = _value(run.replace("\u066c", ","), "\u066b", ",", _THOUSANDS)
        return () if value is None else (value,)
    marks = number_marks(evidence.locale)
    by_convention = {convention: _read(run, convention, marks) for convention in Convention}
    found = {convention: value for convention, value in by_convention.items() if value is not None}
    if len(set(found.values())) <= 1:
        return tuple(set(found.values()))
    return _decided(run, found, marks, evidence)


def shown_convention(run: str) -> Convention | None:
    """The convention that a run shows beyond doubt: `1.250,50` has a decimal comma; `1.250` and `12` show none."""
    if not set(run) & {".", ","}:
        return None
    found = [convention for convention in Convention if _read(run, convention, None) is not None]
    return found[0] if len(found) == 1 else None


def _decided(
    run: str, found: dict[Convention, Decimal], marks: NumberMarks | None, evidence: Evidence
) -> tuple[Decimal, ...]:
    """The readings of a run with one mark and three figures behind it."""
    both = tuple(sorted(set(found.values()), reverse=True))
    mark = "," if "," in run else "."
    told = None
    if marks is not None and mark == marks.decimal:
        told = Convention(mark)
    elif marks is not None and mark in marks.groups:
        told = Convention.POINT if mark == "," else Convention.COMMA
    known = {convention for convention in (told, evidence.shown) if convention is not None}
    if evidence.is_english and mark == "," and evidence.shown is None:
        known.add(Convention.POINT)
    if marks is not None and told is None and evidence.shown is None:
        return both
    return (found[known.pop()],) if len(known) == 1 else both


def _read(run: str, convention: Convention, marks: NumberMarks | None) -> Decimal | None:
    sizes = {_THOUSANDS}
    if convention is Convention.POINT:
        sizes.add(_LAKH)
    if marks is not None and marks.decimal == convention:
        sizes.add(marks.sizes)
    for blank in (" ", "'"):
        if blank in run:
            return _value(run.replace(",", "."), ".", blank, _THOUSANDS)
    values = (_value(run, convention, convention.group, size) for size in sorted(sizes, reverse=True))
    return next((value for value in values if value is not None), None)


@lru_cache(maxsize=1024)
def _value(run: str, decimal: str, group: str, sizes: tuple[int, int]) -> Decimal | None:
    """The number of a run under one convention; None when it breaks it."""
    whole, has_decimal, fraction = run.partition(decimal)
    if group in fraction or decimal in fraction or (has_decimal and not fraction):
        return None
    groups = whole.split(group)
    if len(groups) > 1 and not _are_groups(groups, sizes):
        return None
    digits = "".join(groups)
    if not re.fullmatch(r"\d*", digits):
        return None
    return Decimal(f"{digits or '0'}.{fraction}" if fraction else digits or "0")


def _are_groups(groups: list[str], sizes: tuple[int, int]) -> bool:
    primary, secondary = sizes
    first, *others, last = groups
    if not primary or not secondary or first.startswith("0") or not 0 < len(first) <= secondary:
        return False
    return len(last) == primary and all(len(part) == secondary for part in others)
