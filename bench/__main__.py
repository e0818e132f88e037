"""Runs every benchmark and prints its figures."""

from bench import check, home, localsheets, startup

for benchmark in (startup, check, home, localsheets):
    print((benchmark.__doc__ or "").splitlines()[0])
    benchmark.run()
    print()
