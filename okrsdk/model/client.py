"""The client: whose OKRs these are, what a sale is worth to them and how far we can see into their funnel."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from okrsdk.model.cycle import Month
from okrsdk.model.field_types import check_field_types


class FunnelStage(StrEnum):
    """The stages from the first impression to the recommendation, in order."""

    AWARENESS = "Awareness"
    LEAD = "Lead"
    MQL = "MQL"
    SQL = "SQL"
    CUSTOMER = "Customer"
    ADVOCACY = "Advocacy"


class Visibility(StrEnum):
    """How well a funnel stage can be seen. A key result on a blind stage cannot be proved."""

    VISIBLE = "visible"
    PARTIAL = "partial"
    BLIND = "blind"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStep:
    """How well one stage of the client's funnel can be seen, and where.

    Attributes:
        stage: the stage.
        visibility: visible, partial or blind.
        system: the system that shows it (`Google Analytics`, `CRM`).
    """

    stage: FunnelStage
    visibility: Visibility | None = None
    system: str = ""

    def __post_init__(self) -> None:
        check_field_types(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client of an agency, or a team inside a company.

    Attributes:
        name: its name.
        currency: ISO 4217 code of all amounts of money (`USD`).
        time_zone: IANA name (`America/Chicago`).
        fiscal_year_starts: the month in which its fiscal year starts; None where it does not say.
        average_sale: average revenue per sale, in `currency`.
        lifetime_value: revenue from one customer per year, in `currency`.
        close_rate: share of sales-qualified leads that buy, 0–1.
        monthly_capacity: how much the client can deliver in a month.
        capacity_unit: what that capacity counts (`jobs`, `beds`).
        cost_per_acquisition: what one new customer costs today, in `currency`.
        policy: the policy its OKRs are checked against, with overrides (`agency -K209`); empty for the default.
        funnel: the stages, in order; stages that are not listed are not known.
    """

    name: str = ""
    currency: str = ""
    time_zone: str = ""
    fiscal_year_starts: Month | None = None
    average_sale: Decimal | None = None
    lifetime_value: Decimal | None = None
    close_rate: Decimal | None = None
    monthly_capacity: Decimal | None = None
    capacity_unit: str = ""
    cost_per_acquisition: Decimal | None = None
    policy: str = ""
    funnel: tuple[FunnelStep, ...] = ()

    def __post_init__(self) -> None:
        check_field_types(self)
