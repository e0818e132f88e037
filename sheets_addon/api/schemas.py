"""What callers send and get: the bodies, path parameters and answers of the JSON endpoints, for the OpenAPI document.

The answers are made by the SDK; here are their shapes.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr

from okrsdk.errors import ConfigError
from okrsdk.findings import Severity, Table
from okrsdk.grading import Band, Interpretation, Pace
from okrsdk.rules import POLICIES, policy_named

_ISO_DAY_LENGTH = 10
_FINAL = "Whether the cycle is closed: what has no current value then scores 0."
_EXAMPLE = {
    "okrsdk": 1,
    "client": {"name": "Acme Dental", "currency": "USD"},
    "cycle": "2026-Q1",
    "objectives": [
        {
            "id": "O1",
            "text": "New patients find us first",
            "key_results": [
                {"id": "O1-KR1", "text": "Booked visits a month", "baseline": 100, "target": 200, "current": 170}
            ],
        }
    ],
}


def _day(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    try:
        # Python also reads 20260331 and 2026-W13-2, of which no caller of ours should get into the habit.
        if isinstance(value, str) and len(value) == _ISO_DAY_LENGTH and value[4] == "-":
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError('Write a day as "2026-03-31".')


def _policy(name: str) -> str:
    try:
        return policy_named(name).name
    except ConfigError as error:
        raise ValueError(str(error)) from None


Day = Annotated[date, BeforeValidator(_day)]
PolicyName = Annotated[
    StrictStr,
    AfterValidator(_policy),
    Field(json_schema_extra={"enum": [policy.name for policy in POLICIES]}),
]


class SheetCheck(BaseModel):
    """How to check a spreadsheet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: Day | None = Field(
        None, description="The day to judge by. Default: today in the time zone of the Client tab, else in UTC."
    )
    policy: PolicyName | None = Field(
        None, description="The policy to check against. Default: the client's own, else `standard`."
    )


class RowsCheck(SheetCheck):
    """OKRs to check."""

    okrs: dict[str, object] = Field(
        description="The OKRs, as okrsdk's document. Its cells may be wrong: that is what findings are about.",
        examples=[_EXAMPLE],
    )


class RowsGrade(RowsCheck):
    """OKRs to grade."""

    final: StrictBool = Field(default=False, description=_FINAL)


class SheetGrade(SheetCheck):
    """How to grade a spreadsheet."""

    final: StrictBool = Field(default=False, description=_FINAL)
    dry_run: StrictBool = Field(default=False, description="Whether to leave the spreadsheet as it is.")


class CheckInBody(BaseModel):
    """A check-in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key_result_id: StrictStr = Field(description="The ID of the key result.", min_length=1, max_length=100)
    value: Decimal | None = Field(None, description="Its value, in its unit.", allow_inf_nan=False)
    confidence: Decimal | None = Field(None, description="The owner's own rating of reaching the target.", ge=0, le=1)
    changed: StrictStr = Field("", description="What changed.", max_length=1000)
    blocks: StrictStr = Field("", description="What blocks.", max_length=1000)
    by: StrictStr = Field("", description="Who says so.", max_length=200)
    day: Day | None = Field(None, description="The day it is of. Default: the day asked about.")
    corrects: Day | None = Field(None, description="The day of an earlier check-in whose place it takes.")


class SheetCheckIns(BaseModel):
    """Check-ins to write down."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    check_ins: list[CheckInBody] = Field(description="The check-ins.", min_length=1, max_length=1000)
    on: Day | None = Field(
        None, description="The client's day. Default: today in the time zone of the Client tab, else in UTC."
    )
    late_reason: StrictStr = Field("", description="Why they come after the end of the cycle.", max_length=500)
    save_doubtful: StrictBool = Field(
        default=False, description="Whether to write also where a value may be a slip; else nothing is written then."
    )


class IdempotencyHeader(BaseModel):
    """Which request it is, so that one that is sent again is done once."""

    key: StrictStr = Field(
        "",
        alias="Idempotency-Key",
        description="A text made for this request alone, such as a UUID, in quotes or without. Sent again with the "
        "same body, nothing is written again, and the answer is the one that was given first; with another it is "
        "refused. What was not written (an error, or doubts that were not to be saved) may be sent again with the "
        "same key. The workbook itself remembers the last 100 keys or so.",
        pattern=r'^("[!#-\[\]-~ ]{1,200}"|[!#-~]{1,200})?$',
        examples=["8e03978e-40d5-43e8-bc93-6894a57f9324"],
    )


class SpreadsheetPath(BaseModel):
    """Which spreadsheet."""

    spreadsheet_id: str = Field(
        description="The ID of a Google spreadsheet (the part of its URL between /d/ and /edit), or of one in Local "
        "Sheets.",
        pattern=r"^[A-Za-z0-9_-]{1,128}$",
    )


class RulePath(BaseModel):
    """Which rule."""

    code: str = Field(description="The rule's code, a family letter and three digits.", examples=["K201"])


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FindingAnswer(_Answer):
    """One thing wrong or doubtful."""

    code: str = Field(description="Code of the rule; `/v1/rules/{code}` tells why it is there.", examples=["K201"])
    severity: Severity = Field(
        description="error: cannot be graded or stored right. warning: breaks the practice. info: a hint."
    )
    table: Table | None = Field(description="The table (the tab), null for the set as a whole.")
    record: str | None = Field(description="ID of the record, null when it has none or the whole table is meant.")
    position: int | None = Field(
        description="Place of the record in its table, from 0; tells apart records with one ID or none, such as "
        "check-ins. Null when the whole table is meant."
    )
    field: str | None = Field(description="Field name of the column, null for the whole record.")
    cell: str | None = Field(
        description="Its cell in the spreadsheet, null when there is none.", examples=["Client!B2"]
    )
    message: str = Field(description="What is wrong, one sentence.")
    suggestion: str = Field(description="What to do about it; empty when the message says it all.")


class CoverageAnswer(_Answer):
    """How many active key results a score is made of, and how many of them are met."""

    graded: int = Field(description="Those with a score.")
    met: int = Field(description="Those whose score is at least their pass mark: 0.7 of a stretch, 1.0 of a promise.")
    total: int = Field(description="All of them.")


class KeyResultScoreAnswer(_Answer):
    """What grading says of one key result."""

    id: str = Field(description="Its ID, empty when it has none.")
    objective_id: str
    position: int = Field(description="Its place among all key results, from 0.")
    progress: float | None = Field(description="Signed share of the way from baseline to target, unbounded.")
    score: float | None = Field(description="0 to 1, two decimals; null when it is not graded.")
    band: Band | None
    stretch_mark: float | None = Field(description="The value that scores 0.7, in the key result's unit.")
    pace: Pace | None = Field(description="How it keeps up with the calendar.")
    confidence: float | None = Field(description="The owner's latest, 0 to 1.")
    reason: str = Field(description="Why it is not graded; empty when it is.")


class ObjectiveScoreAnswer(_Answer):
    """What grading says of one objective."""

    id: str = Field(description="Its ID, empty when it has none.")
    position: int = Field(description="Its place among all objectives, from 0.")
    score: float | None = Field(description="Weighted mean of its active key results, 0 to 1, two decimals.")
    band: Band | None
    coverage: CoverageAnswer


class ScoresAnswer(_Answer):
    """What grading says of a set of OKRs."""

    on: date = Field(description="The day it was graded for.")
    final: bool
    overall: float | None = Field(description="Weighted mean of the active objectives, 0 to 1, two decimals.")
    band: Band | None
    coverage: CoverageAnswer
    interpretation: Interpretation | None = Field(
        description="What the overall score says of the aims, once the cycle is closed."
    )
    objectives: list[ObjectiveScoreAnswer]
    key_results: list[KeyResultScoreAnswer]


class CheckAnswer(_Answer):
    """What a check found."""

    findings: list[FindingAnswer]


class GradeAnswer(_Answer):
    """The scores, and all that is wrong or doubtful."""

    scores: ScoresAnswer
    findings: list[FindingAnswer] = Field(description="Cells with a finding of family T count as blank.")


class SheetGradeAnswer(GradeAnswer):
    """The scores of a spreadsheet."""

    written: bool = Field(description="Whether the scores are now in the spreadsheet.")


class DoubtAnswer(_Answer):
    """Why a check-in may be a slip."""

    key_result_id: str
    detail: str = Field(description="What speaks against its value, in sentences.")


class CheckInsAnswer(_Answer):
    """What became of check-ins."""

    written: bool = Field(description="Whether they are in the spreadsheet.")
    doubts: list[DoubtAnswer] = Field(description="Those that may be a slip.")


class RuleAnswer(_Answer):
    """A rule, with its reason and examples."""

    code: str
    name: str
    severity: Severity
    why: str
    source: str
    bad: str
    good: str


class RulesAnswer(_Answer):
    """All rules."""

    rules: list[RuleAnswer]


class HealthAnswer(_Answer):
    """Whether the service runs."""

    status: str = Field(examples=["ok"])
    version: str


class FaultAnswer(_Answer):
    """One thing wrong with a request."""

    detail: str
    pointer: str | None = Field(None, description="JSON pointer into the body.")
    parameter: str | None = Field(None, description="Name of the parameter of the path, or of the header.")


class ProblemAnswer(BaseModel):
    """A problem (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FaultAnswer] = Field(default=[], description="What is wrong with the request, piece by piece.")
    summary: str = Field(default="", description="What was not done, without the findings.")
    findings: list[FindingAnswer] = Field(default=[], description="Why the OKRs cannot be used, errors first.")
    in_doubt: list[str] = Field(
        default=[],
        description="Of a grade that could not be finished: the records, by ID or else by their words, beside which "
        "another's score or new ID may have been left. Grade again before you rely on them.",
    )
