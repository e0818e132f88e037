"""What a column is and what its cells may hold, as plain data: the form in which the tables' columns leave pandera."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from math import isfinite, isnan
from numbers import Real
from typing import TYPE_CHECKING

from okrsdk.language.normalize import normalized
from okrsdk.model import Stage
from okrsdk.schema.choice_words import choice_named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AMOUNT = "#,##0.##"
SCORE = "0.00"
DAY = "yyyy-mm-dd"


class ColumnType(StrEnum):
    """What a cell of a column holds, once read.

    `text`: str. `number`: Decimal. `day`: date. `choice`: one of the column's choices. `people`: tuple of str, written
    with commas. `stages`: tuple of Stage, written `0.3: pilot signed | 1.0: live with all`. Blank is None in all.
    """

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    PEOPLE = "people"
    STAGES = "stages"


class ColumnOwner(StrEnum):
    """Who writes a column: the people who own the sheet, or okrsdk."""

    USER = "user"
    OKR = "okr"


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value in a cell, such as `#REF!`.

    Attributes:
        code: the error as the sheet shows it.
    """

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        name: field name, the same in the model, in frames and in documents.
        title: header in the sheet.
        description: what it holds: the header's note, and the text in the docs.
        type: what its cells hold.
        owner: who writes it. Columns of okrsdk are shaded, protected with a warning and written only by okrsdk.
        aliases: other headers under which it is found, besides its title.
        synonyms: what pages and other tools call it, in eight languages: headers of tables that are imported.
        choices: what a cell may hold, for type `choice`.
        words: other words that mean a choice.
        elsewhere: words that say something which belongs in another place, with where; such a cell counts as blank.
        default: what a blank cell means, None when it means blank.
        minimum: smallest number allowed.
        maximum: largest number allowed.
        unit: unit of its numbers, in words; empty where the record gives it or there is none.
        number_format: Google Sheets pattern of its numbers or days; empty for automatic.
        width: width in the sheet in pixels.
        must_exist: whether a sheet without the column cannot be read or written.
        must_be_filled: whether a record without a value is wrong.
    """

    name: str
    title: str
    description: str
    type: ColumnType
    owner: ColumnOwner = ColumnOwner.USER
    aliases: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    choices: tuple[StrEnum, ...] = ()
    words: Mapping[StrEnum, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    default: str | Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    number_format: str = ""
    width: int = 120
    must_exist: bool = False
    must_be_filled: bool = False

    def choice(self, text: str) -> StrEnum | None:
        """The choice that a text means; case, accents, blanks, hyphens and underscores do not matter.

        None where it means none.
        """
        return choice_named(text, self.choices, self.words)

    def belongs_elsewhere(self, text: str) -> str | None:
        """Where a text belongs that says something else than the column holds; None where nothing is known of it."""
        return self.elsewhere.get(normalized(text))

    def allows(self, value: object) -> bool:
        """Whether a filled cell is of the column's type, one of its choices and in its range."""
        return holds(self.type, value) and self.has_in_range(value)

    def has_in_range(self, value: object) -> bool:
        """Whether a cell is one of the choices and in the range; what is of another type has none and passes."""
        if self.choices and isinstance(value, str):
            return value in self.choices
        if self.type is ColumnType.NUMBER and is_number(value):
            number = Decimal(str(value))
            return (self.minimum is None or number >= self.minimum) and (self.maximum is None or number <= self.maximum)
        return True


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: None, no or white text, an empty tuple, or the NaN that pandas puts for None."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, Decimal):
        return False
    return value == () or (isinstance(value, float) and isnan(value))


def is_number(value: object) -> bool:
    """Whether a value is a finite number. Booleans are not: a ticked box is no amount."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return not isinstance(value, bool) and isinstance(value, Real) and isfinite(value)


def holds(cell_type: ColumnType, value: object) -> bool:
    """Whether a filled cell is of a type."""
    return _HOLDS[cell_type](value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_people(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(name, str) for name in value)


def _is_stages(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(stage, Stage) for stage in value)


_HOLDS: dict[ColumnType, Callable[[object], bool]] = {
    ColumnType.TEXT: _is_text,
    ColumnType.CHOICE: _is_text,
    ColumnType.NUMBER: is_number,
    ColumnType.DAY: _is_day,
    ColumnType.PEOPLE: _is_people,
    ColumnType.STAGES: _is_stages,
}
