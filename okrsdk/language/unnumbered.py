"""Orders and states that hold no number, where no one else decides whether they come true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.languages import is_foreign, may_be_foreign
from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.phrases import heads, is_in, quoted
from okrsdk.language.statement import Statement, object_of, statement_in
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word

_SUPPORTING = word_set(
    "support foster drive help enable empower let allow give provide create make ensure establish solve turn transform "
    "inspire delight engage activate unlock own lead build encourage champion cultivate nurture embrace"
)
"""Verbs that bring about any amount: `support struggling readers`, `turn first-time guests into regulars`."""
_UNIVERSAL = word_set("every each all no none zero any nobody everyone without half first official")
"""With one of these a sentence without a figure may still say how much, or is one event."""
_SINGLE = word_set("the a an our your this that these those their its his her one another")
_CAN = word_set("can could able")
_BEING = word_set("is are")
_OF_OTHERS = verbs.DECISIONS | word_set("withdraw")


def unnumbered(sentence: KeyResultSentence) -> str | None:
    """The words of an order or of a habit to which any amount would do; None where one event decides.

    Args:
        sentence: a sentence without an amount, in figures or words.
    """
    head = sentence.opening
    if is_foreign(sentence.text):
        return None
    is_complete = any(word.plain in _UNIVERSAL for word in head.rest)
    if head.verb is not None:
        if is_complete:
            return None
        is_open = head.act is VerbClass.REACH and head.base in _SUPPORTING and bool(head.rest)
        return _quote(sentence.text, head.verb, head.object or head.rest[-1:]) if is_open else None
    statement = statement_in(sentence.text, head.rest)
    if statement is None or may_be_foreign(sentence.text):
        return None
    is_told = statement.is_ours and not statement.is_passive and statement.done in verbs.GET
    is_open = _is_possible(statement) or (
        not is_complete and (is_told or _is_habit(statement) or _is_quality(statement))
    )
    made = object_of(sentence.text, statement) or statement.rest
    return _quote(sentence.text, head.rest[0], made or (statement.last,)) if is_open else None


def tells_habit(sentence: KeyResultSentence) -> bool:
    """Whether people do or can do something (`guests know when breakfast ends`): what is missing is how many."""
    statement = statement_in(sentence.text, sentence.opening.rest) if sentence.opening.verb is None else None
    return statement is not None and (_is_possible(statement) or _is_habit(statement))


def _is_possible(statement: Statement) -> bool:
    """`Admins can see who signed in`: that something is possible, not how many do it."""
    return statement.verb.plain in _CAN or any(word.plain == "able" for word in statement.rest[:1])


def _is_habit(statement: Statement) -> bool:
    """`Passengers know when the next boat leaves`: many are named, and neither how many nor which."""
    first, last = statement.subject[0], heads(statement.subject)[-1]
    if first.plain in _SINGLE or statement.done or statement.verb.plain in verbs.AUXILIARY:
        return False
    if statement.verb.plain.endswith("s") and not statement.verb.plain.endswith("ss"):
        return False  # one person: `Jonas gets his diploma`
    is_many = last.plain.endswith("s") and not last.plain.endswith(("ss", "'s"))
    is_decision = is_in(statement.verb, _OF_OTHERS) or any(word.plain == "their" for word in statement.rest[:1])
    return is_many and not first.text[1:].isupper() and not is_decision


def _is_quality(statement: Statement) -> bool:
    """`The roadmap is public and easy to find`: how something of ours is, with no measure for it."""
    if statement.verb.plain not in _BEING:
        return False
    if statement.subject[0].plain.endswith("s"):
        return statement.done not in verbs.DECISIONS and [word.plain for word in statement.rest[:1]] != ["by"]
    is_outside = any(is_in(noun, nouns.OUTSIDERS) for noun in heads(statement.subject))
    return not is_outside and statement.done in ("", *_SUPPORTING)


def _quote(text: str, first: Word, found: tuple[Word, ...]) -> str:
    return quoted(text, first.span.start, max(first.span.end, found[-1].span.end))
