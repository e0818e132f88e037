"""A digest of what cells hold, whatever their order: people may sort what an adoption added."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from okrsdk.schema.column import is_blank
from okrsdk.workbook.importing.memory import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = 16


def digest_of(values: Iterable[object]) -> str:
    """The same for the same values in any order; blanks do not count.

    >>> digest_of(["O1", 2, None]) == digest_of([2.0, "", "O1"]), digest_of([]) == digest_of(["O1"])
    (True, False)
    """
    held = sorted(repr(plain_value(value)) for value in values if not is_blank(value))
    return sha256("\n".join(held).encode()).hexdigest()[:_DIGITS]
