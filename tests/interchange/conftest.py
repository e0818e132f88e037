"""Two small workbooks that every test of the tidy tables can use, judged on one day."""

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.model import (
    CheckIn,
    Client,
    Commitment,
    Cycle,
    FunnelStage,
    FunnelStep,
    KeyResult,
    Kind,
    Objective,
    OkrSet,
    Stage,
    Visibility,
)

DENTAL = OkrSet(
    client=Client(
        name="Harbor Dental",
        currency="USD",
        average_sale=Decimal("310.50"),
        funnel=(FunnelStep(stage=FunnelStage.LEAD, visibility=Visibility.VISIBLE, system="CRM"),),
    ),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(
        Objective(
            id="O1",
            text="Be the practice that families choose first",
            owner="Practice Manager",
            co_owners=("Front Desk Lead", "Hygiene Lead"),
        ),
    ),
    key_results=(
        KeyResult(
            id="O1-KR1",
            objective_id="O1",
            text="Registrations from 12 to 22",
            unit="families",
            baseline=Decimal(12),
            target=Decimal(22),
            due=date(2026, 3, 31),
        ),
        KeyResult(
            id="O1-KR2",
            objective_id="O1",
            text="=Online booking",
            kind=Kind.STAGES,
            commitment=Commitment.COMMITTED,
            stages=(Stage(score=Decimal("0.3"), name="chosen"), Stage(score=Decimal(1), name="live")),
        ),
    ),
    check_ins=(
        CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1", value=Decimal(19), confidence=Decimal("0.6"), by="Lead"),
    ),
)
HEATING = OkrSet(
    client=Client(name="Lakeshore Heating"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Keep every customer warm"),),
)
DAY = date(2026, 2, 14)


@pytest.fixture
def dental():
    return assess(DENTAL, on=DAY)


@pytest.fixture
def both(dental):
    return [dental, assess(HEATING, on=DAY)]
