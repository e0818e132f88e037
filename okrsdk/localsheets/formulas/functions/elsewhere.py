"""QUERY and IMPORTRANGE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, as_boolean, as_number, as_text
from okrsdk.localsheets.grid.a1 import column_letters
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.query import QueryError, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand


@function("IMPORTRANGE", least=2, most=2)
def import_range(site: Site) -> Operand:
    """The values of a range of another spreadsheet of this server, named by id or address."""
    return site.evaluator.world.imported(as_text(site.single(0)).strip(), as_text(site.single(1)).strip())


@function("QUERY", least=1, most=3)
def query(site: Site) -> Operand:
    """What a query in Google's visualization query language gives of a range or array."""
    operand = site.operand(0)
    table = site.evaluator.whole(operand)
    if not isinstance(table, Matrix):
        table = site.table(0)
    if isinstance(operand, Rect):
        names = [column_letters(column) for column in range(operand.left, operand.right)]
    else:
        names = [f"Col{number}" for number in range(1, table.width + 1)]
    text = as_text(site.single(1)) if site.has(1) else ""
    try:
        return run(table, names, text, headers=_headers(site), now=site.evaluator.world.now(), matches=_matcher(site))
    except QueryError as error:
        raise Stop(
            Failure("#VALUE!", f"Unable to parse query string for Function QUERY parameter 2: {error}")
        ) from None


def _matcher(site: Site) -> Callable[[str, str], bool]:
    known: dict[tuple[str, str], bool] = {}

    def matches(text: str, pattern: str) -> bool:
        if (text, pattern) not in known:
            found = site.evaluator.world.by_engine("REGEXTEST", [(text, rf"\A(?:{pattern})\z")])[0]
            known[text, pattern] = found is True
        return known[text, pattern]

    return matches


def _headers(site: Site) -> int:
    if not site.has(2):
        return -1
    value = site.single(2)
    if isinstance(value, bool):
        return int(as_boolean(value, "QUERY", 3))
    return int(as_number(value, "QUERY", 3))


FUNCTIONS = (
    import_range,
    query,
)
