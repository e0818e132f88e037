"""Runs the benchmarks, or those named, and prints their figures and limits: `python -m bench [NAME ...]`.

All of them together end within five minutes on two cores. The long ones run when they are named, or with `--long`. The
exit status is 1 when a limit was missed.
"""

import argparse
import sys
import time

from bench import check, home, importing, localsheets, many, memory, rhythm, scrolling, service, startup
from bench.timing import verdict

BENCHMARKS = {
    "startup": startup,
    "check": check,
    "rhythm": rhythm,
    "home": home,
    "importing": importing,
    "localsheets": localsheets,
    "service": service,
    "many": many,
}
LONG = {"memory": memory, "scrolling": scrolling}
ALL = {**BENCHMARKS, **LONG}
LIMIT = 300

parser = argparse.ArgumentParser(prog="python -m bench", description="Run the benchmarks, or those named.")
parser.add_argument("name", nargs="*", help=f"one of: {', '.join(ALL)}")
parser.add_argument("--long", action="store_true", help=f"also run the long ones, up to ten minutes: {', '.join(LONG)}")
options = parser.parse_args()
names = options.name or list(ALL if options.long else BENCHMARKS)
if unknown := [name for name in names if name not in ALL]:
    parser.error(f"There is no benchmark {unknown[0]}; there are {', '.join(ALL)}.")
start, missed = time.monotonic(), []
for name in names:
    print(f"{name}: {(ALL[name].__doc__ or '').splitlines()[0]}")
    if not ALL[name].run():
        missed.append(name)
    print()
taken = time.monotonic() - start
if not set(names) & set(LONG):
    print(f"{taken:.0f} s in all, limit {LIMIT} s: {verdict(holds=taken <= LIMIT)}")
    missed += ["time"] if taken > LIMIT else []
print(f"Limits missed: {', '.join(missed)}" if missed else "All limits hold.")
sys.exit(1 if missed else 0)
