"""Work that is told with its count: `12 posts published`, `training for 90 porters`, `windows changed 4 times`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.phrases import heads, is_in, phrase, quoted
from okrsdk.language.statement import Statement, object_of, participle
from okrsdk.language.text import body_start, words
from okrsdk.language.units import TIME_UNITS
from okrsdk.language.word_set import word_set
from okrsdk.language.work import (
    READY,
    WORKED_ON,
    Work,
    counted_noun,
    counted_phrase,
    is_audience,
    is_output,
    is_piece,
    tells_deed,
    undated,
)

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word

_DEEDS = nouns.PIECES_OF_WORK | word_set("visit support advice consultation contact tour round week day night")
_OF_PIECES = word_set("with for in at on about and")
_BOUND = re.compile(
    r"(?:all(?:\s+(?:the|our))?|at\s+least|more\s+than|over|another|about|around|some)\s*$", re.IGNORECASE
)
_PLANNED = re.compile(r"\s+of\s+(?:the\s+|our\s+|all\s+)?(?:planned|scheduled|agreed)\b", re.IGNORECASE)
_TIME_OF = re.compile(r"\s+of\s+")
_NEW = word_set("new additional extra")
_GIVEN = word_set(
    "contract agreement commitment signature entry win mandate people woman man child job pledge claim vote hit"
)
_SAID_OF = word_set("that which who with from worth")
_DO = word_set("do hold give conduct")
_RHYTHM = word_set("per a each every")


def counted_work(sentence: KeyResultSentence, statement: Statement | None) -> Work | None:
    """The work whose pieces, audience or places are counted; None where the number is one of a result.

    Args:
        sentence: a sentence that orders nothing.
        statement: what it states, if it has a verb.
    """
    if len(sentence.amounts) != 1 or sentence.baseline is not None:
        return None
    (amount,), text = sentence.amounts, sentence.text
    told = _count_of_ours(text, amount, statement) if statement is not None and _is_our_doing(statement) else None
    if told is not None:
        return told
    before = _BOUND.sub("", text[body_start(text) : amount.span.start])
    if not re.search(r"[^\W\d_]", before):
        return _leading_count(sentence, amount, statement)
    return _trailing_count(sentence, amount, statement)


def _is_our_doing(statement: Statement) -> bool:
    """Whether we act, or someone `does`, `holds` or `gives` what only we do: `Hygienists do 4 school visits`."""
    is_outside = any(is_in(noun, nouns.OUTSIDERS) for noun in heads(statement.subject))
    return statement.is_ours or (not is_outside and is_in(statement.verb, _DO))


def _count_of_ours(text: str, amount: Amount, statement: Statement) -> Work | None:
    """`We have shipped 3 case studies`."""
    noun = counted_noun(text, amount)
    is_deed = statement.done in WORKED_ON or not statement.done
    if statement.is_passive or not is_deed or amount.span.start < statement.last.span.end:
        return None
    is_known = noun is not None and (
        is_output(noun)
        or (is_in(statement.verb, _DO) and is_in(noun, _DEEDS))
        or statement.subject[0].plain in ("each", "every")
    )
    if noun is None or not is_known or text[statement.last.span.end : amount.span.start].strip():
        return None
    return Work(quote=text[statement.subject[0].span.start : noun.span.end], counted=noun.text)


def _behind(sentence: KeyResultSentence, amount: Amount) -> str:
    """What is said behind the amount, less the date."""
    end = sentence.due.span.start if sentence.due and sentence.due.span.start >= amount.span.end else len(sentence.text)
    return re.sub(r"\s+(?:by|in|until|before|on)\s*$", "", sentence.text[amount.span.end : end]).strip(" .,")


def _trailing_count(sentence: KeyResultSentence, amount: Amount, statement: Statement | None) -> Work | None:
    """`Shop windows changed 4 times`, `Fire safety training for 90 porters`, `Dashboards live at four depots`."""
    text, start = sentence.text, body_start(sentence.text)
    is_work = statement is not None and (tells_deed(statement) or _is_shown_to(statement))
    named = statement.subject if statement is not None and is_work else phrase(text, start)
    while len(named) > 1 and named[-1].plain in READY:
        named = named[:-1]
    subject = heads(named)
    if is_work and amount.unit == "times":
        return Work(quote=text[start : amount.span.end].strip(), counted=subject[-1].text if subject else "times")
    is_deed = statement is None and bool(subject) and (is_output(subject[-1]) or is_in(subject[-1], _DEEDS))
    is_deed = is_deed or (statement is None and _is_doing_for(text, subject))
    is_alone = text[: amount.span.start].rstrip().endswith(":") and not _behind(sentence, amount)
    if is_alone and statement is None and subject and is_in(subject[-1], nouns.PIECES_OF_WORK):
        return Work(quote=text[start : amount.span.end], counted=subject[-1].text)
    noun = counted_noun(text, amount)
    is_led = is_audience(text, amount, of_meeting=True) or (is_work and _is_released_to(statement, text, amount))
    if noun is None or not (is_work or is_deed) or not is_led:
        return None
    return Work(quote=text[start : noun.span.end], counted=noun.text)


def _is_doing_for(text: str, subject: tuple[Word, ...]) -> bool:
    """`Supervision for 60 volunteers`: a noun of doing, and for whom."""
    is_doing = bool(subject) and subject[-1].plain.endswith(("sion", "tion", "ing", "ance"))
    return is_doing and re.match(r"\s+for\s", text[subject[-1].span.end :]) is not None


def _is_released_to(statement: Statement | None, text: str, amount: Amount) -> bool:
    """`Rolled out to 100% of users`."""
    is_released = statement is not None and statement.done in verbs.RELEASE | verbs.INSTALL
    return is_released and re.search(r"\bto\s+$", text[: amount.span.start]) is not None


def _is_shown_to(statement: Statement) -> bool:
    return statement.done in ("show", "give") and statement.is_passive and statement.rest[:1] != ()


def _leading_count(sentence: KeyResultSentence, amount: Amount, statement: Statement | None) -> Work | None:
    """`10 features shipped`, `6 field engineers trained`, `100% of departments have a written plan`."""
    if amount.unit in TIME_UNITS:
        return _time_for(sentence, amount)
    if amount.unit not in ("", "%") or amount.bound.startswith("<") or amount.value == 0:
        return None
    if amount.unit == "%":
        return _share_with_output(sentence, amount, statement)
    return _counted_days(sentence.text, amount, statement) or _counted_deed(sentence, amount, statement)


def _counted_days(text: str, amount: Amount, statement: Statement | None) -> Work | None:
    """`4 open farm days`, `16 coaching sessions per team`, `45 new docking stations`."""
    named = counted_phrase(text, amount)
    if statement is not None or not named or is_in(named[-1], nouns.PIECES_OF_WORK):
        return None
    if not is_piece(named) and not _are_new_things(named, text):
        return None
    return Work(quote=quoted(text, amount.span.start, named[-1].span.end), counted=named[-1].text)


def _are_new_things(named: tuple[Word, ...], text: str) -> bool:
    """Whether new things are counted and nothing is said of them, nor are they people or what people give."""
    noun = named[-1]
    is_given = is_in(noun, nouns.OUTCOME_NOUNS | nouns.OUTSIDERS | nouns.SHOWN | _GIVEN) or len(named) == 1
    is_person = noun.plain.removesuffix("s").endswith(("er", "or", "ist", "ee", "ant", "ent", "ian"))
    behind = next((word.plain for word in words(text, noun.span.end)), "")
    return named[0].plain in _NEW and not is_given and not is_person and behind not in _SAID_OF


def _counted_deed(sentence: KeyResultSentence, amount: Amount, statement: Statement | None) -> Work | None:
    noun, rest = _counted_and_rest(sentence, amount, statement)
    if noun is None:
        return None
    end = _end_of_count(sentence.text, noun, rest) or _unlisted_deed(noun, statement)
    if end is None:
        return None
    return Work(quote=quoted(sentence.text, amount.span.start, end.span.end), counted=noun.text)


def _unlisted_deed(noun: Word, statement: Statement | None) -> Word | None:
    """The verb in no list that tells what was done to what is counted: `200 parcels franked`."""
    is_told = statement is not None and statement.done == statement.last.plain and not statement.rest
    is_result = is_in(noun, (nouns.OUTSIDERS | nouns.SHOWN | nouns.OUTCOME_NOUNS) - nouns.OWN_PEOPLE)
    return statement.last if statement is not None and is_told and not is_result else None


def _end_of_count(text: str, noun: Word, rest: tuple[Word, ...]) -> Word | None:
    """The last word of counted work; None when the count is one of a result."""
    deed = next((word for word in rest[:8] if participle(word) in WORKED_ON and _ends_a_part(text, word)), None)
    if deed is not None and _is_by_others(text, rest[rest.index(deed) + 1 :]):
        return None
    is_result = is_in(noun, nouns.OUTCOME_NOUNS - nouns.OWN_PEOPLE)
    if deed is not None and (is_output(noun) or participle(deed) not in verbs.INSTALL or not is_result):
        return deed
    if is_in(noun, nouns.OWN_PEOPLE) and len(rest) == 1 and rest[0].plain.endswith("ed"):
        return rest[0]
    goes_on = READY | _RHYTHM | (_OF_PIECES if is_in(noun, nouns.PIECES_OF_WORK) else set())
    if not is_output(noun) or (rest and rest[0].plain not in goes_on):
        return None
    return rest[0] if rest and rest[0].plain in READY else noun


def _is_by_others(text: str, behind: tuple[Word, ...]) -> bool:
    """`3 of our singers are hired [by first-rank houses]`."""
    if not behind or behind[0].plain != "by":
        return False
    doers = heads(phrase(text, behind[0].span.end))
    return bool(doers) and not any(is_in(noun, nouns.OWN_PEOPLE) for noun in doers)


def _time_for(sentence: KeyResultSentence, amount: Amount) -> Work | None:
    """`20 hours of training per carer`: time that work takes."""
    of = _TIME_OF.match(sentence.text, amount.span.end)
    named = phrase(sentence.text, of.end()) if of else ()
    if not named or not is_in(named[-1], nouns.PIECES_OF_WORK):
        return None
    return Work(quote=sentence.text[amount.span.start : named[-1].span.end], counted=named[-1].text)


def _counted_and_rest(
    sentence: KeyResultSentence, amount: Amount, statement: Statement | None
) -> tuple[Word | None, tuple[Word, ...]]:
    """The noun that is counted, less what is said of it behind (`pages [live]`), and the words from there on."""
    found = undated(sentence)
    noun = counted_noun(sentence.text, amount)
    is_beyond = statement is not None and noun is not None and noun.span.start > statement.verb.span.start
    if is_beyond and statement is not None and statement.subject[-1].span.start >= amount.span.end:
        noun = statement.subject[-1]  # `five hospitals renew their contract`
    before = [word for word in found if noun is not None and word.span.end <= noun.span.start]
    if noun is not None and before and (noun.plain in READY or participle(noun) or _is_past(noun)):
        noun = before[-1]
    return noun, tuple(word for word in found if noun is not None and word.span.start >= noun.span.end)


def _is_past(word: Word) -> bool:
    return word.plain.endswith("ed") and not word.plain.endswith(("eed", "bed", "shed"))


def _ends_a_part(text: str, word: Word) -> bool:
    """Whether the participle belongs to no noun behind it: `50 demos conducted per week`, not `5 paid seats`."""
    following = phrase(text, word.span.end)
    ends = ("out", "up", "off", "down", "and")
    return not following or following[0].plain.endswith("ly") or following[0].plain in ends


def _share_with_output(sentence: KeyResultSentence, amount: Amount, statement: Statement | None) -> Work | None:
    planned = _PLANNED.match(sentence.text, amount.span.end)
    if planned is not None and statement is not None and statement.done in WORKED_ON and not statement.rest:
        noun = counted_noun(sentence.text, amount)
        end = noun.span.end if noun else planned.end()
        return Work(quote=sentence.text[amount.span.start : end], counted=noun.text if noun else planned[0].strip())
    if statement is None or statement.verb.plain not in ("has", "have") or statement.done:
        return None
    made = object_of(sentence.text, statement)
    if not made or not is_output(made[-1]):
        return None
    return Work(quote=sentence.text[amount.span.start : made[-1].span.end], counted=made[-1].text)
