"""What people may tell a reader that it would find out by itself otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What is told of a source. What is empty is found out.

    Attributes:
        mapping: per header (or letter) of a column what it holds, as `--map "Ziel=target"` says it.
        cycle: the cycle that is meant, of a source with several.
        tab: the tab that is meant, of a spreadsheet with several.
        encoding: the encoding of a text: `cp1252`.
        delimiter: the character between cells of a text.
        decimal: the decimal mark of numbers in a text: `.` or `,`.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    cycle: str = ""
    tab: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""


FOUND_OUT = ReadingOptions()
"""Nothing is told: all is found out."""
