"""A server for all tests, another for each test that counts or changes settings, and the one way to them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from okrsdk.localsheets import LocalSheets
from tests.localsheets.api import Api


@pytest.fixture(scope="session")
def shared_server() -> Iterator[LocalSheets]:
    with LocalSheets() as found:
        yield found


@pytest.fixture
def api(shared_server: LocalSheets) -> Api:
    """The API of a server that other tests use too: for tests that look at spreadsheets of their own only."""
    return Api(shared_server)


@pytest.fixture
def fresh_api() -> Iterator[Api]:
    """The API of a server that holds nothing yet and is nobody else's."""
    with LocalSheets() as found:
        yield Api(found)
