"""Whether a key result is work, ordered or told, instead of naming what the work should bring."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.currencies import is_money
from okrsdk.language.direction import Direction
from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.measured_activity import measured_activity
from okrsdk.language.phrases import PHRASE_END, heads, is_in, phrase
from okrsdk.language.reported_work import reported_work
from okrsdk.language.statement import participle
from okrsdk.language.text import Span, words
from okrsdk.language.units import TIME_UNITS
from okrsdk.language.word_set import word_set
from okrsdk.language.work import WORKED_ON, Work, counted_noun, is_audience, is_output

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word

_CLAUSE = re.compile(
    r"\b(?:with|in|into|to|for|from|that|which|who|at|by|on|across|reaching|achieving|generating|so|until|through|via|"
    r"leading|resulting|driving|and|about|per|over|among|after|within|using|under|above)\b|[,;:(]",
    re.IGNORECASE,
)
_KIND = re.compile(r"[\d.,]+-[^\W\d_]")
_RANK = re.compile(r"\btop-$", re.IGNORECASE)
_PAIR = 2
_PRECISE_TIMES = frozenset({"ms", "seconds", "minutes", "hours"})


def work_in(sentence: KeyResultSentence) -> Work | None:
    """The work that `sentence` orders or tells instead of a result; None when it measures what the work brings."""
    head, change = sentence.opening, sentence.change
    is_from = sentence.baseline is not None and (head.act is not VerbClass.ACTIVITY or sentence.target is not None)
    if is_from or sentence.lower is not None or head.act in (VerbClass.RISE, VerbClass.FALL):
        return measured_activity(sentence)
    if head.verb is None:
        is_changed = change is not None and change.unit != "times"
        is_grown = is_changed or sentence.direction is Direction.UP or _is_pair_upward(sentence)
        grown = measured_activity(sentence) if is_grown else None
        return grown if is_changed else grown or reported_work(sentence)
    if change is not None and (head.act is not VerbClass.ACTIVITY or change.unit):
        return None
    if head.act is VerbClass.ACTIVITY or _is_light_work(sentence):
        return _ordered(sentence, head.verb)
    return _handed_over(sentence, head.verb)


def _is_pair_upward(sentence: KeyResultSentence) -> bool:
    """`Fairs attended: 3 to 9`: whether a change or a range is meant, it is more of the same."""
    if len(sentence.amounts) != _PAIR:
        return False
    first, last = sentence.amounts
    if first.value is None or last.value is None or first.value >= last.value:
        return False
    return sentence.text[first.span.end : last.span.start].strip() == "to"


def _handed_over(sentence: KeyResultSentence, verb: Word) -> Work | None:
    """Work in a verb that brings about results as well: `deliver the intranet`, `be able to present the value`."""
    head = sentence.opening
    if sentence.amounts and head.base in verbs.DISPATCH:
        return None if any(amount.unit for amount in sentence.amounts) else _counted_output(sentence, verb)
    if sentence.amounts:
        is_made = head.base in verbs.HAND_OVER | verbs.MAKE | verbs.GETTING_IN | {"put", "offer", "activate"}
        return _counted_output(sentence, verb) or _handed_to_audience(sentence, verb) if is_made else None
    if head.base == "be" and head.rest and head.rest[0].plain == "able":
        return Work(quote=_quote(sentence.text, verb, head.rest[:3]))
    if head.base in verbs.HANDLING and _handles_a_thing(sentence):
        return Work(quote=_quote(sentence.text, verb, head.object))
    if head.base not in verbs.HAND_OVER | verbs.MAKE | verbs.GETTING_IN:
        return None
    is_ours = any(is_in(noun, nouns.OUTPUT_NOUNS | nouns.OWN_PEOPLE) for noun in heads(head.object))
    return Work(quote=_quote(sentence.text, verb, head.object)) if is_ours else None


def _handles_a_thing(sentence: KeyResultSentence) -> bool:
    """`Put the calendar online`, but not `offer better support`, `bring down losses` or `bring the court to agree`."""
    head = sentence.opening
    is_change = bool(head.rest) and head.rest[0].plain in ("down", "up")
    is_judged = any(word.plain in nouns.VAGUE_DEGREES | nouns.SUPERLATIVES for word in head.rest)
    is_outside = any(is_in(noun, nouns.OUTSIDERS) and not is_output(noun) for noun in head.object)
    is_known = bool(head.object) and head.object[0].plain in _DEFINITE
    return is_known and not (is_change or is_judged or is_outside)


def _handed_to_audience(sentence: KeyResultSentence, verb: Word) -> Work | None:
    """`Deliver training to 40 managers`: what is handed over is ours, and who gets it is counted."""
    head = sentence.opening
    is_ours = head.base == "offer" or any(is_output(noun) for noun in heads(head.object))
    if len(sentence.amounts) != 1 or not is_ours:
        return None
    noun = counted_noun(sentence.text, sentence.amounts[0])
    if noun is None or not is_audience(sentence.text, sentence.amounts[0]):
        return None
    return Work(quote=sentence.text[verb.span.start : noun.span.end], counted=noun.text)


def _is_light_work(sentence: KeyResultSentence) -> bool:
    """Whether a verb without a meaning of its own is before a piece of work: `have weekly meetings`."""
    head = sentence.opening
    following = head.rest[0].plain if head.rest else ""
    if (head.base, following) in verbs.WITHOUT_NUMBER and not sentence.amounts:
        return True
    if (head.base, following) in verbs.PHRASAL or (head.base == "do" and not sentence.amounts):
        return True
    if head.base == "bring":
        return following == "in" and not sentence.amounts
    is_ready = any(word.plain in _READY for word in head.rest) or (
        head.object != () and participle(head.object[-1]) in WORKED_ON
    )
    is_ready = is_ready and head.base in ("have", "get")
    if is_ready and not sentence.amounts and not any(is_in(word, nouns.OUTSIDERS) for word in head.object):
        return True
    return head.base in verbs.LIGHT and any(is_in(noun, _MEETINGS) for noun in heads(_counted_or_object(sentence)))


_READY = word_set("live running done ready online finished deployed launched implemented built out")
_DEFINITE = word_set("the a an our all every each")
_MEETINGS = nouns.PIECES_OF_WORK | word_set(
    "session call conversation event all-hands townhall review-meeting show analysis research survey lunch"
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
        if text.count("(", 0, amount.span.start) > text.count(")", 0, amount.span.start):
            continue  # an aside
        if _RANK.search(text[: amount.span.start]) or _KIND.match(text, amount.span.start):
            continue  # `the top-5` says which, not how many, and `24-hour` of what kind
        noun = counted_noun(text, amount)
        is_direct = _is_direct(text, verb, amount)
        of_meeting = any(is_in(word, _MEETINGS) for word in heads(sentence.opening.object))
        if is_audience(text, amount, of_meeting=of_meeting) and not is_direct:
            counted = counted or noun
        elif _measures_result(amount, noun, base, is_direct=is_direct):
            return None
        counted = counted or noun
    if counted is None:
        return Work(quote=_quote(text, verb, sentence.opening.object))
    return Work(quote=text[verb.span.start : counted.span.end], counted=counted.text)


def _is_direct(text: str, verb: Word, amount: Amount) -> bool:
    """Whether the amount counts the verb's own object: only particles of the verb may be between."""
    start = verb.span.end
    for word in words(text[: amount.span.start], start)[:3]:
        if word.plain not in verbs.PARTICLES | verbs.ACTIVITY | {"and", "part"}:
            break
        start = word.span.end
    return _CLAUSE.search(text, start, amount.span.start) is None


def _measures_result(amount: Amount, noun: Word | None, verb: str, *, is_direct: bool) -> bool:
    """Whether an amount in an order of work measures what comes of it: `launch a trial with 10K sign-ups a month`."""
    if amount.unit in TIME_UNITS:
        return amount.unit in _PRECISE_TIMES
    if is_money(amount.unit):
        return True
    output = noun is not None and is_in(noun, nouns.OUTPUT_NOUNS)
    outcome = noun is not None and is_in(noun, nouns.OUTCOME_NOUNS)
    if amount.unit == "%" and not output:
        is_share_of_work = is_direct and verb in verbs.DOING
        return not is_share_of_work and (noun is None or verb not in verbs.WITH_AUDIENCE or outcome)
    if is_direct or (verb in verbs.STAFF and not amount.unit):
        return outcome and not output and verb not in verbs.WITH_AUDIENCE | verbs.DOING
    return not output or outcome


def _counted_output(sentence: KeyResultSentence, verb: Word) -> Work | None:
    if len(sentence.amounts) != 1:
        return None
    noun = counted_noun(sentence.text, sentence.amounts[0])
    if noun is None or not _is_direct(sentence.text, verb, sentence.amounts[0]):
        return None
    is_ours = sentence.opening.base == "put" or is_in(noun, nouns.OUTPUT_NOUNS)
    if not is_ours or is_in(noun, nouns.OUTCOME_NOUNS):
        return None
    return Work(quote=sentence.text[verb.span.start : noun.span.end], counted=noun.text)


def _quote(text: str, verb: Word, found: tuple[Word, ...]) -> str:
    end = found[-1].span.end if found else verb.span.end
    if found and found[-1].plain in _DEFINITE:  # a figure broke it off: `campaign for the [35-hour week]`
        behind = takewhile(lambda word: word.plain not in PHRASE_END, words(text, end))
        end = max((word.span.end for word in behind), default=end)
    return Span(start=verb.span.start, end=end).of(text)
