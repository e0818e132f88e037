"""Which way a key result's words point: by its leading verb, by a verb or noun of change further on, by its numbers."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.language import verbs
from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.units import comparable

if TYPE_CHECKING:
    from okrsdk.language.leading_verb import LeadingVerb
    from okrsdk.language.roles import Roles


class Direction(StrEnum):
    """Which way the words say the number should go."""

    UP = "up"
    DOWN = "down"
    HOLD = "hold"


_BY_ACT = {VerbClass.RISE: Direction.UP, VerbClass.FALL: Direction.DOWN, VerbClass.HOLD: Direction.HOLD}
_BEFORE_AMOUNT = r"(?=\s+(?:to|by|from|of|in|below|under|at|above|over|beyond|another)\b|\s+[\d$€£<>≤≥])"
_FALLS = re.compile(
    r"(?<![\w-])(?:down|reduc(?:e|es|ed|ing|tion)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|shorten(?:s|ed|ing)?|"
    r"cut(?:s|ting)?|drop(?:s|ped|ping)?|falls?|fallen|falling|declin(?:e|es|ed|ing)|shr(?:ink|inks|unk)|trimmed|"
    r"halved|minimi[sz]ed|eliminated|brought\s+down|slashed|curbed)(?![\w-])" + _BEFORE_AMOUNT,
    re.IGNORECASE,
)
_RISES = re.compile(
    r"(?<![\w-])(?:up|increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|grow(?:s|n|ing|th)?|ris(?:e|es|en|ing)|climb(?:s|ed)?|"
    r"boost(?:s|ed)?|lift(?:s|ed)?|doubled|tripled)(?![\w-])" + _BEFORE_AMOUNT,
    re.IGNORECASE,
)
_LESS_AFTER = re.compile(r"\s*(?:fewer|less|lower|decrease|reduction|drop|decline)\b", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s*(?:more|higher|increase|growth|rise|lift|uplift|additional|extra)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"(?<![\w-])(?:reduced|cut|lowered|shortened|decreased|dropped|increased|raised|grown|halved|doubled)\s+(?:to|by|from)\b",
    re.IGNORECASE,
)


def direction_of(text: str, head: LeadingVerb, roles: Roles) -> Direction | None:
    """Which way the words of `text` point; None where they do not say."""
    if head.base in verbs.BETTER and _is_downward(roles):
        return Direction.DOWN
    if head.act in (VerbClass.RISE, VerbClass.FALL):
        return _BY_ACT[head.act]
    if roles.change is not None:
        by_change = _of_change(text, roles)
        if by_change is not None:
            return by_change
    end = max((amount.span.start for amount in (roles.target, roles.change) if amount is not None), default=len(text))
    falls, rises = _last(_FALLS, text, end), _last(_RISES, text, end)
    if falls != rises:
        return Direction.DOWN if falls > rises else Direction.UP
    return _BY_ACT.get(head.act)


def _is_downward(roles: Roles) -> bool:
    """Whether baseline and target say that less is better: `improve response from 1 second to 0.5 seconds`."""
    first, last = roles.baseline, roles.target
    if first is None or last is None or first.value is None or last.value is None:
        return False
    values = comparable((first.value, first.unit), (last.value, last.unit))
    return values is not None and values[1] < values[0]


def _of_change(text: str, roles: Roles) -> Direction | None:
    change = roles.change
    if change is None:
        return None
    after = text[change.span.end :]
    if _LESS_AFTER.match(after) or text[change.span.start] == "-":
        return Direction.DOWN
    return Direction.UP if _MORE_AFTER.match(after) or text[change.span.start] == "+" else None


def _last(pattern: re.Pattern[str], text: str, end: int) -> int:
    return max((match.start() for match in pattern.finditer(text) if match.start() < end), default=-1)


def has_gerund_subject(text: str, head: LeadingVerb) -> bool:
    """Whether the leading word is what changes, not what is ordered: `Closing the month reduced to 9 days`."""
    return head.verb is not None and head.verb.plain.endswith("ing") and _CHANGED.search(text) is not None
