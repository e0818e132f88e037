"""Problems (RFC 9457): which of okrsdk's errors is which problem on the wire, in both directions."""

from __future__ import annotations

from dataclasses import dataclass

from okrsdk.client.responses import placed_findings_in
from okrsdk.errors import (
    AccessError,
    ConfigError,
    InvalidOkrError,
    NotFoundError,
    OkrError,
    QuotaError,
    SchemaVersionError,
    SheetsError,
    StaleWorkbookError,
    SyncError,
    UnavailableError,
    UngradableError,
)
from okrsdk.reports import finding_document
from okrsdk.texts import text

PROBLEM_TYPE = "application/problem+json"
NAMESPACE = "urn:problem-type:okrsdk:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """A kind of problem.

    Attributes:
        error: the error that it stands for.
        name: last part of its type.
        status: its HTTP status.
        title: what it is, in words.
    """

    error: type[OkrError]
    name: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """Its type, a URI."""
        return NAMESPACE + self.name


NOT_SIGNED_IN = ProblemKind(error=AccessError, name="not-signed-in", status=401, title=text("No one is signed in"))
LOOPBACK_ONLY = ProblemKind(
    error=AccessError, name="loopback-only", status=403, title=text("This service only answers on its own machine")
)
TOO_MANY_REQUESTS = ProblemKind(error=QuotaError, name="too-many-requests", status=429, title=text("Too many requests"))
INVALID_REQUEST = ProblemKind(
    error=ConfigError, name="invalid-request", status=422, title=text("The request is not valid")
)

# The first row whose error fits decides, so a class comes before its base.
KINDS: tuple[ProblemKind, ...] = (
    ProblemKind(error=InvalidOkrError, name="invalid-okrs", status=422, title=text("These OKRs cannot be used")),
    ProblemKind(error=UngradableError, name="ungradable", status=422, title=text("A key result cannot be graded")),
    ProblemKind(
        error=SchemaVersionError, name="newer-workbook", status=422, title=text("The workbook is newer than we are")
    ),
    ProblemKind(error=AccessError, name="access-refused", status=403, title=text("Not allowed")),
    ProblemKind(error=NotFoundError, name="not-found", status=404, title=text("Not found")),
    ProblemKind(error=QuotaError, name="quota", status=429, title=text("A limit of Google's is reached")),
    ProblemKind(
        error=StaleWorkbookError, name="stale-workbook", status=409, title=text("The rows moved while we wrote")
    ),
    ProblemKind(error=UnavailableError, name="sheets-unavailable", status=503, title=text("Sheets does not answer")),
    ProblemKind(error=SheetsError, name="sheets-refused", status=502, title=text("Sheets refused the request")),
    ProblemKind(error=SyncError, name="conflict", status=409, title=text("Two copies disagree")),
)
_BY_TYPE = {kind.type: kind for kind in (NOT_SIGNED_IN, LOOPBACK_ONLY, TOO_MANY_REQUESTS, INVALID_REQUEST, *KINDS)}


def kind_of(error: OkrError) -> ProblemKind | None:
    """The kind of problem that an error is; None for an error that is the service's own fault."""
    return next((kind for kind in KINDS if isinstance(error, kind.error)), None)


def members_of(error: OkrError) -> dict[str, object]:
    """What a problem says of its error besides the message, as `error_from` reads it."""
    if isinstance(error, SchemaVersionError):
        return {"found": error.found, "supported": error.supported}
    if isinstance(error, UngradableError):
        return {"field": error.field}
    if isinstance(error, InvalidOkrError):
        return {"summary": error.summary, "findings": [finding_document(placed) for placed in error.findings]}
    if isinstance(error, SheetsError) and error.in_doubt:
        return {"in_doubt": list(error.in_doubt)}
    return {}


def error_from(problem: dict[str, object]) -> OkrError | None:
    """The error that a problem stands for; None for a problem without a kind of its own."""
    kind = _BY_TYPE.get(str(problem.get("type")))
    if kind is None:
        return None
    message = str(problem.get("detail") or kind.title)
    if issubclass(kind.error, SheetsError):
        return kind.error(message, status=kind.status, in_doubt=_names_in(problem))
    if kind.error is InvalidOkrError:
        summary = str(problem.get("summary") or message)
        return InvalidOkrError(summary, findings=placed_findings_in({"findings": [], **problem}))
    if kind.error is SchemaVersionError:
        found, supported = (int(str(problem[name])) for name in ("found", "supported"))
        return SchemaVersionError(message, found=found, supported=supported)
    if kind.error is UngradableError:
        return UngradableError(message, field=str(problem["field"]))
    return kind.error(message)


def _names_in(problem: dict[str, object]) -> tuple[str, ...]:
    names = problem.get("in_doubt", [])
    if not isinstance(names, list):
        raise TypeError("in_doubt is no list")
    return tuple(map(str, names))
