"""A bound sidebar's script in Node, over a client workbook in Local Sheets and the real service, both on loopback."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import settings_from
from sheets_addon import create_app
from sheets_addon.apps_script import write_project
from sheets_addon.config import service_config
from tests.apps_script.bound_script import BoundScript, Node, installed_node
from tests.samples import sample
from tests.serving import served

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _node_is_there() -> None:
    installed_node()


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    project = tmp_path_factory.mktemp("apps_script")
    write_project(project)
    with closing(Node(project)) as node:
        yield node


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("okr_home")
    config = service_config(settings_from({"OKR_HOME": str(home)}))
    with served(create_app(config, now=lambda: NOW)) as url:
        yield url


@pytest.fixture
def script_for(node: Node, service: str) -> Iterator[Callable[[str], BoundScript]]:
    opened = []
    with LocalSheets() as sheets, served(sheets.wsgi_app) as url:

        def open_(name: str) -> BoundScript:
            okr_set = sample(name)
            opened.append(BoundScript(sheets, {"sheets": url, "service": service}, node, okr_set))
            return opened[-1]

        yield open_
        for script in opened:
            script.client.close()


@pytest.fixture
def script(script_for: Callable[[str], BoundScript]) -> BoundScript:
    return script_for("software-marketing")
