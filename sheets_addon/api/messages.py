"""What callers send: the bodies and path parameters of the JSON endpoints."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictStr

from okrsdk.errors import ConfigError
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

    on: Day | None = Field(None, description="The day to judge by. Default: today (UTC).")
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
