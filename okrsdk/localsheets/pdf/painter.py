"""Draws boxes on a page: fills, lines, texts, checkboxes and links. Lengths are pixels from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.pdf.boxes import POINTS_PER_PIXEL, Box
from okrsdk.localsheets.pdf.texts import LINE_HEIGHT, Color, Line, color_of, size_of, width_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from okrsdk.localsheets.jsontypes import JsonObject

ASCENT = 0.946  # of the letters' size: from the top of a line to what the letters stand on
WHITE: Color = (1, 1, 1)
GRIDLINE: Color = (0.8, 0.8, 0.8)
TICKED: Color = (0.13, 0.4, 0.82)
UNTICKED: Color = (0.45, 0.45, 0.45)
CHECKBOX = 13.0
WIDTHS = {"SOLID_MEDIUM": 2.0, "SOLID_THICK": 3.0}
DASHES = {"DASHED": (3.0, 2.0), "DOTTED": (1.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float


class Painter:
    """Draws on one page.

    Args:
        canvas: of reportlab.
        corner: the page's points at which the table's top left corner lies.
        scale: of the whole table.
    """

    def __init__(self, canvas: Canvas, corner: tuple[float, float], scale: float) -> None:
        self._canvas = canvas
        self._corner = corner
        self._scale = scale
        self._points = POINTS_PER_PIXEL * scale

    def _x(self, left: float) -> float:
        return self._corner[0] + left * self._points

    def _y(self, top: float) -> float:
        return self._corner[1] - top * self._points

    def fill(self, area: Area, color: Color) -> None:
        """Paints the area."""
        self._canvas.setFillColorRGB(*color)
        width, height = (area.right - area.left) * self._points, (area.bottom - area.top) * self._points
        self._canvas.rect(self._x(area.left), self._y(area.bottom), width, height, stroke=0, fill=1)

    def line(self, start: tuple[float, float], end: tuple[float, float], color: Color, width: float) -> None:
        """A straight line."""
        self._canvas.setStrokeColorRGB(*color)
        self._canvas.setLineWidth(width * self._points)
        self._canvas.line(self._x(start[0]), self._y(start[1]), self._x(end[0]), self._y(end[1]))

    @contextmanager
    def _within(self, area: Area) -> Iterator[None]:
        """Shows of what is drawn only what lies in the area."""
        path = self._canvas.beginPath()
        path.rect(
            self._x(area.left),
            self._y(area.bottom),
            (area.right - area.left) * self._points,
            (area.bottom - area.top) * self._points,
        )
        self._canvas.saveState()
        self._canvas.clipPath(path, stroke=0, fill=0)
        yield
        self._canvas.restoreState()

    def borders(self, look: JsonObject, area: Area) -> None:
        """The borders that the format asks for."""
        corners = {
            "top": ((area.left, area.top), (area.right, area.top)),
            "bottom": ((area.left, area.bottom), (area.right, area.bottom)),
            "left": ((area.left, area.top), (area.left, area.bottom)),
            "right": ((area.right, area.top), (area.right, area.bottom)),
        }
        for side, border in look.get("borders", {}).items():
            kind = border.get("style", "NONE")
            if kind == "NONE" or side not in corners:
                continue
            self._border(corners[side], kind, color_of(border.get("color", {})))

    def _border(self, ends: tuple[tuple[float, float], tuple[float, float]], kind: str, color: Color) -> None:
        (left, top), (right, bottom) = ends
        if kind == "DOUBLE":
            aside = (0, 1) if top == bottom else (1, 0)
            for way in (-1, 1):
                across, down = way * aside[0], way * aside[1]
                self.line((left + across, top + down), (right + across, bottom + down), color, 1)
            return
        if kind in DASHES:
            self._canvas.setDash([length * self._points for length in DASHES[kind]])
        self.line((left, top), (right, bottom), color, WIDTHS.get(kind, 1))
        if kind in DASHES:
            self._canvas.setDash()

    def contents(self, box: Box, area: Area, room: Area) -> None:
        """What stands in the box.

        Args:
            box: the box.
            area: where it lies.
            room: where its text may be shown.
        """
        if box.link:
            corners = (self._x(area.left), self._y(area.bottom), self._x(area.right), self._y(area.top))
            self._canvas.linkURL(box.link, corners, relative=0)
        if box.tick is not None:
            self._checkbox(box, area)
        elif box.angle:
            with self._within(area):
                self._turned(box, area)
        elif box.lines:
            inner = _inner(box, area)
            if _fits(box, inner):
                self._lines(box, inner)
            else:
                with self._within(room):
                    self._lines(box, inner)

    def _lines(self, box: Box, inner: Area) -> None:
        top = inner.top + _share(box.look.get("verticalAlignment", "BOTTOM")) * (
            inner.bottom - inner.top - box.text_height
        )
        for line in box.lines:
            size = size_of(line, box.look["textFormat"].get("fontSize", 10)) / POINTS_PER_PIXEL
            width = width_of(line) / POINTS_PER_PIXEL
            left = inner.left + _share(box.align) * (inner.right - inner.left - width)
            self._line(line, left, top + ASCENT * size)
            top += LINE_HEIGHT * size

    def _line(self, line: Line, left: float, base: float) -> None:
        for text, font, style, width in line:
            size = style.size * self._scale
            self._canvas.setFillColorRGB(*style.color)
            self._canvas.setFont(font, size)
            self._canvas.drawString(self._x(left), self._y(base), text)
            end = left + width / POINTS_PER_PIXEL
            height = style.size / POINTS_PER_PIXEL
            for is_there, lift in ((style.underline, -0.12), (style.strike, 0.28)):
                if is_there:
                    self.line((left, base - lift * height), (end, base - lift * height), style.color, 0.06 * height)
            left = end

    def _turned(self, box: Box, area: Area) -> None:
        inner = _inner(box, area)
        width, height = inner.right - inner.left, inner.bottom - inner.top
        self._canvas.saveState()
        self._canvas.translate(self._x(inner.left + width / 2), self._y(inner.top + height / 2))
        self._canvas.rotate(box.angle)
        upright = Painter(self._canvas, (0, 0), self._scale)
        half = (box.text_width / 2, box.text_height / 2)
        upright._lines(box, Area(-half[0], -half[1], *half))
        self._canvas.restoreState()

    def _checkbox(self, box: Box, area: Area) -> None:
        inner = _inner(box, area)
        half = min(CHECKBOX, inner.right - inner.left, inner.bottom - inner.top) / 2
        across = inner.left + half + _share(box.align) * (inner.right - inner.left - 2 * half)
        lift = _share(box.look.get("verticalAlignment", "BOTTOM"))
        down = inner.top + half + lift * (inner.bottom - inner.top - 2 * half)
        square = Area(across - half, down - half, across + half, down + half)
        self.fill(square, TICKED if box.tick else UNTICKED)
        if not box.tick:
            self.fill(Area(square.left + 1.5, square.top + 1.5, square.right - 1.5, square.bottom - 1.5), WHITE)
            return
        knee = (across - half * 0.15, down + half * 0.5)
        self.line((across - half * 0.6, down), knee, WHITE, 1.5)
        self.line(knee, (across + half * 0.65, down - half * 0.5), WHITE, 1.5)


def _inner(box: Box, area: Area) -> Area:
    return Area(
        area.left + box.padding("left"),
        area.top + box.padding("top"),
        area.right - box.padding("right"),
        area.bottom - box.padding("bottom"),
    )


def _fits(box: Box, inner: Area) -> bool:
    return box.text_width <= inner.right - inner.left and box.text_height <= inner.bottom - inner.top + 1


def _share(align: str) -> float:
    """Which share of the free room lies before what is aligned so."""
    return {"CENTER": 0.5, "MIDDLE": 0.5, "RIGHT": 1.0, "BOTTOM": 1.0}.get(align, 0.0)
