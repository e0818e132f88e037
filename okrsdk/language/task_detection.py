"""Whether a key result orders work instead of naming what the work should bring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.currencies import is_money
from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.phrases import heads, is_in, phrase
from okrsdk.language.text import Span, base_forms, overlaps, words
from okrsdk.language.units import TIME_UNITS
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work found in a key result.

    Attributes:
        quote: the words that order it (`Launch`, `Conduct 20 customer interviews`).
        counted: what is counted, when only the work itself is (`interviews`); empty when nothing is.
    """

    quote: str
    counted: str = ""


_CLAUSE = re.compile(
    r"\b(?:with|in|into|to|for|from|that|which|who|at|by|on|across|reaching|achieving|generating|so|until|through|via|"
    r"leading|resulting|driving|and|about|per|over|among|after|within|using|under|above)\b|[,;:(]",
    re.IGNORECASE,
)
_PRECISE_TIMES = frozenset({"ms", "seconds", "minutes", "hours"})


def work_in(sentence: KeyResultSentence) -> Work | None:
    """The work that `sentence` orders instead of a result; None when it measures what the work should bring."""
    if sentence.baseline is not None or sentence.change is not None:
        return None
    head = sentence.opening
    if head.verb is None:
        return _reported(sentence)
    if head.act is VerbClass.ACTIVITY or _is_light_work(sentence):
        return _ordered(sentence, head.verb)
    if (
        head.base in verbs.HAND_OVER
        and not sentence.amounts
        and any(is_in(noun, nouns.OUTPUT_NOUNS) for noun in heads(head.object))
    ):
        return Work(quote=_quote(sentence.text, head.verb, head.object))
    if head.base in verbs.HAND_OVER | verbs.MAKE:
        return _counted_output(sentence, head.verb)
    return None


def _is_light_work(sentence: KeyResultSentence) -> bool:
    """Whether a verb without a meaning of its own stands before a piece of work: `have weekly meetings`."""
    head = sentence.opening
    following = head.rest[0].folded if head.rest else ""
    if (head.base, following) in verbs.PHRASAL or (head.base == "do" and not sentence.amounts):
        return True
    if head.base == "bring":
        return following == "in" and not sentence.amounts
    is_standing = head.base in ("have", "get") and any(word.folded in _STANDING for word in head.rest)
    if is_standing and not sentence.amounts and _has_thing(head.object):
        return True
    return head.base in verbs.LIGHT and any(is_in(noun, _MEETINGS) for noun in heads(_counted_or_object(sentence)))


def _has_thing(found: tuple[Word, ...]) -> bool:
    """Whether a thing that the team makes stands in a phrase: `have [the new website up and running]`."""
    return any(is_in(word, nouns.OUTPUT_NOUNS) for word in found)


_STANDING = word_set("live running done ready online finished deployed launched implemented built out")


_MEETINGS = word_set(
    "meeting call talk workshop training session interview conversation webinar event demo presentation course "
    "retrospective standup stand-up all-hands townhall review-meeting fair show conference analysis audit research "
    "survey lunch"
)


def _counted_or_object(sentence: KeyResultSentence) -> tuple[Word, ...]:
    head = sentence.opening
    if head.object or not sentence.amounts:
        return head.object
    return phrase(sentence.text, sentence.amounts[0].span.end)


def _ordered(sentence: KeyResultSentence, verb: Word) -> Work | None:
    text, base = sentence.text, sentence.opening.base
    counted: Word | None = None
    for amount in sentence.amounts:
        noun = counted_noun(text, amount)
        if _measures_result(amount, noun, base, is_direct=_is_direct(text, verb, amount)):
            return None
        counted = counted or noun
    if counted is None:
        return Work(quote=verb.text)
    return Work(quote=text[verb.span.start : counted.span.end], counted=counted.text)


def _is_direct(text: str, verb: Word, amount: Amount) -> bool:
    """Whether the amount counts the verb's own object: only particles of the verb may stand between."""
    start = verb.span.end
    for word in words(text[: amount.span.start], start)[:3]:
        if word.folded not in verbs.PARTICLES | verbs.ACTIVITY | {"and", "part"}:
            break
        start = word.span.end
    return _CLAUSE.search(text, start, amount.span.start) is None


def _measures_result(amount: Amount, noun: Word | None, verb: str, *, is_direct: bool) -> bool:
    """Whether an amount in an order of work measures what comes of it: `launch a trial with 10K sign-ups a month`."""
    if amount.unit in TIME_UNITS:
        return amount.unit in _PRECISE_TIMES
    if is_money(amount.unit):
        return True
    is_output = noun is not None and is_in(noun, nouns.OUTPUT_NOUNS)
    is_outcome = noun is not None and is_in(noun, nouns.OUTCOME_NOUNS)
    if amount.unit == "%" and not is_output:
        return noun is None or verb not in verbs.WITH_AUDIENCE or is_outcome
    if is_direct:
        return is_outcome and not is_output and verb not in verbs.WITH_AUDIENCE | verbs.DOING
    return not is_output or is_outcome


def _counted_output(sentence: KeyResultSentence, verb: Word) -> Work | None:
    if len(sentence.amounts) != 1:
        return None
    noun = counted_noun(sentence.text, sentence.amounts[0])
    if noun is None or not _is_direct(sentence.text, verb, sentence.amounts[0]):
        return None
    if not is_in(noun, nouns.OUTPUT_NOUNS) or is_in(noun, nouns.OUTCOME_NOUNS):
        return None
    return Work(quote=sentence.text[verb.span.start : noun.span.end], counted=noun.text)


def _reported(sentence: KeyResultSentence) -> Work | None:
    """Work told as done or as a noun: `website redesign completed`, `implementation of the new system`."""
    if sentence.amounts or not sentence.opening.rest:
        return None
    text, found = sentence.text, sentence.opening.rest
    named = next((place for place, word in enumerate(found[:2]) if _is_named_work(word, found[place + 1 :])), None)
    if named is not None:
        return Work(quote=found[named].text)
    if any(word.folded in verbs.AUXILIARY for word in found):
        return None
    dated = [sentence.due.span] if sentence.due else []
    last = [word for word in found if not overlaps(word.span, dated)][-1:]
    if len(found) > 1 and last and _is_done(last[0]) and not is_in(found[0], _MANY):
        return Work(quote=text[found[0].span.start : last[0].span.end])
    return None


_MANY = word_set("all every each no everyone everyone no one customer client user partner regulator")
_DONE = word_set("live done ready complete online built written set sent made finished hired started signed-off")


def _is_done(word: Word) -> bool:
    if word.folded in _DONE:
        return True
    return word.folded.endswith("ed") and any(base in verbs.ACTIVITY for base in base_forms(word.folded))


_NAMED_ENDINGS = (("ation", ("", "e", "ate")), ("tion", ("te", "t", "e")), ("ion", ("", "e")), ("ment", ("",)))
_NAMED = word_set("launch rollout roll-out release redesign setup set-up relaunch publication introduction kickoff")


def _is_named_work(word: Word, following: tuple[Word, ...]) -> bool:
    if not following or following[0].folded not in ("of", "to", "for") or word.folded.endswith("s"):
        return False
    if word.folded in _NAMED:
        return True
    stems = [
        word.folded.removesuffix(end) + to for end, tails in _NAMED_ENDINGS if word.folded.endswith(end) for to in tails
    ]
    return following[0].folded == "of" and any(stem in verbs.ACTIVITY for stem in stems)


def counted_noun(text: str, amount: Amount) -> Word | None:
    """The noun that an amount counts: the head of the phrase behind it.

    `20 customer interviews` counts interviews, `100% of scheduled newsletters` newsletters.
    """
    start = amount.span.end
    of = re.compile(r"\s+of\s+(?:the\s+|all\s+|our\s+)?").match(text, start)
    found = phrase(text, of.end() if of else start)
    return heads(found)[0] if found else None


def _quote(text: str, verb: Word, found: tuple[Word, ...]) -> str:
    return Span(start=verb.span.start, end=found[-1].span.end if found else verb.span.end).of(text)
