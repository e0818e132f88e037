"""What callers send and get where something is decided, for the OpenAPI document."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, StringConstraints

from okrsdk.cycle import Puzzle
from okrsdk.model import Change, Commitment, Kind, Status, Verdict
from sheets_addon.api.schemas import Day, PolicyName, ScoresAnswer

_ON = "The client's day. Default: today in the time zone of the Client tab, else in UTC."
_DRY_RUN = "Whether to leave the spreadsheet as it is."
Why = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=1000),
    Field(description="The reason, which the log of decisions keeps."),
]


class SheetDecision(BaseModel):
    """A decision about a key result."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key_result_id: StrictStr = Field(description="The ID of the key result.", min_length=1, max_length=100)
    verdict: Verdict = Field(description="What is decided.")
    new: StrictStr = Field(
        "",
        description="What it comes to: of `replace` the sentence of the key result that takes its place, of `retarget` "
        "the new target as people write it, of `reassign` the owner, of `recommit` the commitment, of `keep` what "
        "changes in the work, or nothing, of `drop` nothing.",
        max_length=1000,
        examples=["Booked visits from 100 to 180 a month by March 31"],
    )
    why: Why
    by: StrictStr = Field("", description="Who decides.", max_length=200)
    on: Day | None = Field(None, description=_ON)
    dry_run: StrictBool = Field(default=False, description=_DRY_RUN)


class SheetClose(BaseModel):
    """How to close the cycle."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: StrictStr = Field("", description="Who closes it.", max_length=200)
    on: Day | None = Field(None, description=_ON)
    policy: PolicyName | None = Field(None, description="The policy. Default: the client's own, else `standard`.")
    is_meant: StrictBool = Field(default=False, description="Whether to close also a cycle that still runs.")
    dry_run: StrictBool = Field(default=False, description=_DRY_RUN)


class SheetReopen(BaseModel):
    """How to open a closed cycle again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    why: Why
    by: StrictStr = Field("", description="Who opens it.", max_length=200)
    on: Day | None = Field(None, description=_ON)
    dry_run: StrictBool = Field(default=False, description=_DRY_RUN)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DecisionLineAnswer(_Answer):
    """One line of the log of decisions."""

    day: date
    key_result_id: str = Field(description="Empty where the cycle as a whole is meant.")
    change: Change
    before: str = Field(description="What it was.")
    after: str = Field(description="What it is now.")
    why: str
    by: str
    answers: str = Field(
        description="Codes of the findings that it answers, which are raised no more; empty answers all, `-` none."
    )


class SuccessorAnswer(_Answer):
    """What takes the place of a key result."""

    id: str
    text: str


class DecisionAnswer(_Answer):
    """What was decided."""

    written: bool = Field(description="Whether it is in the spreadsheet.")
    decision: DecisionLineAnswer
    new: SuccessorAnswer | None = Field(description="What takes its place, where it is replaced.")


class StageAnswer(_Answer):
    """One step of a key result of kind `stages`."""

    score: float
    name: str


class FinalScoreAnswer(_Answer):
    """What the close writes down of one record: its score, and all that it rests on."""

    day: date
    record_id: str = Field(description="The ID of the objective or key result.")
    text: str
    objective_id: str = Field(description="Of a key result, its objective; else empty.")
    status: Status
    commitment: Commitment | None
    kind: Kind | None = Field(description="Null of an objective.")
    baseline: float | None
    target: float | None
    stages: list[StageAnswer]
    current: float | None = Field(description="The value that was graded; null where it was not known, which scores 0.")
    weight: float
    score: float | None = Field(description="0 to 1, two decimals; null where it could not be graded.")


class OutcomeAnswer(_Answer):
    """Whether an objective was achieved."""

    id: str
    achieved: bool = Field(description="Whether most of its key results reached their pass mark.")
    met: int = Field(description="How many of its key results reached their pass mark.")
    total: int


class WhyAnswer(_Answer):
    """Of which key result to ask why, five times."""

    key_result: str = Field(description="Its ID.")
    puzzle: Puzzle = Field(description="What is to be explained.")


class CloseAnswer(_Answer):
    """What the close of a cycle comes to."""

    written: bool = Field(description="Whether it is in the spreadsheet.")
    decision: DecisionLineAnswer
    scores: ScoresAnswer = Field(description="The final grade; its `interpretation` is the reading of the set.")
    final_scores: list[FinalScoreAnswer]
    objectives: list[OutcomeAnswer]
    whys: list[WhyAnswer]
    without_lesson: list[str] = Field(description="The IDs of the key results whose lesson is missing.")


class ReopenAnswer(_Answer):
    """What the log says of a cycle that was opened again."""

    written: bool = Field(description="Whether it is in the spreadsheet.")
    decision: DecisionLineAnswer
