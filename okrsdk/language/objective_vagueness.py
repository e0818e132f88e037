"""Whether an objective says anything that could be missed: words that fit everyone, bare numbers of the dashboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.leading_verb import LeadingVerb, VerbClass
from okrsdk.language.objective import ObjectiveSentence
from okrsdk.language.objective_clauses import clauses
from okrsdk.language.objective_slogans import is_slogan
from okrsdk.language.objective_wording import quote_of
from okrsdk.language.phrases import heads, is_in
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.text import Word

_NO_AIM = word_set("focus work concentrate continue do try be become look think care")
"""Verbs that name an effort or a being, not a change."""
_PROMISES = word_set("achieve ensure provide deliver meet hit reach exceed drive pursue foster promote offer")
_A_JUDGEMENT = 2
_COUNTS = word_set("more fewer less")
_PRAISE = nouns.SUPERLATIVES | word_set("great good nice positive strong excellent")
_EMPTY = word_set(
    "sustainable profitable steady continuous continued sustained lasting long-term healthy rapid further"
)
_ARTICLES = word_set("a an the our")
_ANYONE = word_set("user customer client")
_STATISTICS = word_set("average median mean")
_QUANTITY = word_set("increase decrease raise reduce lower maximize maximise minimize minimise")
_MEASURES = word_set("time times rate rates ratio count")
_GRAND = word_set("transform revolutionize revolutionise disrupt change reinvent rethink dominate win lead shape")
"""Verbs whose size is in their object: with a generic one they are a slogan."""
_MOST_SLOGAN_WORDS = 3
_IMPROVES = word_set("improve enhance optimize optimise")
_SUPPORTS = word_set("support help serve empower assist")
_OFFERS = word_set("offer provide serve")
_OF_NUMBER = re.compile(
    r"^\W*\w+\s+(?:the\s+|our\s+)?(?:number|amount|volume|adoption|usage|use)\s+of\b", re.IGNORECASE
)
_QUALITY = re.compile(
    r"\b(?:quality|efficiency|effectiveness|productivity|performance)\s+of\s+(?:the\s+|our\s+)?[^\W\d_]+\W*$",
    re.IGNORECASE,
)
_KEPT = word_set("running going up stable alive afloat")
_A_NOUN_AND_ITS_MODIFIERS = 4
_MOST_VAGUE_WORDS = 12


def vagueness_in(sentence: ObjectiveSentence) -> str | None:
    """The words that would fit every team in every quarter; None when the objective names something of its own.

    Of an objective that joins several changes (`grow the business and increase revenue`) all have to be vague.
    """
    whole = sentence.text.strip().rstrip(".")
    if len(sentence.words) > _MOST_VAGUE_WORDS or sentence.amounts:
        return None
    if sentence.words and (sentence.words[0].plain in ("focus", "concentrate") or is_slogan(sentence)):
        return whole
    if sentence.has_reason or sentence.opening.verb is None or bare_metric_in(sentence) is not None:
        return None
    parts = clauses(sentence)
    vague = [_vague_clause(part) for part in parts]
    if vague[0] is None or not all(said or bare_metric_in(part) for said, part in zip(vague, parts, strict=True)):
        return None
    return vague[0] if len(parts) == 1 else whole


def _vague_clause(sentence: ObjectiveSentence) -> str | None:
    head, has_scope = sentence.opening, _has_scope(sentence)
    if head.base in _NO_AIM:
        is_vague = _is_judgement(head) or (_is_slogan(head) and not has_scope)
    elif _is_empty(head) or (
        head.base in verbs.GET | _PROMISES | verbs.MAKE | {"make"} and _is_only_judged(head, has_scope=has_scope)
    ):
        is_vague = True
    else:
        is_change = (
            head.act in (VerbClass.RISE, VerbClass.FALL, VerbClass.HOLD)
            or head.base in _PROMISES | _GRAND | _SUPPORTS
            or not head.object
        )
        is_vague = (
            is_change
            and (not has_scope or _is_quality_of(sentence))
            and (_are_vague(head.object) or _is_catchword(head) or _is_one_thing(head))
        )
    return quote_of(sentence, head.object) if is_vague else None


def _is_quality_of(sentence: ObjectiveSentence) -> bool:
    """`Raise the quality of teaching`: what it is the quality of is not yet what should be better in it."""
    return _QUALITY.search(sentence.text) is not None


def _is_empty(head: LeadingVerb) -> bool:
    """Whether a verb of change has nothing to change: `grow as a utility`, `keep production running`."""
    if not head.rest:
        return False
    is_kept = head.act is VerbClass.HOLD and head.rest[-1].plain in _KEPT
    return is_kept or (head.act is VerbClass.RISE and head.rest[0].plain == "as")


def _is_judgement(head: LeadingVerb) -> bool:
    """Whether a verb of being has only a judgement behind it: `be better`, `become more agile`."""
    is_more = bool(head.rest) and head.rest[0].plain in nouns.VAGUE_DEGREES
    if is_more and head.rest[0].plain == "better" and head.rest[1:2] and head.rest[1].plain == "than":
        return True
    if head.base == "be" and len(head.rest) == 1:
        return True  # `be professional`
    return len(head.rest) <= _A_JUDGEMENT + is_more and (
        is_more or _are_vague(head.rest) or head.rest[-1].plain == "best"
    )


def _is_slogan(head: LeadingVerb) -> bool:
    """Whether all that is said is what to be, one of many: `be a great company`, `be a voice`."""
    is_one_of_many = bool(head.object) and head.object[0].plain in ("a", "an")
    return head.base in ("be", "become") and is_one_of_many and len(head.rest) <= _MOST_SLOGAN_WORDS


def _is_catchword(head: LeadingVerb) -> bool:
    """Whether something should just get better in a respect that everything has: `improve the booking experience`."""
    joints = [place for place, word in enumerate(head.object) if word.plain == "and"] or [-1]
    found = [word for word in head.object[joints[-1] + 1 :] if word.plain not in nouns.GENERIC_SCOPE]
    return (
        head.act is VerbClass.RISE
        and 0 < len(found) <= _A_NOUN_AND_ITS_MODIFIERS
        and is_in(found[-1], nouns.CATCHWORDS)
    )


def _is_one_thing(head: LeadingVerb) -> bool:
    """Whether one thing should get better, and nothing says in what: `strengthen the destination`."""
    named = [word for word in head.object if word.plain not in nouns.GENERIC_SCOPE]
    if head.base in _SUPPORTS:
        return head.rest == head.object and len(named) <= 1  # `support our clubs`
    if head.base in _OFFERS:
        return 0 < len(head.object) <= _A_JUDGEMENT and len(named) == len(head.object)
    most = _A_JUDGEMENT if head.base in _IMPROVES and head.rest == head.object else 1
    is_better = head.base in verbs.BETTER and 0 < len(named) <= most
    return is_better and not any(word.plain.endswith("ing") for word in named[:-1])


def _is_only_judged(head: LeadingVerb, *, has_scope: bool) -> bool:
    """Whether a common good has only a degree beside it: `strong activation`, `more customers`, `make users happy`."""
    found, degrees = head.object, nouns.VAGUE_DEGREES
    if head.base == "get" and head.rest and head.rest[0].plain in degrees - _COUNTS:
        return True
    if not found or (has_scope and (head.base == "make" or found[0].plain in _COUNTS)):
        return False
    if head.base == "make" and found[-1].plain in degrees:
        return True
    known = nouns.KPI_NOUNS | nouns.VAGUE_NOUNS | nouns.MASS_OUTCOMES | nouns.OUTCOME_NOUNS
    is_praised = head.base in _PROMISES | verbs.MAKE and any(word.plain in _PRAISE for word in found)
    named = [w for w in found if w.plain not in _PRAISE | {"a", "an"} and not is_in(w, _ANYONE)]
    if is_praised and not has_scope and len(named) <= 1:
        return True
    degrees = degrees | _EMPTY
    has_degree = any(word.plain in degrees for word in found[:-1])
    return has_degree and all(word.plain in degrees | _ARTICLES or is_in(word, known) for word in found)


def bare_metric_in(sentence: ObjectiveSentence) -> str | None:
    """The number of the dashboard that the objective moves and nothing else; None when it says for whom or what for."""
    if sentence.has_reason or sentence.amounts:
        return None
    parts = clauses(sentence)
    if not all(_moves_a_metric(part) for part in parts):
        return None
    return quote_of(sentence, sentence.opening.object) if len(parts) == 1 else sentence.text.strip().rstrip(".")


def _moves_a_metric(sentence: ObjectiveSentence) -> bool:
    head = sentence.opening
    if head.act not in (VerbClass.RISE, VerbClass.FALL):
        return False
    if any(word.plain in _STATISTICS for word in head.object):
        return True
    named = tuple(word for word in head.object if not word.plain.endswith("ly"))
    if _OF_NUMBER.search(sentence.text) is not None:
        return True
    if _has_scope(sentence):
        return False
    is_plain = head.base in _QUANTITY and bool(head.object) and head.object[0].plain not in nouns.GENERIC_SCOPE
    is_short = len(head.object) <= _A_JUDGEMENT and _is_an_amount(head.object[-1]) if head.object else False
    if is_plain and (is_short or _is_counted(head.object)):
        return True
    is_measure = len(head.object) > 1 and head.object[-1].plain in _MEASURES
    return is_measure or any(is_in(noun, nouns.KPI_NOUNS) for noun in heads(named))


def _is_counted(found: tuple[Word, ...]) -> bool:
    """Whether a compound names a number of the dashboard: `first-contact resolution`, `food waste`."""
    is_short = 1 < len(found) <= _A_NOUN_AND_ITS_MODIFIERS
    return is_short and not any(word.plain in nouns.GENERIC_SCOPE or word.plain == "and" for word in found)


def _is_an_amount(noun: Word) -> bool:
    """Whether there can only be more or less of it: `funding`, `potholes`."""
    is_plural = noun.plain.endswith("s") and not noun.plain.endswith(("ss", "us", "is"))
    return is_plural or is_in(noun, nouns.MASS_OUTCOMES - nouns.VAGUE_NOUNS)


def _are_vague(found: tuple[Word, ...]) -> bool:
    if not found:
        return True
    vague = nouns.VAGUE_NOUNS | nouns.VAGUE_DEGREES | nouns.GENERIC_SCOPE | nouns.KPI_NOUNS
    return all(is_in(noun, vague) for noun in heads(found)) and all(
        is_in(word, vague) or word.plain == "and" for word in found
    )


def _has_scope(sentence: ObjectiveSentence) -> bool:
    """Whether words behind the object narrow it down: `in our industry`, `for underutilized services`."""
    head = sentence.opening
    end = head.object[-1].span.end if head.object else (head.verb.span.end if head.verb else 0)
    later = [word for word in head.rest if word.span.start >= end]
    dated = [mention.span for mention in sentence.dates]
    return any(
        not word.plain.endswith("ly")
        and word.plain not in nouns.GENERIC_SCOPE | nouns.VAGUE_DEGREES
        and not any(span.start <= word.span.start < span.end for span in dated)
        for word in later
    )
