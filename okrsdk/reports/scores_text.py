"""Scores as text: each key result with a bar and the stretch mark, objectives and the whole with their coverage."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.grading import Interpretation
from okrsdk.language.amount_text import amount_text
from okrsdk.language.percentages import percent_factor
from okrsdk.model import Commitment
from okrsdk.reports.text_style import PLAIN, Role, TextStyle
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.grading import KeyResultScore, ObjectiveScore, Scores
    from okrsdk.model import KeyResult, OkrSet

_INDENT = "    "
_BAR_CELLS = 20
INTERPRETATIONS = {
    Interpretation.OVERREACHED: text("overreached (below 0.4): the aims were beyond what could be done"),
    Interpretation.PARTLY: text("partly reached (0.4–0.6)"),
    Interpretation.SWEET_SPOT: text("the sweet spot (0.6–0.8): a stretch, and much of it reached"),
    Interpretation.STRONG: text("strong (0.8–0.85)"),
    Interpretation.AIMED_TOO_LOW: text("aimed too low (above 0.85): the next aims may be higher"),
}


def scores_text(okr_set: OkrSet, scores: Scores, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """The scores as lines of text, objectives in the order of the set.

    Args:
        okr_set: the OKRs.
        scores: their scores.
        style: how to lay them out.
    """
    for objective in scores.objectives:
        own = [score for score in scores.key_results if score.objective_id == objective.id]
        yield from _objective_lines(okr_set, objective, style)
        for score in own:
            yield from _key_result_lines(okr_set.key_results[score.position], score, style)
    yield ""
    overall = _number(scores.overall)
    band = "" if scores.band is None else f" {style.coloured(scores.band)}"
    said = f"{scores.coverage}{_committed(okr_set.commitment())}"
    yield f"  {style.bold('Overall')}  {style.bold(overall)}{band}  {style.faint(said)}"
    if scores.interpretation is not None:
        yield style.faint(f"  Reading: {INTERPRETATIONS[scores.interpretation]}")


def _objective_lines(okr_set: OkrSet, score: ObjectiveScore, style: TextStyle) -> Iterator[str]:
    objective = okr_set.objectives[score.position]
    band = "" if score.band is None else f" {style.coloured(score.band)}"
    yield ""
    yield f"  {style.bold(score.id)}  {style.shortened(objective.text, style.width - 6 - len(score.id))}"
    state = _committed(okr_set.commitment(objective)) + ("" if objective.is_active else f", {objective.status}")
    yield f"{_INDENT}{style.bold(_number(score.score))}{band}  {style.faint(str(score.coverage) + state)}"


def _key_result_lines(key_result: KeyResult, score: KeyResultScore, style: TextStyle) -> Iterator[str]:
    state = "" if key_result.is_active else f" ({key_result.status})"
    text = style.shortened(key_result.text, style.width - 8 - len(score.id) - len(state))
    yield f"{_INDENT}{score.id}  {text}{style.faint(state)}"
    if score.score is None:
        yield style.wrapped(f"not graded: {score.reason}", indent=f"{_INDENT}  ", role=Role.FAINT)
        return
    band = "" if score.band is None else str(score.band)
    details = style.symbols(" · ").join(filter(None, [_mark(key_result, score), _pace(score)]))
    bar = style.paint(style.symbols(score_bar(score.score, Commitment.ASPIRATIONAL.pass_mark)), band)
    graded = f"{bar} {style.bold(_number(score.score))} {style.coloured(band, pad=6)}"
    yield f"{_INDENT}  {graded} {style.faint(details)}".rstrip()


def score_bar(score: Decimal, mark: Decimal) -> str:
    """A score from 0 to 1 as 20 cells with a mark between them.

    Cells are filled downwards, so that a score below the mark never seems to touch it.

    >>> score_bar(Decimal("0.68"), Decimal("0.7"))
    '█████████████·│······'
    >>> score_bar(Decimal("0.70"), Decimal("0.7"))
    '██████████████│······'
    """
    filled, before = int(score * _BAR_CELLS), int(mark * _BAR_CELLS)
    cells = "█" * filled + "·" * (_BAR_CELLS - filled)
    return f"{cells[:before]}│{cells[before:]}"


def _committed(commitment: Commitment) -> str:
    return ", committed" if commitment is Commitment.COMMITTED else ""


def _mark(key_result: KeyResult, score: KeyResultScore) -> str:
    """The pass mark in the key result's unit; `committed` where the target itself is the pass mark."""
    if key_result.commitment is Commitment.COMMITTED:
        return str(Commitment.COMMITTED)
    if score.stretch_mark is None:
        return ""
    return f"0.7 at {amount_text(score.stretch_mark, key_result.unit, factor=percent_factor(key_result))}"


def _pace(score: KeyResultScore) -> str:
    return "" if score.pace is None else str(score.pace).replace("_", " ")


def _number(score: Decimal | None) -> str:
    return " -- " if score is None else f"{score:.2f}"
