"""Scores as text: each key result with a bar and the stretch mark, objectives and the whole with their coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.cli.terminal import bar, bold, coloured, dot, faint, shortened, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from okrsdk.grading import KeyResultScore, ObjectiveScore, Scores
    from okrsdk.model import KeyResult, OkrSet

_INDENT = "    "
_BEFORE_THE_NUMBER = {"$", "€", "£", "¥"}


def scores_lines(okr_set: OkrSet, scores: Scores) -> Iterator[str]:
    """The scores as lines of text, objectives in the order of the workbook."""
    for objective in scores.objectives:
        own = [score for score in scores.key_results if score.objective_id == objective.id]
        yield from _objective_lines(okr_set, objective)
        for score in own:
            yield from _key_result_lines(okr_set.key_results[score.position], score)
    yield ""
    overall = _number(scores.overall)
    band = "" if scores.band is None else f" {coloured(scores.band)}"
    yield f"  {bold('Overall')}  {bold(overall)}{band}  {faint(str(scores.coverage))}"
    if scores.interpretation is not None:
        yield faint(f"  {str(scores.interpretation).replace('_', ' ')}")


def _objective_lines(okr_set: OkrSet, score: ObjectiveScore) -> Iterator[str]:
    objective = okr_set.objectives[score.position]
    band = "" if score.band is None else f" {coloured(score.band)}"
    yield ""
    yield f"  {bold(score.id)}  {shortened(objective.text, width() - 6 - len(score.id))}"
    state = "" if objective.is_active else f", {objective.status}"
    yield f"{_INDENT}{bold(_number(score.score))}{band}  {faint(str(score.coverage) + state)}"


def _key_result_lines(key_result: KeyResult, score: KeyResultScore) -> Iterator[str]:
    state = "" if key_result.is_active else f" ({key_result.status})"
    yield f"{_INDENT}{score.id}  {shortened(key_result.text, width() - 8 - len(score.id) - len(state))}{faint(state)}"
    if score.score is None:
        yield wrapped(f"not graded: {score.reason}", indent=f"{_INDENT}  ", style=faint)
        return
    band = "" if score.band is None else str(score.band)
    details = f" {dot()} ".join(filter(None, [_stretch_mark(key_result, score), _pace(score)]))
    graded = f"{bar(score.score, band)} {bold(_number(score.score))} {coloured(band, pad=6)}"
    yield f"{_INDENT}  {graded} {faint(details)}".rstrip()


def _stretch_mark(key_result: KeyResult, score: KeyResultScore) -> str:
    if score.stretch_mark is None:
        return ""
    return f"0.7 at {amount(score.stretch_mark, key_result.unit)}"


def _pace(score: KeyResultScore) -> str:
    return "" if score.pace is None else str(score.pace).replace("_", " ")


def _number(score: Decimal | None) -> str:
    return " -- " if score is None else f"{score:.2f}"


def amount(number: Decimal, unit: str) -> str:
    """A number with its unit, as people write it: `$1,200`, `12.5 %`, `60 jobs`. A share in % is shown as such."""
    if unit == "%" and abs(number) <= 1:
        return f"{_plain(number * 100)} %"
    if unit in _BEFORE_THE_NUMBER:
        return f"{unit}{_plain(number)}"
    return f"{_plain(number)} {unit}".rstrip()


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
