"""okrsdk: Objectives and Key Results in Google Sheets.

    import okrsdk

    workbook = okrsdk.open("https://docs.google.com/spreadsheets/d/…")  # or the name of a workbook in Local Sheets
    okr_set = workbook.read()
    findings = okrsdk.check(okr_set)
    scores = okrsdk.grade(okr_set, on=date(2026, 3, 31))
    workbook.write_scores(scores)

The names below are the public API. Each is imported on first use, so that `import okrsdk` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.lazy import lazily

__version__ = "0.1.0"

if TYPE_CHECKING:
    from okrsdk.api import adopt as adopt
    from okrsdk.api import create as create
    from okrsdk.api import dump as dump
    from okrsdk.api import export as export
    from okrsdk.api import from_records as from_records
    from okrsdk.api import load as load
    from okrsdk.api import open as open
    from okrsdk.api import refresh as refresh
    from okrsdk.assessment import Assessment as Assessment
    from okrsdk.assessment import assess as assess
    from okrsdk.errors import OkrError as OkrError
    from okrsdk.errors import SourceError as SourceError
    from okrsdk.files import from_tables as from_tables
    from okrsdk.findings import Finding as Finding
    from okrsdk.findings import Location as Location
    from okrsdk.findings import PlacedFinding as PlacedFinding
    from okrsdk.findings import Severity as Severity
    from okrsdk.grading import Band as Band
    from okrsdk.grading import Scores as Scores
    from okrsdk.grading import grade as grade
    from okrsdk.grading import stretch_target as stretch_target
    from okrsdk.interchange import SourceReading as SourceReading
    from okrsdk.interchange import from_frames as from_frames
    from okrsdk.interchange import read_table as read_table
    from okrsdk.interchange import to_dict as to_dict
    from okrsdk.interchange import to_frames as to_frames
    from okrsdk.interchange import to_records as to_records
    from okrsdk.model import CheckIn as CheckIn
    from okrsdk.model import Client as Client
    from okrsdk.model import Commitment as Commitment
    from okrsdk.model import Cycle as Cycle
    from okrsdk.model import KeyResult as KeyResult
    from okrsdk.model import Kind as Kind
    from okrsdk.model import Objective as Objective
    from okrsdk.model import OkrSet as OkrSet
    from okrsdk.model import Reading as Reading
    from okrsdk.model import Stage as Stage
    from okrsdk.model import Status as Status
    from okrsdk.rules import Policy as Policy
    from okrsdk.rules import check as check
    from okrsdk.sheets import Workbook as Workbook

_HOMES = {
    "api": ("adopt", "create", "dump", "export", "from_records", "load", "open", "refresh"),
    "assessment": ("Assessment", "assess"),
    "errors": ("OkrError", "SourceError"),
    "files": ("from_tables",),
    "findings": ("Finding", "Location", "PlacedFinding", "Severity"),
    "grading": ("Band", "Scores", "grade", "stretch_target"),
    "interchange": ("SourceReading", "from_frames", "read_table", "to_dict", "to_frames", "to_records"),
    "model": (
        "CheckIn",
        "Client",
        "Commitment",
        "Cycle",
        "KeyResult",
        "Kind",
        "Objective",
        "OkrSet",
        "Reading",
        "Stage",
        "Status",
    ),
    "rules": ("Policy", "check"),
    "sheets": ("Workbook",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = list(_HOME_OF)

if not TYPE_CHECKING:
    # Hidden from type checkers: to them, a module with `__getattr__` has every name, also a misspelt one.
    __getattr__ = lazily(__name__, _HOME_OF)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
