import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from okrsdk.interchange import read_okrs
from okrsdk.interchange.importers.sources import read_source
from okrsdk.model import Client, Cycle, Objective
from okrsdk.workbook import WorkbookReading


def excel_file(**tabs):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in tabs.items():
        sheet = workbook.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


OBJECTIVES = [
    ["ID", "Objective", "Owner", "Score"],
    [],
    ["O1", "Be the practice that families choose first", "Lead", 0.7],
]
KEY_RESULTS = [
    ["ID", "Objective", "Key result", "Baseline", "Target", "Current", "Due", "Score"],
    ["O1-KR1", "O1", "Registrations", 12, 22, 19.5, date(2026, 3, 31), 0.75],
    ["O1-KR2", "O1", "Answered calls", 0.4, "many", "#REF!"],
]
CLIENT = [["Client", "Harbor Dental"], ["Cycle", "2026-Q1"]]


@pytest.fixture
def read():
    content = excel_file(Overview=[["Overall", 0.7]], Objectives=OBJECTIVES, Key_Results=KEY_RESULTS, Client=CLIENT)
    return read_okrs(read_source("okrs.xlsx", content))


def test_a_downloaded_workbook_is_read_as_a_workbook_is(read):
    assert isinstance(read, WorkbookReading)
    assert (read.okr_set.client, read.okr_set.cycle) == (Client(name="Harbor Dental"), Cycle.parse("2026-Q1"))
    assert read.okr_set.objectives == (
        Objective(id="O1", text="Be the practice that families choose first", owner="Lead"),
    )
    first, second = read.okr_set.key_results
    assert (first.target, first.current, first.due) == (Decimal(22), Decimal("19.5"), date(2026, 3, 31))
    assert (second.baseline, second.target, second.current) == (Decimal("0.4"), None, None)


def test_its_findings_name_their_cells(read):
    found = {placed.cell: placed.finding.code for placed in read.placed(read.findings) if placed.cell}
    assert found["'Key Results'!E3"] == "T201"
    assert found["'Key Results'!F3"] == "T204"


def test_a_tab_of_ours_alone_is_read_as_any_table():
    content = excel_file(Objectives=OBJECTIVES, Key_Results=KEY_RESULTS)
    assert not isinstance(read_okrs(read_source("okrs.xlsx", content)), WorkbookReading)
