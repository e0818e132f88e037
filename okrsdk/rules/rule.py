"""The mechanism: a rule is one function with all that is said about it.

::

    @key_result_rule(
        About(code="K299", name="…", severity=Severity.WARNING, why="…", source="practice 4", bad=…, good=…)
    )
    def an_example(case: KeyResultCase, review: Review) -> Doubt | None: ...

The decorated name is the `Rule`: a value, put into its module's `RULES` by hand. Nothing registers itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from okrsdk.findings import Finding, Location, RuleInfo, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from okrsdk.rules.example import Example
    from okrsdk.rules.rule_context import KeyResultCase, ObjectiveCase, Review

_Case = TypeVar("_Case", "ObjectiveCase", "KeyResultCase")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a rule found at one place.

    Attributes:
        message: what is wrong, one sentence that quotes the doubtful words.
        suggestion: what helps the author further.
        field: the field in question; None for the whole record.
    """

    message: str
    suggestion: str
    field: str | None = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """All that a rule says of itself.

    Attributes:
        code: stable code, a family letter and three digits.
        name: short name in words.
        severity: of its findings, unless the policy says otherwise.
        why: the reason one can learn from.
        source: where the practice comes from.
        bad: OKRs in which it finds something.
        good: the same as they should be.
        is_wording: whether it judges the sentence alone, so that it can be asked of text without columns.
        is_structure: whether text alone carries what it asks (counts, repetitions) though it judges no sentence.
    """

    code: str
    name: str
    severity: Severity
    why: str
    source: str
    bad: Example
    good: Example
    is_wording: bool = False
    is_structure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        about: what it says of itself.
        look: where it finds something, and what.
    """

    about: About
    look: Callable[[Review], Iterator[tuple[Location, Doubt]]]

    @property
    def code(self) -> str:
        """Its code."""
        return self.about.code

    @property
    def info(self) -> RuleInfo:
        """What it says of itself, as text."""
        about = self.about
        return RuleInfo(
            code=about.code,
            name=about.name,
            severity=about.severity,
            why=about.why,
            source=about.source,
            bad=about.bad.described(),
            good=about.good.described(),
        )

    def findings(self, review: Review) -> Iterator[Finding]:
        """What it finds under the review's policy."""
        severity = review.policy.severity(self.code, self.about.severity)
        for location, doubt in self.look(review):
            yield Finding(
                code=self.code,
                severity=severity,
                location=location,
                message=doubt.message,
                suggestion=doubt.suggestion,
            )


def objective_rule(about: About) -> Callable[[Callable[[ObjectiveCase, Review], Doubt | None]], Rule]:
    """Makes a function of one objective the rule that `about` tells of."""
    return _rule_of_each(about, lambda review: review.objectives)


def key_result_rule(about: About) -> Callable[[Callable[[KeyResultCase, Review], Doubt | None]], Rule]:
    """Makes a function of one key result the rule that `about` tells of."""
    return _rule_of_each(about, lambda review: review.key_results)


def _rule_of_each(
    about: About, cases: Callable[[Review], Iterable[_Case]]
) -> Callable[[Callable[[_Case, Review], Doubt | None]], Rule]:
    def made(judge: Callable[[_Case, Review], Doubt | None]) -> Rule:
        def look(review: Review) -> Iterator[tuple[Location, Doubt]]:
            for case in cases(review):
                doubt = judge(case, review)
                if doubt is not None:
                    yield case.at(doubt.field), doubt

        return Rule(about=about, look=look)

    return made


def set_rule(about: About) -> Callable[[Callable[[Review], Iterable[tuple[Location, Doubt]]]], Rule]:
    """Makes a function of the whole set, which says itself where, the rule that `about` tells of."""

    def made(judge: Callable[[Review], Iterable[tuple[Location, Doubt]]]) -> Rule:
        def look(review: Review) -> Iterator[tuple[Location, Doubt]]:
            yield from judge(review)

        return Rule(about=about, look=look)

    return made
