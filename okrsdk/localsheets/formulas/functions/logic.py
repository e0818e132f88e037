"""Functions that evaluate only what they choose, and pass it on as it is: blank cells stay blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.operators import broadcast, same
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, as_boolean, as_number
from okrsdk.localsheets.grid.cells import ErrorText

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand
    from okrsdk.localsheets.grid.cells import Value

NO_MATCH = Failure("#N/A", "No match.")


@function("ARRAYFORMULA", least=1, most=1)
def array_formula(site: Site) -> Operand:
    """The argument with all ranges in it taken whole."""
    return site.operand(0, array=True)


@function("IF", least=2, most=3)
def if_(site: Site) -> Operand:
    """One of two arguments; in array context element by element."""
    condition = site.one(0)
    if not isinstance(condition, Matrix):
        return _branch(site, 1 if as_boolean(condition, "IF", 1) else 2)
    branches = [site.evaluator.whole(_branch(site, index)) for index in (1, 2)]

    def choose(chosen: Value, when_true: Value, when_false: Value) -> Value:
        try:
            return when_true if as_boolean(chosen, "IF", 1) else when_false
        except Stop as stop:
            return stop.failure

    return broadcast(choose, "IF", condition, *branches)


def _branch(site: Site, index: int) -> Operand:
    if index >= len(site.nodes):
        return False
    try:
        return site.operand(index)
    except Stop as stop:
        return stop.failure


@function("IFERROR", least=1, most=2)
def if_error(site: Site) -> Operand:
    """The first argument, or the second (else a blank) where it is an error value."""
    return _unless(site, lambda value: isinstance(value, ErrorText))


@function("IFNA", least=1, most=2)
def if_na(site: Site) -> Operand:
    """The first argument, or the second (else a blank) where it is #N/A."""
    return _unless(site, lambda value: isinstance(value, ErrorText) and value == "#N/A")


def _unless(site: Site, is_bad: Callable[[Value], bool]) -> Operand:
    found = _branch(site, 0)
    whole = site.evaluator.whole(found)
    if not isinstance(whole, Matrix):
        return site.operand(1) if is_bad(whole) and site.has(1) else (None if is_bad(whole) else found)
    if not any(map(is_bad, whole.items())):
        return found
    other = site.values(1) if site.has(1) else None
    return broadcast(lambda value, instead: instead if is_bad(value) else value, site.name, whole, other)


@function("IFS", least=2)
def ifs(site: Site) -> Operand:
    """The argument after the first condition that is true."""
    for index in range(0, len(site.nodes) - 1, 2):
        condition = site.one(index)
        if isinstance(condition, Matrix):
            return _ifs_by_element(site)
        if as_boolean(condition, "IFS", index + 1):
            return _branch(site, index + 1)
    raise Stop(NO_MATCH)


def _ifs_by_element(site: Site) -> Operand:
    arguments = [site.evaluator.whole(_branch(site, index)) for index in range(len(site.nodes))]

    def choose(*values: Value) -> Value:
        for condition, result in zip(values[::2], values[1::2], strict=False):
            if isinstance(condition, ErrorText):
                return condition
            if as_boolean(condition, "IFS", 1):
                return result
        return NO_MATCH

    return broadcast(choose, "IFS", *arguments)


@function("SWITCH", least=3)
def switch(site: Site) -> Operand:
    """The argument after the first case equal to the first argument; else the last one where it stands alone."""
    looked = site.one(0)
    if isinstance(looked, Matrix):
        return _switch_by_element(site, looked)
    if isinstance(looked, ErrorText):
        raise Stop(looked)
    for index in range(1, len(site.nodes) - 1, 2):
        if same(looked, site.single(index)):
            return _branch(site, index + 1)
    if len(site.nodes) % 2 == 0:
        return _branch(site, len(site.nodes) - 1)
    raise Stop(NO_MATCH)


def _switch_by_element(site: Site, looked: Matrix) -> Operand:
    rest = [site.evaluator.whole(_branch(site, index)) for index in range(1, len(site.nodes))]

    def choose(value: Value, *values: Value) -> Value:
        if isinstance(value, ErrorText):
            return value
        for case, result in zip(values[::2], values[1::2], strict=False):
            if same(value, case):
                return result
        return values[-1] if len(values) % 2 else NO_MATCH

    return broadcast(choose, "SWITCH", looked, *rest)


@function("CHOOSE", least=2)
def choose(site: Site) -> Operand:
    """The argument with this number."""
    index = int(as_number(site.single(0), "CHOOSE", 1))
    if not 1 <= index < len(site.nodes):
        most = len(site.nodes) - 1
        text = f"Function CHOOSE parameter 1 value is {index}. Valid values are between 1 and {most} inclusive."
        raise Stop(Failure("#NUM!", text))
    return _branch(site, index)


@function("NA", least=0, most=0)
def not_available(site: Site) -> Operand:
    """#N/A, with nothing said beside it."""
    del site
    return Failure("#N/A", "")


FUNCTIONS = (
    array_formula,
    if_,
    if_error,
    if_na,
    ifs,
    switch,
    choose,
    not_available,
)
