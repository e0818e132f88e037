"""What a set of OKRs repeats of others that it is read together with: the same OKR is never at two levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Finding, in_reading_order
from okrsdk.language.normalize import normalized
from okrsdk.language.rewording import same_meaning
from okrsdk.rules.alignment import duplicate_key_result, duplicate_objective, measured_words
from okrsdk.rules.checking import context_of, mutes_of
from okrsdk.rules.rule import Rule, Violation
from okrsdk.rules.rule_context import Form
from okrsdk.rules.suppressions import without_muted
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.findings import Location
    from okrsdk.model import OkrSet
    from okrsdk.rules.policy import Policy
    from okrsdk.rules.rule_context import KeyResultView, ObjectiveView, RuleContext

_KEEP = text("Keep it at one level. The level below takes over a key result and writes its own objective to move it.")
_MEASURE = text("Keep it where it is decided. Below, measure what your own part of it brings.")


def repeated(
    okr_set: OkrSet, earlier: Mapping[str, OkrSet], *, policy: Policy | None = None, form: Form = Form.TABLES
) -> tuple[Finding, ...]:
    """The objectives and key results of `okr_set` that sets before it have too, in whatever words: A401 and A402.

    Sets of other clients and of other cycles are not compared; one that names neither is compared with all.

    Args:
        okr_set: the set.
        earlier: the sets read before it, by what to call them.
        policy: which rules hold and with what severities; by default the client's own.
        form: the form the set came in.
    """
    context = context_of(okr_set, policy=policy, on=None, form=form)
    others = {
        name: context_of(other, policy=policy, on=None, form=form)
        for name, other in earlier.items()
        if _belongs_beside(okr_set, other)
    }
    found = [
        Finding(
            code=rule.code,
            severity=context.policy.severity(rule.code, rule.meta.severity),
            location=location,
            message=violation.message,
            suggestion=violation.suggestion,
        )
        for rule, location, violation in _repetitions(context, others)
        if context.policy.holds(rule.code)
    ]
    return in_reading_order(without_muted(found, mutes_of(okr_set)).findings)


def _belongs_beside(okr_set: OkrSet, other: OkrSet) -> bool:
    clients = {normalized(one.client.name) for one in (okr_set, other)} - {""}
    cycles = {one.cycle.name for one in (okr_set, other) if one.cycle is not None}
    return len(clients) <= 1 and len(cycles) <= 1


def _repetitions(context: RuleContext, others: Mapping[str, RuleContext]) -> Iterator[tuple[Rule, Location, Violation]]:
    objectives = {same_meaning(o.objective.text): (o, name) for name, other in others.items() for o in other.objectives}
    for objective in context.objectives:
        words = same_meaning(objective.objective.text)
        if words and words in objectives:
            yield duplicate_objective, objective.at("text"), _objective(objective, *objectives[words])
    key_results = {measured_words(kr): (kr, name) for name, other in others.items() for kr in other.key_results}
    for key_result in context.key_results:
        words = measured_words(key_result)
        if words and words in key_results:
            yield duplicate_key_result, key_result.at("text"), _key_result(key_result, *key_results[words])


def _objective(view: ObjectiveView, other: ObjectiveView, name: str) -> Violation:
    levels = [level for level in (other.objective.level, view.objective.level) if level]
    said = view.objective.text.strip()
    message = (
        text(
            '"{quote}" says what {other} in {set} says already, at the levels {level} and {below}.',
            quote=said,
            other=other.name,
            set=name,
            level=levels[0],
            below=levels[1],
        )
        if len(set(levels)) > 1
        else text('"{quote}" says what {other} in {set} says already.', quote=said, other=other.name, set=name)
    )
    return Violation(message=message, suggestion=_KEEP)


def _key_result(view: KeyResultView, other: KeyResultView, name: str) -> Violation:
    message = text(
        '"{quote}" measures what {other} in {set} measures already.',
        quote=view.key_result.text.strip(),
        other=other.name,
        set=name,
    )
    return Violation(message=message, suggestion=_MEASURE)
