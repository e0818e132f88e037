"""A cell's text in lines: styled, measured, broken where it is wrapped. Lengths are points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.localsheets.pdf.fonts import kind_of, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.localsheets.jsontypes import JsonObject

LINE_HEIGHT = 1.2
DEFAULT_SIZE = 10.0
WORD = re.compile(r"\S+\s*|\s+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufe00-\ufe0f\ufeff]")
Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How letters look. ``size`` in points; ``kind`` is ``sans``, ``serif`` or ``mono``."""

    kind: str
    bold: bool
    italic: bool
    size: float
    color: Color
    underline: bool
    strike: bool


class Piece(NamedTuple):
    """Letters of one style in one font."""

    text: str
    font: str
    style: Style
    width: float


Line = list[Piece]


def color_of(color: JsonObject) -> Color:
    """The API's colour as shares of red, green and blue."""
    return color.get("red", 0), color.get("green", 0), color.get("blue", 0)


def style_of(text_format: JsonObject) -> Style:
    """The style that a TextFormat describes."""
    return Style(
        kind=kind_of(text_format.get("fontFamily", "")),
        bold=bool(text_format.get("bold")),
        italic=bool(text_format.get("italic")),
        size=float(text_format.get("fontSize") or DEFAULT_SIZE),
        color=color_of(text_format.get("foregroundColor", {})),
        underline=bool(text_format.get("underline")),
        strike=bool(text_format.get("strikethrough")),
    )


def lines(text: str, text_format: JsonObject, text_runs: list[JsonObject], limit: float | None) -> list[Line]:
    """The text's lines; with a limit each is broken so that it is no wider."""
    spans = _spans(text, text_format, text_runs)
    found: list[Line] = []
    place = 0
    for paragraph in text.split("\n"):
        end = place + len(paragraph)
        words = [(place + word.start(), place + word.end()) for word in WORD.finditer(paragraph)]
        found += [_line(text, spans, place, end)] if limit is None else _wrapped(text, spans, words, limit)
        place = end + 1
    return found


def _spans(text: str, text_format: JsonObject, text_runs: list[JsonObject]) -> list[tuple[int, int, Style]]:
    """Where each style begins and ends; the API counts in UTF-16."""
    if not text_runs:
        return [(0, len(text), style_of(text_format))]
    wide = text.encode("utf-16-le")
    starts = [
        (len(wide[: 2 * run.get("startIndex", 0)].decode("utf-16-le", "ignore")), run.get("format", {}))
        for run in text_runs
    ]
    if starts[0][0]:
        starts.insert(0, (0, {}))
    starts.append((len(text), {}))
    return [(start, end, style_of({**text_format, **own})) for (start, own), (end, _) in pairwise(starts)]


def _line(text: str, spans: list[tuple[int, int, Style]], start: int, end: int) -> Line:
    return [
        piece
        for first, last, style in spans
        if max(first, start) < min(last, end)
        for piece in _pieces(text[max(first, start) : min(last, end)], style)
    ]


@lru_cache(maxsize=20_000)
def _pieces(text: str, style: Style) -> tuple[Piece, ...]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    clean = UNPRINTABLE.sub("", text).replace("\t", "    ")
    return tuple(
        Piece(part, font, style, float(stringWidth(part, font, style.size)))
        for part, font in runs(clean, style.kind, bold=style.bold, italic=style.italic)
        if part
    )


def width_of(line: Line) -> float:
    """How wide the line is."""
    return sum(piece.width for piece in line)


def height_of(found: list[Line], text_format: JsonObject) -> float:
    """How high the lines are together."""
    empty = float(text_format.get("fontSize") or DEFAULT_SIZE)
    return sum(LINE_HEIGHT * size_of(line, empty) for line in found)


def size_of(line: Line, empty: float = DEFAULT_SIZE) -> float:
    """The size of the line's largest letters."""
    return max((piece.style.size for piece in line), default=empty)


def _wrapped(
    text: str, spans: list[tuple[int, int, Style]], words: list[tuple[int, int]], limit: float
) -> Iterator[Line]:
    start = end = words[0][0] if words else 0
    if not words:
        yield []
        return
    for first, last in words:
        solid = first + len(text[first:last].rstrip())
        if start < first and width_of(_line(text, spans, start, solid)) > limit:
            yield _line(text, spans, start, end)
            start = first
        # A word that is wider than the whole line is broken anywhere.
        while solid - start > 1 and width_of(_line(text, spans, start, solid)) > limit:
            cut = _fitting(text, spans, (start, solid), limit)
            yield _line(text, spans, start, cut)
            start = cut
        end = solid
    yield _line(text, spans, start, end)


def _fitting(text: str, spans: list[tuple[int, int, Style]], part: tuple[int, int], limit: float) -> int:
    """The end of as many letters as fit, one at least."""
    low, high = part[0] + 1, part[1] - 1
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(_line(text, spans, part[0], middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    return low
