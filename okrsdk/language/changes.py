"""Changes joined in one sentence, and the means a sentence tells along with its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import verbs
from okrsdk.language.phrases import PHRASE_END
from okrsdk.language.text import base_forms, words
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.sentence import KeyResultSentence

_CHANGES = verbs.RISE | verbs.FALL
_TEAMS = word_set("marketing accounting recruiting purchasing planning publishing")
_JOINT = re.compile(r"(?:,|;|\band\b|\bwhile\b)\s*(?:and\s+|also\s+|to\s+)*$", re.IGNORECASE)
_MEANS = re.compile(r"\b(?:by|through|via)\s+(?P<verb>[a-z-]+ing)\b(?:\s+[\w'’-]+){0,4}", re.IGNORECASE)


def joined_changes(sentence: KeyResultSentence) -> tuple[str, ...]:
    """The changes of `sentence`, when it joins two or more that each have a verb and an amount; otherwise empty.

    Their words run from verb to amount: `increase trials by 20%`, `reduce cancellations by 10%`.
    """
    text, starts = sentence.text, [sentence.opening.verb.span.start] if sentence.opening.verb else []
    for word in sentence.opening.rest:
        is_change = any(base in _CHANGES for base in base_forms(word.folded)[:1])
        if starts and is_change and _JOINT.search(text[: word.span.start]):
            starts.append(word.span.start)
    if len(starts) <= 1:
        return ()
    changes = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        inside = [amount for amount in sentence.amounts if start <= amount.span.start < end]
        if inside:
            changes.append(text[start : inside[-1].span.end])
    return tuple(changes) if len(changes) > 1 else ()


def means_in(text: str) -> str | None:
    """The words that tell by what work an end will be reached (`by launching a new website`); None without any.

    `sourced by marketing from events` names a team: work has its object right behind it.
    """
    for match in _MEANS.finditer(text):
        verb, behind = match["verb"].lower(), words(text, match.end("verb"))
        has_object = bool(behind) and behind[0].folded not in PHRASE_END and behind[0].folded != "and"
        if has_object and verb not in _TEAMS and any(base in verbs.ACTIVITY for base in base_forms(verb)):
            return match[0]
    return None
