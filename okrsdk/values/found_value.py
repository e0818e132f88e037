"""What a source holds where it was looked, and the reading that it makes of a key result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import SourceError
from okrsdk.language.digits import RUN, Convention, shown_convention
from okrsdk.model import Reading
from okrsdk.schema import CellError
from okrsdk.schema.column import is_blank
from okrsdk.workbook.check_in_inputs import read_measured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from okrsdk.model import KeyResult

_RUN = re.compile(RUN)
_LOCALES = {Convention.POINT: "en_US", Convention.COMMA: "de_DE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundValue:
    """What a source holds where it was looked.

    Attributes:
        raw: a text, a number, a truth value or a `CellError`; None where it is empty.
        where: where in the source that is: `line 12`, `Summary!B7`.
        day: the day that it is of; None where the source does not say, so that it is of the day asked about.
        locale: how its numbers are written; empty where that is not known.
        number_format_type: of a cell, the type of its number format.
    """

    raw: object
    where: str
    day: date | None = None
    locale: str = ""
    number_format_type: str | None = None


def reading_of(found: FoundValue, key_result: KeyResult, *, on: date, source: str) -> Reading:
    """The reading that a found value is, in the key result's unit and on its scale.

    Args:
        found: what was found.
        key_result: the key result.
        on: the day of a value that has none.
        source: what it was read from, in a word.

    Raises:
        SourceError: there is nothing, an error value, or nothing that can be read as an amount of the key result.
    """
    if is_blank(found.raw):
        raise SourceError(f"{found.where} is empty.")
    if isinstance(found.raw, CellError):
        raise SourceError(f"{found.where} holds the error {found.raw.code}.")
    read = read_measured(found.raw, key_result, locale=found.locale, number_format_type=found.number_format_type)
    if isinstance(read, str):
        hint = " Or say how its numbers are written: locale=de_DE." if "only one of them" in read else ""
        raise SourceError(f"{found.where}: {read}{hint}")
    return Reading(value=read, as_of=found.day or on, source=source)


def shown_locale(cells: Iterable[object]) -> str:
    """A locale that writes numbers as these texts do, where they show how beyond doubt; else empty.

    >>> shown_locale(["1.234", "12,5"]), shown_locale(["1.234"]), shown_locale(["1.5", "1,5"])
    ('de_DE', '', '')
    """
    runs = (_RUN.search(cell) for cell in cells if isinstance(cell, str))
    shown = {found for run in runs if run is not None and (found := shown_convention(run[0])) is not None}
    return _LOCALES[shown.pop()] if len(shown) == 1 else ""
