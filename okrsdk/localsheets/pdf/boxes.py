"""Cells as boxes of text. Places and spans count what is shown: hidden rows and columns are already left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.defaults import DEFAULT_FORMAT
from okrsdk.localsheets.pdf.texts import Line, height_of, lines, width_of

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

POINTS_PER_PIXEL = 0.75
WRAPS = ("WRAP", "LEGACY_WRAP")
WITHOUT_OVERFLOW = (*WRAPS, "CLIP")
ALIGNMENTS = {"numberValue": "RIGHT", "boolValue": "CENTER", "errorValue": "CENTER"}
LINKS = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One cell, or one merged range, as it is to be drawn.

    Attributes:
        row: its top, counted in shown rows.
        column: its left, counted in shown columns.
        rows: shown rows that it spans.
        columns: shown columns that it spans.
        look: its CellFormat, complete.
        text: what it shows; "" where a checkbox does.
        runs: the TextFormatRuns of the text.
        is_text: whether the text may run over into empty neighbours.
        align: LEFT, CENTER or RIGHT.
        link: address that the cell leads to, "" for none.
        tick: whether its checkbox is ticked; None where there is no checkbox.
        lines: the text broken into lines; none before ``broken``.
    """

    row: int
    column: int
    rows: int
    columns: int
    look: JsonObject
    text: str
    runs: list[JsonObject]
    is_text: bool
    align: str
    link: str
    tick: bool | None
    lines: list[Line]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text and self.tick is None

    @property
    def angle(self) -> float:
        """By how many degrees the text is turned to the left."""
        return float(self.look.get("textRotation", {}).get("angle", 0))

    def padding(self, side: str) -> float:
        """Pixels between the border and the text."""
        return float(self.look.get("padding", {}).get(side, 0))

    def broken(self, width: float) -> Box:
        """The box with its lines, wrapped to the width in pixels where the cell wraps."""
        if not self.text:
            return self
        wraps = self.look.get("wrapStrategy") in WRAPS and not self.angle
        room = max((width - self.padding("left") - self.padding("right")) * POINTS_PER_PIXEL, 1.0)
        upright = bool(self.look.get("textRotation", {}).get("vertical"))
        text, runs = ("\n".join(self.text), []) if upright else (self.text, self.runs)
        return replace(self, lines=lines(text, self.look["textFormat"], runs, room if wraps else None))

    @property
    def text_width(self) -> float:
        """Width of its widest line in pixels."""
        return max(map(width_of, self.lines), default=0.0) / POINTS_PER_PIXEL

    @property
    def text_height(self) -> float:
        """Height of all its lines in pixels."""
        return height_of(self.lines, self.look["textFormat"]) / POINTS_PER_PIXEL

    @property
    def runs_over(self) -> bool:
        """Whether its text may be shown in the empty cells beside it."""
        return (
            self.is_text
            and self.rows == self.columns == 1
            and not self.angle
            and self.look.get("wrapStrategy") not in WITHOUT_OVERFLOW
        )


def box_of(data: JsonObject, place: tuple[int, int], span: tuple[int, int]) -> Box:
    """The box of a cell.

    Args:
        data: its CellData with effectiveValue, formattedValue, effectiveFormat, hyperlink, textFormatRuns and
            dataValidation.
        place: row and column.
        span: rows and columns.
    """
    value: JsonObject = data.get("effectiveValue", {})
    kind = next(iter(value), "stringValue")
    look = data.get("effectiveFormat") or DEFAULT_FORMAT
    is_checkbox = data.get("dataValidation", {}).get("condition", {}).get("type") == "BOOLEAN" and kind == "boolValue"
    link = str(data.get("hyperlink") or "")
    return Box(
        row=place[0],
        column=place[1],
        rows=span[0],
        columns=span[1],
        look=look,
        text="" if is_checkbox else str(data.get("formattedValue", "")),
        runs=data.get("textFormatRuns") or [],
        is_text=kind == "stringValue",
        align=look.get("horizontalAlignment") or ALIGNMENTS.get(kind, "LEFT"),
        link=link if link.startswith(LINKS) else "",
        tick=bool(value["boolValue"]) if is_checkbox else None,
        lines=[],
    )
