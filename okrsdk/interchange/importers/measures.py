"""Whether a sentence of a draft has an amount, states a change, or says what came of it."""

from __future__ import annotations

import re
from decimal import Decimal

from okrsdk.interchange.importers.field_values import amount_in, unit_in
from okrsdk.language.date_mentions import date_mentions
from okrsdk.language.sentence import parse_key_result

_NUMBER = re.compile(r"\d|\b[XYZN]\b|\bTBD\b|_{2,}|\?{2,}")
_MOMENT = re.compile(
    r"\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b|\b[QH][1-4]\b"
)
# From one amount to another, in the languages whose words we know.
_CHANGE = re.compile(
    r"\b(?:from|von|de|del|du|da|dal|van|desde)\b.{0,30}?\d.*?\b(?:to|auf|à|a|al|ao|para|naar|hasta|até)\b.{0,15}?\d"
    r"|\d[^\d]{0,15}(?:→|->|=>|⇒)\s*\D{0,3}\d|\d.{0,12}から.{0,12}\d",
    re.IGNORECASE | re.DOTALL,
)
_ARROW = re.compile(r"→|->|=>|⇒|➔")
_RESULT = re.compile(r"(?P<text>.+?)\s*(?:=>|⇒|→|->)\s*(?P<value>[^\s].{0,30})$", re.DOTALL)
_PER = re.compile(r"\b(?:a|an|per|each|every|pro|par|por|al)\s+\w+|/\s?\w+", re.IGNORECASE)


def has_number(text: str) -> bool:
    """Whether a sentence has an amount in it, or the place of one (`from X to Y`); dates are none.

    >>> has_number("NPS of 40"), has_number("Meet on 2026-03-04")
    (True, False)
    """
    plain = _MOMENT.sub(" ", text)
    for mention in reversed(date_mentions(text) if plain == text else ()):
        plain = plain[: mention.span.start] + plain[mention.span.end :]
    return _NUMBER.search(plain) is not None


def states_change(text: str) -> bool:
    """Whether a sentence goes from one amount to another, or says with an arrow what came of it.

    >>> states_change("Llamadas de 30 a 10"), states_change("100 % of calls => 81 %"), states_change("Week 3: 24 %")
    (True, True, False)
    """
    return _CHANGE.search(text) is not None or result_after_arrow(text) is not None


def states_goal(text: str) -> bool:
    """Whether a sentence states a change, or an amount to reach (`at least 40`, `Raise … to 40`)."""
    return states_change(text) or parse_key_result(text).kind is not None


def result_after_arrow(text: str) -> tuple[str, Decimal] | None:
    """The sentence and the current value that is written behind it with an arrow; None when there is none.

    An arrow between two amounts is the way from one to the other and no result.

    >>> result_after_arrow("100 % of calls answered => 81%")
    ('100 % of calls answered', Decimal('0.81'))
    >>> result_after_arrow("Orders a week: 80 => 140") is None
    True
    """
    match = _RESULT.fullmatch(text)
    if match is None or _ARROW.search(match["value"]):
        return None
    value = amount_in(match["value"])
    said = parse_key_result(match["text"])
    if value is None or said.target is None:
        return None
    is_of_one_unit = said.amounts[-1].unit == unit_in(match["value"])
    if len(said.amounts) > (2 if said.baseline else 1) and not is_of_one_unit:
        return None
    behind = _PER.sub("", match["text"][said.amounts[-1].span.end :])
    is_way = said.baseline is None and len(re.findall(r"[^\W\d_]+", behind)) <= 1
    return None if is_way else (match["text"].strip(), value)
