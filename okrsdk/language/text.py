"""Words of a text with their places, and the base forms a word may have."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.language.normalize import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):  # a tuple, as Word is: of these a check of many rows makes millions
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        text: as written.
        plain: without case and accents.
        span: where it is.
    """

    text: str
    plain: str
    span: Span


LONGEST = 1_000
"""Characters of a goal that are read: no one writes longer ones, and a pasted page must not stall a check."""
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[-'’&][^\W_]+)*")
_MARKER = re.compile(
    r"\s*(?:[-*•▪◦–·]+\s+|\(?\d{1,2}[.)]\s+|\[[ xX]?\]\s+|"
    r"(?:KR|O|Key Result|Objective|Goal)\s?\d*(?:\.\d+)?\s?[:.)–-]\s+)*",
    re.IGNORECASE,
)


def words(text: str, start: int = 0) -> tuple[Word, ...]:
    """The words of `text` from `start` on; `mid-market` and `customer's` are one word each."""
    found = _all_words(text)
    return tuple(word for word in found if word.span.start >= start) if start else found


@lru_cache(maxsize=16_384)
def _all_words(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(text=match[0], plain=unaccented(match[0]), span=Span(start=match.start(), end=match.end()))
        for match in _WORD.finditer(text)
    )


def body_start(text: str) -> int:
    """Where the sentence begins behind bullets, numbers and labels.

    >>> body_start("  - KR1: Reach 40")
    9
    """
    match = _MARKER.match(text)
    return match.end() if match else 0


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether `span` shares a character with any of `others`."""
    return any(span.start < other.end and other.start < span.end for other in others)


@lru_cache(maxsize=4096)
def base_forms(word: str) -> tuple[str, ...]:
    """The forms a dictionary may list `word` under, the likeliest last resort at the end.

    >>> base_forms("shipped")[-1], base_forms("studies")[-1], base_forms("launching")[1]
    ('ship', 'study', 'launch')
    """
    forms = [word]
    if word in _IRREGULAR:
        return (word, _IRREGULAR[word])
    if word.startswith("re") and word[2:] in _IRREGULAR:
        return (word, "re" + _IRREGULAR[word[2:]])
    for ending, replacements in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            forms += [stem + replacement for replacement in replacements]
            if ending in ("ed", "ing", "es") and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            break
    return tuple(forms)


_IRREGULAR = MappingProxyType({
    "written": "write", "held": "hold", "built": "build",
    "sent": "send", "made": "make", "taught": "teach", "given": "give", "taken": "take", "shown": "show",
    "bought": "buy", "sold": "sell", "found": "find", "kept": "keep", "won": "win", "brought": "bring",
    "begun": "begin", "drawn": "draw", "chosen": "choose", "spent": "spend", "paid": "pay", "told": "tell",
    "spoken": "speak", "met": "meet", "gone": "go", "grown": "grow", "risen": "rise", "fallen": "fall",
    "shrunk": "shrink", "done": "do", "had": "have", "hung": "hang", "laid": "lay", "wrote": "write", "ran": "run",
    "gave": "give", "took": "take", "drew": "draw", "chose": "choose", "began": "begin", "spoke": "speak",
    "went": "go", "dug": "dig", "sewn": "sew", "sown": "sow", "woven": "weave", "swept": "sweep", "fed": "feed",
})  # fmt: skip
"""Past forms that no ending gives away. Those that look like their verb (`run`, `set`) need no entry."""
_ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("e", "")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)
