"""Where provisioning works: a connection, the journal of a home, and the clock; and the runs that were done there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.provision.journal import FILE_NAME, Journal, RunRecord
from okrsdk.provision.pool import THREADS, ThreadPool, WorkPool
from okrsdk.provision.unit import UnitTools

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from okrsdk.provision.unit import UnitResult
    from okrsdk.sheets import Connection
    from okrsdk.sheets.transport.http_client import HttpClient

Progress = Callable[["UnitResult", int, int], None]


@dataclass(kw_only=True)
class Workspace:
    """Where provisioning works. A context manager, which closes the journal and leaves the connection open.

    Attributes:
        connection: reaches Sheets and Drive; people's requests go before those of provisioning.
        home: the folder of local data, in which the journal is.
        threads: how many units run at once.
        now: the seconds since 1970.
        sleep: waits that many seconds.
        progress: is told of each unit that is done, with how many are and how many there are.
        told_read: is told of each client of a plan that was looked at, with how many are and how many there are.
        make_pool: makes what runs the units; by default threads of this process.
    """

    connection: Connection
    home: Path
    threads: int = THREADS
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    progress: Progress = lambda _result, _done, _all: None
    told_read: Callable[[int, int], None] = lambda _done, _all: None
    make_pool: Callable[[Workspace], WorkPool] = field(default=lambda own: ThreadPool(own.unit_tools, own.threads))

    def __post_init__(self) -> None:
        self.http: HttpClient = self.connection.for_batch().http
        self.journal = Journal(self.home / FILE_NAME)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.journal.close()

    @property
    def unit_tools(self) -> UnitTools:
        """What units that run in this process work with."""
        return UnitTools(http=self.http, journal=self.journal.steps, now=self.now)

    @property
    def place(self) -> str:
        """The server, as the journal tells one from another."""
        return self.connection.endpoint.place

    def runs(self) -> tuple[RunRecord, ...]:
        """The runs of this home on this server, the newest first."""
        return tuple(run for run in self.journal.runs() if run.options.get("place") == self.place)

    def run(self, run_id: str = "") -> RunRecord:
        """A run of this home: the one of that ID, or the last one.

        Raises:
            ConfigError: there is none.
        """
        found = next((run for run in self.runs() if run_id in ("", run.run_id)), None)
        if found is not None:
            return found
        ids = ", ".join(run.run_id for run in self.runs())
        if run_id and ids:
            raise ConfigError(f"There is no run {run_id}. There are: {ids}.", setting="run")
        raise ConfigError(
            f"Nothing was provisioned from here yet: {self.home / FILE_NAME} knows no run on {self.place}. Start with: "
            "okr provision ROSTER --cycle 2026-Q2",
            setting="run",
        )
