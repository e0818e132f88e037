"""A world to provision in: Local Sheets in this process, a clock that does not wait, faults, and processes that die."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from okrsdk.interchange.importers.sources import read_source
from okrsdk.localsheets import LocalSheets
from okrsdk.model import Cycle
from okrsdk.provision.filling import FILLED_KEY
from okrsdk.provision.journal import Journal, RunRecord
from okrsdk.provision.marking import KEY_MARK
from okrsdk.provision.plan import Plan, make_plan
from okrsdk.provision.pool import ThreadPool
from okrsdk.provision.preparing import RunSettings, prepare
from okrsdk.provision.roster import Roster
from okrsdk.provision.roster_source import roster_of_source
from okrsdk.provision.run import RunReport, RunTools, go_on
from okrsdk.provision.starting import Starting
from okrsdk.provision.survey import survey
from okrsdk.provision.unit import UnitTools
from okrsdk.provision.workspace import Workspace
from okrsdk.sheets.connection import Connection, connect
from okrsdk.sheets.drive_files import DriveFile, DriveFiles
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.http_client import RequestPolicy
from okrsdk.sheets.transport.quota import no_quota
from okrsdk.sheets.transport.retry import GOOGLE

URL = "http://local-sheets"
CYCLE = Cycle.parse("2026-Q2")


class KilledError(BaseException):
    """The process is gone: nothing of it goes on, and nothing of it is left but its files."""


@dataclass
class Network(httpx.BaseTransport):
    """The way to Local Sheets, which counts what is sent, and at which a process may die.

    Attributes:
        kill_at: the number of the request at which it dies, half of the time after the server has done it.
    """

    local: LocalSheets
    kill_at: int | None = None
    sent: Counter[str] = field(default_factory=Counter)
    before: Callable[[httpx.Request], None] | None = None
    _number: int = 0
    _is_dead: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self._number += 1
            dies = self.kill_at is not None and self._number >= self.kill_at
            was_dead, self._is_dead = self._is_dead, self._is_dead or dies
            number = self._number
        if was_dead or (dies and number % 2):
            raise KilledError
        if self.before is not None:
            self.before(request)
        with self._lock:
            self.sent[kind(request)] += 1
        try:
            response = httpx.WSGITransport(app=self.local.wsgi_app).handle_request(request)
            response.read()
        except ConnectionResetError as error:
            raise httpx.ReadError("the connection broke", request=request) from error
        if dies:
            raise KilledError
        return response


def kind(request: httpx.Request) -> str:
    """What a request counts as: a read or a write of Sheets, a read, a list or a change of Drive."""
    path, method = request.url.path, request.method
    if path.startswith("/v4/"):
        return "sheets read" if method == "GET" or path.endswith(":search") else "sheets write"
    if method != "GET":
        return "drive change"
    return "drive list" if path.endswith(("/files", "/changes")) else "drive read"


@dataclass
class World:
    """Local Sheets and the time in it.

    Attributes:
        local: the server.
        home: where processes keep their files.
        offset: how far its clock and all processes' are ahead of this machine's: whoever sleeps moves it.
    """

    local: LocalSheets
    home: Path
    offset: float = 0.0
    chance: Callable[[], float] = lambda: 0.5

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._admin = httpx.Client(transport=httpx.WSGITransport(app=self.local.wsgi_app), base_url=URL)

    def set(self, name: str, value: Mapping[str, Any] | None) -> None:
        """One of Local Sheets' own settings: faults, search, clock."""
        headers = {"X-Local-Sheets": "1"}
        if value is None:
            self._admin.delete(f"/_local/{name}", headers=headers).raise_for_status()
        else:
            self._admin.put(f"/_local/{name}", json=value, headers=headers).raise_for_status()

    def now(self) -> float:
        return time.time() + self.offset

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.offset += seconds
            self.set("clock", {"offset": self.offset})

    def files(self) -> list[DriveFile]:
        """All spreadsheets that are not in the bin, whatever searches find."""
        with self.process() as one:
            self.set("search", None)
            return list(one.drive.in_folder(""))

    def whole(self) -> Counter[str]:
        """How many whole workbooks of provisioning there are, by mark, whatever searches find."""
        self.set("search", None)
        with self.process() as one:
            return Counter(
                file.marks[KEY_MARK]
                for file in one.drive.in_folder("")
                if KEY_MARK in file.marks and FILLED_KEY in one.marks(file.file_id)
            )

    def process(self, home: str = "home", *, kill_at: int | None = None, threads: int = 2) -> Process:
        """A process on the machine of that home."""
        return Process(world=self, folder=self.home / home, kill_at=kill_at, threads=threads)


@dataclass
class Process:
    """A process of okrsdk: a connection, a journal and threads of its own."""

    world: World
    folder: Path
    kill_at: int | None = None
    threads: int = 2

    def __post_init__(self) -> None:
        world = self.world
        self.network = Network(world.local, kill_at=self.kill_at)
        clock = Clock(now=world.now, sleep=world.sleep, chance=world.chance)
        policy = RequestPolicy(retry=GOOGLE, quota=no_quota(clock), clock=clock)
        settings = SheetsSettings(home=self.folder, backend=Backend.SERVER, server_url=URL)
        self.connection: Connection = connect(settings, policy=policy, transport=self.network)
        self.journal = Journal(self.folder / "provision.sqlite3")
        self.drive = DriveFiles(http=self.connection.http)

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.connection.close()
        self.journal.close()

    @property
    def unit_tools(self) -> UnitTools:
        return UnitTools(http=self.connection.http, journal=self.journal.steps, now=self.world.now)

    def begin(self, plan: Plan, run: str, settings: RunSettings | None = None) -> None:
        """Writes a run into the journal."""
        chosen = settings or RunSettings()
        reader = Starting(
            connection=self.connection, folder=self.folder, template=chosen.template, on=CYCLE.start, threads=1
        )
        begun, problems = reader.started(plan)
        assert not problems
        requests = prepare(
            begun,
            chosen,
            run=run,
            since=self.drive.changes_token(),
        )
        started = f"{self.world.now():.3f}"
        self.journal.add_run(
            RunRecord(run_id=run, started=started, cycle=plan.cycle.name, roster="roster.csv", options={}), requests
        )

    def plan(self, roster: Roster) -> Plan:
        there = survey(roster, CYCLE, self.connection.http, self.journal)
        return make_plan(roster, CYCLE, there.files, known=there.known)

    def go_on(self, run: str, *, dead: Iterable[str] = ()) -> RunReport:
        """Does what is left to do of a run."""
        pool = ThreadPool(self.unit_tools, self.threads)
        try:
            tools = RunTools(
                http=self.connection.http,
                journal=self.journal,
                pool=pool,
                now=self.world.now,
                sleep=self.world.sleep,
            )
            return go_on(run, tools, dead=tuple(dead))
        finally:
            pool.close()

    def workspace(self) -> Workspace:
        """The process as programs use it; it has the journal of the process's home."""
        world = self.world
        return Workspace(connection=self.connection, home=self.folder, threads=1, now=world.now, sleep=world.sleep)

    def provision(self, roster: Roster, run: str = "r1", settings: RunSettings | None = None) -> RunReport:
        """A whole run."""
        self.begin(self.plan(roster), run, settings)
        return self.go_on(run)

    def marks(self, spreadsheet_id: str) -> list[str]:
        """The keys of the developer metadata of a spreadsheet as a whole."""
        answer: Any = self.connection.http.get_spreadsheet(spreadsheet_id, {"fields": "developerMetadata(metadataKey)"})
        return [own["metadataKey"] for own in answer.get("developerMetadata", [])]


def roster_of(text: str) -> Roster:
    return roster_of_source(read_source("roster.csv", text.encode()))


def clients(number: int, *, editors: int = 0) -> Roster:
    """A roster of so many clients."""
    shared = ", ".join(f"editor{own}@agency.example" for own in range(editors))
    return roster_of("Client,Editors\n" + "".join(f'Client {own},"{shared}"\n' for own in range(1, number + 1)))
