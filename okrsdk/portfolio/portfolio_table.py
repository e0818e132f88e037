"""The portfolio as a table, a row a workbook, and as a JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.extras import Extra, needing
from okrsdk.interchange.exporters.parquet_tables import parquet_bytes
from okrsdk.portfolio.portfolio_text import link_text
from okrsdk.portfolio.summary import WorkbookRow

if TYPE_CHECKING:
    from okrsdk.portfolio.portfolio import Group, Portfolio

_NESTED = ("weekly", "objectives")
COLUMNS = tuple(name for name in WorkbookRow.__annotations__ if name not in (*_NESTED, "is_okr_workbook"))
"""The columns of the table: the keys of `WorkbookRow` that hold one value."""


def portfolio_csv(portfolio: Portfolio) -> str:
    """The table as CSV with a header, the lowest score first; what a spreadsheet would take for a formula is text."""
    from okrsdk.interchange.exporters.csv_tables import csv_text

    return csv_text(COLUMNS, _rows(portfolio))


def portfolio_document(portfolio: Portfolio) -> dict[str, object]:
    """All that is known, as JSON values: `score`, `workbooks`, `by_champion`, `by_level`, `links`, `missing`.

    `links` are what contributes to what across workbooks, each with the sentence about it in `text` and `is_broken`.
    """
    return {
        "score": None if portfolio.score is None else float(portfolio.score),
        "workbooks": list(_rows(portfolio)),
        "by_champion": [_group(one) for one in portfolio.by_champion()],
        "by_level": [_group(one) for one in portfolio.by_level()],
        "links": [
            {
                "client": link.client,
                "objective": link.objective_id,
                "reference": link.reference,
                "parent": link.parent,
                "key_result": link.key_result_id,
                "is_broken": link.broken is not None,
                "text": link_text(link),
            }
            for link in portfolio.links()
        ],
        "missing": list(portfolio.missing),
    }


def portfolio_parquet(portfolio: Portfolio) -> bytes:
    """The table as Parquet.

    Raises:
        ConfigError: pyarrow is not installed; the message says how to.
    """
    with needing(Extra.PARQUET):
        import pyarrow as pa
    rows = [dict(row) for row in _rows(portfolio)]
    types = {"str": pa.string(), "int": pa.int32(), "float": pa.float64(), "float | None": pa.float64()}
    schema = pa.schema([pa.field(name, types[WorkbookRow.__annotations__[name].__forward_arg__]) for name in COLUMNS])
    return parquet_bytes(pa.Table.from_pylist(rows, schema=schema))


def _rows(portfolio: Portfolio) -> tuple[WorkbookRow, ...]:
    return (*portfolio.read, *portfolio.unread)


def _group(group: Group) -> dict[str, object]:
    return {
        "name": group.name,
        "score": None if group.score is None else float(group.score),
        "objectives": group.objectives,
        "graded": group.graded,
        "workbooks": group.workbooks,
    }
