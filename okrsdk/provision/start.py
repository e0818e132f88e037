"""What a new workbook starts with, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from okrsdk.model import OkrSet
    from okrsdk.provision.copying import CopiedTemplate

Row: TypeAlias = tuple[str | float | None, ...]
"""The cells of a row of the tab `Last cycle`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a workbook starts with.

    Attributes:
        okr_set: its OKRs.
        last_cycle: rows for its tab `Last cycle`; empty for none.
        template: the template that it is a copy of; None where it is built.
    """

    okr_set: OkrSet
    last_cycle: tuple[Row, ...] = ()
    template: CopiedTemplate | None = None
