"""Tables in HTML, as ``pasteData`` takes them: rows of cells with what simple markup says about their looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.wire.colors import eight_bit

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

#: Elements that make the text of their cell look so.
MARKS: dict[str, JsonObject] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "th": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "u": {"underline": True},
    "s": {"strikethrough": True},
    "del": {"strikethrough": True},
}
LINES = ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6")
SILENT = ("style", "script", "head", "title")
ALIGNMENTS = ("left", "center", "right")
HEX_COLOR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
RGB_COLOR = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", re.IGNORECASE)
BOLD_FROM = 600
MAX_SPAN = 1000


@dataclass(slots=True)
class HtmlCell:
    """One cell: its text, its CellFormat, and how many rows and columns it spans."""

    text: str = ""
    format: JsonObject = field(default_factory=dict)
    rows: int = 1
    columns: int = 1


def read_html(text: str) -> list[list[HtmlCell]]:
    """The rows of the text's tables one below the other; without a table, a row for each line of text.

    Raises:
        ApiError: 400 when it holds nothing.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    rows = reader.rows or [[HtmlCell(line)] for line in map(_squeezed, reader.loose.split("\n")) if line]
    if not rows:
        raise bad_request("The HTML holds neither a table nor text.")
    for row in rows:
        for cell in row:
            cell.text = "\n".join(map(_squeezed, cell.text.split("\n"))).strip("\n")
    return rows


class _Reader(HTMLParser):
    """Collects rows; an end tag left out is made good by the next row or cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[HtmlCell]] = []
        self.loose = ""
        self._cell: HtmlCell | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self._silent += 1
        elif tag == "tr":
            self.rows.append([])
            self._cell = None
        elif tag in ("td", "th"):
            self._begin_cell(given)
        elif tag in LINES:
            self._add("\n")
        if self._cell is not None:
            self._look(tag, given)

    def _begin_cell(self, given: dict[str, str]) -> None:
        if not self.rows:
            self.rows.append([])
        self._cell = HtmlCell(rows=_span(given.get("rowspan")), columns=_span(given.get("colspan")))
        self.rows[-1].append(self._cell)

    def _look(self, tag: str, given: dict[str, str]) -> None:
        if self._cell is None:
            return
        text_format = {**MARKS.get(tag, {}), **_text_format(_styles(given))}
        if tag == "a" and given.get("href", "").startswith(("http://", "https://", "mailto:")):
            text_format["link"] = {"uri": given["href"]}
        if text_format:
            self._cell.format["textFormat"] = self._cell.format.get("textFormat", {}) | text_format
        if tag in ("td", "th"):
            self._cell.format |= _cell_format(_styles(given) | {"align": given.get("align", "")}, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in ("td", "th", "tr", "table"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(re.sub(r"\s+", " ", data))

    def _add(self, text: str) -> None:
        if self._cell is not None:
            self._cell.text += text
        elif not self.rows:
            self.loose += text


def _squeezed(line: str) -> str:
    return " ".join(line.split())


def _span(text: str | None) -> int:
    return min(max(int(text), 1), MAX_SPAN) if text and text.isascii() and text.isdigit() else 1


def _styles(given: dict[str, str]) -> dict[str, str]:
    pairs = (part.partition(":") for part in given.get("style", "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if value.strip()}


def _text_format(styles: dict[str, str]) -> JsonObject:
    weight, lines = styles.get("font-weight", ""), styles.get("text-decoration", "")
    marks = {
        "bold": weight == "bold" or (weight.isdigit() and int(weight) >= BOLD_FROM),
        "italic": styles.get("font-style") == "italic",
        "underline": "underline" in lines,
        "strikethrough": "line-through" in lines,
    }
    found: JsonObject = {name: True for name, is_set in marks.items() if is_set}
    color = _color(styles.get("color", ""))
    if color is not None:
        found |= {"foregroundColor": color, "foregroundColorStyle": {"rgbColor": color}}
    return found


def _cell_format(styles: dict[str, str], given: dict[str, str]) -> JsonObject:
    found: JsonObject = {}
    color = _color(styles.get("background-color", styles.get("background", given.get("bgcolor", ""))))
    if color is not None:
        found |= {"backgroundColor": color, "backgroundColorStyle": {"rgbColor": color}}
    align = styles.get("text-align", styles["align"].lower())
    if align in ALIGNMENTS:
        found["horizontalAlignment"] = align.upper()
    return found


def _color(text: str) -> JsonObject | None:
    """The colour of ``#rrggbb`` or ``rgb(r, g, b)``; None for others."""
    found = HEX_COLOR.fullmatch(text)
    if found:
        return eight_bit(*(int(part, 16) for part in found.groups()))
    found = RGB_COLOR.fullmatch(text)
    return eight_bit(*(min(int(part), 255) for part in found.groups())) if found else None
