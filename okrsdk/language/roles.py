"""Which part each amount of a key result plays: baseline, target, bound of a range, change, or mere context.

The amount that a change or a comparison governs is the target: `to 9 days`, `→ 60`, `less than 48 hours`. Where several
could be, the strongest tie wins, and of equal ones the first. What only describes something is context and never a
target: `a backup of 1 TB`, `(≤ 100k files)`, `90-day`, `the last 30 days`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.language.languages import is_foreign
from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.units import TIME_UNITS, comparable, dimension

if TYPE_CHECKING:
    from okrsdk.language.leading_verb import LeadingVerb
    from okrsdk.language.numbers import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The amounts of a sentence by their part, the bound of the target, and the amounts that are mere context."""

    baseline: Amount | None = None
    target: Amount | None = None
    lower: Amount | None = None
    change: Amount | None = None
    bound: str = ""
    context: tuple[Amount, ...] = ()


_SHARES = frozenset(("%", "pp", "bps"))
_MOVES = (VerbClass.HOLD, VerbClass.RISE, VerbClass.FALL)


class _Tie(IntEnum):
    """How strongly the words tie an amount to the aim; context is tied to something else."""

    CONTEXT = 0
    WEAK = 1
    PLAIN = 2
    GOVERNED = 3
    AIM = 4


ARROW = r"(?:→|⟶|➔|➜|⇒|-{1,2}>|–>|—>|=>|(?<![<=])>)"
_BASELINE_BEFORE = re.compile(
    r"(?:\bfrom(?:\s+(?:a|an|the|our|about|around|just|only))?(?:\s+(?:current(?:ly)?|baseline|existing))?(?:\s+of)?"
    r"|\b(?:currently|current|today|was|were|baseline|previously|now|presently|start(?:ing)?(?:\s+at)?|vs\.?|versus|compared\s+(?:to|with))"
    r"(?:\s+(?:is|at|of|about|around|only|closed|have|has|value))*)\s*[:=]?\s*$",
    re.IGNORECASE,
)
_FROM_FAR = re.compile(r"\bfrom\s+(?:[^\W\d]+\s+){1,4}$", re.IGNORECASE)
_TO_BEFORE = re.compile(
    r"(?:\bto(?:\s+(?:a|an|the|at|about|around|over))?(?:\s+(?:least|most|more\s+than|less\s+than|under|over|below|above|"
    rf"only|no\s+more\s+than))?|{ARROW})\s*$",
    re.IGNORECASE,
)
_ARROW_BETWEEN = re.compile(rf"[\w\s/%()]{{0,24}}{ARROW}\s*")
_AIM_BEFORE = re.compile(r"\b(?:target|goal|aim)(?:\s+(?:is|of))?\s*[:=]?\s*$", re.IGNORECASE)
_BY_BEFORE = re.compile(
    r"\bby(?:\s+(?:a|an|another|at\s+least|more\s+than|over|up\s+to|about|around|a\s+further))?\s*$", re.IGNORECASE
)
_CHANGE_AFTER = re.compile(
    r"\s*(?:more|fewer|less|higher|lower|faster|increase|decrease|reduction|growth|improvement|drop|decline|rise|lift|uplift|"
    r"additional|extra|better|new\s+growth|yoy|qoq|mom|year[\s-]over[\s-]year)\b",
    re.IGNORECASE,
)
_ENDS_AFTER = re.compile(r"[\s.]*(?:$|(?:within|in|over|by|during|until|before|this|next|per|a)\b)", re.IGNORECASE)
_CHANGE_BEFORE = re.compile(
    r"(?<![\w-])(?:up|down|grow|increase|reduce|decrease|rise|fall|drop|another)\s*$", re.IGNORECASE
)
_AT_LEAST_BEFORE = re.compile(
    r"(?:\bat\s+(?:the\s+)?(?:very\s+)?least|\b(?:more|higher|greater|better|bigger)\s+than|\b(?:over|above|exceed(?:ing|s)?|minimum(?:\s+of)?"
    r"|min\.?|no\s+(?:less|fewer)\s+than|not\s+less\s+than|upwards\s+of|beyond|surpass(?:ing)?))\s*$",
    re.IGNORECASE,
)
_AT_MOST_BEFORE = re.compile(
    r"(?:\bat\s+(?:the\s+)?most(?:\s+at)?|\b(?:less|fewer|lower|faster|shorter|smaller)\s+than|\b(?:under|below|beneath|within|"
    r"max(?:imum)?\.?(?:\s+of)?|limited\s+to|capped\s+at|no\s+more\s+than|not\s+more\s+than|no\s+later\s+than|up\s+to|not\s+exceed(?:ing)?))"
    r"(?:\s+(?:the|an?|first|one))*\s*$",
    re.IGNORECASE,
)
_AT_LEAST_AFTER = re.compile(r"\s*(?:\w+\s+)?or\s+(?:more|higher|above|better|greater|over)\b", re.IGNORECASE)
_AT_MOST_AFTER = re.compile(r"\s*(?:\w+\s+)?or\s+(?:less|fewer|lower|below|under|faster|better)\b", re.IGNORECASE)
_NEGATED_BEFORE = re.compile(
    r"\b(?:no|not|never)\s+(?P<than>more|less|fewer|higher|lower|later|longer|over|above|below|under|exceed(?:s|ing)?)(?:\s+than)?\s*$",
    re.IGNORECASE,
)
_NONE_BEYOND_BEFORE = re.compile(
    r"^\W*(?:no|none|not\s+one|nothing)\b.*\b(?:(?:more|longer|later|higher|older)\s+than|over|above|exceeds?|beyond)\s*$",
    re.IGNORECASE,
)
_MORE = frozenset(("more", "higher", "later", "longer", "over", "above", "exceed", "exceeds", "exceeding"))
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:and|to|-|–|—)\s*")
_TO_ONLY = re.compile(r"\s*to\s*", re.IGNORECASE)
_CONTEXT_BEFORE = re.compile(
    r"\b(?:per|every|each|last|past|next|first|previous|following|after|older\s+than|aged?|ages|top|another)\s+"
    r"(?:the\s+)?$|\b(?:the|our)\s+top\s+$",
    re.IGNORECASE,
)
_SPAN_OF_TIME_BEFORE = re.compile(r"\b(?P<word>in|over|for|during|within)\s+(?:the\s+|a\s+)?$", re.IGNORECASE)
_OF_ALL_BEFORE = re.compile(r"\b(?:of\s+(?:the|our|all)|all(?:\s+(?:the|our|of\s+(?:the|our)))?)\s+$", re.IGNORECASE)
_CHANGE_IN_BRACKETS = re.compile(r"\(\s*from\b|" + ARROW)
_NOW_AFTER = re.compile(
    r"\s*\(?(?:now|today|currently|at\s+present|at\s+the\s+moment)\b(?!\s*(?:at|is|of|around|about)?\s*[:=]?\s*[\d$€£<>~])",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^\W*(?:an?|the|each|every|any)\s+(?:[^\W\d]+[\s-]+){1,3}(?:of|with|over|under)\s+$", re.IGNORECASE
)
_FINITE_AFTER = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:is|are|was|were|gets?|takes?|can|must|should|completes?|loads?|finishe?s?|runs?|costs?|arrives?)\b"
)
_COMPOUND = re.compile(r"\d-[^\W\d_]")
_OF_SHARE = re.compile(r"\s+of\s+(?!plan\b|target\b|quota\b|budget\b)", re.IGNORECASE)
_FOREIGN_PAIRS = tuple(
    (re.compile(rf"\b{start}\s*$", re.IGNORECASE), re.compile(rf"(?:\s+[^\W\d_]+)?\s+{end}\s*", re.IGNORECASE))
    for start, end in (("vo[nm]", "auf"), ("van", "naar"), ("de", "para"))
)
"""Prepositions that together say a change and no range: German, Dutch, Portuguese. `de 9 à 4` may be a range."""


def roles_of(text: str, found: tuple[Amount, ...], head: LeadingVerb) -> Roles:
    """The parts that the amounts `found` in `text` play; of a language that is not understood only plain changes."""
    if is_foreign(text):
        return _foreign_roles(text, found)
    roles, best = Roles(), _Tie.CONTEXT
    for index, amount in enumerate(found):
        before = text[found[index - 1].span.end if index else 0 : amount.span.start]
        after = text[amount.span.end :]
        if index and roles.lower is found[index - 1] and roles.target is None and _JOINED.fullmatch(before):
            roles, best = replace(roles, target=amount), _Tie.AIM
        elif _opens_range(found, index, before, after, head):
            roles = replace(roles, lower=roles.lower or amount)
        elif _is_baseline(text, found, index, head):
            roles = replace(roles, baseline=roles.baseline or amount)
        elif is_change(amount, text, before, head):
            roles = replace(roles, change=roles.change or amount)
        else:
            tie = _tie(text, amount, before, head, has_change=roles.change is not None)
            if tie is _Tie.CONTEXT:
                roles = replace(roles, context=(*roles.context, amount))
            elif tie > best:
                roles = _aimed(roles, amount, text=text, before=before)
                best = tie
    return _consistent(roles, found)


def _aimed(roles: Roles, amount: Amount, *, text: str, before: str) -> Roles:
    """With `amount` as the target; beside a number that is called the target, one before it is where things are."""
    baseline = roles.baseline
    if baseline is None and roles.target is not None and _AIM_BEFORE.search(before) and not roles.bound:
        baseline = roles.target
    return replace(roles, baseline=baseline, target=amount, bound=_bound(amount, before, text[amount.span.end :]))


def _consistent(roles: Roles, found: tuple[Amount, ...]) -> Roles:
    """Without an open end of a range, an end of `4-5` that is no sure number, or a baseline of another unit."""
    if roles.lower is not None and roles.target is None:
        roles = replace(roles, lower=None)
    target, baseline = roles.target, roles.baseline
    if target is not None and roles.lower is None and _is_of_range(target, found):
        roles = replace(roles, target=None, bound="")
    if baseline is not None and _is_of_range(baseline, found):
        roles = replace(roles, baseline=None)
    if baseline is not None and target is not None and not _are_of_one_kind(baseline, target):
        roles = replace(roles, baseline=None)
    return roles


def _is_of_range(amount: Amount, found: tuple[Amount, ...]) -> bool:
    place = found.index(amount)
    return amount.is_range_end or (place + 1 < len(found) and found[place + 1].is_range_end)


def _are_of_one_kind(baseline: Amount, target: Amount) -> bool:
    if not baseline.readings or not target.readings:
        return True
    units = ["" if amount.is_unsure and amount.unit == "m" else amount.unit for amount in (baseline, target)]
    return comparable((baseline.readings[0], units[0]), (target.readings[0], units[1])) is not None


def _opens_range(found: tuple[Amount, ...], index: int, before: str, after: str, head: LeadingVerb) -> bool:
    """Whether the amount is the lower end of a range to stay in: `between 4 and 5`, `keep it at 2-8 °C`."""
    if index + 1 == len(found):
        return False
    if _BETWEEN.search(before):
        return True
    between = after[: found[index + 1].span.start - found[index].span.end]
    return (
        head.act is VerbClass.HOLD
        and (found[index + 1].is_range_end or _TO_ONLY.fullmatch(between) is not None)
        and (_BASELINE_BEFORE.search(before) is None)
    )


def _is_baseline(text: str, found: tuple[Amount, ...], index: int, head: LeadingVerb) -> bool:
    before = text[found[index - 1].span.end if index else 0 : found[index].span.start]
    if _BASELINE_BEFORE.search(before) is not None or _NOW_AFTER.match(text, found[index].span.end):
        return True
    if index + 1 == len(found) or found[index].is_range_end:
        return False
    between = text[found[index].span.end : found[index + 1].span.start]
    if _ARROW_BETWEEN.fullmatch(between) is not None:
        return True
    if _FROM_FAR.search(before) is not None and _TO_BEFORE.search(between) is not None:
        return True
    return _moves(head) and _TO_ONLY.fullmatch(between) is not None and not _TO_BEFORE.search(before)


def _moves(head: LeadingVerb) -> bool:
    return head.act in (VerbClass.RISE, VerbClass.FALL)


def is_change(amount: Amount, text: str, before: str, head: LeadingVerb) -> bool:
    """Whether the amount says by how much something changes, not what it becomes: `by 30 %`, `2x`, `20 % more`."""
    after = text[amount.span.end :]
    is_comparison = amount.unit == "times" and re.match(r"\s*(?:as|more|higher|faster|larger)\b", after) is not None
    if (amount.unit == "x" and amount.readings) or is_comparison:
        return True
    if _BY_BEFORE.search(before) or _CHANGE_AFTER.match(after):
        return True
    return _is_signed(amount, text, before) or _is_moved_by(amount, text, before, head)


def _is_signed(amount: Amount, text: str, before: str) -> bool:
    """`+20 bookings`, `-5 %`, `up 30 %`."""
    is_share, sign = amount.unit in _SHARES, text[amount.span.start]
    if sign == "+" or (is_share and sign == "-" and not _TO_BEFORE.search(before)):
        return True
    return is_share and _CHANGE_BEFORE.search(before) is not None


def _is_moved_by(amount: Amount, text: str, before: str, head: LeadingVerb) -> bool:
    """`Cut 3 tools`: by how many; `Grow revenue 20 %`: by how much."""
    if not _moves(head) or head.verb is None or amount.bound:
        return False
    if amount.unit not in _SHARES:
        return not text[head.verb.span.end : amount.span.start].strip()
    is_aim = any(tied.search(before) for tied in (_TO_BEFORE, _AT_LEAST_BEFORE, _AT_MOST_BEFORE))
    return not is_aim and _ENDS_AFTER.match(text[amount.span.end :]) is not None


def _tie(text: str, amount: Amount, before: str, head: LeadingVerb, *, has_change: bool) -> _Tie:
    if _AIM_BEFORE.search(before):
        return _Tie.AIM
    if _is_context(text, amount, before):
        return _Tie.CONTEXT
    if _TO_BEFORE.search(before):
        return _Tie.AIM
    return _tie_without_aim(text, amount, before, head, has_change=has_change)


def _tie_without_aim(text: str, amount: Amount, before: str, head: LeadingVerb, *, has_change: bool) -> _Tie:
    after = text[amount.span.end :]
    span = _SPAN_OF_TIME_BEFORE.search(before) if amount.unit in TIME_UNITS else None
    if span is not None and (has_change or _moves(head)):
        return _Tie.CONTEXT
    if _leads(text, amount, head) or (amount.unit == "%" and _OF_SHARE.match(after)):
        return _Tie.GOVERNED
    if _OF_ALL_BEFORE.search(before) or (span is not None and span["word"].lower() != "within"):
        return _Tie.WEAK
    return _Tie.GOVERNED if _bound(amount, before, after) else _Tie.PLAIN


def _is_context(text: str, amount: Amount, before: str) -> bool:
    """Whether the amount only describes: in brackets, in a compound (`90-day`), of a subject (`a file of 1 TB is`)."""
    start = amount.span.start
    if _is_in_brackets(text, start) and not _CHANGE_IN_BRACKETS.search(text[text.rfind("(", 0, start) : start]):
        return True
    if _COMPOUND.search(amount.span.of(text)) or _CONTEXT_BEFORE.search(before) or amount.unit == "ordinal":
        return True
    is_of_subject = (
        _SUBJECT.match(text[:start]) is not None and _FINITE_AFTER.match(text[amount.span.end :]) is not None
    )
    return is_of_subject and not _TO_BEFORE.search(before)


def _leads(text: str, amount: Amount, head: LeadingVerb) -> bool:
    """Whether a count, a sum or a share is the first thing said (`12 dealers with …`) or what the verb brings about."""
    before = text[head.verb.span.end if head.verb else 0 : amount.span.start]
    is_counted = head.act not in _MOVES and dimension(amount.unit) in ("", "money", "share")
    return is_counted and not re.search(r"[^\W\d_]", before)


def _is_in_brackets(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place) or text.count("[", 0, place) > text.count(
        "]", 0, place
    )


def _bound(amount: Amount, before: str, after: str) -> str:
    if amount.bound:
        return amount.bound
    if _NONE_BEYOND_BEFORE.search(before):
        return "<="
    negated = _NEGATED_BEFORE.search(before)
    if negated is not None:
        return "<=" if negated["than"].lower() in _MORE else ">="
    if _AT_LEAST_BEFORE.search(before) or _AT_LEAST_AFTER.match(after):
        return ">="
    if _AT_MOST_BEFORE.search(before) or _AT_MOST_AFTER.match(after):
        return "<="
    return ""


def _foreign_roles(text: str, found: tuple[Amount, ...]) -> Roles:
    for first, second in pairwise(found):
        before, between = text[: first.span.start], text[first.span.end : second.span.start]
        is_pair = any(start.search(before) and end.fullmatch(between) for start, end in _FOREIGN_PAIRS)
        if (is_pair or re.fullmatch(rf"\s*{ARROW}\s*", between)) and _are_of_one_kind(first, second):
            return Roles(baseline=first, target=second)
    return Roles()
