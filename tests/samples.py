"""The sample clients, read once in a process: they are values, so all tests may share them."""

from functools import cache
from pathlib import Path

from okrsdk.files import load_okr_set
from okrsdk.model import OkrSet

CLIENTS = Path(__file__).parents[1] / "examples" / "clients"


@cache
def sample(name: str = "software-marketing") -> OkrSet:
    """The OKRs of a sample client; by default a marketing team's, with every kind of finding and score in it."""
    return load_okr_set(CLIENTS / f"{name}.yaml")
