"""Activities that are measured like results: `Emails sent from 3 to 12 a month`, `Increase ad spend`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.phrases import heads, is_in, phrase
from okrsdk.language.statement import participle
from okrsdk.language.units import TIME_UNITS
from okrsdk.language.word_set import word_set
from okrsdk.language.work import Work, counted_noun, is_output, is_piece

if TYPE_CHECKING:
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word

_COUNTS = word_set("number amount count volume frequency hours days minutes")
_BY_OTHERS = word_set("attended booked requested watched accepted read won")
"""What others do with a piece of work: `attended product tours` are a result."""
_FAIRS = word_set("fair conference exhibition convention hackathon congress summit meetup tradeshow expo show")
_DEEDS = (verbs.ACTIVITY | {"offer", "hold", "give"}) - verbs.DECISIONS
_GOES_ON = re.compile(r"\s+(?:by|without|that|which|who|whose|where)\b", re.IGNORECASE)
_PER = re.compile(r"\s+per\s+")
_OF = re.compile(r"\s+of\s+")
_PAGE = word_set("page")
_VISITED = re.compile(r"\s+(?:to|with)\s+(?:the\s+|our\s+)?")
_CONTACTS = word_set("visit call contact")
_PAID_BY_US = word_set(
    "home site field farm school ward branch advisory sales cold outbound follow-up courtesy coaching"
)
"""What makes a visit or a call one of ours: `home visits`, `cold calls`."""


def measured_activity(sentence: KeyResultSentence) -> Work | None:
    """Pieces of work, or what they cost, that grow; None of everything else, also where they become fewer."""
    text, named = sentence.text, _metric_words(sentence)
    if (
        not named
        or (any(word.plain in _BY_OTHERS for word in named) and not _is_our_attendance(named))
        or _falls(sentence)
        or any(amount.unit in TIME_UNITS for amount in sentence.amounts)
    ):
        return None
    is_deed = len(named) > 1 and participle(named[-1]) in _DEEDS
    noun = named[-2] if is_deed else named[-1]
    if _is_of_others(sentence, named[-1]):
        return None
    is_ours = is_output(noun) or not is_in(noun, nouns.OUTSIDERS | nouns.SHOWN)
    is_deed = is_deed or (len(named) > 1 and participle(named[0]) in _DEEDS)
    if not (_is_piece(named, noun, text) or (is_deed and is_ours) or _counts_pieces(sentence)):
        return None
    start = (sentence.opening.verb or named[0]).span.start
    return Work(quote=text[start : named[-1].span.end], counted=noun.text)


def _counts_pieces(sentence: KeyResultSentence) -> bool:
    """`Increase the library from 6 courses to 11`."""
    noun = counted_noun(sentence.text, sentence.baseline) if sentence.baseline and not sentence.baseline.unit else None
    return sentence.opening.act is VerbClass.RISE and noun is not None and is_in(noun, nouns.PIECES_OF_WORK)


def _is_our_attendance(named: tuple[Word, ...]) -> bool:
    """`Recruiting fairs attended`: we go there."""
    return len(named) > 1 and named[-1].plain == "attended" and is_in(named[-2], _FAIRS)


def _is_of_others(sentence: KeyResultSentence, last: Word) -> bool:
    """Whether a share is measured, others do it, or it is told how it goes: `meetings that end on time`."""
    start = sentence.baseline
    is_share = start is not None and (start.unit == "%" or start.whole is not None)
    return is_share or _GOES_ON.match(sentence.text, last.span.end) is not None


def _metric_words(sentence: KeyResultSentence) -> tuple[Word, ...]:
    """The noun phrase of the metric, without `the number of`."""
    metric, text = sentence.metric, sentence.text
    if metric is None or not sentence.amounts:
        return ()
    named = phrase(text, metric.start)
    while named and named[0].plain in _COUNTS:
        of = _OF.match(text, named[0].span.end)
        named = phrase(text, of.end()) if of else named[1:]
    inside = [word for word in named if word.span.end <= metric.end]
    while len(inside) > 1 and inside[-1].plain in verbs.PARTICLES:
        inside.pop()  # `audits carried [out]`
    return tuple(inside)


def _is_piece(named: tuple[Word, ...], noun: Word, text: str) -> bool:
    before = named[-2].plain if len(named) > 1 else ""
    if is_piece(named) or is_in(noun, nouns.PIECES_OF_WORK) or (is_in(noun, _CONTACTS) and before in _PAID_BY_US):
        return True
    visited = _VISITED.match(text, noun.span.end) if is_in(noun, _CONTACTS) else None
    if visited is not None and any(is_in(one, nouns.OUTSIDERS) for one in heads(phrase(text, visited.end()))):
        return True
    each = _PER.match(text, noun.span.end)
    doers = heads(phrase(text, each.end())) if each else ()
    if is_output(noun) and any(is_in(doer, nouns.OWN_PEOPLE) for doer in doers):
        return True  # `code reviews per engineer`
    is_page = is_in(noun, _PAGE) and len(named) > 1 and named[-2].plain in ("landing", "web")
    is_spent_by_others = re.match(r"\s+(?:of|by|per)\b", text[noun.span.end :]) is not None
    return is_page or (is_in(noun, nouns.SPENDING) and not is_spent_by_others)


def _falls(sentence: KeyResultSentence) -> bool:
    start, target = sentence.start_value, sentence.target_value
    return sentence.opening.act is VerbClass.FALL or (start is not None and target is not None and target < start)
