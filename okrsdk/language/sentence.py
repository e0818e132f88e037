"""The parser of key-result sentences: metric, direction, baseline, target, change, date, kind, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from okrsdk.language.date_mentions import DateMention, date_mentions
from okrsdk.language.leading_verb import LeadingVerb, VerbClass, opening
from okrsdk.language.metric import metric_span
from okrsdk.language.numbers import Amount, amounts
from okrsdk.language.text import LONGEST, Span
from okrsdk.language.units import comparable
from okrsdk.model import Kind


class Direction(StrEnum):
    """Which way the verb says the number should go."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultSentence:
    """What a key result says in words. What it does not say is None; nothing is guessed.

    Attributes:
        text: the sentence.
        opening: how it begins.
        direction: which way the verb points.
        metric: where the thing that is counted stands.
        baseline: the value at the start.
        target: the value to reach; of a range its upper bound.
        lower: the lower bound of a range to stay in.
        change: a change relative to the baseline (`by 30 %`, `20 % more`, `2x`).
        amounts: all amounts, those of no known role included.
        due: the date or time box.
        kind: how it is measured, when the words say so.
        unit: unit of baseline and target.
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

    @property
    def has_number(self) -> bool:
        """Whether any amount stands in it; a placeholder counts, since its author knows that a number is missing."""
        return bool(self.amounts)


@dataclass(slots=True, kw_only=True)
class _Roles:
    baseline: Amount | None = None
    target: Amount | None = None
    lower: Amount | None = None
    change: Amount | None = None
    bound: str = ""


_KINDS = {Direction.UP: Kind.INCREASE, Direction.DOWN: Kind.DECREASE}
_DIRECTIONS = {VerbClass.RISE: Direction.UP, VerbClass.FALL: Direction.DOWN, VerbClass.HOLD: Direction.HOLD}
_BASELINE_BEFORE = re.compile(
    r"(?:\bfrom(?:\s+(?:a|an|the|our|about|around|just|only))?(?:\s+(?:current(?:ly)?|baseline|existing))?(?:\s+of)?"
    r"|\b(?:currently|current|today|was|were|baseline|previously|now|presently|start(?:ing)?(?:\s+at)?|vs\.?|versus|compared\s+(?:to|with))"
    r"(?:\s+(?:is|at|of|about|around|only|closed|have|has|value))*)\s*[:=]?\s*$",
    re.IGNORECASE,
)
_FROM_FAR = re.compile(r"\bfrom\s+(?:[^\W\d]+\s+){1,4}$", re.IGNORECASE)
_TO_BEFORE = re.compile(
    r"(?:\bto(?:\s+(?:a|an|the|at|about|around|over))?(?:\s+(?:least|most|more\s+than|less\s+than|under|over|below|above|"
    r"only|no\s+more\s+than))?|→|->|=>|>|➔|⇒)\s*$",
    re.IGNORECASE,
)
_BY_BEFORE = re.compile(
    r"\bby(?:\s+(?:a|an|another|at\s+least|more\s+than|over|up\s+to|about|around|a\s+further))?\s*[+-]?$", re.IGNORECASE
)
_CHANGE_AFTER = re.compile(
    r"\s*(?:more|fewer|less|higher|lower|faster|increase|decrease|reduction|growth|improvement|drop|rise|lift|uplift|"
    r"additional|extra|better|new\s+growth|yoy|qoq|mom|year[\s-]over[\s-]year)\b",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(r"\b(?:up|down|grow|increase|reduce|decrease|rise|fall|drop|another)\s*$", re.IGNORECASE)
_AT_LEAST_BEFORE = re.compile(
    r"(?:\bat\s+(?:the\s+)?(?:very\s+)?least|\b(?:more|higher|greater|better|bigger)\s+than|\b(?:over|above|exceed(?:ing|s)?|minimum(?:\s+of)?"
    r"|min\.?|no\s+(?:less|fewer)\s+than|not\s+less\s+than|upwards\s+of|beyond|surpass(?:ing)?))\s*$",
    re.IGNORECASE,
)
_AT_MOST_BEFORE = re.compile(
    r"(?:\bat\s+(?:the\s+)?most(?:\s+at)?|\b(?:less|fewer|lower|faster|shorter|smaller)\s+than|\b(?:under|below|beneath|within|"
    r"max(?:imum)?\.?(?:\s+of)?|no\s+more\s+than|not\s+more\s+than|no\s+later\s+than|up\s+to|not\s+exceed(?:ing)?))"
    r"(?:\s+(?:the|an?|first|one))*\s*$",
    re.IGNORECASE,
)
_AT_LEAST_AFTER = re.compile(r"\s*(?:\w+\s+)?or\s+(?:more|higher|above|better|greater|over)\b", re.IGNORECASE)
_AT_MOST_AFTER = re.compile(r"\s*(?:\w+\s+)?or\s+(?:less|fewer|lower|below|under|faster|better)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:and|to|-|–|—)\s*")


@lru_cache(maxsize=4096)
def parse_key_result(text: str) -> KeyResultSentence:
    """What the first 1,000 characters of the key result `text` say.

    >>> said = parse_key_result("Reduce average wait time on calls from 5 minutes to 2 minutes")
    >>> said.metric.of(said.text), said.baseline.value, said.target.value, said.unit, said.kind.value
    ('average wait time on calls', Decimal('5'), Decimal('2'), 'minutes', 'decrease')
    >>> parse_key_result("NPS of 40 (up from 25)").baseline.value
    Decimal('25')
    """
    text = text[:LONGEST]
    found = amounts(text)
    head = opening(text)
    dates = date_mentions(text)
    roles = _roles(text, found, head)
    direction = _DIRECTIONS.get(head.act)
    return KeyResultSentence(
        text=text,
        opening=head,
        direction=direction,
        metric=metric_span(text, head, found, dates),
        baseline=roles.baseline,
        target=roles.target,
        lower=roles.lower,
        change=roles.change,
        amounts=found,
        due=_due(dates),
        kind=_kind(roles, direction),
        unit=_shared_unit(roles),
    )


def _roles(text: str, found: tuple[Amount, ...], head: LeadingVerb) -> _Roles:
    roles = _Roles()
    for index, amount in enumerate(found):
        before = text[found[index - 1].span.end if index else 0 : amount.span.start]
        after = text[amount.span.end :]
        if index and roles.lower is found[index - 1] and roles.target is None and _JOINED.fullmatch(before):
            roles.target = amount
        elif _BETWEEN.search(before) and index + 1 < len(found):
            roles.lower = roles.lower or amount
        elif _is_baseline(before, after, found, index):
            roles.baseline = roles.baseline or amount
        elif _is_change(amount, before, after, head):
            roles.change = roles.change or amount
        elif roles.target is None or (
            _TO_BEFORE.search(before) and not _TO_BEFORE.search(text[: roles.target.span.start])
        ):
            roles.target, roles.bound = amount, _bound(amount, before, after)
    if roles.lower is not None and roles.target is None:
        roles.lower = None
    if roles.baseline is not None and roles.target is not None and not _are_of_one_kind(roles.baseline, roles.target):
        roles.baseline = None
    return roles


def _are_of_one_kind(baseline: Amount, target: Amount) -> bool:
    if baseline.value is None or target.value is None:
        return True
    return comparable((baseline.value, baseline.unit), (target.value, target.unit)) is not None


def _is_baseline(before: str, after: str, found: tuple[Amount, ...], index: int) -> bool:
    if _BASELINE_BEFORE.search(before) is not None:
        return True
    if index + 1 == len(found):
        return False
    between = after[: found[index + 1].span.start - found[index].span.end]
    has_arrow = re.fullmatch(r"[\w\s/%]{0,24}(?:→|->|=>|➔|⇒)\s*", between) is not None
    return has_arrow or (_FROM_FAR.search(before) is not None and _TO_BEFORE.search(between) is not None)


def _is_change(amount: Amount, before: str, after: str, head: LeadingVerb) -> bool:
    is_comparison = amount.unit == "times" and re.match(r"\s*(?:as|more|higher|faster|larger)\b", after) is not None
    if (amount.unit == "x" and amount.value is not None) or is_comparison:
        return True
    if _BY_BEFORE.search(before) or _CHANGE_AFTER.match(after):
        return True
    is_share = amount.unit in ("%", "pp")
    if is_share and _CHANGE_BEFORE.search(before):
        return True
    if (
        is_share
        and head.act in (VerbClass.RISE, VerbClass.FALL)
        and _TO_BEFORE.search(before) is None
        and not after.strip(" .")
    ):
        return not (_AT_LEAST_BEFORE.search(before) or _AT_MOST_BEFORE.search(before) or amount.bound)
    return before.rstrip().endswith("+") and not amount.unit


def _bound(amount: Amount, before: str, after: str) -> str:
    if amount.bound:
        return amount.bound
    if _AT_LEAST_BEFORE.search(before) or _AT_LEAST_AFTER.match(after):
        return ">="
    if _AT_MOST_BEFORE.search(before) or _AT_MOST_AFTER.match(after):
        return "<="
    return ""


def _kind(roles: _Roles, direction: Direction | None) -> Kind | None:
    target = roles.target
    if roles.lower is not None and target is not None:
        return Kind.BETWEEN
    if roles.baseline is not None and target is not None:
        return _linear_kind(roles.baseline, target, direction)
    if target is not None and roles.bound:
        return Kind.AT_LEAST if ">" in roles.bound else Kind.AT_MOST
    if target is not None and direction in (Direction.UP, Direction.DOWN):
        return Kind.INCREASE if direction is Direction.UP else Kind.DECREASE
    return None


def _linear_kind(baseline: Amount, target: Amount, direction: Direction | None) -> Kind | None:
    by_words = _KINDS.get(direction) if direction else None
    if baseline.value is None or target.value is None:
        return by_words
    values = comparable((baseline.value, baseline.unit), (target.value, target.unit))
    if values is None or values[0] == values[1]:
        return None
    by_numbers = Kind.INCREASE if values[1] > values[0] else Kind.DECREASE
    return by_numbers if by_words in (None, by_numbers) else None


def _shared_unit(roles: _Roles) -> str:
    units = [amount.unit for amount in (roles.target, roles.baseline) if amount is not None and amount.unit]
    return units[0] if units and len(set(units)) == 1 else ""


def _due(dates: tuple[DateMention, ...]) -> DateMention | None:
    return next((mention for mention in dates if mention.is_deadline), dates[0] if dates else None)
