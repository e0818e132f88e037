"""The real service on a real socket, over a Local Sheets of its own, and both clients of it."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from okrsdk.client import AsyncOkrClient, OkrClient
from okrsdk.localsheets import LocalSheets
from okrsdk.model import OkrSet
from okrsdk.sheets import SheetsSettings, Workbook, connect, create_workbook
from tests.samples import sample
from tests.serving import served
from tests.sheets_addon.conftest import make_service


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

            # Not in the thread of the tests, in which a browser's tests may have left an event loop.
            with ThreadPoolExecutor(1) as pool:
                return pool.submit(asyncio.run, run()).result()

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
    with served(app) as url:
        yield url


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
