"""Decisions in mid-cycle and at its end: a key result kept, retargeted, dropped or replaced, and the close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from okrsdk.cycle import Puzzle
from okrsdk.model import Verdict
from okrsdk.reports.names import change_name, commitment_name, score_number, status_name
from okrsdk.reports.phrases import capitalized, cycle_week, dotted, shown_day
from okrsdk.reports.scores_text import INTERPRETATIONS
from okrsdk.texts import plural, text
from sheets_addon.addon.cards.wording import aim_words, and_more, score_figure, warning
from sheets_addon.addon.navigation import KEY_RESULT, Route, location_of
from sheets_addon.addon.widgets import (
    Card,
    Choice,
    Picker,
    Widget,
    button,
    card,
    choice_field,
    footer,
    paragraph,
    row,
    section,
    text_field,
)
from sheets_addon.messages import without_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import Closing, Recalibration
    from okrsdk.model import KeyResult
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.widgets import Click

WHAT, NEW, WHY = "what", "new", "why"
"""Names of the fields: what is decided, the new target or sentence, and the reason."""
ONCE = "once"
"""Name of the parameter that tells a form from all others."""
AGREED = "agreed"
"""Name of the parameter that says which close the person has seen."""
LONGEST = 1_000
_ROWS = 30
_WILL = text("What has no current value scores 0. Every score is kept on a tab of its own, with what it rests on.")
_PUZZLES = {
    Puzzle.TOO_EARLY: text("Reached in the first third of the cycle. Why was it so easy?"),
    Puzzle.STAYED_AT_0: text("Stayed at 0. Why: the work, the metric, or the choice of key result?"),
}


_SAID = {
    Verdict.KEEP: text("Keep it as it is"),
    Verdict.RETARGET: text("Change its target"),
    Verdict.REASSIGN: text("Give it another owner"),
    Verdict.RECOMMIT: text("Change its commitment"),
    Verdict.REPLACE: text("Replace it by another one"),
    Verdict.DROP: text("Drop it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """What is in the form of a decision.

    Attributes:
        inputs: what was typed and chosen, by field.
        error: what is wrong with it; empty where nothing is.
        once: a text of this form's own, so that it decides once however often it is sent; empty without.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    once: str = ""


def decision_card(key_result: KeyResult, links: Links, *, form: DecisionForm) -> Card:
    """The form of a decision about a key result.

    Args:
        key_result: the key result.
        links: where clicks lead.
        form: what is in it.
    """
    choices = [Choice(text=name, value=verdict) for verdict, name in _SAID.items()]
    chosen = form.inputs.get(WHAT, "") or Verdict.KEEP
    hint = text("The new target, owner or commitment, the sentence that takes its place, or what changes in the work")
    now = dotted(aim_words(key_result), commitment_name(key_result.commitment), key_result.owner)
    return card(
        dotted(text("Decide"), key_result.id),
        section(row(key_result.text, under=now)),
        section(
            paragraph(warning(without_options(form.error))) if form.error else None,
            choice_field(WHAT, text("What"), choices, value=chosen, picker=Picker.RADIO),
            text_field(NEW, text("New"), value=form.inputs.get(NEW, ""), hint=hint, longest=LONGEST, is_long=True),
            text_field(WHY, text("Reason"), value=form.inputs.get(WHY, ""), longest=LONGEST, is_long=True),
            paragraph(text("Reason and change are noted on the Decisions tab. Row, score and check-ins stay.")),
        ),
        foot=footer(
            button(text("Decide"), links.to(Route.DECISION, **{KEY_RESULT: key_result.id, ONCE: form.once})),
            button(text("Cancel"), links.to(Route.BACK)),
        ),
    )


def decided_card(made: Recalibration, links: Links) -> Card:
    """What was decided.

    Args:
        made: the decision, with the key result before and after.
        links: where clicks lead.
    """
    decision, shown = made.decision, made.new or made.after
    state = "" if shown.is_active else status_name(shown.status)
    change = " → ".join(filter(None, (decision.before, decision.after)))
    return card(
        text("Decided"),
        section(
            row(change_name(decision.change) if decision.change else "", over=made.before.id, under=change),
            row(shown.text, over=shown.id, under=dotted(aim_words(shown), state)),
            row(decision.why, over=text("Reason")),
        ),
        foot=footer(
            button(text("Home"), links.to(Route.HOME)),
            button(text("Key result"), links.to(Route.KEY_RESULT, **{KEY_RESULT: shown.id})),
        ),
    )


def close_card(found: Closing, links: Links, *, is_written: bool) -> Card:
    """What a close comes to, or came to.

    Args:
        found: the close.
        links: where clicks lead.
        is_written: whether it is written down.
    """
    assessment, scores = found.assessment, found.assessment.scores
    cycle, mark = assessment.okr_set.cycle, assessment.pass_mark()
    runs = text("⚠ The cycle still runs until {day}.", day=shown_day(cycle.end)) if cycle else ""
    early = cycle is not None and assessment.on < cycle.end and not is_written
    reading = "" if scores.interpretation is None else INTERPRETATIONS[scores.interpretation]
    home = button(text("Home"), links.to(Route.HOME))
    close = button(text("Close the cycle"), links.to(Route.CLOSE_CYCLE, **{AGREED: told_by(found)}))
    return card(
        text("The cycle is closed") if is_written else text("Close the cycle"),
        section(
            row(score_figure(scores.overall, scores.band, mark), over=text("Final score"), under=str(scores.coverage)),
            paragraph(capitalized(reading)) if reading else None,
            paragraph(runs) if early else None,
            None if is_written else paragraph(_WILL),
        ),
        section(*_outcomes(found), title=text("Objectives")),
        section(*_whys(found, links), title=text("Ask why, five times")),
        section(*_lessons(found, links), title=text("Lessons to write down")),
        subtitle=cycle_week(assessment.okr_set, assessment.on),
        foot=footer(home) if is_written else footer(close, button(text("Cancel"), links.to(Route.BACK))),
    )


def told_by(found: Closing) -> str:
    """What tells a close from others, short enough for a click to carry: what would be written down."""
    return sha256(repr((found.decision, found.final_scores)).encode()).hexdigest()[:32]


def _outcomes(found: Closing) -> Iterator[Widget]:
    for one in found.outcomes[:_ROWS]:
        verdict = text("achieved") if one.is_achieved else text("not achieved")
        score = "" if one.score is None else score_number(one.score)
        met = plural("{met} of {n} key result reached", "{met} of {n} key results reached", n=one.total, met=one.met)
        yield row(one.objective.text, over=one.objective.id, under=dotted(verdict, met, score))


def _whys(found: Closing, links: Links) -> Iterator[Widget]:
    for why in found.whys[:_ROWS]:
        click = _lesson_of(found, why.key_result, links)
        yield row(why.key_result.text, over=why.key_result.id, under=_PUZZLES[why.puzzle], click=click)


def _lessons(found: Closing, links: Links) -> Iterator[Widget]:
    for key_result in found.without_lesson[:_ROWS]:
        yield row(key_result.text, over=key_result.id, click=_lesson_of(found, key_result, links))
    more = len(found.without_lesson) - _ROWS
    if more > 0:
        yield row(and_more(more))


def _lesson_of(found: Closing, key_result: KeyResult, links: Links) -> Click | None:
    own = found.assessment.key_result(key_result.id)
    return None if own is None else links.cell(location_of(own[1], "lesson"))
