"""What all pages are alike in: one document without scripts, light and dark as the reader has it, plain on paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsdk.reports.text_style import without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

CSS = """
:root {
  color-scheme: light dark;
  --surface: light-dark(#ffffff, #1f1f1f); --raised: light-dark(#f4f6f9, #282a2c);
  --text: light-dark(#1f1f1f, #e3e3e3); --quiet: light-dark(#50555a, #c4c7c5); --line: light-dark(#dadce0, #444746);
  --told: light-dark(#0b57d0, #a8c7fa); --pace: light-dark(#8d5c00, #fdd663); --mark: light-dark(#137333, #81c995);
  --red: light-dark(#c5221f, #f28b82); --yellow: light-dark(#8d5c00, #fdd663); --green: light-dark(#137333, #81c995);
  --low: light-dark(#fce8e6, #5c2b29); --middle: light-dark(#fef7e0, #574500); --high: light-dark(#e6f4ea, #0f5223);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 24px 16px 48px; max-width: 960px; background: var(--surface); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 36px 0 8px; }
h3 { font-size: 15px; margin: 0 0 2px; }
p { margin: 0 0 8px; }
.quiet { color: var(--quiet); }
.overall { font-size: 32px; font-weight: 600; margin: 12px 0 0; }
.red { color: var(--red); } .yellow { color: var(--yellow); } .green { color: var(--green); }
.card { background: var(--raised); border-radius: 8px; padding: 12px 16px; margin: 12px 0; break-inside: avoid; }
.chart { width: 100%; height: auto; max-width: 640px; display: block; }
.chart .grid { stroke: var(--line); stroke-width: 1; }
.chart .tick { fill: var(--quiet); font-size: 11px; }
.chart polyline { fill: none; stroke-width: 2; }
.chart polyline.told { stroke: var(--told); } .chart circle.told { fill: var(--told); }
.chart polyline.pace { stroke: var(--pace); stroke-dasharray: 5 4; }
.chart polyline.mark { stroke: var(--mark); }
.chart polyline.today { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 2 3; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
caption { text-align: start; color: var(--quiet); padding-bottom: 4px; }
th, td { text-align: start; padding: 5px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
td.heat { text-align: center; font-variant-numeric: tabular-nums; padding: 5px 4px; }
td.low { background: var(--low); } td.middle { background: var(--middle); } td.high { background: var(--high); }
ul { padding-inline-start: 20px; margin: 0; }
li { margin: 4px 0; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 12px; }
  h2 { break-after: avoid; }
}
"""


def page(body: Iterable[str], *, title: str, css: str = "", language: str = "en") -> str:
    """A page that needs nothing else.

    Args:
        body: its parts, as HTML.
        title: its title, as text.
        css: what it has beyond the style of all pages.
        language: the language it is in.
    """
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f'<meta charset="utf-8">{view}<title>{escape(without_control_characters(title))}</title>'
    return (
        f'<!doctype html>\n<html lang="{language}"><head>{head}<style>{CSS}{css}</style></head>\n'
        f"<body><main>\n{chr(10).join(body)}\n</main></body></html>\n"
    )
