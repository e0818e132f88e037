"""COUNTUNIQUE, COUNTUNIQUEIFS and AVERAGE.WEIGHTED."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.functions.ordering import identity
from okrsdk.localsheets.formulas.resultformat import of_call
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, as_number, format_of, is_number, with_format
from okrsdk.localsheets.grid.cells import ErrorText, Value

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand


@function("COUNTUNIQUE", least=1)
def count_unique(site: Site) -> Operand:
    """The number of different values, blank cells left out."""
    values = [value for index in range(len(site.nodes)) for value in site.table(index).items()]
    return len({identity(_sound(value)) for value in values if value is not None})


def _sound(value: Value) -> Value:
    if isinstance(value, ErrorText):
        raise Stop(value)
    return value


@function("COUNTUNIQUEIFS", least=3)
def count_unique_ifs(site: Site) -> Operand:
    """The number of different values among the rows that meet all criteria."""
    table = site.table(0)
    kept = [True] * (table.height * table.width)
    for index in range(1, len(site.nodes) - 1, 2):
        tested, criterion = site.table(index), site.single(index + 1)
        if (tested.height, tested.width) != (table.height, table.width):
            raise Stop(Failure("#VALUE!", "Array arguments to COUNTUNIQUEIFS are of different size."))
        met = site.evaluator.world.by_engine("COUNTIF", [(Matrix(((value,),)), criterion) for value in tested.items()])
        kept = [before and bool(now) for before, now in zip(kept, met, strict=True)]
    chosen = [value for value, keep in zip(table.items(), kept, strict=True) if keep and value is not None]
    return len({identity(value) for value in chosen})


@function("AVERAGE.WEIGHTED", least=2)
def average_weighted(site: Site) -> Operand:
    """The average of values, each counted as often as its weight says."""
    if len(site.nodes) % 2:
        raise Stop(Failure("#N/A", f"Wrong number of arguments to AVERAGE.WEIGHTED: {len(site.nodes)} is odd."))
    total = weights = 0.0
    number_format = None
    for index in range(0, len(site.nodes), 2):
        values, weighing = site.table(index), site.table(index + 1)
        if (values.height, values.width) != (weighing.height, weighing.width):
            raise Stop(_mismatch(values, weighing))
        for value, weight in zip(values.items(), weighing.items(), strict=True):
            if not (is_number(_sound(value)) and is_number(_sound(weight))):
                if value is None and weight is None:
                    continue
                as_number(value, site.name, index + 1)
                as_number(weight, site.name, index + 2)
                continue
            number_format = number_format or format_of(value)
            total += float(value) * _weight(weight)  # type: ignore[arg-type]  # a number, see above
            weights += _weight(weight)
    if not weights:
        raise Stop(Failure("#DIV/0!", "Evaluation of function AVERAGE.WEIGHTED caused a divide by zero error."))
    return with_format(total / weights, of_call("AVERAGE.WEIGHTED", [number_format]))


def _weight(weight: Value) -> float:
    found = as_number(weight, "AVERAGE.WEIGHTED", 2)
    if found < 0:
        raise Stop(Failure("#VALUE!", "AVERAGE.WEIGHTED expects the weight to be positive or equal to 0."))
    return found


def _mismatch(values: Matrix, weighing: Matrix) -> Failure:
    return Failure(
        "#VALUE!",
        f"AVERAGE.WEIGHTED has mismatched range sizes. Expected row count: {values.height}. column count: "
        f"{values.width}. Actual row count: {weighing.height}, column count: {weighing.width}.",
    )


FUNCTIONS = (
    count_unique,
    count_unique_ifs,
    average_weighted,
)
