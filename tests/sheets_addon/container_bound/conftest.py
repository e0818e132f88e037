"""The service as a bound script asks it."""

import pytest

from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig, create_app
from tests.sheets_addon.addon.conftest import NOW

from .sent import click, workbook


def _address(name):
    return f"/v1/{name}" if name in ("check", "grade") else f"/bound/{name}"


@pytest.fixture(scope="package")
def app(tmp_path_factory):
    return create_app(ServiceConfig(sheets=SheetsSettings(home=tmp_path_factory.mktemp("home"))), now=lambda: NOW)


@pytest.fixture
def post(app):
    def send(name, spreadsheet=None, event=None, **more):
        body = {"event": event or click(), "spreadsheet": spreadsheet or workbook(), **more}
        return app.test_client().post(_address(name), json=body)

    return send
