"""The add-on over a Local Sheets of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import Connection, SheetsSettings, connect
from sheets_addon.addon import addon_blueprint
from sheets_addon.api.openapi import bare_app
from sheets_addon.auth import answer_loopback_only, answer_proven_callers
from sheets_addon.exact_json import read_json_exactly
from sheets_addon.identity import Callers
from sheets_addon.problems import answer_with_problems
from sheets_addon.spreadsheets import Spreadsheets
from tests.prepared import SAMPLE

from .visitor import Visitor

NOW = datetime(2026, 2, 14, 18, 0, tzinfo=UTC)
TODAY = date(2026, 2, 14)


def app_of(spreadsheets: Spreadsheets, *, callers: Callers | None = None, now: datetime = NOW) -> Flask:
    app = bare_app("sheets_addon")
    app.config["MAX_CONTENT_LENGTH"] = 200_000
    answer_with_problems(app)
    if callers is None:
        answer_loopback_only(app)
    else:
        answer_proven_callers(app, callers)
    read_json_exactly(app)
    app.register_blueprint(addon_blueprint(spreadsheets, callers=callers, now=lambda: now))
    return app


@pytest.fixture
def sheets(tmp_path: Path) -> SheetsSettings:
    return SheetsSettings(home=tmp_path / "home")


@pytest.fixture
def local(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LocalSheets]:
    with LocalSheets(SAMPLE.copied_to(tmp_path / "local") if "visitor" in request.fixturenames else None) as server:
        yield server


@pytest.fixture
def spreadsheets(sheets: SheetsSettings, local: LocalSheets) -> Spreadsheets:
    return Spreadsheets(sheets, local=local)


@pytest.fixture
def connection(sheets: SheetsSettings, local: LocalSheets) -> Iterator[Connection]:
    with connect(sheets, local=local) as own:
        yield own


@pytest.fixture
def visitor(spreadsheets: Spreadsheets) -> Visitor:
    """A visitor to the workbook of a sample client."""
    return Visitor(app_of(spreadsheets), SAMPLE.spreadsheet_id)
