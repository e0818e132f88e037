"""The head of a goal's sentence: its leading verb, and whether that verb orders work, a change or a result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from okrsdk.parsing import words as lists
from okrsdk.parsing.text import Word, base_forms, body_start, words
from okrsdk.parsing.words import word_set


class Act(StrEnum):
    """What the leading verb does."""

    RISE = "rise"
    FALL = "fall"
    HOLD = "hold"
    REACH = "reach"
    ACTIVITY = "activity"
    STATE = "state"
    """No leading verb: the sentence names a metric or states a condition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a goal's sentence begins.

    Attributes:
        act: what its leading verb does.
        verb: that verb as written; None for a state.
        base: its dictionary form, empty for a state.
        rest: the words behind it.
    """

    act: Act
    verb: Word | None
    base: str
    rest: tuple[Word, ...]


_BY_LIST = (
    (Act.RISE, lists.RISE),
    (Act.FALL, lists.FALL),
    (Act.HOLD, lists.HOLD),
    (Act.ACTIVITY, lists.ACTIVITY),
    (Act.REACH, lists.REACH),
)
_DETERMINERS = word_set("a an the our your their its all every each any new this that these those both")
_VERB_ENDINGS = ("ize", "ise", "ify", "icate", "ulate", "orate", "inate")
_NOT_VERBS = word_set(
    "certificate candidate climate corporate expertise enterprise exercise franchise wise otherwise delicate "
    "premise merchandise paradise precise concise elaborate ultimate alternate"
)  # fmt: skip


@lru_cache(maxsize=4096)
def opening(text: str) -> Opening:
    """How `text` begins.

    >>> opening("KR1: Successfully launch the new website").act
    <Act.ACTIVITY: 'activity'>
    >>> opening("Test coverage from 46% to 60%").act
    <Act.STATE: 'state'>
    """
    found = words(text, body_start(text))
    for index, word in enumerate(found[:4]):
        act, base = _act(word, found, index)
        if act is not None:
            return Opening(act=act, verb=word, base=base, rest=found[index + 1 :])
        if word.folded not in lists.LEAD_IN and not word.folded.endswith("ly"):
            break
    return Opening(act=Act.STATE, verb=None, base="", rest=found)


def _act(word: Word, found: tuple[Word, ...], index: int) -> tuple[Act | None, str]:
    following = found[index + 1 :]
    if word.folded in lists.LEAD_IN and _continues(word, following):
        return None, ""
    for base in base_forms(word.folded):
        act = next((act for act, members in _BY_LIST if base in members), None)
        if act is None:
            continue
        if base in lists.NOUN_TOO and _is_noun(word, following):
            return None, ""
        if (word.folded.endswith("s") and base != word.folded) or _is_finite(word, base, index, found):
            return None, ""
        return act, base
    return (Act.ACTIVITY, word.folded) if _looks_like_verb(word, following) else (None, "")


def _continues(word: Word, following: tuple[Word, ...]) -> bool:
    """Whether the leading word only introduces the next one (`begin tracking`, `keep growing`, `to launch`)."""
    if not following:
        return False
    if word.folded in ("start", "begin", "continue", "keep", "help", "work", "try", "let"):
        return following[0].folded == "to" or following[0].folded.endswith("ing")
    return True


def _is_noun(word: Word, following: tuple[Word, ...]) -> bool:
    if not following:
        return False
    if following[0].folded in lists.NOUN_AFTER or following[0].folded in ("of", "per"):
        return True
    return any(later.folded in lists.AUXILIARY for later in following[:4]) and following[0].folded not in _DETERMINERS


def _is_finite(word: Word, base: str, index: int, found: tuple[Word, ...]) -> bool:
    """Whether the word is a participle before its noun, or the subject of a sentence (`improved …`, `hiring is …`)."""
    if word.folded == base or index:
        return False
    if word.folded.endswith("ing"):
        return any(later.folded in lists.AUXILIARY for later in found[1:6])
    return len(found) > 1 and found[1].folded in lists.NOUN_AFTER


def _looks_like_verb(word: Word, following: tuple[Word, ...]) -> bool:
    """Whether a word in no list is an order by its form: an ending only verbs have, or `re-` before a known one."""
    folded = word.folded
    if folded in _NOT_VERBS or not following or folded.endswith("s"):
        return False
    if folded.startswith("re") and folded.removeprefix("re").lstrip("-") in lists.ACTIVITY:
        return True
    is_verb = folded.endswith(_VERB_ENDINGS)
    return is_verb and not any(later.folded in lists.AUXILIARY for later in following[:3])
