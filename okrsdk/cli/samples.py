"""The sample clients: where their documents lie, and the day on which the demo looks at them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

SAMPLE_DAY = date(2026, 11, 18)
"""The samples tell of the seventh week of 2026-Q4; on another day their pace would read differently."""

_NAMES = ("home-services.yaml", "software-marketing.yaml", "customer-support.yaml")
_PACKAGED = Path(__file__).parent / "sample_clients"
_CHECKOUT = Path(__file__).parents[2] / "examples" / "clients"


def sample_documents() -> tuple[Path, ...]:
    """The sample clients' OKR documents: those of the package, or in a checkout those under `examples/`."""
    folder = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return tuple(folder / name for name in _NAMES)
