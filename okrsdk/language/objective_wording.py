"""What an objective aims at: an outcome, or a tactic, a topic, a bare number of the dashboard."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.leading_verb import LeadingVerb, VerbClass, may_be_finite
from okrsdk.language.objective import ObjectiveSentence, parse_objective
from okrsdk.language.phrases import PHRASE_END, heads, is_in
from okrsdk.language.text import Span
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.text import Word

_NO_AIM = word_set("focus work concentrate continue do try be become look think care")
"""Verbs that name an effort or a being, not a change."""
_MAKES_SOMETHING = (
    verbs.HAND_OVER
    | verbs.MAKE
    | word_set("hold do take put get bring participate offer prepare align address manage")
    | word_set("fix change move switch adopt connect clean repair correct adjust convert apply use leverage replace")
) - word_set("finish complete")
"""Verbs that are a tactic only with a thing behind them: `build a website`, but not `build trust`."""
_PROMISES = word_set("achieve ensure provide deliver meet hit reach exceed")
_COMPARED = word_set("faster sooner easier cheaper oftener quicker")
"""With one of these the sentence says how the work will be different: `ship features faster`."""
_A_JUDGEMENT = 2
_WAYS_OF_WORKING = word_set("process model")
"""What one may build without being done with it: `a repeatable sales process`."""
_COUNTS = word_set("more fewer less")
_ORDERS = (
    (verbs.RISE | verbs.FALL | verbs.HOLD | verbs.REACH | verbs.ACTIVITY) - verbs.NOUN_TOO | verbs.RISE | verbs.FALL
)
_GRAND = word_set("transform revolutionize revolutionise disrupt change reinvent rethink dominate win lead shape")
"""Verbs whose size lies in their object: with a generic one they are a slogan."""
_A_NOUN_AND_ITS_MODIFIER = 2
_JOINT_END = re.compile(r"[\s,]+(?:and|&)\s*$", re.IGNORECASE)
_MOST_TOPIC_WORDS = 4
_MOST_VAGUE_WORDS = 12


def tactic_in(sentence: ObjectiveSentence) -> str | None:
    """The words that make the objective a tactic; None when it may be an outcome."""
    head = sentence.opening
    ends = heads(head.object)
    is_aspiring = any(word.folded in nouns.SUPERLATIVES or word.folded == "most" for word in head.object)
    if head.verb is None or is_aspiring or any(word.folded in _COMPARED for word in head.rest):
        return None
    is_lever = head.act is not VerbClass.FALL and any(is_in(noun, nouns.TACTIC_NOUNS) for noun in ends)
    if head.base == "rank" or is_lever or _orders_work(head, ends):
        return _quote(sentence, head.object)
    return None


def _orders_work(head: LeadingVerb, ends: tuple[Word, ...]) -> bool:
    verb = head.base
    # Behind `a healthy, transparent company culture` the phrase ends at its first comma, not at its noun.
    upto = next((place for place, word in enumerate(head.rest) if word.folded in PHRASE_END), len(head.rest))
    is_abstract = any(is_in(noun, nouns.ABSTRACT_NOUNS) for noun in (*ends, *head.rest[:upto][-1:]))
    is_thing = not is_abstract and any(is_in(noun, nouns.OUTPUT_NOUNS - _WAYS_OF_WORKING) for noun in ends)
    if verb in _MAKES_SOMETHING:
        return is_thing
    if verb not in verbs.ACTIVITY or verb in verbs.SMOOTHE | verbs.INSIGHT:
        return False
    enters = any(is_in(noun, nouns.OUTCOME_NOUNS - nouns.OUTPUT_NOUNS) for noun in ends)
    if verb in verbs.RELEASE and (enters or any(is_in(word, nouns.PLACES) for word in head.rest[upto:])):
        return False
    return verb in verbs.STAFF | verbs.STUDY or not is_abstract


def _quote(sentence: ObjectiveSentence, found: tuple[Word, ...]) -> str:
    verb = sentence.opening.verb
    start = verb.span.start if verb else 0
    end = found[-1].span.end if found else (verb.span.end if verb else 0)
    return Span(start=start, end=end).of(sentence.text)


def vagueness_in(sentence: ObjectiveSentence) -> str | None:
    """The words that would fit every team in every quarter; None when the objective names something of its own.

    Of an objective that joins several changes (`grow the business and increase revenue`) all have to be vague.
    """
    whole = sentence.text.strip().rstrip(".")
    if len(sentence.words) > _MOST_VAGUE_WORDS or sentence.amounts:
        return None
    if sentence.words and sentence.words[0].folded in ("focus", "concentrate"):
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
        is_vague = _is_judgement(head)
    elif head.base in verbs.GET | _PROMISES | {"make"} and _is_only_judged(head, has_scope=has_scope):
        is_vague = True
    else:
        is_change = (
            head.act in (VerbClass.RISE, VerbClass.FALL, VerbClass.HOLD)
            or head.base in _PROMISES | _GRAND
            or not head.object
        )
        is_vague = is_change and not has_scope and (_are_vague(head.object) or _is_catchword(head))
    return _quote(sentence, head.object) if is_vague else None


def _is_judgement(head: LeadingVerb) -> bool:
    """Whether a verb of being has only a judgement behind it: `be better`, `become more agile`."""
    is_more = bool(head.rest) and head.rest[0].folded in nouns.VAGUE_DEGREES
    return len(head.rest) <= _A_JUDGEMENT + is_more and (
        is_more or _are_vague(head.rest) or head.rest[-1].folded == "best"
    )


def _is_catchword(head: LeadingVerb) -> bool:
    """Whether something should just get better in a respect that everything has: `improve the booking experience`."""
    found = [word for word in head.object if word.folded not in nouns.GENERIC_SCOPE]
    return (
        head.act is VerbClass.RISE and 0 < len(found) <= _A_NOUN_AND_ITS_MODIFIER and is_in(found[-1], nouns.CATCHWORDS)
    )


def _is_only_judged(head: LeadingVerb, *, has_scope: bool) -> bool:
    """Whether a common good has only a degree beside it: `strong activation`, `more customers`, `make users happy`."""
    found, degrees = head.object, nouns.VAGUE_DEGREES
    if head.base == "get" and head.rest and head.rest[0].folded in degrees - _COUNTS:
        return True
    if not found or (has_scope and (head.base == "make" or found[0].folded in _COUNTS)):
        return False
    if head.base == "make" and found[-1].folded in degrees:
        return True
    known = nouns.KPI_NOUNS | nouns.VAGUE_NOUNS | nouns.MASS_OUTCOMES | nouns.OUTCOME_NOUNS
    has_degree = any(word.folded in degrees for word in found[:-1])
    return has_degree and all(word.folded in degrees or is_in(word, known) for word in found)


def clauses(sentence: ObjectiveSentence) -> tuple[ObjectiveSentence, ...]:
    """The sentence, split where `and` joins a second order: `grow the business` and `increase revenue`."""
    text, starts = sentence.text, [0]
    for joint, word in pairwise(sentence.words):
        if joint.folded in ("and", "&") and word.folded in _ORDERS:
            starts.append(word.span.start)
    if len(starts) == 1:
        return (sentence,)
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(parse_objective(_JOINT_END.sub("", piece)) for piece in pieces)


def topic_in(sentence: ObjectiveSentence) -> str | None:
    """The objective when it only names a topic (`Customer support`): no verb, so no direction."""
    head = sentence.opening
    if head.verb is not None or not sentence.words or len(sentence.words) > _MOST_TOPIC_WORDS or sentence.amounts:
        return None
    is_known = any(is_in(word, nouns.COMMON | nouns.VAGUE_DEGREES) for word in sentence.words)
    if not is_known or any(may_be_finite(word) for word in sentence.words[1:]):
        return None
    return sentence.text.strip().rstrip(".")


def bare_metric_in(sentence: ObjectiveSentence) -> str | None:
    """The number of the dashboard that the objective moves and nothing else; None when it says for whom or what for."""
    if sentence.has_reason or sentence.amounts:
        return None
    parts = clauses(sentence)
    if not all(_moves_a_metric(part) for part in parts):
        return None
    return _quote(sentence, sentence.opening.object) if len(parts) == 1 else sentence.text.strip().rstrip(".")


def _moves_a_metric(sentence: ObjectiveSentence) -> bool:
    head = sentence.opening
    if head.act not in (VerbClass.RISE, VerbClass.FALL) or _has_scope(sentence):
        return False
    return any(is_in(noun, nouns.KPI_NOUNS) for noun in heads(head.object))


def _are_vague(found: tuple[Word, ...]) -> bool:
    if not found:
        return True
    vague = nouns.VAGUE_NOUNS | nouns.VAGUE_DEGREES | nouns.GENERIC_SCOPE | nouns.KPI_NOUNS
    return all(is_in(noun, vague) for noun in heads(found)) and all(
        is_in(word, vague) or word.folded == "and" for word in found
    )


def _has_scope(sentence: ObjectiveSentence) -> bool:
    """Whether words behind the object narrow it down: `in our industry`, `for underutilized services`."""
    head = sentence.opening
    end = head.object[-1].span.end if head.object else (head.verb.span.end if head.verb else 0)
    later = [word for word in head.rest if word.span.start >= end]
    dated = [mention.span for mention in sentence.dates]
    return any(
        word.folded not in nouns.GENERIC_SCOPE | nouns.VAGUE_DEGREES
        and not any(span.start <= word.span.start < span.end for span in dated)
        for word in later
    )
