"""How long `okr --version`, `okr --help` and the check of a small draft take, beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import take_turns, verdict

_OKR = Path(sys.executable).with_name("okr")
_DRAFT = """Win back the customers we lost to slow deliveries
- Raise on-time deliveries from 82% to 95%
- Launch the new routing tool
- Complaints about late parcels from 40 to 15 a month
"""


def run() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "draft.txt")
        draft.write_text(_DRAFT, encoding="utf-8")
        limits = {("--version",): 0.15, ("--help",): 0.30, ("check", str(draft)): 0.25}
        nothing, *answers = take_turns(
            lambda: _call([sys.executable, "-c", "pass"]),
            *(lambda words=words: _call([str(_OKR), *words]) for words in limits),
            rounds=15,
        )
    print(f"  python -c pass         {nothing}")
    holds = [timing.median <= limit for timing, limit in zip(answers, limits.values(), strict=True)]
    for (words, limit), timing, is_quick in zip(limits.items(), answers, holds, strict=True):
        print(f"  okr {words[0]:<18} {timing}   limit {limit * 1000:.0f} ms: {verdict(holds=is_quick)}")
    return all(holds)


def _call(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command line
