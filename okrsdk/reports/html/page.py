"""The page: where the OKRs are, how they came there, what is to be talked about, what is wrong."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from okrsdk.cycle import chances, course, status, weekly_change
from okrsdk.grading import time_box
from okrsdk.model import Kind
from okrsdk.reports.chances_text import CHANCES_NOTE, CHANCES_TITLE, chance_text
from okrsdk.reports.figures import aim, approximate, measured, shown_share
from okrsdk.reports.findings_text import severity_counts
from okrsdk.reports.html.charts import Chart, Line
from okrsdk.reports.html.history_page import BARS_CSS, past_scores
from okrsdk.reports.html.style import page
from okrsdk.reports.phrases import cycle_week, dotted, shown_day, whose
from okrsdk.reports.status_agenda import agenda, turn_of_cycle, weekly_text
from okrsdk.reports.strategy_text import strategy_sections
from okrsdk.reports.text_style import without_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.cycle import Course, History
    from okrsdk.findings import Finding
    from okrsdk.grading import KeyResultScore, ObjectiveScore
    from okrsdk.model import Cycle, KeyResult

_LOW, _HIGH = Decimal("0.3"), Decimal("0.7")
_HEIGHTS = ((0.0, "0"), (0.7, "0.7"), (1.0, "1.0"))
_WITHOUT_A_LINE = (Kind.MILESTONE, Kind.BETWEEN, Kind.FIND_BASELINE)


def report_html(assessment: Assessment, *, title: str, past: History | None = None) -> str:
    """The report as one page that needs nothing else: it can be mailed, printed and kept.

    Args:
        assessment: the OKRs as they were judged on a day.
        title: what the workbook is called.
        past: what closed cycles of the same client teach; None leaves them out.
    """
    found = course(assessment)
    body = [
        *_head(assessment, title),
        *_scores_chart(assessment, found),
        *_objectives(assessment, found),
        *_confidence(assessment, found),
        *_strategy(assessment),
        *(() if past is None else _past(assessment, past)),
        *_agenda(assessment),
        *_findings(assessment),
    ]
    return page(body, title=title, css=BARS_CSS)


def _head(assessment: Assessment, title: str) -> Iterator[str]:
    scores, okr_set = assessment.scores, assessment.okr_set
    yield f"<h1>{_text(whose(okr_set, title))}</h1>"
    what = "final grade" if assessment.final else f"on {shown_day(assessment.on)}"
    yield f'<p class="quiet">{_text(dotted(cycle_week(okr_set, assessment.on), what))}</p>'
    number = "not graded" if scores.overall is None else f"{scores.overall:.2f} {scores.band}"
    yield f'<p class="overall {scores.band or "quiet"}">{number}</p>'
    mark = assessment.pass_mark()
    counts = ", ".join(severity_counts(assessment.findings)) or "nothing found wrong"
    yield f'<p class="quiet">{_text(dotted(f"pass mark {mark:.1f}", str(scores.coverage), counts))}</p>'
    if turn := turn_of_cycle(status(assessment)):
        yield f"<p><strong>{turn}</strong></p>"


def _scores_chart(assessment: Assessment, found: Course | None) -> Iterator[str]:
    cycle = assessment.okr_set.cycle
    if found is None or cycle is None or not found.scores:
        return
    mark = assessment.pass_mark()
    last_day, last = found.scores[-1]
    chart = Chart(
        label=f"Overall score week by week: {last:.2f} on {shown_day(last_day)}; the pass mark is {mark:.1f}.",
        cycle=cycle,
        lines=(
            Line(style="mark", points=((cycle.start, mark), (cycle.end, mark))),
            Line(style="pace", points=((_eve(cycle), 0.0), (cycle.end, mark))),
            Line(style="told", points=found.scores, has_dots=True),
        ),
        heights=_HEIGHTS,
    )
    yield "<h2>Score</h2>"
    yield chart.svg()
    yield (
        '<p class="quiet">Blue: the overall score at the end of each week, as the check-ins tell it. '
        "Green: the pass mark. Dashed: what is expected by then.</p>"
    )


def _objectives(assessment: Assessment, found: Course | None) -> Iterator[str]:
    okr_set, scores = assessment.okr_set, assessment.scores
    for objective in scores.objectives:
        own = okr_set.objectives[objective.position]
        yield f"<h2>{_text(own.text or objective.id or 'Objective')}</h2>"
        yield f'<p class="quiet">{_text(_objective_line(assessment, objective))}</p>'
        for score in scores.key_results:
            if score.objective_id and score.objective_id == objective.id:
                yield from _key_result(assessment, okr_set.key_results[score.position], score, found)


def _objective_line(assessment: Assessment, objective: ObjectiveScore) -> str:
    own = assessment.okr_set.objectives[objective.position]
    number = "not graded" if objective.score is None else f"{objective.score:.2f} {objective.band}"
    state = "" if own.is_active else str(own.status)
    return dotted(objective.id, number, str(objective.coverage), own.owner, state)


def _key_result(
    assessment: Assessment, key_result: KeyResult, score: KeyResultScore, found: Course | None
) -> Iterator[str]:
    number = "not graded" if score.score is None else f"{score.score:.2f}"
    band = "" if score.band is None else f' <span class="{score.band}">{number} {score.band}</span>'
    yield '<section class="card">'
    yield f"<h3>{_text(dotted(score.id, key_result.text))}</h3>"
    yield f"<p>{band or number}{_text(_key_result_line(key_result, score))}</p>"
    weekly = weekly_change(assessment.okr_set, key_result, on=assessment.on, policy=assessment.policy.pace_policy)
    if weekly is not None and score.score is not None and assessment.okr_set.cycle is not None:
        expected = (
            f"expected by now {approximate(key_result, weekly.expected)}, now {measured(key_result, weekly.current)}"
        )
        yield f'<p class="quiet">{_text(f"{expected}; {weekly_text(key_result, weekly)}")}</p>'
    if score.reason:
        yield f'<p class="quiet">{_text(score.reason)}</p>'
    yield from _progress_chart(assessment, key_result, score, found)
    yield "</section>"


def _key_result_line(key_result: KeyResult, score: KeyResultScore) -> str:
    pace = "" if score.pace is None else score.pace.replace("_", " ")
    state = "" if key_result.is_active else str(key_result.status)
    rest = dotted(pace, aim(key_result), key_result.owner, state)
    return f" · {rest}" if rest else ""


def _progress_chart(
    assessment: Assessment, key_result: KeyResult, score: KeyResultScore, found: Course | None
) -> Iterator[str]:
    cycle = assessment.okr_set.cycle
    told = () if found is None else found.progress[score.position]
    if cycle is None or not told or key_result.kind in _WITHOUT_A_LINE:
        return
    goal = float(assessment.policy.pace_policy.goal(key_result))
    box = time_box(key_result, cycle)
    last_day, last = told[-1]
    yield Chart(
        label=f"Progress by check-in: {last:.0%} of the way on {shown_day(last_day)}.",
        cycle=cycle,
        lines=(
            Line(style="mark", points=((cycle.start, goal), (cycle.end, goal))),
            Line(style="pace", points=((_eve(cycle), 0.0), (min(box.end, cycle.end), goal))),
            Line(style="told", points=((_eve(cycle), 0.0), *told) if score.stretch_mark else told, has_dots=True),
        ),
        heights=_HEIGHTS,
        height=140,
    ).svg()


def _confidence(assessment: Assessment, found: Course | None) -> Iterator[str]:
    cycle = assessment.okr_set.cycle
    if found is None or cycle is None or not any(any(row) for row in found.confidence):
        return
    weeks = range(1, cycle.week(assessment.on) + 1)
    yield '<h2>Confidence</h2><div class="scroll" role="region" aria-label="Confidence by week" tabindex="0"><table>'
    yield "<caption>The owners' own ratings, of each week the last. The trend matters more than the number.</caption>"
    heads = "".join(f'<th scope="col">w{week}</th>' for week in weeks)
    yield f'<thead><tr><th scope="col">Key result</th>{heads}</tr></thead><tbody>'
    for key_result, ratings in zip(assessment.okr_set.key_results, found.confidence, strict=True):
        if any(rating is not None for rating in ratings):
            cells = "".join(map(_heat, ratings))
            yield f'<tr><th scope="row">{_text(key_result.id or key_result.text)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _heat(rating: Decimal | None) -> str:
    if rating is None:
        return '<td class="heat"></td>'
    level = "low" if rating <= _LOW else "high" if rating >= _HIGH else "middle"
    return f'<td class="heat {level}">{shown_share(rating)}</td>'


def _strategy(assessment: Assessment) -> Iterator[str]:
    for section in strategy_sections(status(assessment)):
        yield f"<h2>{_text(section.title)}</h2>"
        yield f'<p class="quiet">{_text(section.source)}</p><ul>'
        for line in section.lines:
            name = f"<strong>{_text(line.name)}</strong> " if line.name else ""
            yield f"<li>{name}{_text(line.text)}</li>"
        yield "</ul>"


def _past(assessment: Assessment, past: History) -> Iterator[str]:
    yield from past_scores(past.cycles, title="Past cycles")
    found = chances(assessment, past)
    if found:
        yield f'<h3>{CHANCES_TITLE}</h3><p class="quiet">{CHANCES_NOTE}</p><ul>'
        for one in found:
            yield f"<li><strong>{_text(one.key_result.id)}</strong> {chance_text(one.chance)}</li>"
        yield "</ul>"


def _agenda(assessment: Assessment) -> Iterator[str]:
    sections = [section for section in agenda(status(assessment)) if section.items]
    if sections:
        yield "<h2>To talk about</h2>"
    for section in sections:
        yield f"<h3>{_text(section.title)}</h3><ul>"
        for item in section.items:
            said = " ".join(filter(None, [item.text, item.detail]))
            yield f"<li><strong>{_text(item.key_result.id)}</strong> {_text(said)}</li>"
        yield "</ul>"


def _findings(assessment: Assessment) -> Iterator[str]:
    if not assessment.findings:
        return
    yield '<h2>Findings</h2><div class="scroll" role="region" aria-label="Findings" tabindex="0"><table>'
    yield "<caption>What is wrong or doubtful, and what to do.</caption>"
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Rule", "Severity", "Where", "What"))
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    yield from map(_finding_row, assessment.findings)
    yield "</tbody></table></div>"


def _finding_row(finding: Finding) -> str:
    place = finding.location
    where = dotted(place.record or str(place.table or ""), place.field or "")
    cells = (finding.code, str(finding.severity), where, finding.advice)
    return f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in cells)}</tr>"


def _eve(cycle: Cycle) -> date:
    return cycle.start - timedelta(days=1)


def _text(text: str) -> str:
    return escape(without_control_characters(text))
