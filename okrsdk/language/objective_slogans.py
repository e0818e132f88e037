"""Whether an objective is a slogan: praise of oneself, a motto, three adjectives in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language import nouns
from okrsdk.language.statement import statement_in
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.objective import ObjectiveSentence
    from okrsdk.language.statement import Statement

_THREE = re.compile(r"\s*[^\W\d_]+,\s*[^\W\d_]+(?:,\s*(?:and\s+)?|\s+(?:and|&)\s+)[^\W\d_]+\W*")
_MOTTO = 2
_BEING = word_set("is are")
_FEELINGS = word_set("passionate proud committed dedicated driven obsessed enthusiastic serious")


def is_slogan(sentence: ObjectiveSentence) -> bool:
    """Whether no one orders or states anything that could be missed.

    `The best vet in the world`, `Beauty is our passion`, `We are passionate about people`, `Music connects`,
    `Fresh, fast, friendly`.
    """
    if _THREE.fullmatch(sentence.text):
        return True
    if sentence.opening.verb is not None:
        return False
    statement = statement_in(sentence.text, sentence.words)
    if statement is not None:
        is_motto = len(sentence.words) <= _MOTTO + (statement.verb.plain in _BEING)
        return is_motto or _is_praise(statement)
    first = next((word for word in sentence.words if word.plain not in nouns.GENERIC_SCOPE), None)
    return first is not None and first.plain in nouns.SUPERLATIVES


def _is_praise(statement: Statement) -> bool:
    behind = statement.rest[0].plain if statement.rest else ""
    is_of_us = statement.subject[0].plain in ("we", "our") and behind in _FEELINGS
    return statement.verb.plain in _BEING and (behind == "our" or is_of_us)
