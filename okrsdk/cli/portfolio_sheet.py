"""`--to-sheet`: which spreadsheet is meant, and what is said of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from okrsdk.model import Client, day_asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from okrsdk.model import Today
    from okrsdk.portfolio.portfolio import Portfolio
    from okrsdk.portfolio.portfolio_sheet import SheetUpdate
    from okrsdk.sheets import Connection

_NEW = "new"


def brought_to_sheet(
    portfolio: Portfolio, ref: str, connection: Connection, *, selection: tuple[str, str, str], on: date | Today
) -> Iterator[str]:
    """Brings a spreadsheet up to date, or makes one, and says so.

    Args:
        portfolio: the workbooks.
        ref: the spreadsheet; empty for the one that was made for this selection, `new` for another one.
        connection: reaches it.
        selection: which workbooks were asked for: the roster's name, the cycle, the folder.
        on: the day.
    """
    from okrsdk.portfolio.portfolio_sheet import create_portfolio_sheet, find_portfolio_sheet, update_portfolio_sheet
    from okrsdk.sheets.references import spreadsheet_id_of

    http, day = connection.http, day_asked(on, Client(name=""))
    which = hashlib.sha256("\n".join(selection).encode()).hexdigest()[:16]
    if ref and ref != _NEW:
        found = spreadsheet_id_of(ref, connection)
    else:
        found = "" if ref else find_portfolio_sheet(which, http)
    if found:
        update = update_portfolio_sheet(found, portfolio, http, on=day)
        yield f"Brought up to date: {connection.endpoint.link(found)}"
        yield from _said(update)
        return
    _, cycle, folder = selection
    title = " ".join(filter(None, ["Portfolio", cycle]))
    made = create_portfolio_sheet(portfolio, http, title=title, which=which, folder=folder, on=day)
    yield f"Made {connection.endpoint.link(made.spreadsheet_id)}"


def _said(update: SheetUpdate) -> Iterator[str]:
    if update.added:
        yield f"Rows added at the end: {update.added}."
    if update.restored:
        yield (
            f"Rows were moved in the moment of writing. Look at {_rows(update.restored)}: figures had come to lie "
            "there and were taken out again; a formula that was there is its value now."
        )
    if update.doubled:
        yield f"On several rows, all of which were written: {', '.join(update.doubled)}. Delete those too many."


def _rows(numbers: tuple[int, ...]) -> str:
    return f"row {numbers[0]}" if len(numbers) == 1 else f"rows {', '.join(map(str, numbers))}"
