"""Rules A401 to A405: is anything there twice, and does the alignment lead upwards?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity
from okrsdk.language.rewording import same_meaning
from okrsdk.model import KeyResult, Level, Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, objective_rule, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.rules.rule_context import KeyResultView, ObjectiveView, RuleContext


@set_rule(
    RuleMeta(
        code="A401",
        name="duplicate-objective",
        severity=Severity.WARNING,
        why="A company's objective repeated as a team's gives the team nothing to act on. What a team "
        "takes over from above is one key result, and its own objective says what it will change to move it.",
        source="practice 16",
        bad=example(
            Objective(id="O1", text="Win the trust of large customers", level=Level.COMPANY),
            Objective(id="O2", text="Win the trust of large customers.", level=Level.TEAM),
        ),
        good=example(
            Objective(id="O1", text="Win the trust of large customers", level=Level.COMPANY),
            Objective(id="O2", text="Answer large customers before they have to ask twice", level=Level.TEAM),
        ),
        is_structure=True,
    )
)
def duplicate_objective(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """Two objectives say the same, in whatever words and order."""
    first: dict[frozenset[str], ObjectiveView] = {}
    for view in context.objectives:
        words = same_meaning(view.objective.text)
        if not words:
            continue
        earlier = first.setdefault(words, view)
        if earlier is not view:
            levels = (earlier.objective.level, view.objective.level)
            is_cascade = None not in levels and levels[0] is not levels[1]
            yield (
                view.at("text"),
                Violation(
                    message=text(
                        '"{quote}" says what {other} says already, at the levels {level} and {below}.',
                        quote=view.objective.text.strip(),
                        other=earlier.name,
                        level=levels[0],
                        below=levels[1],
                    )
                    if is_cascade
                    else text(
                        '"{quote}" says what {other} says already.',
                        quote=view.objective.text.strip(),
                        other=earlier.name,
                    ),
                    suggestion=text("Keep one of them; a team takes over a key result, not the objective itself."),
                ),
            )


@set_rule(
    RuleMeta(
        code="A402",
        name="duplicate-key-result",
        severity=Severity.WARNING,
        why="One metric under two key results counts double in the score and hides the side no one looks at.",
        source="practice 16",
        bad=example(
            KeyResult(id="O1-KR1", text="Increase trial sign-ups from 100 to 200"),
            KeyResult(id="O2-KR1", text="Increase trial sign-ups from 100 to 180"),
        ),
        good=example(
            KeyResult(id="O1-KR1", text="Increase trial sign-ups from 100 to 200"),
            KeyResult(id="O2-KR1", text="Increase trials that become customers from 10% to 15%"),
        ),
        is_structure=True,
    )
)
def duplicate_key_result(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """Two key results have the same sentence, or the same metric in the same direction."""
    first: dict[frozenset[str], KeyResultView] = {}
    for view in context.key_results:
        words = measured_words(view)
        if not words:
            continue
        earlier = first.setdefault(words, view)
        if earlier is not view:
            yield (
                view.at("text"),
                Violation(
                    message=text(
                        '"{quote}" measures what {other} measures already.',
                        quote=view.key_result.text.strip(),
                        other=earlier.name,
                    ),
                    suggestion=text(
                        "Keep the one that shows the objective best, or say what is different about the other."
                    ),
                ),
            )


@objective_rule(
    RuleMeta(
        code="A403",
        name="self-alignment",
        severity=Severity.WARNING,
        why="An objective serves a key result of the level above. Serving its own says nothing and makes the "
        "alignment circular.",
        source="practice 16",
        bad=example(
            Objective(id="O1", text="Fill the quiet months", contributes_to="O1-KR1"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings in January from 20 to 45"),
        ),
        good=example(
            Objective(id="O1", text="Fill the quiet months", contributes_to="Company 2026-Q1/O2-KR1"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings in January from 20 to 45"),
        ),
    )
)
def self_alignment(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """What it contributes to is one of its own key results, or itself."""
    reference = view.objective.contributes_to.strip()
    own = {view.objective.id, *(key_result.id for key_result in view.key_results)} - {""}
    if reference not in own:
        return None
    return Violation(
        field="contributes_to",
        message=text("{name} contributes to {reference}, which is its own.", name=view.name, reference=reference),
        suggestion=text(
            "Name the key result of the level above that gets better when this objective is reached, or leave it blank."
        ),
    )


@objective_rule(
    RuleMeta(
        code="A404",
        name="broken-alignment",
        severity=Severity.INFO,
        why="A cascade that points nowhere cannot be followed: no one above sees who helps, no one below sees "
        "what for.",
        source="practice 16",
        bad=example(Objective(id="O1", text="Fill the quiet months", contributes_to="O7-KR2")),
        good=example(Objective(id="O1", text="Fill the quiet months", contributes_to="Company 2026-Q1/O7-KR2")),
    )
)
def broken_alignment(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """What it contributes to looks like an ID of this workbook and is not in it."""
    reference = view.objective.contributes_to.strip()
    if _LOCAL_ID.fullmatch(reference) is None:
        return None
    is_key_result = any(key_result.id == reference for key_result in context.okr_set.key_results)
    if is_key_result or any(objective.id == reference for objective in context.okr_set.objectives):
        return None
    return Violation(
        field="contributes_to",
        message=text("There is no objective or key result {reference} here.", reference=reference),
        suggestion=text("Write the parent workbook before it (Company 2026-Q1/O2-KR1), or correct the ID."),
    )


@set_rule(
    RuleMeta(
        code="A405",
        name="circular-alignment",
        severity=Severity.WARNING,
        why="When two objectives serve each other, neither serves the level above, and progress is counted in a "
        "circle.",
        source="practice 16",
        bad=example(
            Objective(id="O1", text="Fill the quiet months", contributes_to="O2-KR1"),
            Objective(id="O2", text="Turn first-time guests into regulars", contributes_to="O1-KR1"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings in January from 20 to 45"),
            KeyResult(id="O2-KR1", objective_id="O2", text="Guests who come again from 18% to 30%"),
        ),
        good=example(
            Objective(id="O1", text="Fill the quiet months", contributes_to="O2-KR1"),
            Objective(id="O2", text="Turn first-time guests into regulars"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings in January from 20 to 45"),
            KeyResult(id="O2-KR1", objective_id="O2", text="Guests who come again from 18% to 30%"),
        ),
    )
)
def circular_alignment(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """Following what it contributes to leads back to the objective itself."""
    parents = {kr.id: kr.objective_id for kr in context.okr_set.key_results if kr.id}
    serves = {
        view.objective.id: parents.get(view.objective.contributes_to.strip(), view.objective.contributes_to.strip())
        for view in context.objectives
        if view.objective.id
    }
    for view in context.objectives:
        circle = _circle(view.objective.id, serves)
        if len(circle) > 1 and view.objective.id == min(circle):
            yield (
                view.at("contributes_to"),
                Violation(
                    message=text("These objectives serve each other in a circle: {ids}.", ids=", ".join(circle)),
                    suggestion=text(
                        "Which of them would you keep if you had to drop one? The others contribute to that one."
                    ),
                ),
            )


def _circle(start: str, serves: Mapping[str, str]) -> tuple[str, ...]:
    """The objectives passed on the way from `start` back to itself; empty when the way ends elsewhere."""
    passed, place = [start], serves.get(start, "")
    while place and place not in passed:
        passed.append(place)
        place = serves.get(place, "")
    return tuple(passed) if place == start and start else ()


def measured_words(view: KeyResultView) -> frozenset[str]:
    """What a key result measures and which way, to compare; its whole sentence where that is not plain."""
    sentence = view.sentence
    metric = same_meaning(sentence.metric.of(sentence.text)) if sentence.metric and sentence.baseline else frozenset()
    return metric | {f"{sentence.direction or ''}"} if len(metric) > 1 else same_meaning(sentence.text)


_LOCAL_ID = re.compile(r"O\d+(?:-KR\d+)?", re.IGNORECASE)

RULES: tuple[Rule, ...] = (
    duplicate_objective,
    duplicate_key_result,
    self_alignment,
    broken_alignment,
    circular_alignment,
)
