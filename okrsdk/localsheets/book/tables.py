"""What tables have beyond what is stored of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.wire.colors import eight_bit, paired
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

#: The colours of a table that names none: those of a table made by hand.
DEFAULTS = {
    "headerColor": eight_bit(53, 104, 84),
    "firstBandColor": eight_bit(255, 255, 255),
    "secondBandColor": eight_bit(246, 248, 249),
}


def band_of(table: JsonObject) -> JsonObject:
    """The table's alternating colours as a banded range, which is known by the table's id."""
    given = table.get("rowsProperties", {})
    colors = {f"{key}Style": {"rgbColor": color} for key, color in DEFAULTS.items()} | given
    for key in (*DEFAULTS, "footerColor"):
        paired(colors, key)
    band = {"bandedRangeReference": table["tableId"], "range": table["range"], "rowProperties": colors}
    arranged: JsonObject = arrange(band, "BandedRange")
    return arranged
