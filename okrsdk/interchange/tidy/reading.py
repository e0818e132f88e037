"""From the rows of tidy tables back to OKRs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.findings import PlacedFinding, Table, has_errors
from okrsdk.interchange.tidy.table_definitions import tidy_tables
from okrsdk.schema.column import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from okrsdk.findings import Finding
    from okrsdk.model import OkrSet


_NumberedRow: TypeAlias = tuple[int, dict[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWorkbook:
    """What tidy tables say of one workbook.

    Attributes:
        name: the workbook, as the column `workbook` names it.
        okr_set: its OKRs; what could not be read counts as blank.
        findings: all that is wrong with its rows, in reading order.
        rows: per table the 0-based row of each record, among the rows of that table of all workbooks.
    """

    name: str
    okr_set: OkrSet
    findings: tuple[Finding, ...]
    rows: Mapping[Table, tuple[int, ...]]


def workbooks_in(tables: Mapping[str, Iterable[Mapping[str, object]]]) -> tuple[ReadWorkbook, ...]:
    """The workbooks whose rows the tables hold, in the order in which these first name them.

    Rows may be in any order: `position` says it, where every row of a workbook has one. A row that names no workbook
    belongs to the only one there is. Blank rows are passed over, and so are scores, which are worked out anew.

    Args:
        tables: per name of a table its rows, values by column; tables and columns may be absent.
    """
    rows: dict[str, dict[Table, list[_NumberedRow]]] = defaultdict(lambda: {table: [] for table in Table})
    for definition in tidy_tables():
        if definition.source is not None:
            for number, row in enumerate(tables.get(definition.name, ())):
                values = {name: plain_value(value) for name, value in row.items()}
                if any(value is not None for value in values.values()):
                    rows[str(values.get("workbook") or "")][definition.source].append((number, values))
    return tuple(_workbook(name, own) for name, own in _with_unnamed(rows).items())


def chosen_okr_set(tables: Mapping[str, Iterable[Mapping[str, object]]], *, workbook: str | None = None) -> OkrSet:
    """The OKRs of one of the workbooks whose rows the tables hold, if all of it can be read.

    Args:
        tables: per name of a table its rows, as of `workbooks_in`.
        workbook: which workbook is meant; may be left out where there is one.

    Raises:
        ConfigError: there are several workbooks and none is named, or none of that name.
        InvalidOkrError: a cell cannot be read; `findings` tells of every such cell.
    """
    found = workbooks_in(tables)
    own = [one for one in found if workbook in (None, one.name)]
    if len(own) != 1:
        names = ", ".join(one.name for one in found) or "none"
        asked = "Which workbook is meant?" if workbook is None else f"There is no workbook {workbook!r}."
        raise ConfigError(f"{asked} The tables hold {names}.")
    if has_errors(own[0].findings):
        placed = tuple(PlacedFinding(finding=finding) for finding in own[0].findings)
        raise InvalidOkrError("The tables have errors.", findings=placed)
    return own[0].okr_set


def plain_value(value: object) -> object:
    """A value of a database or a file as okrsdk's own: numbers exact, days without a time, blank as None.

    A float is the decimal number that is written for it, which is the one it was made from up to 15 digits.
    """
    if is_blank(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value


def _with_unnamed(rows: dict[str, dict[Table, list[_NumberedRow]]]) -> dict[str, dict[Table, list[_NumberedRow]]]:
    named = [name for name in rows if name]
    if len(named) != 1 or "" not in rows:
        return rows
    return {named[0]: {table: [*own, *rows[""][table]] for table, own in rows[named[0]].items()}}


def _workbook(name: str, tables: Mapping[Table, Sequence[_NumberedRow]]) -> ReadWorkbook:
    from okrsdk.interchange.document.record_values import read_values
    from okrsdk.schema import load_tables
    from okrsdk.schema.table_cells import table_cells

    rows = {table: _in_order(own) for table, own in tables.items()}
    values = read_values({table: [row for _, row in own] for table, own in rows.items()})
    loaded = load_tables({table: table_cells(table, own) for table, own in values.items()})
    numbers = {table: tuple(number for number, _ in own) for table, own in rows.items()}
    return ReadWorkbook(name=name, okr_set=loaded.okr_set, findings=loaded.findings, rows=numbers)


def _in_order(rows: Sequence[_NumberedRow]) -> list[_NumberedRow]:
    if not all(isinstance(row.get("position"), Decimal) for _, row in rows):
        return list(rows)
    return sorted(rows, key=lambda numbered: Decimal(str(numbered[1]["position"])))
