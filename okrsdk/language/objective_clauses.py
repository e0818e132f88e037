"""The parts of an objective that joins several aims: `win tenants` and `make our network storm-proof`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.language import verbs
from okrsdk.language.objective import ObjectiveSentence, parse_objective
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.text import Word

_ORDERS = (
    (verbs.RISE | verbs.FALL | verbs.HOLD | verbs.REACH | verbs.ACTIVITY) - verbs.NOUN_TOO | verbs.RISE | verbs.FALL
)
_JOINT_END = re.compile(r"[\s,]+(?:and|&)\s*$", re.IGNORECASE)
_PURPOSE = word_set("to that which who where so because while by whose what how when")
"""Behind one of these `and` joins parts of the purpose, not two aims."""
_VERBS_RATHER = word_set("win build cut lift boost increase gain")
_BACK_REFERENCES = word_set("it them this these that him her us each more")
_OF_VERBS = word_set("the a an our their its every all")


def clauses(sentence: ObjectiveSentence) -> tuple[ObjectiveSentence, ...]:
    """The sentence, split where `and` joins a second order: `grow the business` and `increase revenue`."""
    text, starts = sentence.text, [0]
    for joint, word in pairwise(sentence.words):
        if joint.plain in ("and", "&") and word.plain in _ORDERS:
            starts.append(word.span.start)
    if len(starts) == 1:
        return (sentence,)
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(parse_objective(_JOINT_END.sub("", piece)) for piece in pieces)


def two_aims_in(sentence: ObjectiveSentence) -> tuple[str, str] | None:
    """The two aims that `and` joins, each a verb with an object of its own; None where there is one."""
    words = sentence.words
    if sentence.opening.verb is None or not sentence.opening.rest:
        return None
    for place, (joint, word) in enumerate(pairwise(words)):
        is_next = word.span.start == joint.span.end + 1
        is_place = joint.plain == "to" and is_next and word.plain not in _ORDERS  # `expand to the north`
        if joint.plain in _PURPOSE and place and not is_place:
            return None
        if joint.plain not in ("and", "&") or not _is_order(word, words[place + 2 : place + 3]):
            continue
        behind = [later for later in words if later.span.start >= word.span.end]
        before = [earlier for earlier in words[1:place] if earlier.plain not in verbs.PARTICLES]
        if before and behind and behind[0].plain not in _BACK_REFERENCES:
            first = sentence.text[words[0].span.start : words[place - 1].span.end]
            return first, sentence.text[word.span.start : words[-1].span.end]
    return None


def _is_order(word: Word, following: tuple[Word, ...]) -> bool:
    if not following:
        return False
    is_noun_too = word.plain in verbs.NOUN_TOO - _VERBS_RATHER and following[0].plain not in _OF_VERBS | {
        "back",
        "up",
        "out",
        "off",
    }
    if word.plain == "find":
        return following[0].plain in _OF_VERBS
    is_again = word.plain.startswith("re") and word.plain.removeprefix("re") in _ORDERS  # `regain`
    return (is_again or word.plain in _ORDERS | verbs.NOUN_TOO) and not is_noun_too
