"""The form of a check-in: a value, a confidence, what changed, what blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.cycle import is_past, last_rated, weekly_change
from okrsdk.grading import current_value
from okrsdk.model import Kind
from okrsdk.reports.check_in_text import doubt_text
from okrsdk.reports.figures import approximate, measured, shown_share, trend
from okrsdk.reports.phrases import dotted, shown_day
from okrsdk.texts import plural, strung, text
from okrsdk.workbook.check_in_inputs import BLOCKS, CHANGED, CONFIDENCE, LATE, LONGEST, VALUE
from sheets_addon.addon.cards.undo import undo_section
from sheets_addon.addon.cards.wording import ERROR_COLOUR, aim_words, confidence_words, score_figure, warning
from sheets_addon.addon.markup import coloured, joined
from sheets_addon.addon.navigation import Route, key_result_parameters, location_of
from sheets_addon.addon.widgets import (
    Card,
    Choice,
    Click,
    Footer,
    Picker,
    Section,
    Widget,
    button,
    buttons,
    card,
    choice_field,
    footer,
    paragraph,
    row,
    section,
    text_field,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.assessment import Assessment
    from okrsdk.cycle import Doubt
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import CheckIn, KeyResult
    from sheets_addon.addon.check_in_round import CheckInRound
    from sheets_addon.addon.navigation import Links

IS_SURE = "is_sure"
"""Name of the parameter that says that a value is meant, whatever speaks against it."""
AS_BEFORE = "as_before"
"""Name of the parameter that says that value and confidence are those of the last check-in."""
BACK = "back"
"""Name of the parameter that asks for the key result before."""
SO_FAR = "so_far"
"""Name of the parameter that ends a round with what was told so far."""
_UNCHANGED = {AS_BEFORE: "yes"}
_FORMULA_STAYS = text("Current holds a formula, which stays: the score follows it, not this check-in.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is in the form.

    Attributes:
        inputs: what was typed, by field.
        errors: what is wrong with it, by field.
        current_stays: whether Current holds a formula, which a check-in leaves alone.
        in_round: the round that it is of; None for a check-in alone.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    current_stays: bool = False
    in_round: CheckInRound | None = None


def check_in_card(
    assessment: Assessment, key_result: KeyResult, score: KeyResultScore, links: Links, *, form: Form | None = None
) -> Card:
    """The form of a check-in.

    Args:
        assessment: what was found and scored.
        key_result: the key result.
        score: its score.
        links: where clicks lead.
        form: what was typed before; a blank form without.
    """
    form = form or Form()
    asked = form.in_round
    own = {**key_result_parameters(score), **(asked.parameters if asked else {})}
    before = last_rated(assessment.okr_set, key_result, on=assessment.on)
    unchanged = links.to(_save_route(asked), **own, **_UNCHANGED)
    return card(
        dotted(text("Check-in"), key_result.id),
        section(paragraph(key_result.text), *_last(assessment, key_result, before, unchanged)),
        section(
            *_field(form, VALUE, _value_field(key_result, form, before)),
            paragraph(_FORMULA_STAYS) if form.current_stays else None,
            *_field(form, CONFIDENCE, _confidence_field(assessment, key_result, form)),
            *_field(form, CHANGED, _long_field(CHANGED, text("What changed"), form)),
            *_field(form, BLOCKS, _long_field(BLOCKS, text("What blocks"), form)),
            *(_field(form, LATE, _late_field(form)) if is_past(assessment.okr_set, on=assessment.on) else ()),
        ),
        _round_section(asked, own, links),
        subtitle=dotted(shown_day(assessment.on), _count(asked)),
        foot=_foot(asked, own, links),
    )


def doubt_card(  # noqa: PLR0913 - one argument per thing shown
    key_result: KeyResult,
    score: KeyResultScore,
    check_in: CheckIn,
    links: Links,
    *,
    doubt: Doubt,
    carried: Mapping[str, str],
    route: Route,
) -> Card:
    """The question whether a value is meant that seems to be a slip.

    Args:
        key_result: the key result.
        score: its score.
        check_in: the check-in as it would be saved.
        links: where clicks lead.
        doubt: what speaks against its value.
        carried: what both answers carry on: what was typed, by field, and the round.
        route: the endpoint that takes the check-in down.
    """
    parameters = {**key_result_parameters(score), **carried}
    value = measured(key_result, check_in.value)
    return card(
        text("Is this the value?"),
        section(
            row(value, over=text("Value"), under=aim_words(key_result)),
            paragraph(doubt_text(key_result, doubt)),
        ),
        subtitle=key_result.id,
        foot=footer(
            button(text("Change"), links.to(Route.CHECK_IN, **parameters)),
            button(text("Save anyway"), links.to(route, **parameters, **{IS_SURE: "yes"})),
        ),
    )


def recorded_card(
    assessment: Assessment,
    key_result: KeyResult,
    score: KeyResultScore,
    check_in: CheckIn,
    links: Links,
    *,
    before: Mapping[str, Decimal | None],
) -> Card:
    """What a check-in came to.

    Args:
        assessment: where the OKRs are, with the check-in.
        key_result: the key result.
        score: its score, with the check-in.
        check_in: the check-in.
        links: where clicks lead.
        before: what Current held before, by key result, for undoing; empty where that cannot be.
    """
    mark = key_result.commitment.pass_mark
    value = "" if check_in.value is None else measured(key_result, check_in.value)
    return card(
        text("Check-in saved"),
        section(
            paragraph(key_result.text),
            row(value or text("no value"), over=dotted(text("Value"), shown_day(check_in.day))),
            row(_trend(assessment, key_result), over=text("Confidence")),
            row(score_figure(score.score, score.band, mark), over=text("Score"), under=score.reason),
        ),
        _overruled(key_result, check_in, score, links),
        undo_section(before, links),
        subtitle=key_result.id,
        foot=footer(
            button(text("Home"), links.to(Route.HOME)),
            button(text("Key result"), links.to(Route.KEY_RESULT, **key_result_parameters(score))),
        ),
    )


def _foot(asked: CheckInRound | None, own: Mapping[str, str], links: Links) -> Footer:
    """Saving and leaving: a round goes on with the next key result, saved or skipped."""
    save = links.to(_save_route(asked), **own)
    if asked is None:
        return footer(button(text("Save check-in"), save), button(text("Cancel"), links.to(Route.BACK)))
    skip = button(text("Skip"), links.to(Route.CHECK_IN_ROUND, **asked.skipping().parameters))
    if len(asked.left) > 1:
        return footer(button(text("Next"), save), skip)
    return footer(button(plural("Save {n} check-in", "Save {n} check-ins", n=len(asked.ready) + 1), save), skip)


def _save_route(asked: CheckInRound | None) -> Route:
    """Where what was typed goes: in a round nothing is written before its end."""
    if asked is None:
        return Route.RECORD_CHECK_IN
    return Route.TELL_ROUND if len(asked.left) > 1 else Route.SAVE_ROUND


def _count(asked: CheckInRound | None) -> str:
    if asked is None:
        return ""
    n = len(asked.ready)
    told = plural("{n} told, not saved yet", "{n} told, not saved yet", n=n) if asked.ready else ""
    return dotted(plural("{n} to go", "{n} to go", n=len(asked.left)), told)


def _round_section(asked: CheckInRound | None, own: Mapping[str, str], links: Links) -> Section | None:
    """The way back in a round, with all that was typed, and its early end."""
    if asked is None or not asked.passed:
        return None
    back = button(text("Previous"), links.to(Route.CHECK_IN_ROUND, **own, **{BACK: "yes"}))
    if not asked.ready or len(asked.left) == 1:
        return section(buttons(back))
    save = links.to(Route.SAVE_ROUND, **own, **{SO_FAR: "yes"})
    return section(buttons(back, button(plural("Save {n} so far", "Save {n} so far", n=len(asked.ready)), save)))


def _field(form: Form, name: str, widget: Widget) -> Iterator[Widget]:
    yield widget
    if name in form.errors:
        yield paragraph(warning(form.errors[name]))


def _value_field(key_result: KeyResult, form: Form, before: CheckIn | None) -> Widget:
    typed = form.inputs.get(VALUE, "")
    chosen = typed or (f"{before.value:f}" if before is not None and before.value is not None else "0")
    if key_result.kind is Kind.MILESTONE:
        choices = [Choice(text=text("not done"), value="0"), Choice(text=text("done"), value="1")]
        return choice_field(VALUE, text("Done?"), choices, value=chosen, picker=Picker.RADIO)
    if key_result.kind is Kind.STAGES and key_result.stages:
        choices = [Choice(text=text("none of them yet"), value="0")]
        choices += [Choice(text=stage.name, value=f"{stage.score:f}") for stage in key_result.stages if stage.score]
        return choice_field(VALUE, text("Stage reached"), choices, value=chosen, picker=Picker.DROP_DOWN)
    unit = key_result.unit
    label = text("Value today ({unit})", unit=unit) if unit else text("Value today")
    return text_field(VALUE, label, value=typed, hint=aim_words(key_result), longest=LONGEST[VALUE])


def _confidence_field(assessment: Assessment, key_result: KeyResult, form: Form) -> Widget:
    said = [
        one for one in assessment.okr_set.check_ins_of(key_result.id, on=assessment.on) if one.confidence is not None
    ]
    before = said[-1].confidence if said else None
    last = "" if before is None else text("Last time: {share}.", share=shown_share(before))
    hint = text("How sure you are to reach the target. {half} is even odds.", half=Decimal("0.5"))
    return text_field(
        CONFIDENCE,
        text("Confidence, 0 to 1"),
        value=form.inputs.get(CONFIDENCE, ""),
        hint=strung([hint, last]),
        longest=LONGEST[CONFIDENCE],
    )


def _long_field(name: str, label: str, form: Form) -> Widget:
    return text_field(name, label, value=form.inputs.get(name, ""), longest=LONGEST[name], is_long=True)


def _late_field(form: Form) -> Widget:
    hint = text("The cycle is over. The reason is noted under What changed.")
    return text_field(LATE, text("Why so late"), value=form.inputs.get(LATE, ""), hint=hint, longest=LONGEST[LATE])


def _last(assessment: Assessment, key_result: KeyResult, before: CheckIn | None, unchanged: Click) -> Iterator[Widget]:
    """The last check-in with the button that repeats it, and what would be on track today."""
    okr_set, on, policy = assessment.okr_set, assessment.on, assessment.policy.pace_policy
    weekly = weekly_change(okr_set, key_result, on=on, policy=policy)
    expected = "" if weekly is None else text("expected by now {value}", value=approximate(key_result, weekly.expected))
    current = current_value(okr_set, key_result, on=on)
    if before is None:
        yield row(measured(key_result, current), over=text("Now, no check-in yet"), under=expected)
        return
    rated = confidence_words(before.confidence)
    yield row(
        measured(key_result, before.value),
        over=text("Last check-in, {day}", day=shown_day(before.day)),
        under=dotted(rated, expected),
        button=button(text("Unchanged"), unchanged),
    )
    if current != before.value:
        yield row(measured(key_result, current), over=text("Now, as the Current cell says"))


def _trend(assessment: Assessment, key_result: KeyResult) -> str:
    said = [one.confidence for one in assessment.okr_set.check_ins_of(key_result.id, on=assessment.on)]
    return trend([confidence for confidence in said if confidence is not None]) or text("none")


def _overruled(key_result: KeyResult, check_in: CheckIn, score: KeyResultScore, links: Links) -> Section | None:
    """Where the Current cell says another value: it is the person's own cell, and it decides the score."""
    if key_result.current is None or key_result.current == check_in.value:
        return None
    current, place = measured(key_result, key_result.current), location_of(score, "current")
    says = text("The Current cell {cell} says otherwise, and it wins.", cell=links.address(place))
    said = joined(coloured(text("The score does not follow this check-in."), ERROR_COLOUR), says)
    jump = links.cell(place)
    return section(
        paragraph(said),
        row(current, over=text("Current"), under=text("Change it, or clear it to let check-ins decide."), click=jump),
    )
