"""How the template looks: colours that are legible on one another, as the API writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import JsonObject


@dataclass(frozen=True, slots=True)
class Shade:
    """A background with a text colour that is legible on it (contrast of 4.5 or more), as `#RRGGBB`."""

    background: str
    text: str


HEADER = Shade("#1F3A4D", "#FFFFFF")
OKR_HEADER = Shade("#5A6B75", "#FFFFFF")
STRIPES = ("#FFFFFF", "#F5F8FA")
OKR_STRIPES = ("#EEF0F1", "#E5E8EA")
# Blue-green, yellow and dark vermilion differ in lightness too, so that they stay apart for colour-blind readers and
# in grey print; the word is in the cell as well.
BAND_SHADES = {
    "green": Shade("#B7E4D4", "#07402F"),
    "yellow": Shade("#FFF0B3", "#5C4300"),
    "red": Shade("#C0481F", "#FFFFFF"),
}
PACE_SHADES = {
    "done": BAND_SHADES["green"],
    "behind": BAND_SHADES["yellow"],
    "at_risk": BAND_SHADES["red"],
    "outdated": Shade("#5A6B75", "#FFFFFF"),
}


def rgb(colour: str) -> JsonObject:
    """`#RRGGBB` as the API writes colours: shares of 1.

    >>> rgb("#FF0080")
    {'red': 1.0, 'green': 0.0, 'blue': 0.502}
    """
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
    return {"red": red, "green": green, "blue": blue}


def style(colour: str) -> JsonObject:
    """A colour as a `ColorStyle`."""
    return {"rgbColor": rgb(colour)}


def shaded(shade: Shade, *, bold: bool = False) -> JsonObject:
    """A shade as a cell format."""
    text: JsonObject = {"foregroundColorStyle": style(shade.text)}
    return {"backgroundColorStyle": style(shade.background), "textFormat": text | ({"bold": True} if bold else {})}
