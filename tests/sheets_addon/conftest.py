"""The service as its callers have it, over a Local Sheets of its own, on a day of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.model import OkrSet
from okrsdk.sheets import SheetsSettings, Workbook, connect
from sheets_addon import ServiceConfig, create_app
from sheets_addon.spreadsheets import Spreadsheets
from tests.prepared import SAMPLE
from tests.samples import sample
from tests.sheets_addon.described import DescribedService

NOW = datetime(2026, 2, 14, 18, 0, tzinfo=UTC)
TODAY = date(2026, 2, 14)


def row(**changes):
    """A document of one objective with one key result, on which 0.70 is reached."""
    key_result = {
        "id": "O1-KR1",
        "text": "Raise booked first visits from 100 to 200 a month",
        "kind": "increase",
        "source": "CRM, visits report",
        "baseline": 100,
        "target": 200,
        "current": 170,
    }
    objective = {"id": "O1", "text": "New patients in town find us first", "key_results": [key_result | changes]}
    return {"okrsdk": 1, "client": {"name": "Acme Dental"}, "cycle": "2026-Q1", "objectives": [objective]}


def make_service(home: Path, local: LocalSheets | None = None) -> DescribedService:
    config = ServiceConfig(sheets=SheetsSettings(home=home), max_body_bytes=100_000)
    spreadsheets = Spreadsheets(config.sheets, local=local)
    return DescribedService(create_app(config, spreadsheets=spreadsheets, now=lambda: NOW))


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> DescribedService:
    """For all requests that touch no spreadsheet; nothing is started behind it, and it keeps nothing."""
    return make_service(tmp_path_factory.mktemp("home"))


@pytest.fixture
def local(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LocalSheets]:
    with LocalSheets(SAMPLE.copied_to(tmp_path / "local") if "workbook" in request.fixturenames else None) as server:
        yield server


@pytest.fixture
def sheets_service(tmp_path: Path, local: LocalSheets) -> DescribedService:
    """Over a Local Sheets of its own."""
    return make_service(tmp_path, local)


@pytest.fixture
def okr_set() -> OkrSet:
    return sample()


@pytest.fixture
def workbook(tmp_path: Path, local: LocalSheets) -> Iterator[Workbook]:
    """A client's workbook in the Local Sheets behind the service; the requests are counted from here on."""
    with connect(SheetsSettings(home=tmp_path), local=local) as connection:
        yield Workbook(spreadsheet_id=SAMPLE.spreadsheet_id, connection=connection)
