"""Whether an objective says what we do, or only names a topic, instead of an outcome."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.languages import is_english, is_foreign
from okrsdk.language.leading_verb import LeadingVerb, VerbClass
from okrsdk.language.objective import ObjectiveSentence
from okrsdk.language.phrases import PHRASE_END, heads, is_in, with_what_of
from okrsdk.language.statement import statement_in
from okrsdk.language.text import Span
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.text import Word

_MAKES_SOMETHING = (
    verbs.HAND_OVER
    | verbs.MAKE
    | word_set("hold take put get participate offer prepare align address manage")
    | word_set("fix change move switch adopt connect clean repair correct adjust convert apply use leverage")
) - word_set("finish complete redesign rebuild rewrite redevelop renovate")
"""Verbs that are a tactic only with a thing behind them: `build a website`, but not `build trust`."""
_COMPARED = word_set("faster sooner easier cheaper oftener quicker")
"""With one of these the sentence says how the work will be different: `ship features faster`."""
_BUILDINGS = tuple(
    word_set(
        "house houses room shop hall plant centre center bridge yard garage tower enclosure track kitchen floor "
        "building park pool lane fleet studio gym canteen"
    )
)
"""How the names of what one builds end: `smokehouse`, `car park`."""
_TECHNICAL = word_set("upgrade install deploy configure refactor rewrite digitise digitize")
"""Verbs of technicians: what follows is a thing, whatever else it may be."""
_ENLARGES = word_set("extend expand enlarge widen")
_ALTERS = _ENLARGES | word_set("repair renovate convert restore renew deepen dredge resurface harmonise harmonize")
"""Altering a thing one can point at: `restore the organ`, but not `restore trust`."""
_WAYS_OF_WORKING = word_set("process model flow pipeline")
"""What one may build without being done with it: `a repeatable sales process`."""
_KEPT_PAPERS = word_set("roadmap plan backlog document documentation calendar list budget handbook website page")
_SOLVES = word_set("resolve fix address handle")
_TROUBLES = word_set("issue problem bug ticket blocker point complaint")
_AGREED = word_set("align agree decide")
_EVENTS = word_set("week day night evening party ceremony")
_MOST_TOPIC_WORDS = 5
_LONGEST_TOPIC = 8
_NAMES = ("ing", "tion", "tions", "ment", "ments", "ness")
_ENGLISH = word_set("for of and with the from always never only together first more")
_ENGLISH_ENDINGS = tuple(word_set("ing ity ness ship ful less able ic ous ty ance ence ment ory age ism"))


def tactic_in(sentence: ObjectiveSentence) -> str | None:
    """The words that make the objective a tactic; None when it may be an outcome."""
    head = sentence.opening
    ends = heads(head.object)
    is_aspiring = any(word.plain in nouns.SUPERLATIVES or word.plain == "most" for word in head.object)
    if head.verb is None or is_aspiring or any(word.plain in _COMPARED for word in head.rest):
        return None
    is_lever = head.act is not VerbClass.FALL and any(is_in(noun, nouns.TACTIC_NOUNS) for noun in ends)
    if head.base == "rank" or is_lever or _does_something(head) or _orders_work(head, ends):
        return None if _is_made_for_a_benefit(head) else quote_of(sentence, head.object)
    return None


def _does_something(head: LeadingVerb) -> bool:
    """Whether a verb of doing has an activity behind it: `do content marketing`, but not `do great work`."""
    following = head.rest[0].plain if head.rest else ""
    if (head.base, following) == ("get", "ready"):
        return True
    ends = heads(head.object)
    if head.act is VerbClass.HOLD and any(is_in(noun, _KEPT_PAPERS) for noun in ends):
        return True
    if head.base in _SOLVES and any(is_in(noun, _TROUBLES) for noun in ends):
        return True
    if head.base in _AGREED and head.rest and head.rest[0].plain == "on":
        return True
    if head.base == "work" and head.rest and head.rest[0].plain in ("with", "on", "together"):
        return True
    return head.base == "do" and bool(head.object) and not any(is_in(word, nouns.VAGUE_DEGREES) for word in head.object)


def _is_made_for_a_benefit(head: LeadingVerb) -> bool:
    """Whether what is made is told by what people get from it: `build a library that apprentices use`.

    Only making counts; a system that is installed or launched `to improve satisfaction` is still the way there.
    """
    if head.base not in verbs.MAKE | verbs.HAND_OVER | {"replace", "establish", "hand"}:
        return False
    return any(
        word.plain in ("that", "which", "who", "where") or (word.plain == "so" and later.plain == "that")
        for word, later in pairwise(head.rest)
    )


def _orders_work(head: LeadingVerb, ends: tuple[Word, ...]) -> bool:
    verb = head.base
    # Behind `a healthy, transparent company culture` the phrase ends at its first comma, not at its noun.
    upto = next((place for place, word in enumerate(head.rest) if word.plain in PHRASE_END), len(head.rest))
    is_abstract = any(is_in(noun, nouns.ABSTRACT_NOUNS) for noun in (*ends, *head.rest[:upto][-1:]))
    if verb in _TECHNICAL or (verb in verbs.ARRANGE and any(is_in(noun, _EVENTS) for noun in ends)):
        return True
    if verb in _ALTERS:
        return _alters_a_thing(head, ends, is_abstract=is_abstract)
    is_thing = not is_abstract and any(is_in(noun, nouns.OUTPUT_NOUNS - _WAYS_OF_WORKING) for noun in ends)
    if verb in _MAKES_SOMETHING:
        is_thing = is_thing or any(noun.plain.removesuffix("s").endswith(_BUILDINGS) for noun in ends)
        return is_thing or (verb in verbs.MAKE and not is_abstract and _is_one_more(head))
    if verb in verbs.SMOOTHE:
        return any(noun.plain.removesuffix("s").endswith(_BUILDINGS) for noun in ends)
    enters = any(is_in(noun, nouns.OUTCOME_NOUNS - nouns.OUTPUT_NOUNS) for noun in ends)
    enters = enters or any(is_in(word, nouns.PLACES) for word in head.rest[upto:])
    arrives = verb in verbs.RELEASE and not is_thing and enters
    if verb not in verbs.ACTIVITY or verb in verbs.INSIGHT or arrives:
        return False
    return verb in verbs.STAFF | verbs.STUDY or not is_abstract


def _alters_a_thing(head: LeadingVerb, ends: tuple[Word, ...], *, is_abstract: bool) -> bool:
    """`Restore the organ`, `expand the warehouse`, but not `restore the trust of parents`, `expand the market`."""
    is_known = bool(head.object) and head.object[0].plain in ("the", "our", "a", "an")
    is_outside = any(is_in(noun, nouns.OUTCOME_NOUNS | nouns.MASS_OUTCOMES) for noun in head.object)
    if head.base in _ENLARGES:
        return any(noun.plain.removesuffix("s").endswith(_BUILDINGS) for noun in ends)
    return is_known and not is_abstract and not is_outside


def _is_one_more(head: LeadingVerb) -> bool:
    """Whether what is made is one of several things there are: `build a second bottling line`."""
    return any(word.plain in ("second", "third", "another", "additional") for word in head.object)


def quote_of(sentence: ObjectiveSentence, found: tuple[Word, ...]) -> str:
    """The words from the leading verb to the last of `found`."""
    verb = sentence.opening.verb
    start = verb.span.start if verb else 0
    end = found[-1].span.end if found else (verb.span.end if verb else 0)
    end = with_what_of(sentence.text, end, found[-1] if found else None)
    return Span(start=start, end=end).of(sentence.text)


def topic_in(sentence: ObjectiveSentence) -> str | None:
    """The objective when it only names a topic (`Customer support`): no verb, so no direction."""
    verb = sentence.opening.verb
    is_order = verb is not None and not verb.plain.endswith("ing")
    is_order = is_order or any(word.plain in verbs.ATTITUDE for word in sentence.words[:1])
    if is_order or not sentence.words or sentence.amounts:
        return None
    last = sentence.words[-1].plain
    is_name = last.endswith(_NAMES) and not sentence.words[0].plain.endswith("s")
    if len(sentence.words) > (_LONGEST_TOPIC if is_name else _MOST_TOPIC_WORDS):
        return None
    if statement_in(sentence.text, sentence.words) is not None or not _is_readable(sentence):
        return None
    return sentence.text.strip().rstrip(".")


def _is_readable(sentence: ObjectiveSentence) -> bool:
    """Whether the words are English, as far as their form tells: a sentence of another language may hide a verb."""
    if is_foreign(sentence.text):
        return False
    is_known = any(is_in(word, nouns.COMMON | nouns.VAGUE_DEGREES) for word in sentence.words)
    has_form = any(word.plain.endswith(_ENGLISH_ENDINGS) or word.plain in _ENGLISH for word in sentence.words)
    return is_known or has_form or len(sentence.words) == 1 or is_english(sentence.text)
