"""Several values in one text, in whatever language: `2026-03-04 or 2026-04-03`, `60 and 20`."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence


def alternatives(values: Sequence[str]) -> str:
    """The values of which one is meant; empty where there are none.

    Args:
        values: the values.

    >>> alternatives(["America/Chicago", "Europe/Berlin"])
    'America/Chicago or Europe/Berlin'
    """
    return reduce(lambda first, last: text("{first} or {last}", first=first, last=last), values) if values else ""


def together(values: Sequence[str]) -> str:
    """The values that are there together; empty where there are none.

    >>> together(["60", "20"])
    '60 and 20'
    """
    return reduce(lambda first, last: text("{first} and {last}", first=first, last=last), values) if values else ""
