"""10,000 rows of CSV, read, planned for a new workbook and checked as a command does it, in less than 10 s.

Beside it, in the same run, what pandas alone takes to read the same rows and pandera alone to validate them: neither
knows what a column of another tool means, reads a number as people write it, or looks at a sentence. What counts is the
time of a processor, since the time that passes tells more of what else the machine does.
"""

from __future__ import annotations

import io
import time
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd

from bench.timing import take_turns, verdict
from okrsdk.assessment import assess
from okrsdk.cli.entry import collect_seldom
from okrsdk.findings import Table
from okrsdk.interchange import SourceReading, read_okrs
from okrsdk.interchange.importers.sources import read_source
from okrsdk.model import Client, Cycle, OkrSet
from okrsdk.schema import frames_from_okr_set
from okrsdk.schema.tables import MODELS
from okrsdk.sheets import SheetsSettings, connect, create_workbook
from okrsdk.workbook.importing.planning import plan_import
from okrsdk.workbook.importing.source import ImportSource

if TYPE_CHECKING:
    from okrsdk.workbook import WorkbookReading

_ROWS = 10_000
_LIMIT = 10
_DAY = date(2026, 2, 14)
_HEADER = "Objective,Key Result,Start,Target,Current,Unit,Owner,Due,Quarter"


def run() -> bool:
    collect_seldom()
    text = _csv()
    empty = _empty_workbook()

    rounds = count()

    def whole() -> None:
        rows = _csv(next(rounds)).encode()  # other words each time, since sentences are remembered
        found = read_okrs(read_source("okrs.csv", rows))
        assert isinstance(found, SourceReading)
        plan = plan_import(empty, ImportSource(okr_set=found.okr_set, carried=found.carried))
        assert len(plan.new) > _ROWS
        assert assess(found.okr_set, on=_DAY, table_findings=found.findings).okr_set.key_results

    frames = frames_from_okr_set(read_okrs(read_source("okrs.csv", text.encode())).okr_set)

    def bare_pandas() -> None:
        assert len(pd.read_csv(io.StringIO(text))) == _ROWS

    def bare_pandera() -> None:
        for table in (Table.OBJECTIVES, Table.KEY_RESULTS):
            MODELS[table].validate(frames[table], lazy=True)

    read, pandas, pandera = take_turns(whole, bare_pandas, bare_pandera, rounds=2, clock=time.process_time)
    print(f"  read, planned, checked {read}")
    print(f"  bare pandas, reading   {pandas}")
    print(f"  bare pandera           {pandera}")
    print(f"  {read.best:.1f} s, limit {_LIMIT} s: {verdict(holds=read.best <= _LIMIT)}")
    return read.best <= _LIMIT


def _csv(shift: int = 0) -> str:
    rows = (
        f"Be the shop that families in district {row // 4} choose first,"
        f"Increase orders of shop {row} from {100 + row % 50} to {180 + row % 90} a month,"
        f"{100 + row % 50},{180 + row % 90},{120 + row % 40},orders,Head of Sales,2026-03-{row % 28 + 1:02d},Q1 2026"
        for row in range(shift * _ROWS, (shift + 1) * _ROWS)
    )
    return "\n".join([_HEADER, *rows])


def _empty_workbook() -> WorkbookReading:
    okr_set = OkrSet(client=Client(name="Brookside Plumbing"), cycle=Cycle.parse("2026-Q1"))
    with TemporaryDirectory() as home, connect(SheetsSettings(home=Path(home))) as sheets:
        return create_workbook(okr_set, sheets).inspect()
