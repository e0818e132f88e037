"""A whole check of 20 key results beside the bare pandera validation of the same frames. Limit: twice as long."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bench.timing import take_turns, verdict
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.rules import check
from okrsdk.schema import frames_from_okr_set, okr_set_from_frames, validate
from okrsdk.schema.tables import MODELS

_DAY = date(2026, 2, 14)
_LIMIT = 2


def run() -> bool:
    frames = frames_from_okr_set(okr_set())

    def whole() -> None:
        assert not [finding for finding in validate(frames) if finding.code.startswith("T")]
        check(okr_set_from_frames(frames), on=_DAY)

    def bare() -> None:
        for table, frame in frames.items():
            MODELS[table].validate(frame, lazy=True)

    checked, validated = take_turns(whole, bare, rounds=40)
    ratio = checked.median / validated.median
    print(f"  check                  {checked}")
    print(f"  bare pandera           {validated}")
    print(f"  ratio {ratio:.2f}, limit {_LIMIT}: {verdict(holds=ratio <= _LIMIT)}")
    return ratio <= _LIMIT


def okr_set() -> OkrSet:
    return OkrSet(
        client=Client(name="Brookside Plumbing", currency="USD", average_sale=Decimal(900)),
        cycle=Cycle.parse("2026-Q1"),
        objectives=tuple(
            Objective(id=f"O{number}", text="Win more of the jobs that households call us for", owner="Head of Sales")
            for number in range(1, 5)
        ),
        key_results=tuple(
            KeyResult(
                id=f"O{objective}-KR{number}",
                objective_id=f"O{objective}",
                text=f"Increase booked jobs in district {number} from 40 to 60 per month",
                metric="booked jobs",
                source="Dispatch calendar",
                unit="jobs",
                baseline=Decimal(40),
                target=Decimal(60),
                current=Decimal(50),
                owner="Head of Sales",
            )
            for objective in range(1, 5)
            for number in range(1, 6)
        ),
    )
