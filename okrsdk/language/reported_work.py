"""Work that is told as done, as a state or as a noun: `training completed`, `the list is in place`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.phrases import heads, is_in, phrase, quoted
from okrsdk.language.reported_counts import counted_work
from okrsdk.language.statement import Statement, object_of, participle, statement_in
from okrsdk.language.vagueness import tells_amount
from okrsdk.language.word_set import word_set
from okrsdk.language.work import READY, WORKED_ON, Work, is_output, tells_deed, undated

if TYPE_CHECKING:
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word

_HAVING = word_set("has have receives receive gets get")
_BEHIND_DEEDS = word_set("up on out together internally")
"""What makes of any verb in the passive a deed of ours: `drawn up`, `brought on`, `adopted internally`."""
_QUALIFYING = word_set("finish pass complete attend learn take get earn obtain do gain hold")
_LEARNT = word_set("course certificate diploma degree exam licence training seminar class language")
_NO_PERSONS = nouns.OUTSIDERS | nouns.OUTPUT_NOUNS | nouns.COMMON
_PUT_TO_USE = word_set("put take answer resolve handle settle")
_OPENS = word_set("open reopen launch start begin ship")
_ONE = word_set("the our a an new")
_TRAILING = READY - {"place", "up"}
_OF_KIND = re.compile(r"[\d.,]+-(?!hour|minute|second)[^\W\d_]", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:first|next|last|coming)\s+$", re.IGNORECASE)
_NONE = word_set("no none nobody nothing zero")
_MANY = word_set("all every each no everyone one")


def reported_work(sentence: KeyResultSentence) -> Work | None:
    """The work that a sentence without an order tells; None when it states a result or what others do."""
    found = undated(sentence)
    if not found or sentence.opening.verb is not None or found[0].plain in _NONE:
        return None
    statement = statement_in(sentence.text, found)
    counted = counted_work(sentence, statement) or _one_piece(sentence, statement)
    measures = any(not _tells_which(sentence.text, amount.span.start) for amount in sentence.amounts)
    if counted is not None or measures or tells_amount(sentence):
        return counted  # one that is still open is asked for first
    return _named(sentence, found) or (_stated(sentence.text, statement) if statement else _ready(sentence, found))


def _tells_which(text: str, start: int) -> bool:
    """Whether the number at `start` measures nothing: `the 12-month roadmap`, `for the first 2 weeks`."""
    return _OF_KIND.match(text, start) is not None or _WHICH.search(text[:start]) is not None


def _one_piece(sentence: KeyResultSentence, statement: Statement | None) -> Work | None:
    """`One information evening in each village`."""
    first, *behind = sentence.opening.rest
    named = phrase(sentence.text, first.span.end)
    if first.plain != "one" or not behind or statement is not None or sentence.amounts or not named:
        return None
    if not is_in(named[-1], nouns.PIECES_OF_WORK):
        return None
    return Work(quote=sentence.text[first.span.start : named[-1].span.end], counted=named[-1].text)


def _stated(text: str, statement: Statement) -> Work | None:
    """The work of a statement about us or about what we make; what others do or decide is none."""
    start = statement.subject[0].span.start
    subject = heads(tuple(word for word in phrase(text, start) if word in statement.subject))
    is_outside = any(is_in(noun, nouns.OUTSIDERS) and not is_output(noun) for noun in subject)
    end = None
    if statement.done:
        end = _last_deed(statement) if _is_our_deed(statement, is_outside=is_outside) else None
    else:
        end = _handed_over(text, statement) or (None if is_outside else _made_ready(text, statement, subject))
    return None if end is None else Work(quote=quoted(text, start, end.span.end))


def _last_deed(statement: Statement) -> Word:
    """The last of the verbs that `and` joins: `chosen and [rolled] out`."""
    joined = statement.rest[1:2] if statement.rest and statement.rest[0].plain == "and" else ()
    return joined[0] if joined and (participle(joined[0]) or joined[0].plain.endswith("ed")) else statement.last


def _is_our_deed(statement: Statement, *, is_outside: bool) -> bool:
    """`The policy is published`, `we have trained …`, but not `the device was tested by the authority`."""
    behind = statement.rest[0].plain if statement.rest else ""
    is_particle = statement.is_passive and behind in _BEHIND_DEEDS
    if not is_particle and not tells_deed(statement) and statement.done not in _PUT_TO_USE:
        return False
    is_by_others = is_outside and statement.is_passive and any(word.plain == "by" for word in statement.rest)
    return not is_by_others and (statement.is_passive or statement.is_ours or not is_outside)


def _handed_over(text: str, statement: Statement) -> Word | None:
    """The last word of what someone has from us: `every account has [a success plan defined]`."""
    made = object_of(text, statement)
    if made and statement.is_ours and statement.verb.plain == "have":
        return made[-1]
    if statement.verb.plain not in _HAVING or not made:
        return None
    is_made = len(made) > 1 and participle(made[-1]) in WORKED_ON and is_output(made[-2])
    return made[-1] if is_made or any(is_output(noun) for noun in heads(made)) else None


def _made_ready(text: str, statement: Statement, subject: tuple[Word, ...]) -> Word | None:
    """The word by which a thing is told to be there (`in [place]`), or our doing (`the intranet [describes]`)."""
    ready = [word for word in (statement.last, *statement.rest[:3]) if word.plain in READY]
    if ready:
        return ready[-1]
    is_ours = statement.is_ours or any(is_output(noun) for noun in subject)
    if is_in(statement.verb, _OPENS) and statement.subject[0].plain in _ONE:
        return statement.verb
    stem = statement.verb.plain.removesuffix("s")
    is_change = stem in verbs.RISE | verbs.FALL | verbs.ATTITUDE or stem in verbs.REACH - verbs.HAND_OVER
    comes_to_us = any(word.plain in ("us", "our") for word in statement.rest[:2])
    is_round = statement.is_ours and stem in ("visit", "attend")
    is_deed = statement.verb.plain not in verbs.AUXILIARY and (is_round or not is_change) and not comes_to_us
    made = object_of(text, statement)
    if _is_qualified(statement.verb, subject, made):
        return made[-1]
    is_given = statement.is_ours and stem in verbs.DOING and bool(made) and is_output(made[-1])
    return (made or (statement.verb,))[-1] if is_given or (is_ours and is_deed) else None


def _is_qualified(verb: Word, subject: tuple[Word, ...], made: tuple[Word, ...]) -> bool:
    """Whether one person learns something: `the registrar finishes the language course`."""
    is_one = bool(subject) and (verb.plain.endswith("s") or not subject[-1].plain.endswith("s"))
    is_person = is_one and not is_in(subject[-1], _NO_PERSONS)
    return is_person and is_in(verb, _QUALIFYING) and bool(made) and is_in(made[-1], _LEARNT)


def _ready(sentence: KeyResultSentence, found: tuple[Word, ...]) -> Work | None:
    """A noun with the state of being made behind it and no verb: `timetable app live`."""
    last = found[-1]
    named = [word for word in found if word.plain not in READY and not word.plain.endswith("ly")]
    if last.plain not in _TRAILING or not named:
        return None
    if is_in(found[0], _MANY) or is_in(named[-1], nouns.OUTSIDERS):
        return None
    return Work(quote=quoted(sentence.text, found[0].span.start, last.span.end))


def _named(sentence: KeyResultSentence, found: tuple[Word, ...]) -> Work | None:
    if found[0].plain in nouns.VAGUE_DEGREES and found[0].plain.endswith(("er", "more", "less")):
        return None  # `faster recruitment of patients`
    place = next((place for place, word in enumerate(found[:2]) if _is_named_work(word, found[place + 1 :])), None)
    if place is None:
        return None
    behind = phrase(sentence.text, found[place + 1].span.end)
    end = behind[-1].span.end if behind else found[place].span.end
    return Work(quote=sentence.text[found[0].span.start : end])


_NAMED_ENDINGS = (("ation", ("", "e", "ate")), ("tion", ("te", "t", "e")), ("ion", ("", "e")), ("ment", ("",)))
_NAMED = word_set("launch rollout roll-out release redesign setup set-up relaunch publication introduction kickoff")


def _is_named_work(word: Word, following: tuple[Word, ...]) -> bool:
    if not following or following[0].plain not in ("of", "to", "for") or word.plain.endswith("s"):
        return False
    if word.plain in _NAMED:
        return True
    stems = [
        word.plain.removesuffix(end) + to for end, tails in _NAMED_ENDINGS if word.plain.endswith(end) for to in tails
    ]
    return following[0].plain == "of" and any(stem in verbs.ACTIVITY for stem in stems)
