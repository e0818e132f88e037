"""Rules A4..: do the OKRs fit together, and those above and below them?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity
from okrsdk.model import KeyResult, Level, Objective
from okrsdk.parsing.text import fold
from okrsdk.rules.example import example
from okrsdk.rules.rule import About, Doubt, Rule, objective_rule, set_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.review import ObjectiveCase, Review


@set_rule(
    About(
        code="A401",
        name="objective-stands-twice",
        severity=Severity.WARNING,
        why="A company's objective repeated as a team's tells the team nothing it could act on. What a team "
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
def objective_stands_twice(review: Review) -> Iterator[tuple[Location, Doubt]]:
    """The same sentence stands at two objectives."""
    first: dict[str, ObjectiveCase] = {}
    for case in review.objectives:
        words = same_words(case.objective.text)
        if not words:
            continue
        earlier = first.setdefault(words, case)
        if earlier is not case:
            levels = (earlier.objective.level, case.objective.level)
            is_cascade = None not in levels and levels[0] is not levels[1]
            where = f" at the levels {levels[0]} and {levels[1]}" if is_cascade else ""
            yield (
                case.at("text"),
                Doubt(
                    message=f'"{case.objective.text.strip()}" already stands in {earlier.name}{where}.',
                    suggestion="Keep one of them; a team takes over a key result, not the objective itself.",
                ),
            )


@objective_rule(
    About(
        code="A403",
        name="contributes-to-its-own-key-result",
        severity=Severity.WARNING,
        why="An objective serves a key result of the level above. Serving its own says nothing and makes the "
        "cascade go round.",
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
def contributes_to_its_own_key_result(case: ObjectiveCase, review: Review) -> Doubt | None:
    """What it contributes to is one of its own key results, or itself."""
    reference = case.objective.contributes_to.strip()
    own = {case.objective.id, *(key_result.id for key_result in case.key_results)} - {""}
    if reference not in own:
        return None
    return Doubt(
        field="contributes_to",
        message=f"{case.name} contributes to {reference}, which is its own.",
        suggestion="Name the key result of the level above that gets better when this objective is reached, or "
        "leave it blank.",
    )


def same_words(text: str) -> str:
    """`text` without case, accents and punctuation, so that two spellings of one sentence are equal.

    >>> same_words("Win the trust…  of LARGE customers.")
    'win the trust of large customers'
    """
    return " ".join(re.findall(r"\w+", fold(text)))


RULES: tuple[Rule, ...] = (objective_stands_twice, contributes_to_its_own_key_result)
