"""What a column is, as plain data: the form in which the tables' columns leave pandera."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import isnan


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
    """An error value that stands in a cell, such as `#REF!`.

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
        choices: what a cell may hold, for type `choice`.
        default: what a blank cell means, None when it means blank.
        minimum: smallest number allowed.
        maximum: largest number allowed.
        unit: unit of its numbers, in words; empty where the record gives it or there is none.
        number_format: Google Sheets pattern of its numbers or days; empty for automatic.
        width: width in the sheet in pixels.
        must_exist: whether a sheet without the column is no use.
        must_be_filled: whether a record without a value is wrong.
    """

    name: str
    title: str
    description: str
    type: ColumnType
    owner: ColumnOwner = ColumnOwner.USER
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    default: str | Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    number_format: str = ""
    width: int = 120
    must_exist: bool = False
    must_be_filled: bool = False


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: None, no or white text, an empty tuple, or the NaN that pandas puts for None."""
    if value is None or value == ():
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, float) and isnan(value)
