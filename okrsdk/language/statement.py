"""What a sentence without a leading verb states: its subject, its verb, and whether the verb tells something done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.phrases import PHRASE_END, heads, is_in, phrase
from okrsdk.language.text import base_forms
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.text import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement: `the policy is published`, `training completed`, `customers trust us`.

    Attributes:
        subject: the words before the verb.
        verb: the first word of the verb.
        done: the dictionary form of what is told as done or being done (`publish`); empty of plain statements.
        last: the last word of the verb.
        rest: the words behind it.
        is_passive: whether the subject is what it is done to, not who does it.
    """

    subject: tuple[Word, ...]
    verb: Word
    done: str
    last: Word
    rest: tuple[Word, ...]
    is_passive: bool

    @property
    def is_ours(self) -> bool:
        """Whether we or our own people act."""
        if any(word.plain.split("'")[0] in _WE for word in self.subject[:1]):
            return True
        if len(self.subject) == 1 and any(word.plain in ("her", "his") for word in self.rest[:2]):
            return True  # `Anna finishes her thesis`
        is_titled = len(self.subject) > 1 and self.subject[-1].text[:1].isupper()  # `depot manager Kowalski`
        if is_titled and is_in(self.subject[-2], nouns.OWN_PEOPLE):
            return True
        return self._is_a_colleague or any(is_in(noun, nouns.OWN_PEOPLE) for noun in heads(self.subject))

    @property
    def _is_a_colleague(self) -> bool:
        """Whether one or each of a trade works: `Treasurer learns book-keeping`, `Every carer writes a diary`."""
        one = self.subject[-1] if len(self.subject) == 1 or self.subject[0].plain in ("every", "each", "our") else None
        is_trade = one is not None and one.plain.endswith(_TRADES) and not is_in(one, nouns.OUTSIDERS)
        return is_trade and self.verb.plain.removesuffix("s") in verbs.ACTIVITY - verbs.DECISIONS


_WE = word_set("we our i us")
_TRADES = ("er", "or", "ist", "ian")
_RELATIVES = word_set("that which who where")
_HELPERS = word_set("been being be have has had not also all now then both finally always only just to")
_DETERMINERS = word_set("a an the our their its his her every each any this these those us them it")
_MOST_SUBJECT_WORDS = 14
_MOST_HELPERS = 3
_SHORT_SUBJECT = 2
_SHORTEST_PAST = 6
_NO_DEEDS = word_set("compared based related needed hundred indeed exceed succeed proceed unlimited named linked")
_VERBS = verbs.RISE | verbs.FALL | verbs.HOLD | verbs.REACH | verbs.ACTIVITY | verbs.ATTITUDE | verbs.DECISIONS
_CHANGES = verbs.RISE | verbs.FALL
_AFTER_CHANGE = word_set("from by to in over at under above during within across and for")


def statement_in(text: str, found: tuple[Word, ...]) -> Statement | None:
    """The statement that `found`, the words of `text`, make; None when they are a noun phrase or an order."""
    relatives = 0
    for place, word in enumerate(found[: _MOST_SUBJECT_WORDS + 1]):
        relatives += place > 0 and word.plain in _RELATIVES
        if relatives and _is_verb(text, found, place):
            relatives -= 1  # the verb of `customers who rate us well`
            continue
        if word.plain.replace("’", "'").endswith(("'ve", "'re", "'ll")):
            return _with_helper(found, place, found[: place + 1])
        if place and (word.plain in verbs.AUXILIARY or _is_to_come(found, place)):
            return _with_helper(found, place, found[:place])
        is_subject = found[place + 1 : place + 2] != () and found[place + 1].plain in verbs.AUXILIARY
        if place and (is_subject or found[place - 1].plain in ("more", "less")):
            continue  # `the valley run is open`, `feel more valued`
        if place and (base := participle(word) or _last_past(found, place)) and not _is_attribute(text, found, place):
            return Statement(
                subject=found[:place], verb=word, done=base, last=word, rest=found[place + 1 :], is_passive=True
            )
        if place and _is_finite(text, found, place):
            return Statement(
                subject=found[:place], verb=word, done="", last=word, rest=found[place + 1 :], is_passive=False
            )
    return None


def _is_to_come(found: tuple[Word, ...], place: int) -> bool:
    """Whether the word is the `to` of `the handbook to contain …`, right behind a short subject."""
    return (
        found[place].plain == "to"
        and place <= _SHORT_SUBJECT
        and any(word.plain in _VERBS - verbs.NOUN_TOO | {"contain", "include"} for word in found[place + 1 : place + 2])
    )


def _is_verb(text: str, found: tuple[Word, ...], place: int) -> bool:
    word = found[place]
    return word.plain in verbs.AUXILIARY | _VERBS or bool(participle(word)) or _is_finite(text, found, place)


def _last_past(found: tuple[Word, ...], place: int) -> str:
    """An unknown past form where the sentence or its main part ends: `ward kitchens refitted`."""
    following = found[place + 1 : place + 2]
    if found[place - 1].plain in nouns.VAGUE_DEGREES:
        return ""  # `more motivated than before`
    return _unknown_past(found[place]) if not following or following[0].plain in PHRASE_END else ""


def _with_helper(found: tuple[Word, ...], place: int, subject: tuple[Word, ...]) -> Statement:
    """The statement whose verb begins with the helper at `place`: `is published`, `have trained`, `are measuring`."""
    helper, last = found[place], place
    for later in range(place + 1, min(place + 2 + _MOST_HELPERS, len(found))):
        word = found[later]
        if word.plain in _HELPERS or word.plain.endswith("ly"):
            last = later
            continue
        base = participle(word) or _progressive(word) or _unknown_past(word)
        if base:
            words_between = {one.plain for one in found[place + 1 : later]}
            is_perfect = helper.plain in ("have", "has", "had") or helper.plain.endswith(("'ve", "’ve"))
            is_passive = not is_perfect or "been" in words_between
            return Statement(
                subject=subject,
                verb=helper,
                done=base,
                last=word,
                rest=found[later + 1 :],
                is_passive=is_passive and not _progressive(word),
            )
        break
    return Statement(subject=subject, verb=helper, done="", last=found[last], rest=found[last + 1 :], is_passive=False)


def participle(word: Word) -> str:
    """The dictionary form of a known verb in the past (`published`, `rehung`: hang); empty for other words."""
    plain = word.plain
    if not plain.endswith("ed") and plain.removeprefix("re") not in verbs.PARTICIPLES:
        return ""
    forms = base_forms(plain)[plain.endswith("ed") :]
    again = (base.removeprefix("re").lstrip("-") for base in forms)
    return next((base for base in (*forms, *again) if base in _VERBS), "")


def _unknown_past(word: Word) -> str:
    """A past form of a verb in no list, as it is written: behind a helper or at the end there is no other reading."""
    is_past = word.plain.endswith("ed") and len(word.plain) >= _SHORTEST_PAST
    is_past = is_past and word.plain not in _NO_DEEDS
    known = verbs.DECISIONS | verbs.ATTITUDE | _VERBS
    return "" if not is_past or any(base in known for base in base_forms(word.plain)) else word.plain


def _progressive(word: Word) -> str:
    if not word.plain.endswith("ing"):
        return ""
    return next((base for base in base_forms(word.plain)[1:] if base in _VERBS), "")


def _is_attribute(text: str, found: tuple[Word, ...], place: int) -> bool:
    """Whether the participle belongs to the noun behind it: `our updated price list`."""
    if place + 1 == len(found):
        return False
    word, following = found[place], found[place + 1]
    if re.search(r"[^\s]", text[word.span.end : following.span.start]):
        return False
    return following.plain not in PHRASE_END | {"and", "live", "out", "up", "down", "a", "an"} and (
        not following.plain.endswith("ly")
    )


def _is_finite(text: str, found: tuple[Word, ...], place: int) -> bool:
    """Whether the word is a verb of the present: `approves the device`, `customers trust us`, `turnover falls`."""
    return _tells_of_one(found, place) or _is_present(text, found, place)


def _is_present(text: str, found: tuple[Word, ...], place: int) -> bool:
    word, following = found[place], found[place + 1 : place + 2]
    is_next = bool(following) and not text[word.span.end : following[0].span.start].strip()
    behind = following[0].plain if is_next else ""
    stem = next((base for base in base_forms(word.plain) if base in _VERBS), "")
    if not stem and behind == "their" and place and is_in(found[place - 1], nouns.OUTSIDERS):
        return found[place - 1].plain.endswith("s") and word.plain not in PHRASE_END  # `neighbours withdraw their suit`
    if not stem or word.plain.endswith("ing"):
        return word.plain.endswith("s") and not word.plain.endswith("ss") and behind in _DETERMINERS
    if stem in _CHANGES - verbs.GET and not is_in(found[place - 1], _NOT_SUBJECTS):
        if word.plain.endswith("s"):
            return behind in _AFTER_CHANGE or not following
        return behind in ("by", "to", "below", "above")
    is_plain = stem not in verbs.NOUN_TOO and not is_in(word, nouns.COMMON)
    is_inflected = word.plain.endswith("s") and word.plain != stem
    if is_inflected:
        return is_plain or behind in _DETERMINERS
    return is_plain and found[place - 1].plain.endswith("s") and word.plain == stem


def _tells_of_one(found: tuple[Word, ...], place: int) -> bool:
    """`Every engineer merges 8 pull requests`, `The skate park opens in May`."""
    word, following = found[place], found[place + 1 : place + 2]
    if word.plain in _OPENS:
        is_end = not following or following[0].plain in PHRASE_END
        return is_end and found[0].plain in _DETERMINERS | {"new"}
    is_colleague = found[0].plain in ("each", "every") and is_in(found[1], nouns.OWN_PEOPLE)
    return place == _SHORT_SUBJECT and is_colleague and word.plain.endswith("s") and word.plain not in PHRASE_END


_OPENS = word_set("opens reopens launches starts begins ships")
_NOT_SUBJECTS = word_set("a an the our price tax cost")


def object_of(text: str, statement: Statement) -> tuple[Word, ...]:
    """The noun phrase behind the verb."""
    return phrase(text, statement.last.span.end)
