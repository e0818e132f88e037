"""Runs every benchmark and prints its figures."""

from bench import check, home, startup

for benchmark in (startup, check, home):
    print((benchmark.__doc__ or "").splitlines()[0])
    benchmark.run()
    print()
