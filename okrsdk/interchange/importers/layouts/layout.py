"""What a layout is: how it is called, how it is told, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from okrsdk.interchange.importers.found_records import FoundRecords, TableContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way in which a table holds OKRs.

    Attributes:
        name: what it is called in messages and docs.
        detect: whether a table is held so.
        read: the records of such a table.
    """

    name: str
    detect: Callable[[TableContent], bool]
    read: Callable[[TableContent], FoundRecords]
