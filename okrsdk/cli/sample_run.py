"""The main job on one sample client: make its workbook, check it, grade it, write back, read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import OkrError
from okrsdk.interchange import load_document
from okrsdk.sheets import create_workbook, spreadsheet_files
from okrsdk.sheets.transport.http_client import DRIVE_FILES_URL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from typing import TypeVar

    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet
    from okrsdk.sheets import Connection
    from okrsdk.workbook import Layout

    T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Requests that reached the Sheets API, counted at the server, by operation."""

    create: int
    check: int
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRun:
    """What came of one sample client.

    Attributes:
        title: the workbook's title.
        spreadsheet_id: its ID.
        url: its URL.
        calls: requests to Sheets.
        okr_set: its OKRs, as read from the workbook.
        layout: where they stand in it.
        findings: what the check found.
        scores: the scores that were written back.
    """

    title: str
    spreadsheet_id: str
    url: str
    calls: Calls
    okr_set: OkrSet
    layout: Layout
    findings: tuple[Finding, ...]
    scores: Scores


def run_sample(path: Path, sheets: Connection, *, on: date) -> SampleRun:
    """The main job on the client in the document at `path`.

    Raises:
        OkrError: a step failed, or the scores were not in the workbook when it was read again.
    """
    okr_set = load_document(path).okr_set
    create, workbook = _counted(sheets, lambda: create_workbook(okr_set, sheets))
    check, checked = _counted(sheets, lambda: workbook.check(on=on))
    _remove_earlier(sheets, checked.reading.title, but=workbook.spreadsheet_id)
    grade, graded = _counted(sheets, lambda: workbook.grade(on=on))
    again = workbook.inspect()
    if again.okr_set != graded.reading.okr_set:
        raise OkrError(f"{again.title} reads differently after its scores were written. Please report this.")
    return SampleRun(
        title=again.title,
        spreadsheet_id=workbook.spreadsheet_id,
        url=workbook.url,
        calls=Calls(create=create, check=check, grade=grade),
        okr_set=again.okr_set,
        layout=again.layout,
        findings=checked.findings,
        scores=graded.scores,
    )


def _counted(sheets: Connection, step: Callable[[], T]) -> tuple[int, T]:
    before = sheets.requests
    result = step()
    return sheets.requests - before, result


def _remove_earlier(sheets: Connection, title: str, *, but: str) -> None:
    for file in spreadsheet_files(sheets):
        if file.name == title and file.spreadsheet_id != but:
            sheets.http.request("delete", f"{DRIVE_FILES_URL}/{file.spreadsheet_id}")
