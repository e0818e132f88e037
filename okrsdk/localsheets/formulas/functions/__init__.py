"""The functions that are computed here and not by the engine: Google's own, and those that Google does differently."""

from __future__ import annotations

from importlib import import_module

from okrsdk.localsheets.formulas.functions.registry import FUNCTIONS

#: The modules of this package that enter functions into the table.
TOPICS = (
    *("arrays", "conversion", "counting", "elsewhere", "lambdas", "logic", "lookup", "operators", "ordering"),
    *("places", "regex", "texts"),
)
for _topic in TOPICS:
    import_module(f"{__name__}.{_topic}")

__all__ = ["FUNCTIONS", "TOPICS"]
