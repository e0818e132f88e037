"""The table of functions by name, and the decorator that fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.formulas.evaluator import Function
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand

FUNCTIONS: dict[str, Function] = {}


def function(*names: str, least: int, most: int | None = None) -> Callable[[Function], Function]:
    """Enters a function under its names.

    Args:
        names: as written in formulas, upper case.
        least: fewest arguments.
        most: most arguments; None for any number.
    """

    def enter(body: Function) -> Function:
        def checked(site: Site) -> Operand:
            site.expect(least, most)
            return body(site)

        FUNCTIONS.update(dict.fromkeys(names, checked))
        return body

    return enter
