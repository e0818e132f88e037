"""How cells look and where they are, in the words of a script's setters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_addon.container_bound.script_terms import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_addon.container_bound.made import CellFormat, ColorStyle, Span


def look_of(style: CellFormat) -> Mapping[str, str | int]:
    """The parts of a look that a cell format sets: `format background color weight size wrap vertical horizontal`.

    >>> look_of({"textFormat": {"bold": True}, "wrapStrategy": "WRAP"})
    {'weight': 'bold', 'wrap': 'WRAP'}
    """
    text = style.get("textFormat", {})
    parts = {
        "format": style["numberFormat"]["pattern"] if "numberFormat" in style else None,
        "background": colour_of(style.get("backgroundColorStyle")),
        "color": colour_of(text.get("foregroundColorStyle")),
        "weight": "bold" if text.get("bold") else None,
        "size": text.get("fontSize"),
        "wrap": style.get("wrapStrategy"),
        "vertical": style.get("verticalAlignment", "").lower(),
        "horizontal": style.get("horizontalAlignment", "").lower(),
    }
    return {name: part for name, part in parts.items() if part}


def colour_of(style: ColorStyle | None) -> str | None:
    """A `ColorStyle` as `#rrggbb`; None for none.

    >>> colour_of({"rgbColor": {"red": 1.0, "blue": 0.502}})
    '#ff0080'
    """
    if not style:
        return None
    shares = [style["rgbColor"].get(name, 0) for name in ("red", "green", "blue")]
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def area_of(span: Span) -> Area:
    """A block of cells that has both rows and columns."""
    row, column = span["startRowIndex"], span["startColumnIndex"]
    return Area(row, column, span["endRowIndex"] - row, span["endColumnIndex"] - column)
