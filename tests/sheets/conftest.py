"""What the tests of the transport share: a clock that does not wait, and a connection to answers written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.sheets.connection import Connection, connect
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.http_client import RequestPolicy
from okrsdk.sheets.transport.quota import Quota, no_quota
from okrsdk.sheets.transport.retry import GOOGLE, RetryPolicy
from okrsdk.sheets.workbook import Workbook
from tests.prepared import Prepared
from tests.traffic import Listener

TOKEN = "secret-token"  # noqa: S105 -- opens nothing


@dataclass
class FakeClock:
    """Goes forward only by sleeping, and remembers for how long."""

    time: float = 1000.0
    sleeps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.time += seconds

    def as_clock(self, chance: float = 1.0) -> Clock:
        return Clock(now=lambda: self.time, sleep=self.sleep, chance=lambda: chance)


@dataclass
class Script:
    """A server that gives the answers written down, one after the other, and keeps the requests it got.

    When none are left, `handler` answers.
    """

    clock: FakeClock
    traffic: Listener
    answers: list[httpx.Response | Exception] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    seconds: float = 0.0
    handler: Callable[[httpx.Request], httpx.Response] | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.traffic.look_at(request)
        self.clock.time += self.seconds
        if not self.answers and self.handler:
            return self.handler(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def script(clock: FakeClock, traffic: Listener) -> Script:
    return Script(clock, traffic)


@pytest.fixture
def google(tmp_path: Path) -> SheetsSettings:
    return SheetsSettings(home=tmp_path, backend=Backend.GOOGLE)


@pytest.fixture
def scripted(clock: FakeClock, script: Script, google: SheetsSettings) -> Iterator[Callable[..., Connection]]:
    """Makes a connection to the script, as a person with an access token."""
    made: list[Connection] = []

    def make(
        settings: SheetsSettings = google, *, retry: RetryPolicy = GOOGLE, quota: Quota | None = None, who: str = ""
    ) -> Connection:
        ticking = clock.as_clock()
        policy = RequestPolicy(retry=retry, quota=quota or no_quota(ticking), clock=ticking)
        made.append(connect(settings, token=TOKEN, who=who, policy=policy, transport=httpx.MockTransport(script)))
        return made[-1]

    yield make
    for connection in made:
        connection.close()


def okrs(count: int = 3) -> OkrSet:
    """Three objectives with that many key results, from 0 to 100, at 70."""
    objectives = tuple(
        Objective(id=f"O{n}", text="Patients find us first", owner="Head of Marketing") for n in (1, 2, 3)
    )
    key_results = tuple(
        KeyResult(
            id=f"O{n % 3 + 1}-KR{n // 3 + 1}",
            objective_id=f"O{n % 3 + 1}",
            text="Booked first visits from 0 to 100",
            metric="First visits",
            source="CRM",
            baseline=Decimal(0),
            target=Decimal(100),
            current=Decimal(70),
            due=date(2026, 3, 31),
            owner="Head of Sales",
        )
        for n in range(count)
    )
    client = Client(name="Acme Dental", currency="USD")
    return OkrSet(client=client, cycle=Cycle.parse("2026-Q1"), objectives=objectives, key_results=key_results)


@pytest.fixture
def okr_set() -> Callable[..., OkrSet]:
    return okrs


PREPARED = Prepared(okrs())


@pytest.fixture
def local(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LocalSheets]:
    """A Local Sheets of its own, which counts requests and lets somebody edit in between."""
    with LocalSheets(PREPARED.copied_to(tmp_path / "local") if "workbook" in request.fixturenames else None) as server:
        yield server


@pytest.fixture
def connection(local: LocalSheets, tmp_path: Path) -> Iterator[Connection]:
    with connect(SheetsSettings(home=tmp_path), local=local) as made:
        yield made


@pytest.fixture
def workbook(connection: Connection) -> Workbook:
    """A workbook of three key results."""
    return Workbook(spreadsheet_id=PREPARED.spreadsheet_id, connection=connection)
