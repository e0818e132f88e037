"""A whole check of 20 key results beside the bare pandera validation of the same frames, and the check of many.

Limits, of a processor's time: twice as long as pandera; a second for 1,000 key results, half a second for 300 with a
quarter's check-ins, 100 ms for their status.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal

from bench.timing import take_turns, verdict
from okrsdk.assessment import assess
from okrsdk.cycle import status
from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.rules import check
from okrsdk.schema import frames_from_okr_set, okr_set_from_frames, validate
from okrsdk.schema.tables import MODELS

_DAY = date(2026, 2, 14)
_LIMIT = 2
_WEEKS = 12
_END = date(2026, 3, 25)
_ROUNDS = 5


def run() -> bool:
    return all([_beside_pandera(), _of_many()])


def _of_many() -> bool:
    """Many key results of other words each time, since sentences are remembered."""
    thousands, hundreds = (iter([large_set(size, size + seed) for seed in range(_ROUNDS + 1)]) for size in (1000, 300))
    judged = assess(large_set(300, -1), on=_END)
    taken = take_turns(
        lambda: assess(next(thousands), on=_END),
        lambda: assess(next(hundreds), on=_END),
        lambda: status(judged),
        rounds=_ROUNDS,
        clock=time.process_time,
    )
    limits = {"check of 1,000": 1, "check of 300": 0.5, "status of 300": 0.1}
    holds = [timing.best <= limit for timing, limit in zip(taken, limits.values(), strict=True)]
    for (name, limit), timing, is_quick in zip(limits.items(), taken, holds, strict=True):
        print(f"  {name:<22} {timing}   limit {limit * 1000:.0f} ms: {verdict(holds=is_quick)}")
    return all(holds)


def _beside_pandera() -> bool:
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


_COUNTED = (
    "orders",
    "visits",
    "calls",
    "renewals",
    "repairs",
    "deliveries",
    "trials",
    "bookings",
    "returns",
    "permits",
)


def large_set(size: int, seed: int) -> OkrSet:
    """So many key results, four to an objective, each with a check-in a week; other sentences for each seed."""
    key_results = tuple(
        KeyResult(
            id=f"O{number // 4 + 1}-KR{number % 4 + 1}",
            objective_id=f"O{number // 4 + 1}",
            text=f"Increase {_COUNTED[number % 10]} of branch {seed}-{number} from {40 + number % 30} to 120 a month",
            metric=_COUNTED[number % 10],
            source="CRM",
            baseline=Decimal(40 + number % 30),
            target=Decimal(120),
            current=Decimal(90 + number % 20),
            owner="Head of Sales",
        )
        for number in range(size)
    )
    return OkrSet(
        client=Client(name="Brookside Plumbing"),
        cycle=Cycle.parse("2026-Q1"),
        objectives=tuple(
            Objective(id=f"O{number}", text=f"Be the branch that people of district {seed}-{number} choose first")
            for number in range(1, size // 4 + 1)
        ),
        key_results=key_results,
        check_ins=tuple(
            CheckIn(
                key_result_id=own.id,
                day=date(2026, 1, 5) + timedelta(weeks=week),
                value=Decimal(45 + 4 * week),
                confidence=Decimal("0.6"),
            )
            for week in range(_WEEKS)
            for own in key_results
        ),
    )
