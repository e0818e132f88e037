"""The journal: what was intended before each request, and what came of it, in an SQLite file.

Its tables are stable, since other programs may read them:

- `run`: `id`, `started` (ISO 8601, UTC), `cycle`, `roster` (its name), `options` (JSON), `state`: open, done,
  undone, or replaced by a newer run
- `unit`: `run`, `key`, `place` (in the roster), `request` and `result` (the JSON of `UnitRequest` and `UnitResult`)
- `registry`: `folder`, `spreadsheet_id` of the registry that is kept in it
- `step`: `run`, `key`, `step` (create, fill, share), `began`, `ended` (seconds since 1970), `detail` (JSON)

A step is written before its request is sent; `ended` is blank until its outcome is known, and a step that certainly did
nothing is taken out again. So a step without an end may have been done: it is looked for, and not done blindly again.
Threads and processes may share a journal. It is never needed for workbooks to be made only once: it spares the looking.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from okrsdk.errors import ConfigError
from okrsdk.provision.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FILE_NAME = "provision.sqlite3"
FINAL = frozenset({"made", "adopted", "updated", "left", "undone"})
"""Outcomes after which nothing is left to do but to share."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (
  id TEXT PRIMARY KEY, started TEXT NOT NULL, cycle TEXT NOT NULL, roster TEXT NOT NULL, options TEXT NOT NULL,
  state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (
  run TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL, request TEXT NOT NULL, result TEXT,
  PRIMARY KEY (run, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS registry (folder TEXT PRIMARY KEY, spreadsheet_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS step (
  run TEXT NOT NULL, key TEXT NOT NULL, step TEXT NOT NULL, began REAL NOT NULL, ended REAL, detail TEXT NOT NULL,
  PRIMARY KEY (run, key, step)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a unit as the journal has it.

    Attributes:
        began: when it was intended, in seconds since 1970.
        ended: when its outcome was known; None while it may or may not have been done.
        detail: what belongs to it.
    """

    began: float
    ended: float | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A run as the journal has it.

    Attributes:
        run_id: its ID.
        started: when it began, ISO 8601 in UTC.
        cycle: the name of the cycle.
        roster: what the roster is called.
        options: what it was started with.
        state: `open` (something is left to do), `done`, `undone` or `replaced` by a newer run.
    """

    run_id: str
    started: str
    cycle: str
    roster: str
    options: Mapping[str, Any]
    state: str = "open"


class StepJournal(Protocol):
    """What a unit needs of a journal: enough to be kept in another place than a file."""

    def step(self, run: str, key: str, step: str) -> Step | None:
        """The step as it was last written; None where it was not begun."""

    def begin(self, run: str, key: str, step: str, *, now: float, detail: Mapping[str, Any] | None = None) -> None:
        """Writes the intention down, durably, before the request is sent."""

    def finish(self, run: str, key: str, step: str, *, now: float, detail: Mapping[str, Any] | None = None) -> None:
        """Writes the outcome down."""

    def cancel(self, run: str, key: str, step: str) -> None:
        """Takes out a step that certainly did nothing."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of all units, in the journal's file.

    Args:
        file: the file.
    """

    file: SqliteFile

    def step(self, run: str, key: str, step: str) -> Step | None:
        """The step as it was last written; None where it was not begun."""
        rows = self.file.read(
            "SELECT began, ended, detail FROM step WHERE run = ? AND key = ? AND step = ?", run, key, step
        )
        return Step(began=rows[0][0], ended=rows[0][1], detail=json.loads(rows[0][2])) if rows else None

    def begin(self, run: str, key: str, step: str, *, now: float, detail: Mapping[str, Any] | None = None) -> None:
        """Writes the intention down, durably, before the request is sent."""
        with self.file.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO step VALUES (?, ?, ?, ?, NULL, ?)", (run, key, step, now, _text(detail or {}))
            )

    def finish(self, run: str, key: str, step: str, *, now: float, detail: Mapping[str, Any] | None = None) -> None:
        """Writes the outcome down."""
        with self.file.writing() as connection:
            connection.execute(
                "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ended = excluded.ended, "
                "detail = excluded.detail",
                (run, key, step, now, now, _text(detail or {})),
            )

    def cancel(self, run: str, key: str, step: str) -> None:
        """Takes out a step that certainly did nothing."""
        with self.file.writing() as connection:
            connection.execute("DELETE FROM step WHERE run = ? AND key = ? AND step = ?", (run, key, step))


class Journal:
    """The journal of a home.

    Args:
        path: its file; made where it is missing.

    Attributes:
        steps: what units remember.

    Raises:
        ConfigError: the file is no journal, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = SqliteFile(path, schema=_SCHEMA)
        except (sqlite3.Error, OSError) as error:
            raise ConfigError(
                f"{path}, the memory of provisioning, cannot be used: {error}. Set OKR_HOME to another folder.",
                setting="home",
            ) from error
        self.steps = Steps(self._file)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def add_run(self, run: RunRecord, requests: Sequence[Mapping[str, Any]]) -> None:
        """A new run with its units, in one transaction."""
        with self._file.writing() as connection:
            connection.execute(
                "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)",
                (run.run_id, run.started, run.cycle, run.roster, _text(run.options), run.state),
            )
            rows = [(run.run_id, str(one["key"]), place, _text(one)) for place, one in enumerate(requests)]
            connection.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, NULL)", rows)

    def runs(self) -> tuple[RunRecord, ...]:
        """All runs, the newest first."""
        rows = self._file.read(
            "SELECT id, started, cycle, roster, options, state FROM run ORDER BY started DESC, id DESC"
        )
        return tuple(
            RunRecord(
                run_id=row[0], started=row[1], cycle=row[2], roster=row[3], options=json.loads(row[4]), state=row[5]
            )
            for row in rows
        )

    def set_state(self, run: str, state: str) -> None:
        """Whether something is left to do: `open`, `done`, `undone` or `replaced`."""
        with self._file.writing() as connection:
            connection.execute("UPDATE run SET state = ? WHERE id = ?", (state, run))

    def units(self, run: str) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
        """The request and the result of each unit of a run, in the order of the roster; None where none came yet."""
        rows = self._file.read("SELECT request, result FROM unit WHERE run = ? ORDER BY place", run)
        return [(json.loads(row[0]), json.loads(row[1]) if row[1] else None) for row in rows]

    def set_result(self, run: str, key: str, result: Mapping[str, Any]) -> None:
        """What came of a unit."""
        with self._file.writing() as connection:
            connection.execute("UPDATE unit SET result = ? WHERE run = ? AND key = ?", (_text(result), run, key))

    def workbooks(self, cycle: str) -> tuple[frozenset[str], frozenset[str]]:
        """The IDs of the workbooks of a cycle that any run of this home began or adopted, and those that are whole."""
        query = "SELECT result FROM unit JOIN run ON run.id = unit.run WHERE run.cycle = ? AND result IS NOT NULL"
        results = [json.loads(row[0]) for row in self._file.read(query, cycle)]
        begun = frozenset(one["spreadsheet_id"] for one in results if one["spreadsheet_id"])
        whole = frozenset(one["spreadsheet_id"] for one in results if one["outcome"] in FINAL)
        return begun, whole

    def registry(self, folder: str) -> str:
        """The registry in a folder, as this home knows it; empty where it knows none."""
        rows = self._file.read("SELECT spreadsheet_id FROM registry WHERE folder = ?", folder)
        return str(rows[0][0]) if rows else ""

    def set_registry(self, folder: str, spreadsheet_id: str) -> None:
        """Remembers the registry in a folder; an empty ID forgets it."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM registry WHERE folder = ?", (folder,))
            if spreadsheet_id:
                connection.execute("INSERT INTO registry VALUES (?, ?)", (folder, spreadsheet_id))


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
