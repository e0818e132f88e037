"""Reads those workbooks of a portfolio that changed, and grades all; one that cannot be reached stops no other."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError, OkrError
from okrsdk.model import Client, day_asked
from okrsdk.portfolio.summary import summarised, unread
from okrsdk.portfolio.summary_cache import packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from datetime import date

    from okrsdk.model import Today
    from okrsdk.portfolio.summary import WorkbookRow
    from okrsdk.portfolio.summary_cache import SummaryCache
    from okrsdk.rules import Policy
    from okrsdk.sheets import Connection
    from okrsdk.sheets.drive_files import DriveFile
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.workbook_port import AssessedWorkbook

THREADS = 4
_AHEAD = 4 * THREADS
_OF_EACH = "that of each workbook"


def refresh(
    files: Iterable[DriveFile],
    connection: Connection,
    cache: SummaryCache,
    *,
    on: date | Today,
    policy: Policy | None = None,
) -> Iterator[WorkbookRow]:
    """The rows of the files, in their order: one read for each that changed since it was read last, none for others.

    Few are in memory at a time. A file that cannot be read, or is no OKR workbook, is a row with its `problem`.

    Args:
        files: the files, with their versions.
        connection: reaches Sheets; requests of people go before these.
        cache: what was read before.
        on: the day to judge by, or today as each client has it.
        policy: which rules hold; by default the one that each workbook names.
    """
    reader = _Reader(connection=connection.for_batch(), cache=cache, on=on, policy=policy)
    return _in_threads(files, reader.row)


def grade_all(
    files: Iterable[DriveFile],
    connection: Connection,
    *,
    on: date | Today,
    final: bool = False,
    dry_run: bool = False,
    policy: Policy | None = None,
) -> Iterator[WorkbookRow]:
    """Grades the files and writes the scores back, a read and a write each; their rows, in their order.

    A file that cannot be graded is a row with its `problem`, which says what may be wrong in it.

    Args:
        files: the files.
        connection: reaches Sheets; requests of people go before these.
        on: the day to grade for, or today as each client has it.
        final: whether the cycle is closed: what has no current value scores 0.
        dry_run: whether to write nothing.
        policy: which rules hold; by default the one that each workbook names.
    """
    from okrsdk.sheets import Workbook

    own = connection.for_batch()

    def row(file: DriveFile) -> WorkbookRow:
        workbook = Workbook(spreadsheet_id=file.file_id, connection=own)

        def graded() -> AssessedWorkbook:
            return workbook.grade(on=on, final=final, dry_run=dry_run, policy=policy)

        return _row(file, graded, url=workbook.url, on=on)

    return _in_threads(files, row)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    connection: Connection
    cache: SummaryCache
    on: date | Today
    policy: Policy | None

    def row(self, file: DriveFile) -> WorkbookRow:
        """The row of a file: as it is kept, worked out anew from the cells that are kept, or read."""
        place = self.connection.endpoint.place
        known = self.cache.known(place, file.file_id, file.version)
        if known is not None and known.basis == self._basis(known.summary):
            return known.summary
        url = self.connection.endpoint.link(file.file_id)
        try:
            spreadsheet = known.spreadsheet() if known else self._read(file)
        except OkrError as error:  # the next time it may be otherwise, so nothing is kept
            return _unread(file, error, url=url, on=self.on)
        row = _row(file, lambda: self._assessed(spreadsheet), url=url, on=self.on)
        cells = known.cells if known else packed(spreadsheet)
        self.cache.keep(place, file.file_id, file.version, cells=cells, basis=self._basis(row), summary=row)
        return row

    def _read(self, file: DriveFile) -> JsonObject:
        from okrsdk.sheets.spreadsheet import Spreadsheet

        return Spreadsheet(spreadsheet_id=file.file_id, http=self.connection.http).cells()

    def _assessed(self, spreadsheet: JsonObject) -> AssessedWorkbook:
        from okrsdk.workbook import read_workbook
        from okrsdk.workbook.workbook_port import assess_workbook

        return assess_workbook(read_workbook(spreadsheet), on=self.on, policy=self.policy)

    def _basis(self, row: WorkbookRow) -> str:
        """What a summary rests on besides the cells."""
        client = Client(name=row["client"], time_zone=row["time_zone"])
        policy = repr(self.policy) if self.policy else _OF_EACH
        return f"{day_asked(self.on, client)} {self.cache.version} {policy}"


def _row(file: DriveFile, assessed: Callable[[], AssessedWorkbook], *, url: str, on: date | Today) -> WorkbookRow:
    try:
        found = assessed()
    except OkrError as error:
        return _unread(file, error, url=url, on=on)
    return summarised(found.assessment, spreadsheet_id=file.file_id, title=file.name, url=url)


def _unread(file: DriveFile, error: OkrError, *, url: str, on: date | Today) -> WorkbookRow:
    return unread(
        spreadsheet_id=file.file_id,
        title=file.name,
        url=url,
        on=day_asked(on, Client(name="")),
        problem=str(error),
        is_okr_workbook=not isinstance(error, InvalidOkrError) or bool(error.findings),
    )


def _in_threads(files: Iterable[DriveFile], row: Callable[[DriveFile], WorkbookRow]) -> Iterator[WorkbookRow]:
    """The rows in order, of which only a few are worked on or wait at a time."""
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        ahead: deque[Future[WorkbookRow]] = deque()
        for file in files:
            ahead.append(pool.submit(row, file))
            if len(ahead) > _AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
