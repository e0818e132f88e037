"""The phrase behind a verb or an amount, and the nouns that head it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from okrsdk.language.text import base_forms, words
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from okrsdk.language.text import Word

PHRASE_END = word_set(
    "with in into to for from that which who whose at by on across or per about via through using of over under within "
    "is are was were have has will so as each every after before during until than not when where while including plus "
    "but because without among behind beyond between if against around"
)
_SUBJECTS_AND_TIMES = word_set("they we you i people no one everyone everyone it this next last today")
_PERIODS = word_set("day week month quarter year hour minute night shift head piece")
_CLINGING = re.compile(
    r"\s+(?:out|up|down|off|away|together|to\s+date|and\s+running|(?:in|on)(?=\s*(?:$|[.,;]|everywhere\b)))\b",
    re.IGNORECASE,
)
"""What belongs to the word before it where it is quoted: `rolled [out]`, `up [to date]`."""
_MEASURES = word_set("number amount volume quality share level efficiency rate")
_OF = re.compile(r"\s+of\s+")
_OF_FIGURES = re.compile(r"\s+\d+(?=[A-Z]\b|st\b|nd\b|rd\b|th\b)")
"""Figures that begin a word (`2G`, `3rd`) end no phrase."""
_BREAK = re.compile(r"[,;:(.!?\d→–—]|\s-\s")


def phrase(text: str, start: int) -> tuple[Word, ...]:
    """The words of the noun phrase that begins at `start`: up to a preposition, a relative clause or a sign.

    >>> [word.text for word in phrase("20 customer interviews by June", 2)]
    ['customer', 'interviews']
    """
    found: list[Word] = []
    previous = start
    candidates = words(text, start)
    for word, following in zip_longest(candidates, candidates[1:]):
        if word.plain in PHRASE_END:
            break
        is_rate = word.plain in ("a", "an") and following is not None and following.plain in _PERIODS
        if is_rate and (found or (following is not None and following.plain != "piece")):
            break
        is_apart = _BREAK.search(text, previous, word.span.start) and not _OF_FIGURES.match(text, previous)
        if found and (word.plain in _SUBJECTS_AND_TIMES or is_apart):
            break
        found.append(word)
        previous = word.span.end
    return tuple(found)


def quoted(text: str, start: int, end: int) -> str:
    """The stretch in whole words, with what clings to its last one.

    >>> quoted("5S standards are rolled out in all halls", 1, 23)
    '5S standards are rolled out'
    """
    while start and (text[start - 1].isalnum() or re.match(r"[^\W_]-", text[max(start - 2, 0) : start])):
        start -= 1
    while clinging := _CLINGING.match(text, end):
        end = clinging.end()
    return text[start:end]


def with_what_of(text: str, end: int, last: Word | None) -> int:
    """Where a quote ends that would end in `the number`: behind what it is the number of."""
    of = _OF.match(text, end) if last is not None and last.plain in _MEASURES else None
    behind = phrase(text, of.end()) if of else ()
    return behind[-1].span.end if behind else end


def heads(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """The last noun of each coordinated part: `support quality and efficiency` is headed by both."""
    ends = [place for place, word in enumerate(found) if word.plain == "and"] + [len(found)]
    return tuple(found[end - 1] for end in ends if end and found[end - 1].plain != "and")


def is_in(word: Word, nouns: frozenset[str]) -> bool:
    """Whether a dictionary form of `word`, or of its last part (`case-study`), is in `nouns`."""
    return not _forms(word.plain).isdisjoint(nouns)


@lru_cache(maxsize=4096)
def _forms(word: str) -> frozenset[str]:
    last = word.replace("’", "'").removesuffix("'s").rsplit("-", 1)[-1]
    return frozenset((*base_forms(word), *base_forms(last)))
