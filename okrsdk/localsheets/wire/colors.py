"""Colours as the API keeps them: eight bits a channel, printed as float32, each with its ``ColorStyle`` twin."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject


def eight_bit(red: int, green: int, blue: int) -> JsonObject:
    """A colour of three bytes as the API prints it: float32 shares of one, zeros left out."""
    shares = (("red", red), ("green", green), ("blue", blue))
    return {name: share_of_255(value) for name, value in shares if value}


def hex_text(color: JsonObject) -> str:
    """The colour as ``#RRGGBB``."""
    return "#" + "".join(f"{round(255 * color.get(name, 0)):02X}" for name in ("red", "green", "blue"))


def share_of_255(value: int) -> float | int:
    """A byte as its float32 share of 255 in the shortest decimal form."""
    if value in (0, 255):
        return value // 255
    exact = _float32(value / 255)
    texts = (f"{exact:.{digits}g}" for digits in range(6, 10))
    return next(float(text) for text in texts if _float32(float(text)) == exact)


def _float32(value: float) -> float:
    result: float = struct.unpack("f", struct.pack("f", value))[0]
    return result


THEME_BYTES = {
    "TEXT": (0, 0, 0),
    "BACKGROUND": (255, 255, 255),
    "ACCENT1": (66, 133, 244),
    "ACCENT2": (234, 67, 53),
    "ACCENT3": (251, 188, 4),
    "ACCENT4": (52, 168, 83),
    "ACCENT5": (255, 109, 1),
    "ACCENT6": (70, 189, 198),
    "LINK": (17, 85, 204),
}
THEME_COLORS: dict[str, JsonObject] = {name: eight_bit(*parts) for name, parts in THEME_BYTES.items()}


def quantised(color: JsonObject) -> JsonObject:
    """The colour as it comes back from the API: rounded to eight bits, zeros and opacity left out."""
    return eight_bit(*(_byte(color.get(name, 0)) for name in ("red", "green", "blue")))


def _byte(share: float) -> int:
    # 0.5 lands on 127, and 127/255 must land on 127 again: halves go down.
    return max(0, min(255, math.ceil(share * 255 - 0.5)))


def paired(message: JsonObject, field: str) -> None:
    """Gives the colour field its ``...Style`` twin, or the other way round; the style wins (changes the message).

    A style that is neither of the theme nor a colour is no colour: both go.
    """
    twin = field + "Style"
    if message.get(twin) == {}:
        message.pop(field, None)
        del message[twin]
    elif twin in message:
        style = message[twin]
        message[field] = (
            THEME_COLORS.get(style["themeColor"], {}) if "themeColor" in style else style.get("rgbColor", {})
        )
    elif field in message:
        message[twin] = {"rgbColor": message[field]}
