"""The page of closed cycles: scores over time, how high the aims were, what confidence was worth, what was learnt."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from okrsdk.reports.history_text import calibration_verdict
from okrsdk.reports.html.style import page
from okrsdk.reports.scores_text import INTERPRETATIONS
from okrsdk.reports.text_style import counted, without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.cycle import Calibration, CycleResult, History, Learnt

_WIDTH, _HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 18, 24
_SWEET_FROM, _SWEET_TO = 0.6, 0.8
_MARKS = (0.0, 0.6, 0.8, 1.0)
_FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_BAR = 0.5
BARS_CSS = """
.chart .sweet { fill: var(--high); } .chart rect.score { fill: var(--told); }
.chart .value { fill: var(--text); font-size: 12px; text-anchor: middle; }
.chart .name { fill: var(--quiet); font-size: 11px; text-anchor: middle; }
.chart .even { stroke: var(--mark); stroke-width: 1; stroke-dasharray: 5 4; }
"""


def history_html(history: History, *, title: str) -> str:
    """What closed cycles teach, as one page that needs nothing else: it can be mailed, printed and kept.

    Args:
        history: what they teach.
        title: whose cycles these are.
    """
    body = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="quiet">{counted(len(history.cycles), "closed cycle")}</p>',
        *past_scores(history.cycles),
        *_aims(history),
        *(() if history.calibration is None else _confidence(history.calibration)),
        *_learnt(history.learnt),
    ]
    return page(body, title=title, css=BARS_CSS)


def past_scores(cycles: Sequence[CycleResult], *, title: str = "Scores") -> Iterator[str]:
    """The scores of closed cycles as bars and as a table.

    Args:
        cycles: the cycles, oldest first.
        title: the heading.
    """
    bars = [(one.cycle, None if one.overall is None else float(one.overall)) for one in cycles]
    said = ", ".join(f"{name} {'not graded' if value is None else f'{value:.2f}'}" for name, value in bars)
    yield f"<h2>{title}</h2>"
    yield _bar_chart(f"Overall score of each cycle: {said}. The sweet spot is 0.6 to 0.8.", bars)
    yield '<p class="quiet">Green: the sweet spot of stretch targets, 0.6 to 0.8. Above 0.85 the aims were too low.</p>'
    rows = [
        (
            one.cycle,
            "--" if one.overall is None else f"{one.overall:.2f}",
            f"{one.reached} of {one.total}",
            "" if one.interpretation is None else INTERPRETATIONS[one.interpretation],
        )
        for one in cycles
    ]
    yield _table(("Cycle", "Score", "Reached", "Reading"), rows)


def _aims(history: History) -> Iterator[str]:
    if history.aims:
        yield "<h2>How high the aims were</h2>"
        rows = [
            (one.owner, f"{one.mean:.2f}", str(one.key_results), INTERPRETATIONS[one.interpretation])
            for one in history.aims
        ]
        yield _table(("Owner of the objective", "Mean score", "Stretch key results", "Reading"), rows)


def _confidence(found: Calibration) -> Iterator[str]:
    yield "<h2>What confidence was worth</h2>"
    points = [(float(group.mean), float(group.reached), group.cases) for group in found.groups]
    yield _reliability_chart(points)
    yield (
        '<p class="quiet">Across: what was said; up: the share that reached its pass mark. '
        f"Over {counted(found.cases, 'rating')} the Brier score is {found.brier:.3f} (0 is perfect); "
        f"always saying {found.base_rate:.0%} makes {found.base_brier:.3f}: "
        f"{calibration_verdict(found)}. On the dashed line confidence comes true as often as it says. "
        "All owners together: it is no measure of a person.</p>"
    )
    rows = [
        (f"{one.least:.1f} to {one.most:.1f}", str(one.cases), f"{one.mean:.2f}", f"{one.reached:.0%}")
        for one in found.groups
    ]
    yield _table(("Confidence", "Ratings", "Mean", "Reached"), rows)


def _learnt(learnt: Sequence[Learnt]) -> Iterator[str]:
    if not learnt:
        return
    yield "<h2>What was given up, and what was learnt</h2>"
    for one in learnt:
        status = "" if one.key_result.is_active else f", {one.key_result.status}"
        yield '<section class="card">'
        yield f"<h3>{_text(f'{one.key_result.id}: {one.key_result.text}')}</h3>"
        yield f'<p class="quiet">{_text(f"{one.cycle}{status}")}</p>'
        for label, said in (("Why", one.why), ("Instead", one.successor), ("Lesson", one.lesson)):
            if said:
                yield f"<p><strong>{label}</strong> {_text(said)}</p>"
        yield "</section>"


def _bar_chart(label: str, bars: Sequence[tuple[str, float | None]]) -> str:
    room = (_WIDTH - _LEFT - _RIGHT) / max(len(bars), 1)
    top, bottom = _y(_SWEET_TO), _y(_SWEET_FROM)
    parts = [
        f'<rect class="sweet" x="{_LEFT}" y="{top}" width="{_WIDTH - _LEFT - _RIGHT}" height="{bottom - top:.1f}"/>'
    ]
    parts += _grid(_MARKS)
    for place, (name, value) in enumerate(bars):
        middle = round(_LEFT + room * (place + 0.5), 1)
        parts.append(f'<text class="name" x="{middle}" y="{_HEIGHT - 6}">{_text(name)}</text>')
        if value is not None:
            x, y = round(middle - room * _BAR / 2, 1), _y(value)
            size = f'width="{room * _BAR:.1f}" height="{_y(0) - y:.1f}"'
            parts.append(f'<rect class="score" x="{x}" y="{y}" {size}/>')
            parts.append(f'<text class="value" x="{middle}" y="{y - 4:.1f}">{value:.2f}</text>')
    return _svg(label, parts)


def _reliability_chart(points: Sequence[tuple[float, float, int]]) -> str:
    said = ", ".join(f"{mean:.2f} said, {reached:.0%} reached" for mean, reached, _ in points)
    even = f'<line class="even" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>'
    dots = [
        f'<circle class="told" cx="{_x(mean)}" cy="{_y(reached)}" r="5"><title>{mean:.2f} in the mean, {reached:.0%} '
        f"reached, {counted(cases, 'rating')}</title></circle>"
        for mean, reached, cases in points
    ]
    names = [f'<text class="name" x="{_x(one)}" y="{_HEIGHT - 6}">{one:.1f}</text>' for one in _FIFTHS]
    return _svg(
        f"Confidence against the share that reached the pass mark: {said}.", [*_grid(_FIFTHS), even, *dots, *names]
    )


def _grid(marks: Sequence[float]) -> Iterator[str]:
    for height in marks:
        y = _y(height)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{height:.1f}</text>'


def _svg(label: str, parts: Sequence[str]) -> str:
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    said = _text(label)
    return f'<svg class="chart" role="img" {size} aria-label="{said}"><title>{said}</title>{"".join(parts)}</svg>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    header = "".join(f'<th scope="col">{_text(one)}</th>' for one in head)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table></div>'


def _x(share: float) -> float:
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * share, 1)


def _y(height: float) -> float:
    return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - height), 1)


def _text(text: str) -> str:
    return escape(without_control_characters(text))
