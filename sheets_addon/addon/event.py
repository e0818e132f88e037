"""What Google sends when a person opens the sidebar or clicks in it: JSON in, one typed value out.

Only what is used is looked at, and that has to have its form; the rest may be anything. A card's action loses the
document it was clicked in, so every action carries the spreadsheet's ID in its parameters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from okrsdk.model import Today

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

SPREADSHEET = "spreadsheet"
"""Name of the parameter that carries the spreadsheet's ID."""

_DAY_MILLISECONDS = 24 * 60 * 60 * 1000
_SPREADSHEET_ID = r"^[A-Za-z0-9_-]{0,128}$"
_Name = Annotated[str, Field(max_length=64)]
_Text = Annotated[str, Field(max_length=10_000)]
_Token = Annotated[str, Field(max_length=8192)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened.

    Attributes:
        spreadsheet_id: the spreadsheet; empty when we may not know it yet.
        title: its title, when Google says it.
        is_granted: whether the person lets the add-on see this file.
        parameters: what the clicked action carries.
        inputs: what the card's fields hold, by name.
        scopes: what the person agreed to; None when Google does not say.
        utc_offset: how far the person's clock is ahead of UTC.
        locale: the language and country that the person chose, such as `de-CH`; empty when Google does not say.
        access_token: the person's, for Sheets and nothing else.
        user_token: the ID token that says who the person is; empty when they keep it to themselves.
    """

    spreadsheet_id: str = ""
    title: str = ""
    is_granted: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    scopes: frozenset[str] | None = None
    utc_offset: timedelta = timedelta()
    locale: str = ""
    access_token: str = field(default="", repr=False)
    user_token: str = field(default="", repr=False)

    def today(self, now: datetime) -> Today:
        """Today at an instant: the client's day, and that of the person where the client names no time zone."""
        return Today(instant=now, elsewhere=timezone(self.utc_offset))


def parse_event(document: object) -> Event:
    """The event that a JSON document says.

    Raises:
        pydantic.ValidationError: it is none.
    """
    message = _Event.model_validate(document)
    common, sheet, authorization = message.common, message.sheets, message.authorization
    inputs = {name: given.strings.value[0] for name, given in common.inputs.items() if given.strings.value}
    return Event(
        spreadsheet_id=_Sheet(id=common.parameters.get(SPREADSHEET, "")).id or sheet.id,
        title=sheet.title,
        is_granted=sheet.is_granted or bool(sheet.id),
        parameters=common.parameters,
        inputs=inputs,
        scopes=None if authorization.scopes is None else frozenset(authorization.scopes),
        utc_offset=timedelta(milliseconds=common.time_zone.offset),
        locale=common.locale,
        access_token=authorization.access_token,
        user_token=authorization.user_token,
    )


class _Message(BaseModel):
    # What was sent is never in an error: it may hold tokens and what people typed.
    model_config = ConfigDict(
        extra="ignore", frozen=True, strict=True, hide_input_in_errors=True, populate_by_name=True
    )


class _Strings(_Message):
    value: list[_Text] = Field(default=[], max_length=100)


class _Input(_Message):
    strings: _Strings = Field(default_factory=_Strings, alias="stringInputs")


class _TimeZone(_Message):
    offset: int = Field(default=0, ge=-_DAY_MILLISECONDS, le=_DAY_MILLISECONDS)


class _Common(_Message):
    parameters: dict[_Name, _Text] = Field(default={}, max_length=50)
    inputs: dict[_Name, _Input] = Field(default={}, alias="formInputs", max_length=50)
    time_zone: _TimeZone = Field(default_factory=_TimeZone, alias="timeZone")
    locale: _Name = Field(default="", alias="userLocale")


class _Authorization(_Message):
    access_token: _Token = Field(default="", alias="userOAuthToken")
    user_token: _Token = Field(default="", alias="userIdToken")
    scopes: list[_Text] | None = Field(default=None, alias="authorizedScopes", max_length=100)


class _Sheet(_Message):
    id: str = Field(default="", pattern=_SPREADSHEET_ID)
    title: _Text = ""
    is_granted: bool = Field(default=False, alias="addonHasFileScopePermission")


class _Event(_Message):
    common: _Common = Field(default_factory=_Common, alias="commonEventObject")
    authorization: _Authorization = Field(default_factory=_Authorization, alias="authorizationEventObject")
    sheets: _Sheet = Field(default_factory=_Sheet)
