"""The functions that are computed here and not by the engine: Google's own, and those that Google does differently."""

from okrsdk.localsheets.formulas.functions import (
    arrays,
    conversion,
    counting,
    elsewhere,
    lambdas,
    logic,
    lookup,
    operators,
    ordering,
    places,
    regex,
    texts,
)

_TOPICS = (
    arrays,
    conversion,
    counting,
    elsewhere,
    lambdas,
    logic,
    lookup,
    operators,
    ordering,
    places,
    regex,
    texts,
)
FUNCTIONS = {name: own.call for topic in _TOPICS for own in topic.FUNCTIONS for name in own.names}
"""What computes each function, by its name."""

__all__ = ["FUNCTIONS"]
