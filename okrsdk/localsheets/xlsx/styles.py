"""Cells, rows and columns in an xlsx file: IronCalc's looks and sizes and the API's, each from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.wire.colors import eight_bit, hex_text
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject

UNITS_PER_POINT = 1.5625
POINTS_PER_PIXEL = 0.75
UNITS_PER_CHARACTER = 9.0
CHARACTERS_PER_PIXEL = 0.1263  # as in the files that Google writes: 12.63 characters for 100 pixels


def row_units(pixels: float) -> float:
    """IronCalc's height of a row.

    >>> row_units(21) / UNITS_PER_POINT
    15.75
    """
    return pixels * POINTS_PER_PIXEL * UNITS_PER_POINT


def row_pixels(units: float) -> int:
    """The height in pixels."""
    return round(units / UNITS_PER_POINT / POINTS_PER_PIXEL)


def column_units(pixels: float) -> float:
    """IronCalc's width of a column."""
    return pixels * CHARACTERS_PER_PIXEL * UNITS_PER_CHARACTER


def column_pixels(units: float) -> int:
    """The width in pixels."""
    return round(units / UNITS_PER_CHARACTER / CHARACTERS_PER_PIXEL)


GENERAL = "general"
HEX_LENGTH = 7
FONT = "Arial"
SIZE = 10
HORIZONTAL = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
VERTICAL = {"TOP": "top", "MIDDLE": "center", "BOTTOM": "bottom"}
WRAPS = ("WRAP", "LEGACY_WRAP")
#: Of the file format's many borders, those that IronCalc writes as other programs read them.
BORDERS = {
    "SOLID": "thin",
    "SOLID_MEDIUM": "medium",
    "SOLID_THICK": "thick",
    "DOTTED": "dotted",
    "DASHED": "dotted",
    "DOUBLE": "double",
}
BORDERS_READ = {
    **{name: kind for kind, name in BORDERS.items() if kind != "DASHED"},
    **dict.fromkeys(("mediumdashed", "mediumdashdot", "mediumdashdotdot", "slantdashdot"), "DASHED"),
}
TEXT_FLAGS = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "strike"))


def style_of(look: JsonObject) -> JsonObject:
    """The style of a cell with this format."""
    text = look.get("textFormat", {})
    font: JsonObject = {
        "sz": text.get("fontSize", SIZE),
        "name": text.get("fontFamily", FONT),
        "family": 2,
        "scheme": "none",
        **{key: True for name, key in TEXT_FLAGS if text.get(name)},
    }
    if "foregroundColor" in text:
        font["color"] = hex_text(text["foregroundColor"])
    style: JsonObject = {
        "num_fmt": look.get("numberFormat", {}).get("pattern") or GENERAL,
        "fill": {"color": hex_text(look["backgroundColor"])} if "backgroundColor" in look else {},
        "font": font,
        "border": _borders(look.get("borders", {})),
        "quote_prefix": False,
    }
    if look.keys() & {"horizontalAlignment", "verticalAlignment", "wrapStrategy"}:
        style["alignment"] = {
            "horizontal": HORIZONTAL.get(look.get("horizontalAlignment", ""), "general"),
            "vertical": VERTICAL.get(look.get("verticalAlignment", ""), "bottom"),
            "wrap_text": look.get("wrapStrategy") in WRAPS,
        }
    return style


def _borders(borders: JsonObject) -> JsonObject:
    return {
        side: {"style": BORDERS[border["style"]], "color": hex_text(border.get("color", {}))}
        for side, border in borders.items()
        if border.get("style") in BORDERS
    }


def look_of(style: Json, usual: Json) -> JsonObject | None:
    """The format of a cell with this style; None for one that says nothing.

    Args:
        style: of the cell.
        usual: of a cell of the same file that says nothing of its own: no one chose its font.
    """
    found: JsonObject = {}
    pattern = style.get("num_fmt", GENERAL)
    if pattern.lower() != GENERAL:
        found["numberFormat"] = {"type": _kind(pattern), "pattern": pattern}
    if text := _text_format(style.get("font") or {}, usual.get("font") or {}):
        found["textFormat"] = text
    if fill := _color((style.get("fill") or {}).get("color")):
        found |= _colored("backgroundColor", fill)
    borders = {side: _border(border) for side, border in (style.get("border") or {}).items() if border}
    if borders:
        found["borders"] = borders
    found |= _alignment(style.get("alignment") or {})
    return arrange(found, "CellFormat") or None


def _text_format(font: JsonObject, usual: JsonObject) -> JsonObject:
    found: JsonObject = {name: True for name, key in TEXT_FLAGS if font.get(key)}
    for name, key, own in (("fontFamily", "name", FONT), ("fontSize", "sz", SIZE)):
        if font.get(key) not in (usual.get(key), own, None):
            found[name] = font[key]
    color = _color(font.get("color"))
    if color is not None and font.get("color") != usual.get("color"):
        found |= _colored("foregroundColor", color)
    return found


def _colored(name: str, color: JsonObject) -> JsonObject:
    return {name: color, f"{name}Style": {"rgbColor": color}}


def _border(border: JsonObject) -> JsonObject:
    kind = BORDERS_READ.get(border.get("style", ""), "SOLID")
    width = {"SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}.get(kind, 1)
    color = _color(border.get("color")) or {}
    return {"style": kind, "width": width, **_colored("color", color)}


def _alignment(alignment: JsonObject) -> JsonObject:
    found: JsonObject = {}
    for name, key, words in (
        ("horizontalAlignment", "horizontal", HORIZONTAL),
        ("verticalAlignment", "vertical", VERTICAL),
    ):
        match = [kind for kind, word in words.items() if word == alignment.get(key)]
        if match and match != ["BOTTOM"]:
            found[name] = match[0]
    if alignment.get("wrap_text"):
        found["wrapStrategy"] = "WRAP"
    return found


def _color(text: Json) -> JsonObject | None:
    """The API's colour; None for a colour of the file's theme, or none at all."""
    if not isinstance(text, str) or len(text) != HEX_LENGTH:
        return None
    return eight_bit(*(int(text[at : at + 2], 16) for at in (1, 3, 5)))


def _kind(pattern: str) -> str:
    plain = pattern.lower()
    if "%" in plain:
        return "PERCENT"
    if "y" in plain or "d" in plain:
        return "DATE_TIME" if "h" in plain else "DATE"
    if "h" in plain:
        return "TIME"
    if "e+" in plain:
        return "SCIENTIFIC"
    return "CURRENCY" if "$" in plain or "€" in plain else "NUMBER"
