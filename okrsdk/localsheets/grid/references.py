"""References inside formulas: found, moved and renamed in the text, everything else left as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.a1 import column_index, column_letters, quote, unquote
from okrsdk.localsheets.grid.cells import Formula

if TYPE_CHECKING:
    from collections.abc import Callable

REFERENCE = re.compile(
    r"""
    "(?:[^"]|"")*"                                              # a text constant
    | (?P<sheet>(?:'(?:[^']|'')*'|[^\W\d][\w.]*)!)?
      (?P<first>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}(?=:\$?[A-Za-z])|\$?[0-9]{1,7}(?=:\$?[0-9]))
      (?::(?P<second>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}))?
      (?![\w(.!])
    | '(?:[^']|'')*'!?                                          # a sheet name before something else
    | [^\W\d][\w.]*!?                                           # a function or a name
    | [0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?                       # a number
    """,
    re.VERBOSE,
)
CORNER = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]*)")
MAX_ROWS = 10_000_000
MAX_COLUMNS = 18_278
BROKEN = "#REF!"


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a reference; a missing row or column is None. ``fixed``: written with ``$``."""

    row: int | None
    column: int | None
    row_fixed: bool = False
    column_fixed: bool = False

    def text(self) -> str:
        """As written in a formula."""
        letters = "" if self.column is None else ("$" if self.column_fixed else "") + column_letters(self.column)
        digits = "" if self.row is None else ("$" if self.row_fixed else "") + str(self.row + 1)
        return letters + digits


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a formula: the sheet as unquoted name (None: the formula's own), one corner or two."""

    sheet: str | None
    first: Corner
    second: Corner | None

    def text(self) -> str:
        """As written in a formula."""
        prefix = "" if self.sheet is None else quote(self.sheet) + "!"
        return prefix + self.first.text() + ("" if self.second is None else ":" + self.second.text())


def _corner(text: str) -> Corner:
    found = CORNER.fullmatch(text)
    if found is None:  # the pattern REFERENCE lets nothing else through
        raise ValueError(text)
    letters, digits = found[2], found[4]
    row_fixed = bool(found[3]) or (bool(found[1]) and not letters)
    return Corner(
        int(digits) - 1 if digits else None,
        column_index(letters) if letters else None,
        row_fixed,
        bool(found[1]) and bool(letters),
    )


def read_reference(found: re.Match[str]) -> Reference:
    """The reference in a match of ``REFERENCE`` whose group ``first`` took part."""
    sheet = unquote(found["sheet"][:-1]) if found["sheet"] else None
    second = _corner(found["second"]) if found["second"] else None
    return Reference(sheet, _corner(found["first"]), second)


def referred_cell(formula: str) -> Reference | None:
    """The cell that is all the formula consists of; None where it is anything else."""
    found = REFERENCE.fullmatch(formula[1:].strip())
    if found is None or found["first"] is None or found["second"] is not None:
        return None
    return read_reference(found)


def rewrite(formula: str, change: Callable[[Reference], Reference | str]) -> Formula:
    """The formula with every reference put through ``change``, which gives a reference or a text in its place."""

    def substitute(found: re.Match[str]) -> str:
        if found["first"] is None:
            return found[0]
        before = read_reference(found)
        after = change(before)
        if after is before:
            return found[0]
        return after if isinstance(after, str) else after.text()

    return Formula(REFERENCE.sub(substitute, formula))


def shifted(formula: str, rows: int, columns: int) -> Formula:
    """The formula as it reads when copied this far: relative references move along, fixed ones stay."""
    if not rows and not columns:
        return Formula(formula)

    def move(corner: Corner) -> Corner | None:
        row = corner.row if corner.row is None or corner.row_fixed else corner.row + rows
        column = corner.column if corner.column is None or corner.column_fixed else corner.column + columns
        if (row is not None and not 0 <= row < MAX_ROWS) or (column is not None and not 0 <= column < MAX_COLUMNS):
            return None
        is_there = (row, column) == (corner.row, corner.column)
        return corner if is_there else replace(corner, row=row, column=column)

    def change(reference: Reference) -> Reference | str:
        first, second = move(reference.first), reference.second and move(reference.second)
        if first is None or (reference.second is not None and second is None):
            return BROKEN
        is_there = first is reference.first and second is reference.second
        return reference if is_there else replace(reference, first=first, second=second)

    return rewrite(formula, change)


def renamed(formula: str, old: str, new: str) -> Formula:
    """The formula after a sheet has been renamed."""
    if not _may_name(formula, old):
        return Formula(formula)
    folded = old.casefold()

    def change(reference: Reference) -> Reference | str:
        if reference.sheet is None or reference.sheet.casefold() != folded:
            return reference
        return replace(reference, sheet=new)

    return rewrite(formula, change)


def orphaned(formula: str, gone: str) -> Formula:
    """The formula after a sheet has been deleted: references to it are broken."""
    if not _may_name(formula, gone):
        return Formula(formula)
    folded = gone.casefold()

    def change(reference: Reference) -> Reference | str:
        return BROKEN if reference.sheet is not None and reference.sheet.casefold() == folded else reference

    return rewrite(formula, change)


def _may_name(formula: str, title: str) -> bool:
    """Whether a formula may name a sheet: most do not, and looking at each reference takes its time."""
    return title.casefold().replace("'", "''") in formula.casefold()
