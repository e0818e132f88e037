"""How much a key result promises, when it does not say how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.leading_verb import VerbClass, may_be_finite
from okrsdk.language.phrases import heads, is_in
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word

_DEFINITE = word_set("the a an our your their its every each all this that these those no any first")
_MOST_TOPIC_WORDS = 5
_GOODS = nouns.OUTCOME_NOUNS | nouns.MASS_OUTCOMES
_VAGUE = nouns.VAGUE_DEGREES | nouns.SUPERLATIVES
_SUFFICES = word_set("approval certification compliance accreditation funding agreement consensus")
"""Words that say yes or no without a number."""


def unmeasured_change(sentence: KeyResultSentence) -> str | None:
    """The words that promise more, less or better without an amount; None when nothing of the kind stands there."""
    head = sentence.opening
    if sentence.has_number:
        return None
    if head.act in (VerbClass.RISE, VerbClass.FALL, VerbClass.HOLD) and head.verb is not None:
        return None if head.base in verbs.TO_ZERO else head.verb.text
    if head.act is VerbClass.REACH and head.verb is not None:
        vague = next((word for word in head.rest if word.folded in _VAGUE), None)
        if vague is not None:
            return f"{head.verb.text} … {vague.text}"
        return head.verb.text if _is_uncounted(head.base, head.object) else None
    first = head.rest[0] if head.rest else None
    return first.text if head.verb is None and first is not None and first.folded in _VAGUE else None


def _is_uncounted(verb: str, found: tuple[Word, ...]) -> bool:
    """Whether a verb of getting stands before goods without a count or a name: `generate leads`, `drive growth`."""
    if verb not in verbs.GET or not found or found[0].folded in _DEFINITE:
        return False
    if any(word.text[0].isupper() for word in found):
        return False
    head = heads(found)[-1]
    is_plural_or_mass = head.folded.endswith("s") or is_in(head, nouns.MASS_OUTCOMES)
    return is_plural_or_mass and is_in(head, _GOODS)


def topic_of_key_result(sentence: KeyResultSentence) -> str | None:
    """The key result when it only names what one could measure (`Customer satisfaction`): no verb and no number."""
    head = sentence.opening
    found = head.rest
    if head.verb is not None or sentence.has_number or not 0 < len(found) <= _MOST_TOPIC_WORDS:
        return None
    is_statement = any(may_be_finite(word) or word.folded.endswith("ed") for word in found[1:])
    is_participle = any(word.folded.endswith("ing") for word in found[1:-1])
    if re.search(r"\d", sentence.text) or is_statement or is_participle:
        return None
    if not any(is_in(word, nouns.COMMON) for word in found):
        return None
    if is_in(found[-1], _SUFFICES) or found[0].folded in (*_DEFINITE, *_VAGUE, "no", "we"):
        return None
    return sentence.text.strip().rstrip(".")
