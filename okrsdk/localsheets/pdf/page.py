"""One page of a table: what is drawn on it, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.pdf.painter import GRIDLINE, WHITE, Area, Painter
from okrsdk.localsheets.pdf.texts import color_of

if TYPE_CHECKING:
    from okrsdk.localsheets.pdf.boxes import Box
    from okrsdk.localsheets.pdf.table import Table

Placed = tuple["Box", Area]


def draw_page(painter: Painter, table: Table, rows: list[int]) -> None:
    """Draws these rows of the table, one below the other."""
    tops = _tops(table, rows)
    placed = list(_placed(table, rows, tops))
    rooms = {id(box): room for box, room in _rooms(table, rows, placed)}
    if table.has_gridlines:
        _gridlines(painter, table, [*tops, tops[-1] + _height(table, rows[-1])])
    for box, area in placed:
        room = rooms.get(id(box), area)
        if room is not area or box.rows > 1 or box.columns > 1:
            painter.fill(Area(room.left + 0.5, room.top + 0.5, room.right - 0.5, room.bottom - 0.5), WHITE)
    for box, area in placed:
        color = color_of(box.look.get("backgroundColor", {}))
        if color != WHITE:
            painter.fill(area, color)
    for box, area in placed:
        painter.borders(box.look, area)
    for box, area in placed:
        painter.contents(box, area, rooms.get(id(box), area))


def _height(table: Table, row: int) -> float:
    return table.tops[row + 1] - table.tops[row]


def _tops(table: Table, rows: list[int]) -> list[float]:
    found = [0.0]
    for row in rows[:-1]:
        found.append(found[-1] + _height(table, row))
    return found


def _placed(table: Table, rows: list[int], tops: list[float]) -> list[Placed]:
    """The boxes that lie on the page, and where; of a merged range that goes over several pages, this page's part."""
    at = dict(zip(rows, tops, strict=True))
    found = []
    for box in [*(box for row in rows for box in table.rows[row]), *(box for box in table.tall if box.row not in at)]:
        inside = [row for row in range(box.row, box.row + box.rows) if row in at]
        if inside:
            bottom = at[inside[-1]] + _height(table, inside[-1])
            area = Area(table.lefts[box.column], at[inside[0]], table.lefts[box.column + box.columns], bottom)
            found.append((box, area))
    return found


def _rooms(table: Table, rows: list[int], placed: list[Placed]) -> list[Placed]:
    """The boxes whose text runs over into empty neighbours, and how far."""
    found = []
    taken = {row: sorted(box.column for box in table.rows[row] if not box.is_empty) for row in rows}
    for box, area in placed:
        need = box.text_width + box.padding("left") + box.padding("right") - (area.right - area.left)
        if not box.runs_over or need <= 0 or box.row not in taken:
            continue
        others = taken[box.row]
        before = max((column + 1 for column in others if column < box.column), default=0)
        after = min((column for column in others if column > box.column), default=len(table.lefts) - 1)
        share = {"LEFT": (0, 1), "RIGHT": (1, 0)}.get(box.align, (0.5, 0.5))
        left = max((edge for edge in table.lefts if edge <= area.left - need * share[0]), default=0.0)
        right = min((edge for edge in table.lefts if edge >= area.right + need * share[1]), default=table.lefts[-1])
        room = Area(max(left, table.lefts[before]), area.top, min(right, table.lefts[after]), area.bottom)
        if room != area:
            found.append((box, room))
    return found


def _gridlines(painter: Painter, table: Table, tops: list[float]) -> None:
    for left in table.lefts:
        painter.line((left, 0), (left, tops[-1]), GRIDLINE, 0.6)
    for top in tops:
        painter.line((0, top), (table.lefts[-1], top), GRIDLINE, 0.6)
