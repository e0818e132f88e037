"""The head of a goal's sentence: its leading verb, and whether that verb orders work, a change or a result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from okrsdk.language import nouns, verbs
from okrsdk.language.languages import is_foreign
from okrsdk.language.phrases import phrase
from okrsdk.language.text import Word, base_forms, body_start, words
from okrsdk.language.word_set import word_set


class VerbClass(StrEnum):
    """What the leading verb does."""

    RISE = "rise"
    FALL = "fall"
    HOLD = "hold"
    REACH = "reach"
    ACTIVITY = "activity"
    STATE = "state"
    """No leading verb: the sentence names a metric or states a condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingVerb:
    """How a goal's sentence begins.

    Attributes:
        act: what its leading verb does.
        verb: that verb as written; None for a state.
        base: its dictionary form, empty for a state.
        rest: the words behind it.
        object: the words of the phrase behind it, its particle left out (`roll out [the new flow]`).
    """

    act: VerbClass
    verb: Word | None
    base: str
    rest: tuple[Word, ...]
    object: tuple[Word, ...]


_BY_LIST = (
    (VerbClass.RISE, verbs.RISE),
    (VerbClass.FALL, verbs.FALL),
    (VerbClass.HOLD, verbs.HOLD),
    (VerbClass.ACTIVITY, verbs.ACTIVITY),
    (VerbClass.REACH, verbs.REACH),
)
_DETERMINERS = word_set("a an the our your their its all every each any this that these those both my his her")
_VERB_ENDINGS = ("ize", "ise", "ify", "ate")
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ing", "ed", "ly", "s", "ism", "age")
_NOT_VERBS = word_set(
    "certificate candidate climate corporate expertise enterprise exercise franchise wise otherwise delicate "
    "premise merchandise paradise precise concise ultimate alternate rate date state plate estate private "
    "template debate mandate affiliate associate duplicate accurate appropriate adequate immediate late gate "
    "delegate graduate advocate intermediate aggregate estimate senate separate real-estate noise rise raise "
    "promise surprise disguise size prize at least most only about over under around no not zero more less fewer "
    "almost nearly up down top both half within between after before by if when each every everyone no one"
)
_MOST_WORDS_AHEAD = 4
_SUBJECT_WORDS = 4
_LONG_SUBJECT = 8
_COMPOUNDS = frozenset({("open", "source"), ("lead", "time"), ("set", "top"), ("check", "in"), ("sign", "ups")})


@lru_cache(maxsize=4096)
def opening(text: str) -> LeadingVerb:
    """How `text` begins.

    >>> opening("KR1: Successfully launch the new website").act
    <VerbClass.ACTIVITY: 'activity'>
    >>> opening("Test coverage from 46% to 60%").act
    <VerbClass.STATE: 'state'>
    """
    start = body_start(text)
    found = words(text, start)
    is_first_word = bool(found) and not re.search(r"[\w$€£<>≥≤%]", text[start : found[0].span.start])
    if is_foreign(text):
        return LeadingVerb(act=VerbClass.STATE, verb=None, base="", rest=found, object=())
    for index, word in enumerate(found[:_MOST_WORDS_AHEAD] if is_first_word else ()):
        act, base = _act(text, found, index)
        if act is not None:
            return LeadingVerb(
                act=act, verb=word, base=base, rest=found[index + 1 :], object=_object(text, found, index)
            )
        if word.folded not in verbs.LEAD_IN and not word.folded.endswith("ly"):
            break
    return LeadingVerb(act=VerbClass.STATE, verb=None, base="", rest=found, object=phrase(text, start))


def _object(text: str, found: tuple[Word, ...], index: int) -> tuple[Word, ...]:
    start = found[index].span.end
    for word in found[index + 1 : index + 3]:
        if word.folded not in verbs.PARTICLES or text[start : word.span.start].strip():
            break
        start = word.span.end
    return phrase(text, start)


def _act(text: str, found: tuple[Word, ...], index: int) -> tuple[VerbClass | None, str]:
    word, following = found[index], found[index + 1 :]
    if word.folded in verbs.LEAD_IN and _continues(word, following):
        return None, ""
    for base in base_forms(word.folded):
        act = next((act for act, members in _BY_LIST if base in members), None)
        if act is None:
            continue
        is_noun = base in verbs.NOUN_TOO and _is_noun(text, word, following)
        if is_noun or (word.folded.endswith("s") and base != word.folded) or _is_finite(word, base, index, found):
            return None, ""
        return act, base
    return (VerbClass.ACTIVITY, word.folded) if _looks_like_verb(text, word, following) else (None, "")


def _continues(word: Word, following: tuple[Word, ...]) -> bool:
    """Whether the leading word only introduces the next one (`begin tracking`, `keep growing`, `to launch`)."""
    if not following:
        return False
    if word.folded in ("help", "work", "let"):
        return following[0].folded == "to"
    if word.folded in ("start", "begin", "continue", "keep", "try"):
        return following[0].folded == "to" or following[0].folded.endswith("ing")
    return True


def _is_noun(text: str, word: Word, following: tuple[Word, ...]) -> bool:
    if not following or re.search(r"\d", text[word.span.end : following[0].span.start]):
        return False
    if following[0].folded in ("of", "per", "is", "are") or (word.folded, following[0].folded) in _COMPOUNDS:
        return True
    if following[0].folded in _DETERMINERS:
        return False
    if word.folded in verbs.RISE or word.folded in verbs.FALL:
        return following[0].folded == "in"
    behind = phrase(text, word.span.end)
    if behind and behind[-1].folded in nouns.NOUN_AFTER:
        return True
    return _has_finite_verb(following[:_SUBJECT_WORDS]) or _states(following[:_LONG_SUBJECT])


def _states(following: tuple[Word, ...]) -> bool:
    relative = ("that", "which", "who", "what", "it")
    pairs = zip(("", *(word.folded for word in following)), following, strict=False)
    return any(word.folded in verbs.STATING and before not in relative for before, word in pairs)


def _has_finite_verb(following: tuple[Word, ...]) -> bool:
    return any(word.folded in verbs.AUXILIARY - {"have", "need", "needs"} for word in following)


_VERBS = (
    verbs.RISE | verbs.FALL | verbs.HOLD | verbs.REACH | verbs.ACTIVITY | word_set("trust love find feel know want")
)


def may_be_finite(word: Word) -> bool:
    """Whether a word behind the first may be the verb of a statement: `Customers trust us`, `Teams are ready`."""
    stem = word.folded.removesuffix("s")
    return word.folded in verbs.AUXILIARY or (stem in _VERBS and stem not in verbs.NOUN_TOO)


def _is_finite(word: Word, base: str, index: int, found: tuple[Word, ...]) -> bool:
    """Whether the word is a participle before its noun, or the subject of a sentence (`improved …`, `hiring is …`)."""
    if word.folded == base or index:
        return False
    if word.folded.endswith("ing"):
        is_change = base in verbs.RISE or base in verbs.FALL
        is_name = len(found) == 1 or found[1].folded not in _DETERMINERS
        return _has_finite_verb(found[1:6]) or (is_name and not is_change)
    return any(later.folded in nouns.NOUN_AFTER for later in found[1:4])


def _looks_like_verb(text: str, word: Word, following: tuple[Word, ...]) -> bool:
    """Whether a word in no list is an order by its form or its place.

    By its form: an ending that verbs have, or `re-` before a known one. By its place: a determiner, or a number that
    counts something, stands right behind it, as in `Furnish the office` and `Plant 50 trees`, but not in `Revenue 2 M`.
    """
    folded = word.folded
    if folded in _NOT_VERBS or not following or _has_finite_verb(following[:3]):
        return False
    if folded.startswith("re") and folded.removeprefix("re").lstrip("-") in verbs.ACTIVITY:
        return True
    if folded.endswith(_VERB_ENDINGS):
        return following[0].folded not in nouns.NOUN_AFTER
    if folded.endswith(_NOUN_ENDINGS) or word.text[1:] != word.text[1:].lower() or "-" in folded:
        return False
    return following[0].folded in _DETERMINERS and not text[word.span.end : following[0].span.start].strip()
