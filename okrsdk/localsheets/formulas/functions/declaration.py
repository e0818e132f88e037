"""How a function is declared: its names, how many arguments it takes, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.formulas.evaluator import Function
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand


@dataclass(frozen=True, slots=True)
class Declared:
    """A function of formulas.

    Attributes:
        names: as written in formulas, upper case.
        call: computes it, or fails where it is called with too few or too many arguments.
    """

    names: tuple[str, ...]
    call: Function


def function(*names: str, least: int, most: int | None = None) -> Callable[[Function], Declared]:
    """Declares a function.

    Args:
        names: as written in formulas, upper case.
        least: fewest arguments.
        most: most arguments; None for any number.
    """

    def declared(body: Function) -> Declared:
        def checked(site: Site) -> Operand:
            site.expect(least, most)
            return body(site)

        return Declared(names, checked)

    return declared
