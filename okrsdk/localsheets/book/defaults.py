"""What the API says about a new spreadsheet by default."""

from __future__ import annotations

from okrsdk.localsheets.jsontypes import JsonObject
from okrsdk.localsheets.wire.colors import THEME_COLORS

ROW_PIXELS = 21
COLUMN_PIXELS = 100
WHITE: JsonObject = {"red": 1, "green": 1, "blue": 1}
BLACK: JsonObject = {}

#: Properties of a new spreadsheet except its title.
PROPERTIES: JsonObject = {"locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT"}

DEFAULT_FORMAT: JsonObject = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": BLACK,
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": BLACK},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}

THEME: JsonObject = {
    "primaryFontFamily": "Arial",
    "themeColors": [{"colorType": name, "color": {"rgbColor": color}} for name, color in THEME_COLORS.items()],
}
