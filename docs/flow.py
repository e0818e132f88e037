"""Draws docs/flow.svg: the way of a cell to its score and back, through every room once. `make docs` writes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 1120, 410
_BOX_WIDTH, _BOX_HEIGHT = 150, 62
_INK, _PAPER, _OUTSIDE, _ROOM, _LINE = "#1f2933", "#ffffff", "#f1f3f5", "#e7f0fb", "#5b6b7b"
_STYLE = f"""text {{ font: 12px "DejaVu Sans", Verdana, sans-serif; fill: {_INK}; text-anchor: middle; }}
.name {{ font-size: 13px; font-weight: bold; }} .value {{ font-style: italic; font-size: 11px; fill: {_LINE}; }}
rect {{ stroke: {_LINE}; }} path {{ stroke: {_LINE}; stroke-width: 1.5; fill: none; marker-end: url(#head); }}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A room, or what is outside, by its upper left corner."""

    x: int
    y: int
    name: str
    does: str
    height: int = _BOX_HEIGHT
    is_outside: bool = False

    def svg(self) -> str:
        """The box with its name and what it does."""
        fill = _OUTSIDE if self.is_outside else _ROOM
        middle, top = self.x + _BOX_WIDTH // 2, self.y + self.height // 2
        return (
            f'<rect x="{self.x}" y="{self.y}" width="{_BOX_WIDTH}" height="{self.height}" rx="6" fill="{fill}"/>\n'
            f'<text class="name" x="{middle}" y="{top - 4}">{escape(self.name)}</text>\n'
            f'<text x="{middle}" y="{top + 15}">{escape(self.does)}</text>'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A value on its way from one box to the next, along an SVG path."""

    path: str
    value: str
    x: int
    y: int

    def svg(self) -> str:
        """The arrow with the value that goes along it."""
        return f'<path d="{self.path}"/>\n<text class="value" x="{self.x}" y="{self.y}">{escape(self.value)}</text>'


BOXES = (
    Box(x=20, y=40, name="Google Sheets", does="or Local Sheets", height=332, is_outside=True),
    Box(x=220, y=40, name="sheets", does="HTTP, quota, errors", height=332),
    Box(x=420, y=40, name="workbook/layout", does="cells to records"),
    Box(x=420, y=175, name="language", does="numbers, dates, words"),
    Box(x=620, y=40, name="schema", does="columns and checks"),
    Box(x=820, y=40, name="model", does="what an OKR is"),
    Box(x=720, y=175, name="rules", does="findings"),
    Box(x=920, y=175, name="grading", does="scores and pace"),
    Box(x=820, y=310, name="assessment", does="one judgement"),
    Box(x=620, y=310, name="reports", does="text, JSON, SARIF"),
    Box(x=420, y=310, name="workbook/writing", does="plan, request, verify"),
)
ARROWS = (
    Arrow(path="M170 71 H218", value="cells", x=194, y=63),
    Arrow(path="M370 71 H418", value="grid", x=394, y=63),
    Arrow(path="M495 175 V104", value="readings", x=528, y=143),
    Arrow(path="M570 71 H618", value="frames", x=594, y=63),
    Arrow(path="M770 71 H818", value="records", x=794, y=63),
    Arrow(path="M860 102 L800 173", value="OkrSet", x=800, y=143),
    Arrow(path="M930 102 L990 173", value="OkrSet", x=994, y=143),
    Arrow(path="M570 206 H718", value="sentences", x=644, y=198),
    Arrow(path="M800 237 L860 308", value="findings", x=792, y=278),
    Arrow(path="M990 237 L930 308", value="Scores", x=996, y=278),
    Arrow(path="M820 341 H772", value="", x=794, y=333),
    Arrow(path="M895 372 V392 H495 V374", value="Assessment", x=695, y=387),
    Arrow(path="M420 330 H372", value="request", x=396, y=322),
    Arrow(path="M370 352 H418", value="answer", x=396, y=368),
    Arrow(path="M220 341 H172", value="scores", x=196, y=333),
)


def flow() -> str:
    """The picture as SVG."""
    shapes = "\n".join([*(box.svg() for box in BOXES), *(arrow.svg() for arrow in ARROWS)])
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">
<title>From a cell to its score and back</title>
<style>{_STYLE}</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0 L8 4 L0 8 z" style="fill: {_LINE}; stroke: none; marker-end: none"/></marker></defs>
<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}" style="stroke: none"/>
{shapes}
</svg>
"""


if __name__ == "__main__":
    (Path(__file__).parent / "flow.svg").write_text(flow(), encoding="utf-8")
