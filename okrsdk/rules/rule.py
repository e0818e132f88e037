"""The mechanism: a rule is one function with all that is said about it.

::

    @key_result_rule(
        RuleMeta(code="K299", name="…", severity=Severity.WARNING, why="…", source="practice 4", bad=…, good=…)
    )
    def an_example(case: KeyResultView, context: RuleContext) -> Violation | None: ...

The decorated name is the `Rule`: a value, put into its module's `RULES` by hand. Nothing registers itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from okrsdk.findings import Finding, Location, RuleInfo, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from okrsdk.rules.example import Example
    from okrsdk.rules.rule_context import KeyResultView, ObjectiveView, RuleContext

_View = TypeVar("_View", "ObjectiveView", "KeyResultView")


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
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
class RuleMeta:
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
        meta: what it says of itself.
        check: where it finds something, and what.
    """

    meta: RuleMeta
    check: Callable[[RuleContext], Iterator[tuple[Location, Violation]]]

    @property
    def code(self) -> str:
        """Its code."""
        return self.meta.code

    @property
    def info(self) -> RuleInfo:
        """What it says of itself, as text."""
        meta = self.meta
        return RuleInfo(
            code=meta.code,
            name=meta.name,
            severity=meta.severity,
            why=meta.why,
            source=meta.source,
            bad=meta.bad.described(),
            good=meta.good.described(),
        )

    def findings(self, context: RuleContext) -> Iterator[Finding]:
        """What it finds under the review's policy."""
        severity = context.policy.severity(self.code, self.meta.severity)
        for location, violation in self.check(context):
            yield Finding(
                code=self.code,
                severity=severity,
                location=location,
                message=violation.message,
                suggestion=violation.suggestion,
            )


def objective_rule(meta: RuleMeta) -> Callable[[Callable[[ObjectiveView, RuleContext], Violation | None]], Rule]:
    """Makes a function of one objective the rule that `meta` describes."""
    return _rule_of_each(meta, lambda context: context.objectives)


def key_result_rule(meta: RuleMeta) -> Callable[[Callable[[KeyResultView, RuleContext], Violation | None]], Rule]:
    """Makes a function of one key result the rule that `meta` describes."""
    return _rule_of_each(meta, lambda context: context.key_results)


def _rule_of_each(
    meta: RuleMeta, views: Callable[[RuleContext], Iterable[_View]]
) -> Callable[[Callable[[_View, RuleContext], Violation | None]], Rule]:
    def made(judge: Callable[[_View, RuleContext], Violation | None]) -> Rule:
        def check(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
            for view in views(context):
                violation = judge(view, context)
                if violation is not None:
                    yield view.at(violation.field), violation

        return Rule(meta=meta, check=check)

    return made


def set_rule(meta: RuleMeta) -> Callable[[Callable[[RuleContext], Iterable[tuple[Location, Violation]]]], Rule]:
    """Makes a function of the whole set, which says itself where, the rule that `meta` describes."""

    def made(judge: Callable[[RuleContext], Iterable[tuple[Location, Violation]]]) -> Rule:
        def check(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
            yield from judge(context)

        return Rule(meta=meta, check=check)

    return made
