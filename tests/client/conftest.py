"""The real service on a real socket, over a Local Sheets of its own, and both clients of it."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from okrsdk.client import AsyncOkrClient, OkrClient
from okrsdk.localsheets import LocalSheets
from okrsdk.model import OkrSet
from okrsdk.sheets import SheetsSettings, Workbook, connect, create_workbook
from tests.sheets_addon.conftest import make_service, sample


class AsyncByTheWay:
    """The async client, each call run to its end, so that one test can be asked of both."""

    def __init__(self, *arguments, **options):
        self._arguments, self._options = arguments, options
        AsyncOkrClient(*arguments, **options)

    def __getattr__(self, name):
        def call(*arguments, **options):
            async def run():
                async with AsyncOkrClient(*self._arguments, **self._options) as client:
                    return await getattr(client, name)(*arguments, **options)

            return asyncio.run(run())

        return call

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


@pytest.fixture(params=[OkrClient, AsyncByTheWay], ids=["blocking", "async"])
def client_class(request):
    return request.param


@pytest.fixture(scope="session")
def local() -> Iterator[LocalSheets]:
    with LocalSheets() as server:
        yield server


@pytest.fixture(scope="session")
def base_url(local: LocalSheets, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = make_service(tmp_path_factory.mktemp("home"), local).app
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def client(client_class, base_url):
    with client_class(base_url) as made:
        yield made


@pytest.fixture
def okr_set() -> OkrSet:
    return sample()


@pytest.fixture
def workbook(local: LocalSheets, tmp_path: Path, okr_set: OkrSet) -> Iterator[Workbook]:
    with connect(SheetsSettings(home=tmp_path), local=local) as connection:
        yield create_workbook(okr_set, connection)
