"""The same client workbook made, and the same 20 key results graded, by gspread, with its companions, and by okrsdk.

Over HTTP with 100 ms a request, as Google's servers take. Limits: okrsdk makes a workbook in one request to Sheets and
one to Drive, and grades in two.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench.by_gspread import client_of, grade_in_frames, grade_plainly, make_in_batches, make_plainly
from bench.check import okr_set
from bench.localsheets import served
from bench.timing import verdict
from bench.workbook_asked import problems_in, tab_asked
from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.sheets import Backend, SheetsSettings, connect, create_workbook, open_workbook
from okrsdk.workbook import workbook_template
from okrsdk.workbook.addresses import column_letters

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.workbook_asked import Tab
    from okrsdk.model import OkrSet
    from okrsdk.sheets import Connection

_SECONDS_A_REQUEST = 0.1
_LOCAL = {"X-Local-Sheets": "1"}
_DAY = date(2026, 3, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cost:
    """What a piece of work cost: requests, counted at the server, and seconds."""

    sheets: int
    drive: int
    seconds: float

    @property
    def requests(self) -> int:
        return self.sheets + self.drive


def run() -> bool:
    own = _okr_set()
    tabs = [tab_asked(tab) for tab in workbook_template(own).tabs]
    with served() as url, httpx.Client(base_url=url, headers=_LOCAL, trust_env=False, timeout=60) as client:
        slow = {"rules": [{"fault": "none", "latency": _SECONDS_A_REQUEST}]}
        settings = SheetsSettings(home=Path(), backend=Backend.SERVER, server_url=url)
        with connect(settings) as connection:
            gspread, title = client_of(url), workbook_template(own).title
            ways: dict[str, tuple[Callable[[], str], Callable[[str], object]]] = {
                "gspread": (partial(make_plainly, gspread, title, tabs), partial(grade_plainly, gspread)),
                "gspread, -formatting, -dataframe": (
                    partial(make_in_batches, gspread, title, tabs),
                    partial(grade_in_frames, gspread),
                ),
                "okrsdk": (partial(_make, own, connection), partial(_grade, connection)),
            }
            for make, grade in ways.values():  # once without delay, so that nobody's imports are measured
                grade(make())
            client.put("/_local/faults", json=slow).raise_for_status()
            costs = {name: _measured(client, tabs, make, grade) for name, (make, grade) in ways.items()}
    return _reported(costs)


def _okr_set() -> OkrSet:
    """Twenty key results, each a little further than the one before."""
    made = okr_set()
    results = tuple(replace(one, current=Decimal(41 + number)) for number, one in enumerate(made.key_results))
    return replace(made, key_results=results)


def _make(own: OkrSet, connection: Connection) -> str:
    return create_workbook(own, connection).spreadsheet_id


def _grade(connection: Connection, spreadsheet_id: str) -> None:
    open_workbook(spreadsheet_id, connection).grade(on=_DAY)


def _measured(
    client: httpx.Client, tabs: list[Tab], make: Callable[[], str], grade: Callable[[str], object]
) -> tuple[_Cost, _Cost]:
    """What making and grading cost, after a look at what came of them."""
    made: list[str] = []
    making = _cost(client, lambda: made.append(make()))
    assert not (problems := list(problems_in(client, made[0], tabs))), problems
    grading = _cost(client, lambda: grade(made[0]))
    own = column_letters([column.name for column in columns(Table.KEY_RESULTS)].index("score"))
    scores = client.get(f"/v4/spreadsheets/{made[0]}/values/Key%20Results!{own}2:{own}21").json()["values"]
    assert [float(score) for (score,) in scores] == [number / 20 for number in range(1, 21)], scores
    return making, grading


def _cost(client: httpx.Client, work: Callable[[], object]) -> _Cost:
    client.delete("/_local/requests").raise_for_status()
    start = time.monotonic()
    work()
    seconds = time.monotonic() - start
    counted = client.get("/_local/requests").json()
    return _Cost(sheets=counted["sheets"], drive=counted["drive"], seconds=seconds)


def _reported(costs: dict[str, tuple[_Cost, _Cost]]) -> bool:
    for number, work in enumerate(("made", "graded")):
        own = costs["okrsdk"][number]
        for name, each in costs.items():
            cost = each[number]
            print(
                f"  {work:<6} by {name:<32} {cost.sheets:3} requests to Sheets, {cost.drive} to Drive, "
                f"{cost.seconds:5.2f} s: {cost.requests / own.requests:4.1f} times the requests, "
                f"{cost.seconds / own.seconds:4.1f} times as long"
            )
    made, graded = costs["okrsdk"]
    holds = (made.sheets, made.drive, graded.sheets, graded.drive) == (1, 1, 2, 0)
    print(f"  okrsdk: 1 request to Sheets and 1 to Drive, then 2 to Sheets: {verdict(holds=holds)}")
    return holds
