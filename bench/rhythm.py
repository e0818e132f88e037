"""What the signs of a quarter are worth: simulated quarters of eight shapes, told week by week.

The alarm "needs more a week than its best week brought" is held against what happened in the end, and the scenarios
against "the last value stays" and a straight line from the baseline. The mix of shapes is an assumption; the seed is
fixed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean, median

from bench.timing import verdict
from okrsdk.cycle import scenarios, weekly_change
from okrsdk.model import CheckIn, Cycle, KeyResult, OkrSet

EACH = 100
WEEKS = 13
TOLD = (4, 6, 8, 10, 12)
EVE = date(2025, 12, 31)
CYCLE = Cycle.parse("2026-01-01 to 2026-04-01")
KEY_RESULT = KeyResult(id="O1-KR1", baseline=Decimal(0), target=Decimal(100))
PASS = 0.7
NOISE = 0.02
MOST_REACHED_AFTER_ALARM = 0.10
MOST_FALSE_ALARMS = 0.05
Shape = Callable[[random.Random, float], list[float]]


def _linear(_: random.Random, end: float) -> list[float]:
    return [end * week / WEEKS for week in range(1, WEEKS + 1)]


def _drifting(chance: random.Random, end: float) -> list[float]:
    steps = [max(chance.gauss(1, 0.8), -0.5) for _ in range(WEEKS)]
    return [end * sum(steps[: week + 1]) / max(sum(steps), 1) for week in range(WEEKS)]


def _late(_: random.Random, end: float) -> list[float]:
    return [end * (week / WEEKS) ** 3 for week in range(1, WEEKS + 1)]


def _sandbagged(_: random.Random, end: float) -> list[float]:
    return [min(1.0, (0.5 + end) * 3 * week / WEEKS) for week in range(1, WEEKS + 1)]


def _dead(_: random.Random, end: float) -> list[float]:
    return [0.15 * end * min(week, 3) / 3 for week in range(1, WEEKS + 1)]


def _steps(chance: random.Random, end: float) -> list[float]:
    days = sorted(chance.sample(range(2, WEEKS), 3))
    return [end * sum(day <= week for day in days) / 3 for week in range(1, WEEKS + 1)]


def _counting(chance: random.Random, end: float) -> list[float]:
    counts = [sum(chance.random() < end / 2 for _ in range(3)) for _ in range(WEEKS)]
    return [sum(counts[: week + 1]) / (1.5 * WEEKS) for week in range(WEEKS)]


def _turning(chance: random.Random, end: float) -> list[float]:
    top = chance.randint(5, 9)
    return [end * (week if week <= top else 2 * top - week) / top for week in range(1, WEEKS + 1)]


SHAPES: dict[str, Shape] = {
    "linear": _linear,
    "drifting": _drifting,
    "late": _late,
    "sandbagged": _sandbagged,
    "dead": _dead,
    "steps": _steps,
    "counting": _counting,
    "turning": _turning,
}


@dataclass(frozen=True)
class Told:
    """What is said of a quarter in a week, in progress: the alarm, and where each way of looking ahead sees the end."""

    is_alarming: bool
    ends: dict[str, float]


@dataclass(frozen=True)
class Quarter:
    """A simulated quarter: its shape, its progress at the end, and what was told of it by week."""

    shape: str
    end: float
    told: dict[int, Told]


def quarters() -> list[Quarter]:
    """The simulated quarters, the same each time."""
    chance = random.Random(7)  # noqa: S311 - a simulation
    return [_quarter(name, shape, chance) for name, shape in SHAPES.items() for _ in range(EACH)]


def _quarter(name: str, shape: Shape, chance: random.Random) -> Quarter:
    true = shape(chance, chance.uniform(0.4, 1.1))
    seen = [round(100 * (value + chance.gauss(0, NOISE)), 1) for value in true]
    rows = tuple(
        CheckIn(key_result_id="O1-KR1", day=EVE + timedelta(weeks=week), value=Decimal(str(value)))
        for week, value in enumerate(seen, 1)
    )
    return Quarter(shape=name, end=true[-1], told={week: _told(rows[:week]) for week in TOLD})


def _told(rows: tuple[CheckIn, ...]) -> Told:
    okr_set, on = OkrSet(cycle=CYCLE, key_results=(KEY_RESULT,), check_ins=rows), EVE + timedelta(weeks=len(rows))
    weekly, drawn = weekly_change(okr_set, KEY_RESULT, on=on), scenarios(okr_set, KEY_RESULT, on=on)
    assert weekly is not None
    assert drawn is not None
    last = float(weekly.current) / 100
    ends = {
        "last value stays": last,
        "straight line": last * WEEKS / len(rows),
        "last four weeks go on": float(drawn.goes_on.value) / 100,
        "damped": float(drawn.damped.value) / 100,
    }
    return Told(is_alarming=weekly.needs_more_than_ever, ends=ends)


def run() -> bool:
    """Prints the figures; says whether the alarm is worth what is said of it."""
    found = quarters()
    print(f"  {len(found)} quarters. Mean absolute error of the final progress")
    print(f"  {'week':<24}{''.join(f'{week:>8}' for week in TOLD)}")
    for way in found[0].told[TOLD[0]].ends:
        errors = (fmean(abs(one.told[week].ends[way] - one.end) for one in found) for week in TOLD)
        print(f"  {way:<24}{''.join(f'{error:>8.3f}' for error in errors)}")
    print("\n  The alarm: needs more a week than its best week brought")
    for name in SHAPES:
        _print_shape(name, [one for one in found if one.shape == name])
    return _holds(found)


def _print_shape(name: str, own: list[Quarter]) -> None:
    first = [next((week for week in TOLD if one.told[week].is_alarming), None) for one in own if one.end < PASS]
    called = [week for week in first if week is not None]
    when = f"week {median(called):.0f}" if called else "never"
    print(f"  {name:<12} of {len(first):>3} that failed {len(called):>3} were called, half of them by {when}", end="; ")
    healthy = [one for one in own if one.end >= PASS]
    alarms = sum(any(told.is_alarming for told in one.told.values()) for one in healthy)
    print(f"of {len(healthy):>3} that passed {alarms:>3} were called")


def _holds(found: list[Quarter]) -> bool:
    holds = []
    print()
    for week in TOLD:
        called = [one for one in found if one.told[week].is_alarming]
        reached = fmean([one.end >= PASS for one in called] or [0])
        print(f"  week {week:>2}: {len(called):>3} called, of which {reached:.0%} still passed")
        if week == 10:  # noqa: PLR2004 - the week of the claim
            holds.append(reached <= MOST_REACHED_AFTER_ALARM)
    passed = [one for one in found if one.end >= PASS and one.shape in ("linear", "sandbagged", "counting")]
    false = fmean(one.told[8].is_alarming for one in passed)
    holds.append(false <= MOST_FALSE_ALARMS)
    print(
        f"  after an alarm in week 10 at most {MOST_REACHED_AFTER_ALARM:.0%} pass; of steady ones that pass "
        f"{false:.0%} are called in week 8, at most {MOST_FALSE_ALARMS:.0%}: {verdict(holds=all(holds))}"
    )
    return all(holds)
