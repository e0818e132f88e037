"""The reader of key-result sentences: metric, direction, baseline, target, change, date, kind, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from okrsdk.language.amount_pairs import goes_up, read_together
from okrsdk.language.date_mentions import DateMention, date_mentions
from okrsdk.language.direction import Direction, direction_of, has_gerund_subject
from okrsdk.language.languages import is_foreign, locale_of
from okrsdk.language.leading_verb import LeadingVerb, VerbClass, opening
from okrsdk.language.metric import metric_span
from okrsdk.language.numbers import Amount, amounts
from okrsdk.language.roles import Roles, roles_of
from okrsdk.language.text import LONGEST, Span, body_start, words
from okrsdk.language.units import in_one_unit
from okrsdk.model import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultSentence:
    """What a key result says in words. What it does not say is None; nothing is guessed.

    Attributes:
        text: the sentence.
        opening: how it begins.
        direction: which way its words point.
        metric: where the thing that is counted is.
        baseline: the value at the start.
        target: the value to reach; of a range its upper bound.
        lower: the lower bound of a range to stay in.
        change: a change relative to the baseline (`by 30 %`, `20 % more`, `2x`).
        amounts: all amounts, those of no known role included.
        due: the date or time box.
        kind: how it is measured, when the words say so.
        unit: the one unit of baseline and target; empty where they have none in common.
        start_value: the baseline, or the lower bound, in that unit; None where it is not sure.
        target_value: the target in that unit; None where it is not sure.
    """

    text: str
    opening: LeadingVerb
    direction: Direction | None
    metric: Span | None
    baseline: Amount | None
    target: Amount | None
    lower: Amount | None
    change: Amount | None
    amounts: tuple[Amount, ...]
    due: DateMention | None
    kind: Kind | None
    unit: str
    start_value: Decimal | None
    target_value: Decimal | None

    @property
    def has_number(self) -> bool:
        """Whether there is any amount in it; a placeholder counts, since its author knows that a number is missing."""
        return bool(self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Values:
    start: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""


_UPWARD = {Direction.UP: True, Direction.DOWN: False}
_KINDS = {Direction.UP: Kind.INCREASE, Direction.DOWN: Kind.DECREASE}


@lru_cache(maxsize=16_384)  # a workbook of ten thousand rows, which is asked for by rule after rule
def parse_key_result(text: str, locale: str | None = None) -> KeyResultSentence:
    """What the first 1,000 characters of the key result `text` say.

    Args:
        text: the key result.
        locale: the locale of its sheet; without one an amount like `1.200` is sure only where the words, the other
            numbers or their direction leave one reading.

    >>> said = parse_key_result("Reduce average wait time on calls from 5 minutes to 2 minutes")
    >>> said.metric.of(said.text), said.baseline.value, said.target.value, said.unit, said.kind.value
    ('average wait time on calls', Decimal('5'), Decimal('2'), 'minutes', 'decrease')
    >>> parse_key_result("NPS of 40 (up from 25)").baseline.value
    Decimal('25')
    """
    text = text[:LONGEST]
    locale = locale_of(text, locale)
    found = amounts(text, locale)
    head = _opening(text)
    dates = date_mentions(text, locale)
    roles = roles_of(text, found, head)
    direction = direction_of(text, head, roles)
    roles, found = _told(roles, found, direction)
    values = _values(roles)
    return KeyResultSentence(
        text=text,
        opening=head,
        direction=direction,
        metric=None if is_foreign(text) else metric_span(text, head, _anchors(roles, found), dates),
        baseline=roles.baseline,
        target=roles.target,
        lower=roles.lower,
        change=roles.change,
        amounts=found,
        due=_due(dates),
        kind=_kind(roles, values, direction),
        unit=values.unit,
        start_value=values.start,
        target_value=values.target,
    )


def _opening(text: str) -> LeadingVerb:
    head = opening(text)
    if not has_gerund_subject(text, head):
        return head
    return LeadingVerb(act=VerbClass.STATE, verb=None, base="", rest=words(text, body_start(text)), object=())


def _anchors(roles: Roles, found: tuple[Amount, ...]) -> list[Span]:
    return [amount.span for amount in found if amount not in roles.context] or [amount.span for amount in found]


def _told(roles: Roles, found: tuple[Amount, ...], direction: Direction | None) -> tuple[Roles, tuple[Amount, ...]]:
    """Roles and amounts with what baseline and target tell of each other."""
    if roles.baseline is None or roles.target is None:
        return roles, found
    first, last = read_together(roles.baseline, roles.target, is_upward=_UPWARD.get(direction) if direction else None)
    told = {roles.baseline: first, roles.target: last}
    return replace(roles, baseline=first, target=last), tuple(told.get(amount, amount) for amount in found)


def _values(roles: Roles) -> _Values:
    """Baseline (or lower bound) and target in one unit; what is open or not sure is None."""
    first, last = roles.lower or roles.baseline, roles.target
    start = None if first is None else first.value
    target = None if last is None else last.value
    units = [amount.unit for amount in (last, first) if amount is not None and amount.unit]
    if start is None or target is None or first is None or last is None:
        is_known = start is not None or target is not None
        return _Values(start=start, target=target, unit=units[0] if is_known and len(set(units)) == 1 else "")
    common = in_one_unit((start, first.unit), (target, last.unit))
    if common is None:
        return _Values()
    return _Values(start=common[0], target=common[1], unit=common[2])


def _kind(roles: Roles, values: _Values, direction: Direction | None) -> Kind | None:
    target = roles.target
    if roles.lower is not None and target is not None:
        return Kind.BETWEEN
    by_words = _KINDS.get(direction) if direction else None
    if target is None:
        return by_words if roles.change is not None else None
    if roles.baseline is not None:
        return _linear_kind(roles.baseline, target, by_words)
    if roles.bound:
        return Kind.AT_LEAST if ">" in roles.bound else Kind.AT_MOST
    return Kind.DECREASE if by_words is None and values.target == 0 else by_words


def _linear_kind(baseline: Amount, target: Amount, by_words: Kind | None) -> Kind | None:
    if baseline.value is None or target.value is None:
        return by_words
    is_upward = goes_up(baseline.value, baseline.unit, target.value, target.unit)
    by_numbers = {True: Kind.INCREASE, False: Kind.DECREASE}.get(is_upward) if is_upward is not None else None
    return by_numbers if by_words in (None, by_numbers) else None


def _due(dates: tuple[DateMention, ...]) -> DateMention | None:
    return next((mention for mention in dates if mention.is_deadline), dates[0] if dates else None)
