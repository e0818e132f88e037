"""The sample clients of the demo, and the main job on each: make its workbook, check, grade, write back, read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.assessment import assess
from okrsdk.errors import OkrError
from okrsdk.files import load_okr_set
from okrsdk.sheets import create_workbook, spreadsheet_files
from okrsdk.sheets.transport.http_client import DRIVE_FILES_URL

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from okrsdk.assessment import Assessment
    from okrsdk.sheets import Connection, Workbook
    from okrsdk.workbook import WorkbookReading

    T = TypeVar("T")

SAMPLE_DAY = date(2026, 11, 18)
"""The samples tell of the seventh week of 2026-Q4; on another day their pace would read differently."""

_NAMES = ("home-services.yaml", "software-marketing.yaml", "customer-support.yaml")
_PACKAGED = Path(__file__).parent / "sample_clients"
_CHECKOUT = Path(__file__).parents[2] / "examples" / "clients"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCounts:
    """Requests that reached the Sheets API, counted at the server, by operation."""

    create: int
    check: int
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWorkbook:
    """The workbook of a sample client.

    Attributes:
        workbook: the workbook.
        reading: what it says after the scores were written.
        assessment: what was found and scored.
        requests: what each operation took.
    """

    workbook: Workbook
    reading: WorkbookReading
    assessment: Assessment
    requests: RequestCounts


def sample_documents() -> tuple[Path, ...]:
    """The sample clients' OKR documents: those of the package, or in a checkout those under `examples/`."""
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return tuple(folder / name for name in _NAMES)


def run_sample(path: Path, sheets: Connection, *, on: date) -> SampleWorkbook:
    """The main job on the client in the document at `path`.

    Raises:
        OkrError: a step failed, or the scores were not in the workbook when it was read again.
    """
    okr_set = load_okr_set(path)
    create, workbook = _counted(sheets, lambda: create_workbook(okr_set, sheets))
    check, checked = _counted(sheets, lambda: workbook.check(on=on))
    _remove_earlier(sheets, checked.reading.title, but=workbook.spreadsheet_id)
    grade, graded = _counted(sheets, lambda: workbook.grade(on=on))
    again = workbook.inspect()
    if again.okr_set != graded.reading.okr_set:
        raise OkrError(f"{again.title} reads differently after its scores were written. Please report this.")
    return SampleWorkbook(
        workbook=workbook,
        reading=again,
        assessment=assess(again.okr_set, on=on, table_findings=again.findings, scores=graded.scores),
        requests=RequestCounts(create=create, check=check, grade=grade),
    )


def _counted(sheets: Connection, step: Callable[[], T]) -> tuple[int, T]:
    before = sheets.requests
    result = step()
    return sheets.requests - before, result


def _remove_earlier(sheets: Connection, title: str, *, but: str) -> None:
    for file in spreadsheet_files(sheets):
        if file.name == title and file.spreadsheet_id != but:
            sheets.http.request("delete", f"{DRIVE_FILES_URL}/{file.spreadsheet_id}")
