"""A workbook in a Local Sheets of its own, and spreadsheets beside it, with their numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Objective, OkrSet, Status
from okrsdk.sheets import SheetsSettings, connect, create_workbook
from okrsdk.values import load_source_settings, refresh_workbook

ON = date(2026, 11, 18)


def key_result(number, source, **further):
    own = {"text": "Calls a week", "baseline": Decimal(10), "target": Decimal(20), "unit": "calls", **further}
    return KeyResult(id=f"O1-KR{number}", objective_id="O1", source=source, owner="Ops Lead", **own)


@pytest.fixture
def local():
    with LocalSheets() as server:
        yield server


@pytest.fixture
def connection(local, tmp_path):
    with connect(SheetsSettings(home=tmp_path), local=local) as made:
        yield made


@pytest.fixture
def made(connection, local):
    """Makes a workbook whose key results have these Sources, one each, or are these."""

    def make(*sources, check_ins=(), status=Status.ACTIVE):
        objective = Objective(id="O1", text="Answer every call", owner="Ops Lead", status=status)
        own = tuple(
            replace(one, id=f"O1-KR{at}") if isinstance(one, KeyResult) else key_result(at, one)
            for at, one in enumerate(sources, 1)
        )
        okr_set = OkrSet(
            client=Client(name="Harbor Dental"),
            cycle=Cycle.parse("2026-Q4"),
            objectives=(objective,),
            key_results=own,
            check_ins=tuple(check_ins),
        )
        workbook = create_workbook(okr_set, connection)
        local.reset_requests()
        return workbook

    return make


@pytest.fixture
def spreadsheet(connection):
    """Makes a spreadsheet with cells by address, as people would type them, and named ranges."""

    def make(title, cells, *, locale="en_US", names=None, tab="Summary"):
        file = connection.gspread.create(title)
        requests = [
            {
                "updateSpreadsheetProperties": {"properties": {"locale": locale}, "fields": "locale"},
            },
            {"updateSheetProperties": {"properties": {"sheetId": 0, "title": tab}, "fields": "title"}},
        ]
        requests += [
            {"addNamedRange": {"namedRange": {"name": name, "range": {"sheetId": 0, **span}}}}
            for name, span in (names or {}).items()
        ]
        file.batch_update({"requests": requests})
        data = [{"range": f"'{tab}'!{address}", "values": [[value]]} for address, value in cells.items()]
        file.values_batch_update({"valueInputOption": "USER_ENTERED", "data": data})
        return file.id

    return make


@pytest.fixture
def refresh(tmp_path):
    """Refreshes a workbook on a day, with what is allowed."""

    def refreshed(workbook, *, on=ON, allow=(), **options):
        return refresh_workbook(workbook, on=on, settings=load_source_settings(tmp_path, allow=allow), **options)

    return refreshed


def said(value, day, of="O1-KR1", by="Ops Lead", confidence="0.6"):
    rated = None if confidence is None else Decimal(confidence)
    return CheckIn(day=day, key_result_id=of, value=Decimal(value), confidence=rated, by=by)
