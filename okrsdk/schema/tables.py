"""The tables and their columns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.check_ins import CheckIns
from okrsdk.schema.client import ClientProfile, Funnel
from okrsdk.schema.declaration import columns_of
from okrsdk.schema.key_results import KeyResults
from okrsdk.schema.objectives import Objectives

if TYPE_CHECKING:
    from okrsdk.schema.column import Column
    from okrsdk.schema.declaration import TableModel

MODELS: dict[Table, type[TableModel]] = {
    Table.CLIENT: ClientProfile,
    Table.FUNNEL: Funnel,
    Table.OBJECTIVES: Objectives,
    Table.KEY_RESULTS: KeyResults,
    Table.CHECK_INS: CheckIns,
}


@cache
def columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table, in the order of the template."""
    return tuple(columns_of(MODELS[table]).values())
