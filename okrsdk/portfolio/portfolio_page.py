"""The portfolio as one page: every client against the pass mark, sortable by column, to look at, print and mail."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsdk.portfolio.portfolio_text import link_text, owed_text, slips_text
from okrsdk.portfolio.summary import name_of
from okrsdk.reports.html.style import CSS
from okrsdk.reports.phrases import shown_day
from okrsdk.reports.text_style import counted, without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from okrsdk.portfolio.portfolio import Group, Portfolio
    from okrsdk.portfolio.summary import WorkbookRow

_BAR, _HEIGHT = 120, 14
_SPARK, _SPARK_HEIGHT = 90, 22
_HEADS = ("Client", "Score", "Week by week", "Behind the calendar", "To do", "Last check-in", "Findings")
_STYLE = """
body { max-width: 1200px; }
th button { all: unset; cursor: pointer; font: inherit; font-weight: 600; }
th button:focus-visible { outline: 2px solid var(--told); outline-offset: 2px; }
th[aria-sort] button::after { content: " ↕"; color: var(--quiet); }
th[aria-sort=ascending] button::after { content: " ↑"; } th[aria-sort=descending] button::after { content: " ↓"; }
a { color: var(--told); } .grade { white-space: nowrap; }
.bar { vertical-align: middle; } .bar .room { fill: var(--line); } .bar .goal { stroke: var(--text); stroke-width: 2; }
.bar .red { fill: var(--red); } .bar .yellow { fill: var(--yellow); } .bar .green { fill: var(--green); }
.spark polyline { fill: none; stroke: var(--told); stroke-width: 2; } .spark line { stroke: var(--mark); }
@media print { th button::after { content: none !important; } }
"""
# Rows are sorted by what a cell says of itself, so that numbers sort as numbers; blanks come last either way.
_SCRIPT = """
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const head = button.closest("th"), column = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.cells) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[column].dataset.sort ?? "";
    const order = (a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === "" || y === "") return (x === "") - (y === "");
      const found = isNaN(x) || isNaN(y) ? x.localeCompare(y) : x - y;
      return down ? -found : found;
    };
    body.append(...[...body.rows].sort(order));
  });
}
"""


def portfolio_html(portfolio: Portfolio, *, title: str, on: date) -> str:
    """The portfolio as one page that needs nothing else; without its script it is only not sortable.

    Args:
        portfolio: the workbooks.
        title: what the page is called.
        on: the day it is of.
    """
    body = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="quiet">{counted(len(portfolio.read), "workbook")} on {shown_day(on)}</p>',
        *_overall(portfolio),
        *_workbooks(portfolio),
        *_trouble(portfolio),
        *_groups("By champion", portfolio.by_champion()),
        *_groups("By level", portfolio.by_level()),
        *_links(portfolio),
    ]
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    head = f'<meta charset="utf-8">{view}<title>{_text(title)}</title><style>{CSS}{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head>\n'
        f"<body><main>\n{chr(10).join(body)}\n</main><script>{_SCRIPT}</script></body></html>\n"
    )


def _overall(portfolio: Portfolio) -> Iterator[str]:
    if portfolio.score is not None:
        graded = sum(row["score"] is not None for row in portfolio.read)
        told = f"mean score of {graded} of {counted(len(portfolio.read), 'workbook')}"
        yield f'<p class="overall">{portfolio.score:.2f}</p><p class="quiet">{told}</p>'


def _workbooks(portfolio: Portfolio) -> Iterator[str]:
    if not portfolio.read:
        return
    yield '<h2>Workbooks</h2><div class="scroll" role="region" aria-label="Workbooks" tabindex="0">'
    yield '<table class="sortable"><caption>The lowest score first. The line is the pass mark.</caption>'
    heads = "".join(f'<th scope="col" aria-sort="none"><button type="button">{name}</button></th>' for name in _HEADS)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    yield from (_workbook(row, label) for row, label in portfolio.labelled())
    yield "</tbody></table></div>"


def _workbook(row: WorkbookRow, name: str) -> str:
    link = f'<a href="{escape(row["url"])}">{_text(name)}</a>' if _is_link(row["url"]) else _text(name)
    slips = row["at_risk"] + row["behind"] + row["outdated"]
    to_do = row["errors"] + row["decisions"] + row["owed"]
    findings = row["errors"] + row["warnings"]
    cells = (
        f'<th scope="row" data-sort="{escape(name.casefold())}">{link}</th>',
        _cell(_score(row), "" if row["score"] is None else row["score"]),
        _cell(_sparkline(row), row["weekly"][-1] - row["weekly"][0] if row["weekly"] else ""),
        _cell(_text(slips_text(row)), slips),
        _cell(_text(owed_text(row)), to_do),
        _cell(row["last_check_in"] or "none", row["last_check_in"]),
        _cell(str(findings), findings),
    )
    return f"<tr>{''.join(cells)}</tr>"


def _cell(html: str, sort: str | float) -> str:
    return f'<td data-sort="{escape(str(sort))}">{html}</td>'


def _score(row: WorkbookRow) -> str:
    score = row["score"]
    if score is None:
        return "not graded"
    mark = round(_BAR * row["pass_mark"], 1)
    bar = (
        f'<svg class="bar" width="{_BAR}" height="{_HEIGHT}" aria-hidden="true">'
        f'<rect class="room" width="{_BAR}" height="{_HEIGHT}"/>'
        f'<rect class="{row["band"]}" width="{round(_BAR * score, 1)}" height="{_HEIGHT}"/>'
        f'<line class="goal" x1="{mark}" x2="{mark}" y1="0" y2="{_HEIGHT}"/></svg>'
    )
    return f'{bar} <span class="grade {row["band"]}">{score:.2f} {row["band"]}</span>'


def _sparkline(row: WorkbookRow) -> str:
    weekly = row["weekly"]
    if not weekly[1:]:  # one point is no line
        return ""
    step = _SPARK / (len(weekly) - 1)
    points = " ".join(f"{round(at * step, 1)},{_spark_y(score)}" for at, score in enumerate(weekly))
    label = f"From {weekly[0]:.2f} to {weekly[-1]:.2f} in {counted(len(weekly), 'week')}"
    mark = _spark_y(row["pass_mark"])
    return (
        f'<svg class="spark" role="img" aria-label="{label}" width="{_SPARK}" height="{_SPARK_HEIGHT}">'
        f'<title>{label}</title><line x1="0" x2="{_SPARK}" y1="{mark}" y2="{mark}"/>'
        f'<polyline points="{points}"/></svg>'
    )


def _spark_y(score: float) -> float:
    return round(1 + (_SPARK_HEIGHT - 2) * (1 - score), 1)


def _trouble(portfolio: Portfolio) -> Iterator[str]:
    if not (portfolio.unread or portfolio.missing):
        return
    yield "<h2>Not read</h2><ul>"
    for row in portfolio.unread:
        yield f"<li><strong>{_text(name_of(row))}</strong> {_text(row['problem'])}</li>"
    for client in portfolio.missing:
        yield f"<li><strong>{_text(client)}</strong> has no workbook yet.</li>"
    yield "</ul>"


def _groups(title: str, groups: Sequence[Group]) -> Iterator[str]:
    if not groups[1:]:  # one group is the whole
        return
    yield f'<h2>{title}</h2><div class="scroll" role="region" aria-label="{title}" tabindex="0"><table><thead><tr>'
    yield '<th scope="col">Name</th>'
    yield "".join(f'<th scope="col" class="number">{name}</th>' for name in ("Score", "Objectives", "Workbooks"))
    yield "</tr></thead><tbody>"
    for group in groups:
        score = "not graded" if group.score is None else f"{group.score:.2f}"
        numbers = "".join(f'<td class="number">{value}</td>' for value in (score, group.objectives, group.workbooks))
        yield f'<tr><th scope="row">{_text(group.name)}</th>{numbers}</tr>'
    yield "</tbody></table></div>"


def _links(portfolio: Portfolio) -> Iterator[str]:
    links = portfolio.links()
    if not links:
        return
    yield "<h2>Contributes to</h2><ul>"
    for link in links:
        yield f"<li>{'<strong>To mend:</strong> ' if link.broken else ''}{_text(link_text(link))}</li>"
    yield "</ul>"


def _is_link(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _text(text: str) -> str:
    return escape(without_control_characters(text))
