"""A fresh server for each test, and the one way to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from okrsdk.localsheets import LocalSheets
from tests.localsheets.api import Api


@pytest.fixture
def server() -> Iterator[LocalSheets]:
    with LocalSheets() as found:
        yield found


@pytest.fixture
def api(server: LocalSheets) -> Api:
    return Api(server)
