"""Work found in a key result, and the words by which it is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.phrases import heads, is_in, phrase
from okrsdk.language.statement import participle
from okrsdk.language.text import overlaps
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.statement import Statement
    from okrsdk.language.text import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work found in a key result.

    Attributes:
        quote: the words that tell it (`Launch the shop`, `Conduct 20 customer interviews`).
        counted: what is counted, when only the work itself is (`interviews`); empty when nothing is.
    """

    quote: str
    counted: str = ""


_OF = re.compile(r"\s+of\s+(?:the\s+|all\s+|our\s+)?", re.IGNORECASE)
_AUDIENCE = re.compile(
    r"\b(?:for|to|among|across|at|in|into|on)\s+(?:(?:all|the|our|each|of|at\s+least|up\s+to|more\s+than|over)\s+)*$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith\s+(?:(?:all|the|our|at\s+least)\s+)*$", re.IGNORECASE)


WORKED_ON = (verbs.ACTIVITY | verbs.HAND_OVER | word_set("hold give offer do")) - verbs.DECISIONS - {"staff"}
"""Verbs that in the past or passive tell of work: `training held`, `the policy is published`."""
READY = word_set(
    "live ready available online operational place digital paperless automated complete up functional built-out done "
    "started signed-off accessible"
)
"""What a thing is once it is made: `the new price list is in place`, `patient records fully digital`."""
_OPEN_END = word_set("by in until before on for")
_TIMES = word_set("day night week weekend")
_MEASURED_TIMES = word_set(
    "working business calendar sick bed patient lost absence absent stay room guest hotel school lead vacation holiday "
    "consecutive overnight man person rest full half care rental training sunny dry user closed missed treatment per "
    "machine downtime idle vehicle ship ski lift pass first last next same"
)
"""What makes of days and nights an amount: `room nights`, `sick days`."""
_SPENT = word_set("hours days minutes slots sessions")
"""What pieces of work take: `training hours`."""
_KINDS_OF_SESSIONS = (
    nouns.PIECES_OF_WORK | verbs.TELL | word_set("live group practice drop-in lunch tutoring information")
)


def tells_deed(statement: Statement) -> bool:
    """Whether a statement tells something done: a verb of work, or one in no list (`kitchens refitted`).

    Two verbs that `and` joins tell it where the second does: `chosen and rolled out`.
    """
    is_unlisted = bool(statement.done) and statement.done == statement.last.plain
    joined = statement.rest[1:2] if statement.rest and statement.rest[0].plain == "and" else ()
    is_joined = bool(joined) and (participle(joined[0]) in WORKED_ON or joined[0].plain.endswith("ed"))
    return is_unlisted or is_joined or statement.done in WORKED_ON


def undated(sentence: KeyResultSentence) -> tuple[Word, ...]:
    """The words of a sentence without an order, less those of its date."""
    due = [sentence.due.span] if sentence.due else []
    found = [word for word in sentence.opening.rest if not overlaps(word.span, due)]
    while found and found[-1].plain in _OPEN_END:
        found.pop()
    return tuple(found)


def counted_noun(text: str, amount: Amount) -> Word | None:
    """The noun that an amount counts: the head of the phrase behind it.

    `20 customer interviews` counts interviews, `100% of scheduled newsletters` newsletters.
    """
    return next(iter(heads(counted_phrase(text, amount))), None)


def counted_phrase(text: str, amount: Amount) -> tuple[Word, ...]:
    """The noun phrase behind an amount, without `of the`."""
    of = _OF.match(text, amount.span.end)
    return phrase(text, of.end() if of else amount.span.end)


def is_audience(text: str, amount: Amount, *, of_meeting: bool = False) -> bool:
    """Whether the amount says for how many or in how many places: `for 100 prospects`, `to all 14 wards`.

    Args:
        text: the sentence.
        amount: the amount.
        of_meeting: whether `with` names an audience too, as in `interviews with 20 customers`.
    """
    is_plain = amount.unit in ("", "%") and not amount.bound.startswith("<")
    noun = counted_noun(text, amount)
    is_result = noun is not None and is_in(noun, nouns.SHOWN)
    before = text[: amount.span.start]
    is_led = bool(_AUDIENCE.search(before)) or (of_meeting and bool(_WITH.search(before)))
    return is_plain and noun is not None and not is_result and is_led


def is_piece(named: tuple[Word, ...]) -> bool:
    """Whether a noun phrase names a piece of work by its head (`blog posts`), its time or its day.

    `Coaching sessions` and `open farm days` are pieces of work, `room nights` and `sessions per visitor` are not.
    """
    if not named:
        return False
    noun, before = named[-1], named[-2] if len(named) > 1 else None
    if is_in(noun, nouns.PIECES_OF_WORK):
        return True
    if before is None:
        return False
    is_time_of_work = noun.plain in _SPENT and is_in(before, _KINDS_OF_SESSIONS)
    return is_time_of_work or (is_in(noun, _TIMES) and not is_in(before, _MEASURED_TIMES))


def is_output(noun: Word) -> bool:
    """Whether the noun names what we make or do, and nothing that others do."""
    return is_in(noun, nouns.OUTPUT_NOUNS) and not is_in(noun, nouns.OUTCOME_NOUNS - nouns.OWN_PEOPLE)
