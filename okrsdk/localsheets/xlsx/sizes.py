"""Heights and widths: the API counts pixels, IronCalc in units of its own, the file points and characters."""

from __future__ import annotations

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
