"""What the tests of provisioning share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsdk.localsheets import LocalSheets
from tests.provision.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with LocalSheets(tmp_path / "server") as local:
        yield World(local, tmp_path)
