"""Runs every benchmark and prints its figures."""

from bench import check, startup

for benchmark in (startup, check):
    print((benchmark.__doc__ or "").splitlines()[0])
    benchmark.run()
    print()
