"""A column of a table with its meaning, and with what told that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.source_reading import ColumnReading, UnderstoodBy
from okrsdk.workbook.addresses import column_letters

if TYPE_CHECKING:
    from okrsdk.interchange.importers.column_contents import ColumnContent
    from okrsdk.interchange.importers.header_meanings import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table with its meaning.

    Attributes:
        index: its 0-based place.
        header: its header as written; empty without one.
        meaning: what it holds; None where that is not known.
        by: what told the meaning.
        content: what its cells look like.
        remark: why it has no meaning though its header is known, or what becomes of it.
    """

    index: int
    header: str
    meaning: Meaning | None
    by: UnderstoodBy
    content: ColumnContent
    remark: str = ""

    @property
    def label(self) -> str:
        """Its header, or its letter where it has none."""
        return self.header or column_letters(self.index)

    def without_meaning(self, remark: str) -> TableColumn:
        """The column as one whose values are only carried along."""
        return replace(self, meaning=None, by=UnderstoodBy.NOTHING, remark=remark)

    def reading(self, tab: str) -> ColumnReading:
        """How it was understood, as a value for people."""
        name = "" if self.meaning is None else self.meaning.name
        return ColumnReading(
            header=self.label,
            meaning=name,
            by=self.by,
            samples=self.content.samples,
            tab=tab,
            remark=self.remark,
        )
