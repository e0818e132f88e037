"""Charts as inline SVG: lines over the days of a cycle, with what they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from okrsdk.reports.phrases import shown_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from okrsdk.model import Cycle

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 10, 24
_WEEKS_BETWEEN_LABELS = 2
_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a chart.

    Attributes:
        style: its class: `told`, `pace`, `mark` or `target`.
        points: days and heights, oldest first.
        has_dots: whether each point is shown.
    """

    style: str
    points: Sequence[tuple[date, Decimal | float]]
    has_dots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart over the days of a cycle.

    Attributes:
        label: what it shows, for those who do not see it.
        cycle: the time box, which is its width.
        lines: its lines, the first one at the back.
        heights: the heights that have a label, with the label.
        width: its width in pixels, when there is room.
        height: its height in pixels.
    """

    label: str
    cycle: Cycle
    lines: Sequence[Line]
    heights: Sequence[tuple[float, str]]
    width: int = 640
    height: int = 200

    def svg(self) -> str:
        """The chart as an `svg` element."""
        parts = [*self._grid(), *self._days(), *(part for line in self.lines for part in self._drawn(line))]
        size = f'viewBox="0 0 {self.width} {self.height}"'
        title = f"<title>{escape(self.label)}</title>"
        return f'<svg class="chart" role="img" {size} aria-label="{escape(self.label)}">{title}{"".join(parts)}</svg>'

    def _grid(self) -> Iterator[str]:
        for height, label in self.heights:
            y = self._y(height)
            yield f'<line class="grid" x1="{_LEFT}" x2="{self.width - _RIGHT}" y1="{y}" y2="{y}"/>'
            yield f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{escape(label)}</text>'

    def _days(self) -> Iterator[str]:
        for week in range(1, self.cycle.weeks + 1, _WEEKS_BETWEEN_LABELS):
            x = self._x_at((week - 1) * _DAYS)
            yield f'<text class="tick" x="{x}" y="{self.height - 6}">w{week}</text>'

    def _drawn(self, line: Line) -> Iterator[str]:
        places = [(self._x(day), self._y(float(height))) for day, height in line.points]
        if len(places) > 1:
            path = " ".join(f"{x},{y}" for x, y in places)
            yield f'<polyline class="{line.style}" points="{path}"/>'
        if line.has_dots:
            for (x, y), (day, height) in zip(places, line.points, strict=True):
                said = f"{shown_day(day)}: {float(height):.2f}"
                yield f'<circle class="{line.style}" cx="{x}" cy="{y}" r="3"><title>{said}</title></circle>'

    def _x(self, day: date) -> float:
        return self._x_at((day - self.cycle.start).days + 1)

    def _x_at(self, days: int) -> float:
        room = self.width - _LEFT - _RIGHT
        return round(_LEFT + room * min(max(days, 0), self.cycle.days) / self.cycle.days, 1)

    def _y(self, height: float) -> float:
        low, high = self._span()
        room = self.height - _TOP - _BOTTOM
        return round(_TOP + room * (high - height) / (high - low), 1)

    def _span(self) -> tuple[float, float]:
        heights = [float(height) for line in self.lines for _, height in line.points]
        return min(0.0, *heights, 0.0), max(1.0, *heights, 1.0)
