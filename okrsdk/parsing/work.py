"""Whether a key result orders work instead of naming what the work should bring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.parsing import words as lists
from okrsdk.parsing.amounts import CURRENCIES, TIME_UNITS, Amount
from okrsdk.parsing.opening import Act
from okrsdk.parsing.text import base_forms, words
from okrsdk.parsing.words import word_set

if TYPE_CHECKING:
    from okrsdk.parsing.sentence import KeyResultSentence
    from okrsdk.parsing.text import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work found in a key result.

    Attributes:
        quote: the words that order it (`Launch`, `Conduct 20 customer interviews`).
        counted: what is counted, when only the work itself is (`interviews`); empty when nothing is.
    """

    quote: str
    counted: str = ""


_PREPOSITION = re.compile(
    r"\b(?:with|in|into|to|for|from|that|which|who|at|by|on|across|reaching|achieving|generating|so|until|through|via|"
    r"leading|resulting|driving|and|about|per|over|among|after|within|using|under|above)\b|[,;:(]",
    re.IGNORECASE,
)
_PHRASE_END = word_set(
    "with in into to for from that which who at by on across and or per about via through using of over under "
    "within is are was were have has will so as each every after before during until than via not when where "
    "while across including plus but"
)
_MAKERS = word_set("deliver produce generate make create establish complete finish provide write")
_PRECISE_TIMES = frozenset({"ms", "seconds", "minutes", "hours"})
_AUDIENCE = lists.TELL | lists.STUDY | lists.STAFF


def work_in(sentence: KeyResultSentence) -> Work | None:
    """The work that `sentence` orders instead of a result; None when it measures what the work should bring."""
    head = sentence.opening
    if head.act is Act.ACTIVITY:
        return _ordered(sentence)
    if head.act is Act.REACH and head.base in _MAKERS:
        return _counted_output(sentence)
    return None


def _ordered(sentence: KeyResultSentence) -> Work | None:
    head, text = sentence.opening, sentence.text
    if head.verb is None or sentence.baseline is not None or sentence.change is not None:
        return None
    counted: tuple[Amount, Word] | None = None
    for amount in sentence.amounts:
        noun = counted_noun(text, amount)
        is_direct = _PREPOSITION.search(text, head.verb.span.end, amount.span.start) is None
        if _measures_result(amount, noun, head.base, is_direct=is_direct):
            return None
        if noun is not None and counted is None:
            counted = amount, noun
    if counted is None:
        return Work(quote=head.verb.text)
    amount, noun = counted
    return Work(quote=text[head.verb.span.start : noun.span.end], counted=noun.text)


def _measures_result(amount: Amount, noun: Word | None, verb: str, *, is_direct: bool) -> bool:
    """Whether an amount in an order of work measures what comes of it: `launch a trial with 10K sign-ups a month`."""
    if amount.unit in TIME_UNITS:
        return amount.unit in _PRECISE_TIMES
    if amount.unit in CURRENCIES:
        return True
    is_output, is_outcome = (
        noun is not None and _is_in(noun, list_) for list_ in (lists.OUTPUT_NOUNS, lists.OUTCOME_NOUNS)
    )
    if is_direct:
        return is_outcome and not is_output and verb not in _AUDIENCE
    return not is_output or is_outcome


def _counted_output(sentence: KeyResultSentence) -> Work | None:
    head, text = sentence.opening, sentence.text
    if head.verb is None or not sentence.amounts or sentence.baseline is not None or sentence.change is not None:
        return None
    noun = counted_noun(text, sentence.amounts[0])
    is_direct = _PREPOSITION.search(text, head.verb.span.end, sentence.amounts[0].span.start) is None
    if noun is None or not is_direct or len(sentence.amounts) > 1:
        return None
    if not _is_in(noun, lists.OUTPUT_NOUNS) or _is_in(noun, lists.OUTCOME_NOUNS):
        return None
    return Work(quote=text[head.verb.span.start : noun.span.end], counted=noun.text)


def counted_noun(text: str, amount: Amount) -> Word | None:
    """The noun that an amount counts: the last word of the phrase behind it.

    `20 customer interviews` counts interviews, `100% of scheduled newsletters` newsletters.
    """
    found = words(text, amount.span.end)
    if found and found[0].folded == "of":
        found = found[1:]
    head: Word | None = None
    previous = amount.span.end
    for word in found[:8]:
        if word.folded in _PHRASE_END or (
            head is not None and re.search(r"[,;:(\d.]", text[previous : word.span.start])
        ):
            break
        head, previous = word, word.span.end
    return head


def _is_in(word: Word, nouns: frozenset[str]) -> bool:
    return any(form in nouns for form in base_forms(word.folded)) or any(
        form in nouns for form in base_forms(word.folded.rsplit("-", 1)[-1])
    )
