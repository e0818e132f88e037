"""How much a key result promises, when it does not say how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import nouns, verbs
from okrsdk.language.languages import is_foreign, may_be_foreign
from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.phrases import heads, is_in, phrase, with_what_of
from okrsdk.language.statement import Statement, statement_in
from okrsdk.language.unnumbered import unnumbered
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.language.text import Word

_DEFINITE = word_set("the a an our your their its every each all this that these those no any first")
_MOST_TOPIC_WORDS = 20
_FEWEST_SAID = 3
_GOODS = nouns.OUTCOME_NOUNS | nouns.MASS_OUTCOMES
_VAGUE = nouns.VAGUE_DEGREES | nouns.SUPERLATIVES
_JUDGED = _VAGUE | word_set(
    "fast easy reliable quick safe clean simple stable satisfied engaged motivated aware useful"
)
_COMPARED = word_set("faster sooner easier cheaper oftener quicker better longer later earlier less more often safer")
_SUFFICES = word_set(
    "approval certification certificate compliance accreditation funding agreement consensus permit permission "
    "clearance licence license recognition admission acceptance ratification nomination endorsement authorisation "
    "exemption decision consent confirmation go-ahead vote pledge "
    "verdict ruling settlement opinion award prize medal seal victory promotion qualification"
)
"""What others decide or give: it is there or not, without a number."""
_NO_TOPIC = word_set("no zero none not never nobody nil without")
"""With one of these a noun phrase says that there is none: `handover without errors`."""
_NO_TOPIC_FIRST = word_set("we everyone one")
_BECOMING = word_set("become becomes get gets feel feels sound sounds look looks grow grows")
_CHANGES = verbs.RISE | verbs.FALL
_FRACTION = re.compile(
    r"\b(?:half|(?:a|one|two) thirds?|(?:a|one) quarter of|every (?:second|third|fourth|other)|twofold|tenfold|zero|"
    r"(?:at most|at least|more than) one|"
    r"(?:one|two|three|four) (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten)|"
    r"none|nil)\b",
    re.IGNORECASE,
)


def unmeasured_change(sentence: KeyResultSentence) -> str | None:
    """The words that promise more, less or better without an amount; None when nothing of the kind is there."""
    head = sentence.opening
    if sentence.has_number or tells_amount(sentence):
        return None
    if head.act in (VerbClass.RISE, VerbClass.FALL, VerbClass.HOLD):
        return None if head.base in verbs.TO_ZERO else _quote(sentence)
    return (_uncounted_gain(sentence) if head.verb is not None else _stated_change(sentence)) or unnumbered(sentence)


def tells_amount(sentence: KeyResultSentence) -> bool:
    """Whether a word says how much: `by half`, `a third`, `none`."""
    return _FRACTION.search(sentence.text) is not None


def _uncounted_gain(sentence: KeyResultSentence) -> str | None:
    """What a verb of getting promises without a count: `win more leads`, `bring down heat losses`."""
    head = sentence.opening
    if head.act is not VerbClass.REACH:
        return None
    is_moved = head.base == "bring" and bool(head.rest) and head.rest[0].plain in ("down", "up")
    is_difference = head.base == "make" and bool(head.object) and head.object[-1].plain == "difference"
    vague = next((word for word in head.rest if word.plain in _VAGUE), None)
    if vague is not None and not is_moved:
        return _quote(sentence, upto=vague)
    return _quote(sentence) if is_moved or is_difference or _is_uncounted(head.base, head.object) else None


def _stated_change(sentence: KeyResultSentence) -> str | None:
    text, found = sentence.text, sentence.opening.rest
    if not found:
        return None
    if found[0].plain in _VAGUE:
        named = phrase(text, found[0].span.start)
        return text[found[0].span.start : (named or found)[-1 if named else 0].span.end]
    if is_foreign(text):
        return None
    statement = statement_in(text, found)
    if statement is None:
        return text[found[0].span.start : found[-1].span.end] if _says_better(found) else None
    end = _change_end(statement)
    return text[found[0].span.start : end.span.end] if end is not None else None


def _change_end(statement: Statement) -> Word | None:
    """The word that ends the promise of a statement: `satisfaction [increases]`, `our shop is [fast]`."""
    stem = statement.verb.plain.removesuffix("s")
    if not statement.done and (stem in _CHANGES or (stem + "e") in _CHANGES):
        return statement.verb
    if statement.done in _CHANGES and statement.done not in verbs.TO_ZERO:
        return statement.last
    if _compares(statement):
        return statement.rest[-1]
    if statement.verb.plain in _BECOMING and statement.rest and _is_compared(statement.rest[0]):
        return _with_adjective(statement.rest, [statement.rest[0]])[-1]
    if statement.verb.plain in ("is", "are", "be") and not statement.done:
        judged = _with_adjective(statement.rest, [word for word in statement.rest[:4] if word.plain in _JUDGED])
        is_plain = bool(statement.rest) and statement.rest[0].plain in _JUDGED | {"very", "so", "on"}
        return judged[-1] if judged and is_plain else None
    return None


def _with_adjective(rest: tuple[Word, ...], judged: list[Word]) -> list[Word]:
    """`Less [nervous]`: what is said to be more or less."""
    place = rest.index(judged[-1]) + 1 if judged and judged[-1].plain in ("more", "less") else len(rest)
    return [*judged, *rest[place : place + 1]]


def _is_compared(word: Word) -> bool:
    """`Our sound becomes [rounder]`."""
    return word.plain in _JUDGED or (word.plain.endswith("er") and not is_in(word, nouns.COMMON))


def _compares(statement: Statement) -> bool:
    """Whether the statement ends in how much more: `passengers find their gate more easily`."""
    return not statement.done and _ends_compared(statement.rest)


def _says_better(found: tuple[Word, ...]) -> bool:
    """Whether the words compare with a verb that is in no list: `the choir sings more cleanly`."""
    return len(found) > _FEWEST_SAID and _ends_compared(found)


def _ends_compared(found: tuple[Word, ...]) -> bool:
    last = [word.plain for word in found[-2:]] or [""]
    return last[-1] in _COMPARED or (last[0] in ("more", "less", "better") and last[-1].endswith(("ly", "ed")))


def _quote(sentence: KeyResultSentence, upto: Word | None = None) -> str:
    """The whole promise: from the verb to the end of its object, or of the phrase that holds `upto`."""
    head, text = sentence.opening, sentence.text
    start = head.verb.span.start if head.verb else 0
    end = max((word.span.end for word in (*head.object, *((upto,) if upto else ()))), default=0)
    if upto is not None and end == upto.span.end:
        behind = phrase(text, upto.span.end)
        end = behind[-1].span.end if behind and text[end : behind[0].span.start].isspace() else end
    end = max(end, head.verb.span.end if head.verb else 0)
    return text[start : with_what_of(text, end, head.object[-1] if head.object else None)]


def _is_uncounted(verb: str, found: tuple[Word, ...]) -> bool:
    """Whether a verb of getting is before goods without a count or a name: `generate leads`, `drive growth`."""
    if verb not in verbs.GET or not found or found[0].plain in _DEFINITE:
        return False
    if any(word.text[0].isupper() for word in found):
        return False
    head = heads(found)[-1]
    is_plural_or_mass = head.plain.endswith("s") or is_in(head, nouns.MASS_OUTCOMES)
    return is_plural_or_mass and is_in(head, _GOODS)


def topic_of_key_result(sentence: KeyResultSentence) -> str | None:
    """The key result when it only names what one could measure or make: no verb, no number."""
    head, found = sentence.opening, sentence.opening.rest
    if head.verb is not None or sentence.has_number or not 0 < len(found) <= _MOST_TOPIC_WORDS:
        return None
    if (
        found[0].plain in _VAGUE | _NO_TOPIC_FIRST
        or any(word.plain in _NO_TOPIC for word in found)
        or tells_amount(sentence)
    ):
        return None
    statement = statement_in(sentence.text, found)
    if statement is None and _says_better(found):
        return None
    if statement is not None and not _only_names(statement):
        return None
    named = heads(statement.subject if statement else phrase(sentence.text, found[0].span.start))
    if may_be_foreign(sentence.text) or (named and is_in(named[-1], _SUFFICES)):
        return None
    return sentence.text.strip().rstrip(".")


def _only_names(statement: Statement) -> bool:
    """Whether the verb belongs to the name of a number: `pipeline generated by segment`, `leads captured`."""
    by_others = len(statement.rest) > 1 and statement.rest[0].plain == "by" and statement.rest[1].plain in _DEFINITE
    is_brought = statement.done in verbs.GET - verbs.DECISIONS and not by_others
    return is_brought and statement.is_passive and statement.verb is statement.last
