"""What an objective says: its verb, its amounts, its reason and its time box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from okrsdk.language import nouns
from okrsdk.language.date_mentions import DateMention, date_mentions
from okrsdk.language.languages import locale_of
from okrsdk.language.leading_verb import LeadingVerb, opening
from okrsdk.language.numbers import Amount, amounts
from okrsdk.language.text import LONGEST, Word, body_start, words

_REASON = re.compile(
    r"\b(?:so\s+that|so\s+(?:\w+\s+){1,4}(?:can|could|will|never|no|do|does|trust|love|feel|find|get|ship|buy|know)|"
    r"in\s+order\s+to|because|thereby|to\s+(?!the\b|a\b|an\b|our\b|all\b|every\b|\d)[a-z]+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSentence:
    """What an objective says in words.

    Attributes:
        text: the sentence.
        opening: how it begins.
        words: its words.
        amounts: the amounts in it.
        dates: the dates and time boxes in it.
        has_reason: whether it says what for (`so that …`, `to drive …`).
    """

    text: str
    opening: LeadingVerb
    words: tuple[Word, ...]
    amounts: tuple[Amount, ...]
    dates: tuple[DateMention, ...]
    has_reason: bool

    @property
    def stated_number(self) -> str | None:
        """The first amount that sets a target.

        `our ten oldest dealers`, `the top 3`, `a 6-month plan`, `double` and what is in brackets set none.
        """
        for amount in self.amounts:
            before = [word.plain for word in self.words if word.span.end <= amount.span.start][-1:]
            written = amount.span.of(self.text).strip()
            is_name = (
                written.lower() == "one"
                or amount.unit in ("x", "ordinal")
                or "-" in written
                or (before and before[0] in nouns.RANKED)
            )
            is_aside = "(" in self.text[: amount.span.start] and ")" in self.text[amount.span.end :]
            if not is_name and not is_aside:
                return written
        return None


@lru_cache(maxsize=4096)
def parse_objective(text: str, locale: str | None = None) -> ObjectiveSentence:
    """What the first 1,000 characters of the objective `text` say.

    Args:
        text: the objective.
        locale: the locale of its sheet, which tells how it writes numbers and dates.

    >>> parse_objective("Boost lead generation quality to drive more sales").has_reason
    True
    """
    text = text[:LONGEST]
    locale = locale_of(text, locale)
    head = opening(text)
    behind = head.verb.span.end if head.verb else body_start(text)
    return ObjectiveSentence(
        text=text,
        opening=head,
        words=words(text, body_start(text)),
        amounts=amounts(text, locale),
        dates=date_mentions(text, locale),
        has_reason=_REASON.search(text, behind) is not None,
    )
