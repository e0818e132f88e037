"""The objective: a qualitative outcome."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from okrsdk.model.field_types import check_field_types


class Level(StrEnum):
    """Whose objective it is."""

    COMPANY = "company"
    TEAM = "team"
    INDIVIDUAL = "individual"


class Status(StrEnum):
    """Whether an objective or key result counts. Replaced and dropped ones stay on record and out of every mean."""

    ACTIVE = "active"
    REPLACED = "replaced"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """A qualitative outcome; never scored from anything but its key results.

    Attributes:
        id: `O1`; empty until the next write fills it.
        text: the outcome, one sentence.
        why: why this one matters now.
        owner: who answers for it.
        co_owners: who shares it.
        champion: who keeps the rhythm.
        level: company, team or individual.
        contributes_to: the key result of a parent workbook that it serves (`2026-Q1/O2-KR1` or any reference).
        challenge: the challenge of the strategy that it answers (`C1`).
        weight: its weight in the overall score, 0 or more.
        status: active, replaced or dropped.
        mute: rules that people have decided to live with here, each with the reason (`O101: the client insists`).
        external_id: its ID in the file or tool it was imported from.
    """

    id: str = ""
    text: str = ""
    why: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    champion: str = ""
    level: Level | None = None
    contributes_to: str = ""
    challenge: str = ""
    weight: Decimal = Decimal(1)
    status: Status = Status.ACTIVE
    mute: str = ""
    external_id: str = ""

    def __post_init__(self) -> None:
        check_field_types(self)

    @property
    def is_active(self) -> bool:
        """Whether it counts in the overall score."""
        return self.status is Status.ACTIVE
