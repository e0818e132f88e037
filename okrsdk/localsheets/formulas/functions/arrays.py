"""Functions that take arrays apart and put them together; blank cells stay blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, as_boolean, as_number, matrix
from okrsdk.localsheets.grid.cells import ErrorText

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand
    from okrsdk.localsheets.grid.cells import Value

MAX_MADE = 1_000_000
KEEP_ALL, NO_BLANKS, NO_ERRORS, NEITHER = 0, 1, 2, 3


@function("TRANSPOSE", least=1, most=1)
def transpose(site: Site) -> Operand:
    """Rows and columns exchanged."""
    return site.table(0).turned()


@function("FLATTEN", least=1)
def flatten(site: Site) -> Operand:
    """All values of all arguments in one column."""
    return matrix([value] for index in range(len(site.nodes)) for value in site.table(index).items())


@function("TOCOL", least=1, most=3)
def to_column(site: Site) -> Operand:
    """All values in one column, blanks or errors left out where wanted."""
    return matrix([value] for value in _scanned(site))


@function("TOROW", least=1, most=3)
def to_row(site: Site) -> Operand:
    """All values in one row, blanks or errors left out where wanted."""
    return matrix([_scanned(site)])


def _scanned(site: Site) -> list[Value]:
    table = site.table(0)
    ignored = int(as_number(site.single(1), site.name, 2)) if site.has(1) else KEEP_ALL
    if site.has(2) and as_boolean(site.single(2), site.name, 3):
        table = table.turned()
    kept = [
        value
        for value in table.items()
        if not (ignored in (NO_BLANKS, NEITHER) and value is None)
        and not (ignored in (NO_ERRORS, NEITHER) and isinstance(value, ErrorText))
    ]
    if not kept:
        raise Stop(Failure("#N/A", f"{site.name} resulted in an empty array."))
    return kept


@function("HSTACK", least=1)
def beside(site: Site) -> Operand:
    """Arrays side by side; shorter ones are filled with #N/A."""
    return _stacked([site.table(index).turned() for index in range(len(site.nodes))]).turned()


@function("VSTACK", least=1)
def below(site: Site) -> Operand:
    """Arrays one below the other; narrower ones are filled with #N/A."""
    return _stacked([site.table(index) for index in range(len(site.nodes))])


def _stacked(tables: list[Matrix]) -> Matrix:
    width = max(table.width for table in tables)
    gap: tuple[Value, ...] = (Failure("#N/A", ""),)
    return matrix(row + gap * (width - len(row)) for table in tables for row in table.rows)


@function("CHOOSECOLS", least=2)
def choose_columns(site: Site) -> Operand:
    """The columns with these numbers; negative ones count from the end."""
    return _chosen(site, site.table(0).turned()).turned()


@function("CHOOSEROWS", least=2)
def choose_rows(site: Site) -> Operand:
    """The rows with these numbers; negative ones count from the end."""
    return _chosen(site, site.table(0))


def _chosen(site: Site, table: Matrix) -> Matrix:
    rows = []
    for index in range(1, len(site.nodes)):
        for value in site.table(index).items():
            place = int(as_number(value, site.name, index + 1))
            if place == 0 or abs(place) > table.height:
                text = f"Function {site.name} parameter {index + 1} value is {place}. Valid values are between 1 and "
                raise Stop(Failure("#VALUE!", f"{text}{table.height} inclusive."))
            rows.append(table.rows[place - 1 if place > 0 else place])
    return matrix(rows)


@function("ARRAY_CONSTRAIN", least=3, most=3)
def constrain(site: Site) -> Operand:
    """The array cut to so many rows and columns."""
    table = site.table(0)
    height = int(as_number(site.single(1), "ARRAY_CONSTRAIN", 2))
    width = int(as_number(site.single(2), "ARRAY_CONSTRAIN", 3))
    for parameter, size in ((2, height), (3, width)):
        if size < 1:
            text = f"Function ARRAY_CONSTRAIN parameter {parameter} value is {size}. It should be greater than or "
            raise Stop(Failure("#NUM!", f"{text}equal to 1."))
    return matrix(row[:width] for row in table.rows[:height])


@function("WRAPROWS", least=2, most=3)
def wrap_rows(site: Site) -> Operand:
    """A row or column broken into rows."""
    return _wrapped(site)


@function("WRAPCOLS", least=2, most=3)
def wrap_columns(site: Site) -> Operand:
    """A row or column broken into columns."""
    return _wrapped(site).turned()


def _wrapped(site: Site) -> Matrix:
    table, count = site.table(0), int(as_number(site.single(1), site.name, 2))
    if count < 1:
        raise Stop(Failure("#NUM!", f"Function {site.name} parameter 2 value is {count}. It should be at least 1."))
    if table.height > 1 and table.width > 1:
        raise Stop(Failure("#VALUE!", f"Function {site.name} parameter 1 expects a single row or column."))
    values = list(table.items())
    filler = site.single(2) if site.has(2) else Failure("#N/A", "")
    if count > MAX_MADE:
        raise Stop(Failure("#NUM!", f"Function {site.name} parameter 2 value is {count}. It is too large."))
    values += [filler] * (-len(values) % count)
    return matrix(values[start : start + count] for start in range(0, len(values), count))


@function("SEQUENCE", least=1, most=4)
def sequence(site: Site) -> Operand:
    """Numbers in steps, row by row."""
    given = [as_number(site.single(i), "SEQUENCE", i + 1) if site.has(i) else 1.0 for i in range(4)]
    height, width, start, step = int(given[0]), int(given[1]), given[2], given[3]
    if height < 1 or width < 1 or height * width > MAX_MADE:
        raise Stop(Failure("#NUM!", f"Function SEQUENCE parameter 1 value is {height}. It should be at least 1."))
    return matrix([start + step * (row * width + column) for column in range(width)] for row in range(height))


FUNCTIONS = (
    transpose,
    flatten,
    to_column,
    to_row,
    beside,
    below,
    choose_columns,
    choose_rows,
    constrain,
    wrap_rows,
    wrap_columns,
    sequence,
)
