"""What the tests of the transport share: a clock that does not wait, and a connection to answers written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from okrsdk.sheets.connection import Connection, connect
from okrsdk.sheets.http_client import Manners
from okrsdk.sheets.quota import Quota, no_quota
from okrsdk.sheets.retry import GOOGLE, RetryPolicy
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.timing import Timing

TOKEN = "secret-token"  # noqa: S105 -- opens nothing


@dataclass
class Clock:
    """Goes forward only by sleeping, and remembers for how long."""

    time: float = 1000.0
    sleeps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.time += seconds

    def timing(self, chance: float = 1.0) -> Timing:
        return Timing(now=lambda: self.time, sleep=self.sleep, chance=lambda: chance)


@dataclass
class Script:
    """A server that gives the answers written down, one after the other, and keeps the requests it got."""

    clock: Clock
    answers: list[httpx.Response | Exception] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    seconds: float = 0.0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.clock.time += self.seconds
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def script(clock: Clock) -> Script:
    return Script(clock)


@pytest.fixture
def google(tmp_path: Path) -> SheetsSettings:
    return SheetsSettings(home=tmp_path, backend=Backend.GOOGLE)


@pytest.fixture
def scripted(clock: Clock, script: Script, google: SheetsSettings) -> Iterator[Callable[..., Connection]]:
    """Makes a connection to the script, as a person with an access token."""
    made: list[Connection] = []

    def make(
        settings: SheetsSettings = google, *, retry: RetryPolicy = GOOGLE, quota: Quota | None = None, who: str = ""
    ) -> Connection:
        timing = clock.timing()
        manners = Manners(retry=retry, quota=quota or no_quota(timing), timing=timing)
        made.append(connect(settings, token=TOKEN, who=who, manners=manners, transport=httpx.MockTransport(script)))
        return made[-1]

    yield make
    for connection in made:
        connection.close()
