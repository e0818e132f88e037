"""Runs every benchmark, or those named, and prints their figures: `python -m bench [NAME ...]`."""

import argparse

from bench import check, home, localsheets, service, startup

BENCHMARKS = {"startup": startup, "check": check, "home": home, "localsheets": localsheets, "service": service}

parser = argparse.ArgumentParser(prog="python -m bench", description="Runs every benchmark, or those named.")
parser.add_argument("name", nargs="*", help=f"one of: {', '.join(BENCHMARKS)}")
names = parser.parse_args().name or list(BENCHMARKS)
if unknown := [name for name in names if name not in BENCHMARKS]:
    parser.error(f"There is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}.")
for name in names:
    print((BENCHMARKS[name].__doc__ or "").splitlines()[0])
    BENCHMARKS[name].run()
    print()
