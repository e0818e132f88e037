"""Every exception of okrsdk.

The tree::

    OkrError
    ├── InvalidOkrError          findings of severity error stand in the way
    ├── UngradableError          one key result cannot be graded as it stands
    ├── SchemaVersionError       the workbook was made by a newer okrsdk
    ├── ConfigError              a setting, an option or a file is wrong
    ├── SheetsError              Google Sheets (or Local Sheets) said no
    │   ├── AccessError          not signed in, or not allowed (401, 403)
    │   ├── NotFoundError        no such spreadsheet or tab (404)
    │   ├── QuotaError           too many requests, or a full Drive (429, 403)
    │   ├── UnavailableError     no answer, or a broken one (5xx, network)
    │   └── StaleWorkbookError   people moved the rows faster than we could write
    └── SyncError
        ├── ConflictError        both sides changed the same field
        └── UnsafePlanError      a plan would change more than its limits allow

Wrong OKR data is not an exception: it is a `okrsdk.Finding`. A message says what is wrong, where, and what to do next;
what a program needs stands in typed attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding


class OkrError(Exception):
    """Base of all that okrsdk raises on purpose."""


class InvalidOkrError(OkrError):
    """The OKRs cannot be used as they stand: findings of severity error say why.

    Args:
        message: what is wrong, where, and what to do.
        findings: all findings.
        places: where each of them stands; one for each finding, or none at all.

    Attributes:
        findings: all findings, errors first.
        places: for each of them, where its reader looks for it: a cell (`'Key Results'!K7`) or a path in a document
            (`objectives[0].text`); None where that is not known.
    """

    def __init__(
        self, message: str, *, findings: Sequence[Finding] = (), places: Sequence[str | None] | None = None
    ) -> None:
        super().__init__(message)
        placed = zip(findings, [None] * len(findings) if places is None else places, strict=True)
        in_order = sorted(placed, key=lambda one: one[0].severity.rank)
        self.findings = tuple(finding for finding, _ in in_order)
        self.places = tuple(place for _, place in in_order)


class UngradableError(OkrError):
    """A key result cannot be graded as it stands.

    Attributes:
        key_result_id: the key result.
        field: the field to correct.
    """

    def __init__(self, message: str, *, key_result_id: str | None = None, field: str) -> None:
        super().__init__(message)
        self.key_result_id = key_result_id
        self.field = field


class SchemaVersionError(OkrError):
    """The workbook was written by a newer okrsdk than this one.

    Attributes:
        found: the version the workbook carries.
        supported: the newest version this okrsdk knows.
    """

    def __init__(self, message: str, *, found: int, supported: int) -> None:
        super().__init__(message)
        self.found = found
        self.supported = supported


class ConfigError(OkrError):
    """A setting, an option or a file is missing or wrong.

    Attributes:
        setting: its name, when it has one.
    """

    def __init__(self, message: str, *, setting: str | None = None) -> None:
        super().__init__(message)
        self.setting = setting


class SheetsError(OkrError):
    """Google Sheets (or Local Sheets) refused a request, or could not be reached.

    Attributes:
        status: the HTTP status, None when no answer came.
        spreadsheet_id: the spreadsheet in question, when there is one.
    """

    def __init__(self, message: str, *, status: int | None = None, spreadsheet_id: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.spreadsheet_id = spreadsheet_id


class AccessError(SheetsError):
    """Nobody is signed in, or the one who is may not do this."""


class NotFoundError(SheetsError):
    """No such spreadsheet, or no such tab in it."""


class QuotaError(SheetsError):
    """Google's limits are reached: too many requests, or no storage left."""


class UnavailableError(SheetsError):
    """No answer came, or the server failed; the same call may work later."""


class StaleWorkbookError(SheetsError):
    """People kept moving the rows between our reads and writes, so nothing wrong was left behind and we gave up."""


class SyncError(OkrError):
    """Two copies of the same OKRs cannot be brought together."""


class ConflictError(SyncError):
    """Both sides changed the same field."""


class UnsafePlanError(SyncError):
    """A plan would change or delete more than its limits allow."""
