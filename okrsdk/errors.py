"""Every exception of okrsdk.

The tree::

    OkrError
    ├── InvalidOkrError          findings of severity error prevent it
    ├── UngradableError          one key result cannot be graded
    ├── SchemaVersionError       the workbook was made by a newer okrsdk
    ├── ConfigError              a setting, an option or a file is wrong
    │   └── RosterError          rows of a roster are wrong: nothing is made
    ├── SourceError              a value cannot be read from where it is kept
    ├── SheetsError              Google Sheets (or Local Sheets) said no
    │   ├── AccessError          not signed in, or not allowed (401, 403)
    │   ├── NotFoundError        no such spreadsheet or tab (404)
    │   ├── QuotaError           too many requests, or a full Drive (429, 403)
    │   ├── NoTokenError         our share of the quota is used up, and nobody would wait
    │   ├── UnavailableError     no answer, or a broken one (5xx, network)
    │   └── StaleWorkbookError   people moved the rows faster than we could write
    └── SyncError
        ├── ConflictError        both sides changed the same field
        └── UnsafePlanError      a plan would change more than its limits allow

Wrong OKR data is not an exception: it is a `okrsdk.Finding`. A message says what is wrong, where, and what to do next;
what a program needs is in typed attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.texts import plural, strung

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.findings import PlacedFinding


class OkrError(Exception):
    """Base of all that okrsdk raises on purpose."""


class InvalidOkrError(OkrError):
    """The OKRs cannot be used: findings of severity error say why.

    As text it is the summary, then the first error with its place and what to do, then how many more there are.

    Attributes:
        summary: what was not done, or what is wrong, one or two sentences.
        findings: all findings, each with where its reader looks for it, errors first.
    """

    def __init__(self, summary: str, *, findings: Iterable[PlacedFinding] = ()) -> None:
        self.summary = summary
        self.findings = tuple(sorted(findings, key=lambda placed: placed.finding.severity.rank))
        super().__init__(strung([summary, *self._first_error()]))

    @property
    def errors(self) -> tuple[PlacedFinding, ...]:
        """The findings of severity error."""
        return tuple(placed for placed in self.findings if placed.finding.severity.rank == 0)

    def _first_error(self) -> list[str]:
        if not self.errors:
            return []
        first, others = self.errors[0], len(self.errors) - 1
        place = f"{first.place}:" if first.place else ""
        more = plural("There is {n} more error.", "There are {n} more errors.", n=others) if others else ""
        return [place, first.finding.advice, more]


class UngradableError(OkrError):
    """A key result cannot be graded.

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


class RosterError(ConfigError):
    """A roster cannot be used as it is: nothing was made.

    As text it names the roster and all that is wrong with it, a line each.

    Attributes:
        problems: what is wrong, each with its place, in reading order.
    """

    def __init__(self, summary: str, *, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([summary, *(f"  {problem}" for problem in self.problems)]), setting="roster")


class SourceError(OkrError):
    """A value cannot be read from where it is kept; the message says why and what to do."""


class SheetsError(OkrError):
    """Google Sheets (or Local Sheets) refused a request, or could not be reached.

    Attributes:
        status: the HTTP status, None when no answer came.
        spreadsheet_id: the spreadsheet in question, when there is one.
        may_be_done: whether the request may have been done although no good answer came.
        in_doubt: names of the records (their IDs where they have one) beside which another's score or ID may have been
            left; empty when nothing wrong was.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        spreadsheet_id: str | None = None,
        may_be_done: bool = False,
        in_doubt: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.spreadsheet_id = spreadsheet_id
        self.may_be_done = may_be_done
        self.in_doubt = in_doubt


class AccessError(SheetsError):
    """No one is signed in, or the one who is may not do this."""


class NotFoundError(SheetsError):
    """No such spreadsheet, or no such tab in it."""


class QuotaError(SheetsError):
    """Google's limits are reached: too many requests, or no storage left."""


class NoTokenError(SheetsError):
    """Our own share of the quota is used up, and whoever asked would not wait; nothing was sent.

    Attributes:
        again_in: seconds after which to ask again.
    """

    def __init__(self, again_in: float) -> None:
        super().__init__(f"The quota is used up for now. Try again in {again_in:.0f} seconds.")
        self.again_in = again_in


class UnavailableError(SheetsError):
    """No answer came, or the server failed; the same call may work later."""


class StaleWorkbookError(SheetsError):
    """People kept moving rows or columns while we wrote, and we gave up; `in_doubt` says what may be wrong."""


class SyncError(OkrError):
    """Two copies of the same OKRs cannot be brought together."""


class ConflictError(SyncError):
    """Both sides changed the same field."""


class UnsafePlanError(SyncError):
    """A plan would change or delete more than its limits allow."""
