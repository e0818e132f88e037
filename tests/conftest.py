"""What all tests share.

Hypothesis without deadlines, because a shared machine's clock proves nothing; Google's description of its APIs, which
every answer of Local Sheets and every request of okrsdk is held against; and the order of the tests.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.browsing import browser, context, page  # noqa: F401 - fixtures, here so that there is one browser
from tests.traffic import Listener

LAST = ("slow", "browser", "load")

settings.register_profile("okrsdk", deadline=None, max_examples=40, print_blob=True)
settings.load_profile("okrsdk")


@pytest.fixture(scope="session", autouse=True)
def traffic() -> Iterator[Listener]:
    """All traffic of these tests."""
    with Listener() as listener:
        yield listener


@pytest.fixture(autouse=True)
def _traffic_is_as_google_describes_it(traffic: Listener) -> Iterator[None]:
    yield
    problems = traffic.taken()
    assert not problems, "\n".join(problems[:10])
