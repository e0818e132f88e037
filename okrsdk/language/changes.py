"""Changes joined in one sentence, and the means a sentence tells along with its end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.language import verbs
from okrsdk.language.normalize import unaccented
from okrsdk.language.phrases import PHRASE_END
from okrsdk.language.text import base_forms, body_start, words
from okrsdk.language.units import TIME_UNITS
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.language.sentence import KeyResultSentence

_CHANGES = verbs.RISE | verbs.FALL
_TEAMS = word_set("marketing accounting recruiting purchasing planning publishing")
_JOINT = re.compile(r"(?:,|;|\band\b|\bwhile\b)\s*(?:and\s+|also\s+|to\s+)*$", re.IGNORECASE)
_MEANS = re.compile(r"\b(?:by|through|via)\s+(?P<verb>[a-z-]+ing)\b(?:\s+[\w'’-]+){0,4}", re.IGNORECASE)


_JOINT_METRIC = re.compile(
    r"(?:,\s*(?:and|while|but)?|;|\band|\bwhile|&)\s+(?:also\s+|to\s+)?"
    r"(?P<metric>(?:(?!and\b|up\b|down\b|from\b|currently\b|now\b|today\b|compared\b|versus\b|vs\b|instead\b|with\b|using\b|without\b|that\b|which\b|who\b|of\b|by\b|in\b|within\b|for\b)[^\W\d][\w'’-]*\s+){1,2}"
    r"(?:(?:of|per|to|by|in|a|the|for)\s+[^\W\d][\w'’-]*\s+|[^\W\d][\w'’-]*\s+){0,3}?)"
    r"(?:of|to|from|by|below|above|under|over|at|is)\s+(?:(?:at|least|most|about|over|under|below|above|up|to)\s+)*$",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\s+of\s+(?:[^\W\d][\w'’-]*\s+){1,3}$", re.IGNORECASE)
_GUARD = word_set("keep keeping maintain maintaining hold holding without")
"""What introduces a guardrail beside the result: it limits the way, and is no second result."""


def joined_results(sentence: KeyResultSentence) -> tuple[str, ...]:
    """The results of `sentence` when it joins two metrics or more, each with its amount; otherwise empty."""
    return joined_changes(sentence) or _joined_metrics(sentence)


def _joined_metrics(sentence: KeyResultSentence) -> tuple[str, ...]:
    """`satisfaction to 80 %` and `turnover to 9 %`: a metric and its amount behind another amount and a joint."""
    text = sentence.text
    for before, amount in pairwise(sentence.amounts):
        joint = _JOINT_METRIC.search(text, before.span.end, amount.span.start)
        if joint is None or (before.unit in TIME_UNITS and amount.unit in TIME_UNITS):
            continue
        between, named = text[before.span.end : joint.start() + 1], joint["metric"].split()
        is_shared = _SHARED.fullmatch(between) is not None or before.span.start < body_start(text)
        has_metric = re.search(r"[^\W\d_]", text[: before.span.start]) is not None
        is_guard = "while" in joint[0].lower()
        if is_guard or is_shared or not has_metric or unaccented(named[0]) in _GUARD or _is_context(sentence, before):
            continue
        start = sentence.opening.verb.span.start if sentence.opening.verb else body_start(text)
        return (text[start : before.span.end].strip(), text[joint.start("metric") : amount.span.end].strip())
    return ()


def _is_context(sentence: KeyResultSentence, amount: Amount) -> bool:
    return sentence.text.count("(", 0, amount.span.start) > sentence.text.count(")", 0, amount.span.start)


def joined_changes(sentence: KeyResultSentence) -> tuple[str, ...]:
    """The changes of `sentence`, when it joins two or more that each have a verb and an amount; otherwise empty.

    Their words run from verb to amount: `increase trials by 20%`, `reduce cancellations by 10%`.
    """
    text, starts = sentence.text, [sentence.opening.verb.span.start] if sentence.opening.verb else []
    for word in sentence.opening.rest:
        is_change = any(base in _CHANGES for base in base_forms(word.plain)[:1])
        if starts and is_change and _JOINT.search(text[: word.span.start]):
            starts.append(word.span.start)
    if len(starts) <= 1:
        return ()
    changes = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        inside = [amount for amount in sentence.amounts if start <= amount.span.start < end]
        if inside:
            is_alone = inside[-1].span.start == start  # `halve spoilage`: the verb is the amount
            changes.append(text[start : end if is_alone else inside[-1].span.end].strip(" .,"))
    return tuple(changes) if len(changes) > 1 else ()


def means_in(text: str) -> str | None:
    """The words that tell by what work an end will be reached (`by launching a new website`); None without any.

    `sourced by marketing from events` names a team: work has its object right behind it.
    """
    for match in _MEANS.finditer(text):
        verb, behind = match["verb"].lower(), words(text, match.end("verb"))
        has_object = bool(behind) and behind[0].plain not in PHRASE_END and behind[0].plain != "and"
        if has_object and verb not in _TEAMS and any(base in verbs.ACTIVITY for base in base_forms(verb)):
            return match[0]
    return None
