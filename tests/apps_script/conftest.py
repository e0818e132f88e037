"""A bound sidebar's script in Node, over a client workbook in Local Sheets and the real service, both on loopback."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import settings_from
from sheets_addon import create_app
from sheets_addon.apps_script import write_project
from sheets_addon.config import service_config
from tests.apps_script.bound_script import BoundScript
from tests.samples import sample
from tests.serving import served

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("needs Node.js from 18 on: apt-get install nodejs")
    return found


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("apps_script")
    write_project(folder)
    return folder


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("okr_home")
    config = service_config(settings_from({"OKR_HOME": str(home)}))
    with served(create_app(config, now=lambda: NOW)) as url:
        yield url


@pytest.fixture
def script_for(project: Path, service: str) -> Iterator[Callable[[str], BoundScript]]:
    opened = []
    with LocalSheets() as sheets, served(sheets.wsgi_app) as url:

        def open_(name: str) -> BoundScript:
            okr_set = sample(name)
            opened.append(BoundScript(sheets, {"sheets": url, "service": service}, project, okr_set))
            return opened[-1]

        yield open_
        for script in opened:
            script.client.close()


@pytest.fixture
def script(script_for: Callable[[str], BoundScript]) -> BoundScript:
    return script_for("software-marketing")
