"""How long `okr --version` and `okr --help` take, beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.timing import take_turns, verdict

_OKR = Path(sys.executable).with_name("okr")
_LIMITS = {"--version": 0.15, "--help": 0.30}


def run() -> bool:
    nothing, *answers = take_turns(
        lambda: _call([sys.executable, "-c", "pass"]),
        *(lambda option=option: _call([str(_OKR), option]) for option in _LIMITS),
        rounds=15,
    )
    print(f"  python -c pass         {nothing}")
    holds = [timing.median <= limit for timing, limit in zip(answers, _LIMITS.values(), strict=True)]
    for (option, limit), timing, is_quick in zip(_LIMITS.items(), answers, holds, strict=True):
        print(f"  okr {option:<18} {timing}   limit {limit * 1000:.0f} ms: {verdict(holds=is_quick)}")
    return all(holds)


def _call(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command line
