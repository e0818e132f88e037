"""``effectiveFormat``: default, alternating colours, own format and conditional formats over each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.defaults import DEFAULT_FORMAT
from okrsdk.localsheets.responses.computed import number_format
from okrsdk.localsheets.responses.format_layers import Looks, overlaid
from okrsdk.localsheets.wire.json_text import Common
from okrsdk.localsheets.wire.masks import Mask, pick
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.cells import Cell, Value
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.responses.computed import Computed

    Key = tuple[int, str, tuple[int, ...]]


class EffectiveFormats:
    """The effective formats of one sheet, reduced to a mask. Cells that look alike get the very same object."""

    def __init__(self, computed: Computed, sheet: Sheet, mask: Mask) -> None:
        looks = Looks(computed, sheet)
        self._looks = looks if looks.any() else None
        self._mask = mask
        # Layers and formats are kept beside what was made of them, so that their ids stay taken.
        self._known: dict[Key, tuple[Common, tuple[JsonObject | None, ...]]] = {}

    @property
    def reach_blanks(self) -> bool:
        """Whether cells that hold nothing may look like something."""
        return self._looks is not None

    def of(self, place: tuple[int, int], cell: Cell, value: Value) -> JsonObject | None:
        """The format of one cell; None for a cell that is empty and looks it."""
        beneath = self._looks.beneath(*place) if self._looks else ()
        on_top = self._looks.on_top(place, cell, value) if self._looks else ()
        if value is None and not cell.format and not beneath and not on_top:
            return None
        own = cell.format
        brought = None if own is not None and "numberFormat" in own else number_format(cell)
        layers = (own, *beneath, *on_top)
        key = (len(beneath), repr(brought) if brought else "", tuple(map(id, layers)))
        known = self._known.get(key)
        if known is None:
            entered = (own or {}) | ({"numberFormat": brought} if brought else {})
            whole = DEFAULT_FORMAT
            for layer in (*beneath, entered, *on_top):
                whole = overlaid(whole, layer)
            known = self._known[key] = (Common(pick(arrange(whole, "CellFormat"), self._mask)), layers)
        return known[0]
