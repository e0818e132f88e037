"""The close of a cycle as text for a terminal, and as JSON: what came of it, what to ask about it, what goes on."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from okrsdk.cycle import Puzzle
from okrsdk.model import FinalScore
from okrsdk.reports.decision_text import decision_line
from okrsdk.reports.json_values import json_value, scores_document
from okrsdk.reports.phrases import dotted, shown_day
from okrsdk.reports.scores_text import INTERPRETATIONS
from okrsdk.reports.text_style import PLAIN, Role, TextStyle, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import Closing, Outcome, Why

_WHYS = {
    Puzzle.TOO_EARLY: "At its target on {day}, in the first third of the cycle. Why was it so easy?",
    Puzzle.STAYED_AT_0: "Stayed at 0. Why: the work, the metric, or the choice of key result?",
}


def close_text(closing: Closing, *, title: str, style: TextStyle = PLAIN) -> Iterator[str]:
    """The close as lines of text, without the sections that are empty.

    Args:
        closing: the close.
        title: what the workbook is called.
        style: how to lay it out.
    """
    scores = closing.assessment.scores
    overall = "not graded" if scores.overall is None else f"{scores.overall:.2f} {scores.band}"
    yield f"{style.bold(title)}{style.symbols(f' · {dotted(overall, str(scores.coverage))}')}"
    if scores.interpretation is not None:
        yield style.wrapped(f"Reading: {INTERPRETATIONS[scores.interpretation]}", indent="  ")
    achieved = sum(one.is_achieved for one in closing.outcomes)
    yield ""
    objectives = counted(len(closing.outcomes), "objective")
    yield f"  {style.bold(f'{achieved} of {objectives} achieved')}"
    for outcome in closing.outcomes:
        yield from _outcome(outcome, style)
    yield from _whys(closing, style)
    yield from _lessons(closing, style)
    yield from _following(closing, style)


def close_document(closing: Closing) -> dict[str, object]:
    """The close as values that `json.dumps` takes."""
    return {
        "decision": decision_line(closing.decision),
        "scores": scores_document(closing.assessment.scores),
        "final_scores": [
            {own.name: json_value(getattr(one, own.name)) for own in fields(FinalScore)} for one in closing.final_scores
        ],
        "objectives": [
            {"id": one.objective.id, "achieved": one.is_achieved, "met": one.met, "total": one.total}
            for one in closing.outcomes
        ],
        "whys": [{"key_result": one.key_result.id, "puzzle": str(one.puzzle)} for one in closing.whys],
        "without_lesson": [one.id for one in closing.without_lesson],
    }


def _outcome(outcome: Outcome, style: TextStyle) -> Iterator[str]:
    objective = outcome.objective
    yield f"    {style.bold(objective.id)}  {style.shortened(objective.text, style.width - 8 - len(objective.id))}"
    verdict = "achieved" if outcome.is_achieved else "not achieved"
    score = "" if outcome.score is None else f"{outcome.score:.2f}"
    said = dotted(verdict, f"{outcome.met} of {counted(outcome.total, 'key result')} reached", score)
    yield f"      {style.symbols(said)}"


def _whys(closing: Closing, style: TextStyle) -> Iterator[str]:
    if not closing.whys:
        return
    yield ""
    yield f"  {style.bold('Ask why, five times')}"
    yield style.wrapped("The answer to the last why is the lesson.", indent="    ", role=Role.FAINT)
    for why in closing.whys:
        id_ = why.key_result.id
        yield f"    {id_}  {style.shortened(why.key_result.text, style.width - 8 - len(id_))}"
        yield style.wrapped(_asked(why), indent="      ")


def _asked(why: Why) -> str:
    return _WHYS[why.puzzle].format(day=shown_day(why.reached_on))


def _lessons(closing: Closing, style: TextStyle) -> Iterator[str]:
    if not closing.without_lesson:
        return
    names = [one.id if one.is_active else f"{one.id} ({one.status})" for one in closing.without_lesson]
    yield ""
    yield f"  {style.bold('Lessons to write down')}"
    yield style.wrapped(f"In the column Lesson of {', '.join(names)}.", indent="    ")


def _following(closing: Closing, style: TextStyle) -> Iterator[str]:
    following = closing.following
    name = "the next cycle" if following.cycle is None else following.cycle.name
    going_on = counted(len(following.key_results), "key result")
    of = counted(len(following.objectives), "objective")
    yield ""
    yield style.wrapped(f"Into {name} go on {going_on} of {of}, each from where it is.", indent="  ")
