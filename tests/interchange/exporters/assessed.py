"""One small set of OKRs with what other tools stumble over, as it was judged half-way through its quarter."""

from datetime import date
from decimal import Decimal

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
    Level,
    Objective,
    OkrSet,
    Stage,
    Status,
)

ON = date(2026, 2, 14)
OKR_SET = OkrSet(
    client=Client(name="Lakeshore, Inc.", currency="USD", funnel=(FunnelStep(stage=FunnelStage.LEAD),)),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(
        Objective(
            id="O1",
            text='Be "first"\nfor homeowners',
            why="/close rates fall | every spring",
            owner="Head of Sales <sales@example.com>",
            co_owners=("ops@example.com", "Finance"),
            level=Level.TEAM,
        ),
        Objective(id="O2", text="=Nothing to measure yet", owner="Founder"),
    ),
    key_results=(
        KeyResult(
            id="O1-KR1",
            objective_id="O1",
            text="Answer rate from 40 % to 90 %",
            unit="%",
            baseline=Decimal("0.4"),
            target=Decimal("0.9"),
            due=date(2026, 3, 15),
            owner="dispatch@example.com",
            weight=Decimal(3),
        ),
        KeyResult(
            objective_id="O1",
            text="Cost of a call from $80 to $50",
            kind=Kind.DECREASE,
            commitment=Commitment.COMMITTED,
            unit="$",
            baseline=Decimal(80),
            target=Decimal(50),
            current=Decimal(50),
            owner="Finance",
            weight=Decimal(1),
        ),
        KeyResult(
            id="O9-KR1",
            objective_id="O9",
            text="Apart",
            kind=Kind.STAGES,
            stages=(Stage(score=Decimal("0.3"), name="signed"), Stage(score=Decimal(1), name="live")),
            current=Decimal("0.3"),
            status=Status.DROPPED,
        ),
    ),
    check_ins=(
        CheckIn(
            day=date(2026, 2, 10),
            key_result_id="O1-KR1",
            value=Decimal("0.63"),
            confidence=Decimal("0.6"),
            changed="A second desk",
            by="Dispatch",
        ),
        CheckIn(day=date(2026, 1, 20), key_result_id="O1-KR1", value=Decimal("0.5"), blocks="No budget"),
        CheckIn(key_result_id="O1-KR1", changed="undated"),
    ),
)
"""Scores by hand: O1-KR1 (0.63 − 0.4) / 0.5 = 0.46, yellow; O1-KR2 1, green; O1 (3 × 0.46 + 1) / 4 = 0.595 → 0.60."""

ASSESSMENT = assess(OKR_SET, on=ON)
