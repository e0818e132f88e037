"""What 10,000 grades leave in the service's memory, in up to ten minutes. Limit: 5 MiB from the second quarter on."""

from __future__ import annotations

from bench.load import long_run
from bench.servers import running
from bench.timing import verdict

_MIB = 1024 * 1024
_REQUESTS = 10_000
_SECONDS = 600
_LIMIT = 5 * _MIB


def run() -> bool:
    with running("service") as service:
        load = long_run(service, _REQUESTS, seconds=_SECONDS)
    growth = load.growth()
    holds = growth <= _LIMIT and not load.failed
    print(f"  {load.failed} of {len(load.seconds)} failed, limit 0")
    print(
        f"  {load.memory[-1] / _MIB:.0f} MiB, grown {growth / _MIB:.1f}, limit {_LIMIT // _MIB}: {verdict(holds=holds)}"
    )
    return holds
