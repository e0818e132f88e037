"""The head of a goal's sentence: its leading verb, and whether that verb orders work, a change or a result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from okrsdk.language import nouns, verbs
from okrsdk.language.languages import is_foreign
from okrsdk.language.phrases import PHRASE_END, is_in, phrase
from okrsdk.language.statement import participle
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
_COUNTS = word_set("two three four five six seven eight nine ten eleven twelve twenty")
_NUMBERED = word_set(
    "phase stage step year grade class level block zone line tier group unit part round top all first last"
)
"""What has a number as its name: `phase two`."""
_MEASURE_ENDINGS = ("put", "cy", "al", "th", "ure", "ght", "ory", "ics", "rn", "flow", "fall", "count", "head", "time")
"""How nouns of quantities end: `output`, `occupancy`, `footfall`."""
_UNIT_WORDS = word_set(
    "hours minutes seconds days weeks months years points percent dollars euros pounds stars millions"
)
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
_RHYTHMS = word_set("daily weekly biweekly fortnightly monthly quarterly yearly early only family friendly")
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
    if is_foreign(text) or _tells_of_us(found):
        return LeadingVerb(act=VerbClass.STATE, verb=None, base="", rest=found, object=())
    for index, word in enumerate(found[:_MOST_WORDS_AHEAD] if is_first_word else ()):
        act, base = _act(text, found, index)
        if act is not None:
            return LeadingVerb(
                act=act, verb=word, base=base, rest=found[index + 1 :], object=_object(text, found, index)
            )
        if word.plain not in verbs.LEAD_IN and (not word.plain.endswith("ly") or word.plain in _RHYTHMS):
            break
    return LeadingVerb(act=VerbClass.STATE, verb=None, base="", rest=found, object=phrase(text, start))


def _tells_of_us(found: tuple[Word, ...]) -> bool:
    """Whether the sentence reports instead of ordering: `We have introduced …`, `We're measuring …`."""
    if len(found) <= 1 or not found[0].plain.startswith("we"):
        return False
    first, second = found[0].plain.replace("’", "'"), found[1].plain
    return first in ("we've", "we're") or (first == "we" and second in ("are", "were", "have", "had"))


def _object(text: str, found: tuple[Word, ...], index: int) -> tuple[Word, ...]:
    start = found[index].span.end
    for word in found[index + 1 : index + 3]:
        if word.plain not in verbs.PARTICLES or text[start : word.span.start].strip():
            break
        start = word.span.end
    return phrase(text, start)


def _act(text: str, found: tuple[Word, ...], index: int) -> tuple[VerbClass | None, str]:
    word, following = found[index], found[index + 1 :]
    if word.plain in verbs.LEAD_IN and _continues(word, following):
        return None, ""
    for base in base_forms(word.plain):
        act = next((act for act, members in _BY_LIST if base in members), None)
        if act is None:
            continue
        is_noun = base in verbs.NOUN_TOO and _is_noun(text, word, following)
        is_plural = word.plain.endswith("s") and base != word.plain
        is_noun = is_noun or _is_before_of(word, following)
        is_noun = is_noun or (act is VerbClass.ACTIVITY and _THRESHOLD.match(text, word.span.end) is not None)
        is_noun = is_noun or (word.plain.endswith("ed") and _FROM_TO.search(text, word.span.end) is not None)
        if (
            is_noun
            or (is_plural and not _is_third_person(base, act, following))
            or _is_finite(word, base, index, found)
        ):
            return None, ""
        return act, base
    return (VerbClass.ACTIVITY, word.plain) if _looks_like_verb(text, word, following) else (None, "")


def _is_before_of(word: Word, following: tuple[Word, ...]) -> bool:
    """`Stock of spare parts never under 5 days`: nothing is ordered `of`."""
    return bool(following) and following[0].plain == "of" and following[0].span.start == word.span.end + 1


def _is_third_person(base: str, act: VerbClass, following: tuple[Word, ...]) -> bool:
    """Whether a word in -s is an order to someone not named (`completes 15 stories`), not a plural or a subject."""
    is_subject = bool(following) and following[0].plain in verbs.ACTIVITY - verbs.NOUN_TOO
    return not is_subject and act is VerbClass.ACTIVITY and base not in verbs.NOUN_TOO | nouns.PIECES_OF_WORK


def _continues(word: Word, following: tuple[Word, ...]) -> bool:
    """Whether the leading word only introduces the next one (`begin tracking`, `keep growing`, `to launch`)."""
    if not following:
        return False
    if word.plain in ("help", "work", "let"):
        return following[0].plain == "to"
    if word.plain in ("start", "begin", "continue", "keep", "try"):
        return following[0].plain == "to" or following[0].plain.endswith("ing")
    return True


def _is_noun(text: str, word: Word, following: tuple[Word, ...]) -> bool:
    """Whether a word that may be either is a noun here, by what is right behind it."""
    if not following or re.search(r"\d", text[word.span.end : following[0].span.start]):
        return False
    behind = following[0].plain
    if behind in ("of", "per", "is", "are") or (word.plain, behind) in _COMPOUNDS:
        return True
    if behind in _DETERMINERS or behind in ("up", "out", "off"):
        return False
    if word.plain in verbs.RISE or word.plain in verbs.FALL:
        return behind == "in"
    is_work = any(base in verbs.ACTIVITY for base in base_forms(word.plain))
    if is_work and word.plain not in _VERB_FIRST and _FROM_TO.search(text, word.span.end):
        return True  # `Staff trainings from 1 to 4`: no one orders work from a number to another
    return _heads_a_noun_phrase(text, word) or (word.plain not in _VERB_FIRST and _is_subject(text, word, following))


def _heads_a_noun_phrase(text: str, word: Word) -> bool:
    """`Support tickets …`, `Staff survey`, `Training material provided`."""
    behind = phrase(text, word.span.end)
    if not behind:
        return False
    is_told_done = len(behind) > 1 and participle(behind[-1]) != ""
    is_measure = behind[-1].plain in nouns.NOUN_AFTER
    if word.plain in _VERB_FIRST:
        return is_told_done or (is_measure and len(behind) == 1)  # `win rate`, but `win a strong team`
    return is_told_done or is_measure or _is_compound(word, behind)


def _is_subject(text: str, word: Word, following: tuple[Word, ...]) -> bool:
    """Whether a verb follows, whose subject the word is then part of: `Design changes after release fall by half`."""
    if _CHANGES_BEHIND.search(text, word.span.end):
        return True
    is_told_done = len(following) > 1 and participle(following[-1]) != "" and following[0].plain not in _DETERMINERS
    return is_told_done or _has_finite_verb(following[:_SUBJECT_WORDS]) or _states(following[:_LONG_SUBJECT])


def _is_compound(word: Word, behind: tuple[Word, ...]) -> bool:
    """Whether a word that is a noun more often than a verb has a noun without article behind it: `staff survey`."""
    return word.plain in _NOUN_FIRST and len(behind) == 1 and not behind[0].plain.endswith(("s", "ing"))


_VERB_FIRST = word_set("build win")
_THRESHOLD = re.compile(r"(?:\s+[^\W\d]+){1,3}\s*(?:≤|≥|<|>|(?:\d[\d.,]*\s*%?\s*)?(?:->|→|=>))\s*\S*\d")
"""`Rework visits ≤ 3`: a sign of comparison is behind a metric, not behind what one is told to do."""
_FROM_TO = re.compile(r"\bfrom\s+\S*\d\S*(?:\s+%)?\s+to\s+\S*\d")
_NOUN_FIRST = word_set(
    "market staff support share process lead brand contract program record source host sponsor book order contact mail "
    "email code interest form list report survey test focus store price"
)
_CHANGES_BEHIND = re.compile(
    r"(?<!and )(?<!, )\b(?:fall|drop|rise|grow|shrink|decline|climb)\s+(?:by|to|from|below|above|under|over)\b",
    re.IGNORECASE,
)


def _states(following: tuple[Word, ...]) -> bool:
    relative = ("that", "which", "who", "what", "it")
    pairs = zip(("", *(word.plain for word in following)), following, strict=False)
    return any(word.plain in verbs.STATING and before not in relative for before, word in pairs)


def _has_finite_verb(following: tuple[Word, ...]) -> bool:
    return any(word.plain in verbs.AUXILIARY - {"have", "need", "needs"} for word in following)


_VERBS = (
    verbs.RISE | verbs.FALL | verbs.HOLD | verbs.REACH | verbs.ACTIVITY | word_set("trust love find feel know want")
)


def may_be_finite(word: Word) -> bool:
    """Whether a word behind the first may be the verb of a statement: `Customers trust us`, `Teams are ready`."""
    stem = word.plain.removesuffix("s")
    return word.plain in verbs.AUXILIARY or (stem in _VERBS and stem not in verbs.NOUN_TOO)


def _is_finite(word: Word, base: str, index: int, found: tuple[Word, ...]) -> bool:
    """Whether the word is a participle before its noun, or the subject of a sentence (`improved …`, `hiring is …`)."""
    if word.plain == base or index:
        return False
    if word.plain.endswith("ing"):
        is_change = base in verbs.RISE or base in verbs.FALL
        is_name = len(found) == 1 or found[1].plain not in _DETERMINERS
        return _has_finite_verb(found[1:6]) or (is_name and not is_change)
    is_counted = len(found) > 1 and found[1].span.start - word.span.end > 1  # `published 5 case studies`
    is_deed = is_counted or (len(found) > 1 and found[1].plain in verbs.PARTICLES)  # `carried out 18 speed checks`
    return not is_deed and any(later.plain in nouns.NOUN_AFTER for later in found[1:4])


def _may_be_order(word: Word, following: tuple[Word, ...]) -> bool:
    """Whether a word in no list may order what is counted behind it: `Scout 200 teams`, not `Churn 4 percent`."""
    is_noun = (
        is_in(word, nouns.COMMON) or word.plain in _NUMBERED or word.plain.endswith((*_NOUN_ENDINGS, *_MEASURE_ENDINGS))
    )
    is_several = any(later.plain.endswith("s") and later.plain not in _UNIT_WORDS for later in following[:3])
    return not is_noun and "-" not in word.plain and is_several and following[0].plain not in PHRASE_END


def _looks_like_verb(text: str, word: Word, following: tuple[Word, ...]) -> bool:
    """Whether a word in no list is an order by its form or its place.

    By its form: an ending that verbs have, or `re-` before a known one. By its place: a determiner, or a number that
    counts something, is right behind it, as in `Furnish the office`, `Woo two sponsors` and `Cold-call 300 owners`, but
    not in `Revenue 2 M`.
    """
    plain = word.plain
    if plain in _NOT_VERBS or not following or _has_finite_verb(following[:3]):
        return False
    is_counting = following[0].plain in _COUNTS and len(following) > 1 and plain not in _NUMBERED
    is_before_number = bool(re.fullmatch(r"\s*\d+\s*", text[word.span.end : following[0].span.start]))
    is_told = plain.endswith("ed") or ("-" in plain and plain.rsplit("-", 1)[1] in verbs.TELL)
    if (is_told or _may_be_order(word, following)) and (is_before_number or is_counting):
        return True
    if plain.startswith("re") and plain.removeprefix("re").lstrip("-") in verbs.ACTIVITY:
        return True
    if (plain.endswith(_VERB_ENDINGS) and "-" not in plain) or (plain.startswith("de-") and plain not in _NOT_VERBS):
        return following[0].plain not in nouns.NOUN_AFTER | PHRASE_END and not plain.endswith(("ion", "ing", "ed"))
    if plain.endswith(_NOUN_ENDINGS) or word.text[1:] != word.text[1:].lower() or "-" in plain:
        return False
    is_next = not text[word.span.end : following[0].span.start].strip()
    return is_next and (following[0].plain in _DETERMINERS or (is_counting and not is_in(word, nouns.COMMON)))
