"""The portfolio: the workbooks of many clients side by side.

    with connect(settings) as connection, SummaryCache(path, version=__version__) as cache:
        files = files_of_cycle(Cycle.parse("2026-Q2"), connection.http)
        portfolio = Portfolio(rows=tuple(refresh(files, connection, cache, on=today)))

Pure: `summary` (one workbook as a row of JSON values), `cascade` (what contributes to what across workbooks) and
`portfolio` (rows with their roll-ups). With I/O: `workbook_files` (which workbooks there are), `summary_cache` (what
was read of them), `refreshing` (reads those that changed) and `portfolio_sheet` (a spreadsheet that shows it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.portfolio.portfolio import Portfolio
    from okrsdk.portfolio.portfolio_sheet import (
        SheetUpdate,
        create_portfolio_sheet,
        find_portfolio_sheet,
        update_portfolio_sheet,
    )
    from okrsdk.portfolio.refreshing import grade_all, refresh
    from okrsdk.portfolio.summary import WorkbookRow
    from okrsdk.portfolio.summary_cache import SummaryCache
    from okrsdk.portfolio.workbook_files import files_of_cycle, files_of_folder, files_of_roster

_HOMES = {
    "Portfolio": "portfolio",
    "SheetUpdate": "portfolio_sheet",
    "SummaryCache": "summary_cache",
    "WorkbookRow": "summary",
    "create_portfolio_sheet": "portfolio_sheet",
    "files_of_cycle": "workbook_files",
    "files_of_folder": "workbook_files",
    "files_of_roster": "workbook_files",
    "find_portfolio_sheet": "portfolio_sheet",
    "grade_all": "refreshing",
    "refresh": "refreshing",
    "update_portfolio_sheet": "portfolio_sheet",
}

__all__ = [
    "Portfolio",
    "SheetUpdate",
    "SummaryCache",
    "WorkbookRow",
    "create_portfolio_sheet",
    "files_of_cycle",
    "files_of_folder",
    "files_of_roster",
    "find_portfolio_sheet",
    "grade_all",
    "refresh",
    "update_portfolio_sheet",
]

if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
