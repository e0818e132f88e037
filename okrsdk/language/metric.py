"""What a key result counts: the stretch of the sentence that names its metric."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.text import Span, body_start

if TYPE_CHECKING:
    from okrsdk.language.date_mentions import DateMention
    from okrsdk.language.leading_verb import LeadingVerb

_LEADING = re.compile(
    r"(?:(?:the|a|an|our|your|their|of|in|at|least|most|new|no|more|fewer|less|than|over|under|number|another|additional|"
    r"about|around|nearly|almost|approximately|roughly|some|up|down|to|on|for|is|are|all)\b(?![-'’])\s*|[:,\s–-]+"
    r"|(?:reduction|increase|decrease|drop|decline|growth|rise|improvement|lift)\s+(?:in|of)\b\s*)*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:.(=<>→⇒➔–-]+|(?<![\w-])(?:from|to|by|of|at|in|on|the|a|an|is|are|about|around|nearly|almost|least|most|than|more|less|fewer|or|up|down|below|"
    r"above|under|over|within|between|for|with|and|score|rate|currently|was|reaches|hits|grows|increases|improves|"
    r"drops?|falls?|fell|higher|lower|longer|later|limited|capped|rises?|rose|stays?|remains?|reaches|dropped|grew|climbed|declined|no|reduced|increased|lowered|raised|cut|decreased|shortened|improved|grown|halved|doubled|target|goal)\b"
    r"(?<!score)(?<!rate))+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;(]|\.\s|\.$|\s(?:by|within|from|in|for|with|using|through|via)\s")


def metric_span(text: str, head: LeadingVerb, amounts: list[Span], dates: tuple[DateMention, ...]) -> Span | None:
    """Where the metric is: before the first of the amounts if there are words there, else behind it.

    Args:
        text: the sentence.
        head: how it begins.
        amounts: where the amounts are that the key result is about; without any there is no metric.
        dates: the dates in it, which end a metric as well.
    """
    if not amounts or head.act is VerbClass.ACTIVITY:
        return None
    start = head.verb.span.end if head.verb else body_start(text)
    ends = sorted([*amounts, *(mention.span for mention in dates)], key=lambda span: span.start)
    stops = [span.start for span in ends if span.start >= start]
    before = _trimmed(text, start, stops[0] if stops else len(text))
    if before is not None:
        return before
    first = min(amounts, key=lambda span: span.start)
    following = [span.start for span in ends if span.start > first.end]
    leading = _LEADING.match(text, first.end)
    begin = leading.end() if leading else first.end
    clause = _CLAUSE.search(text, max(begin - 1, first.end))
    stops = [*following, clause.start() if clause else len(text)]
    return _trimmed(text, begin, min(stops))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    trailing = _TRAILING.search(text, start, end)
    end = trailing.start() if trailing else end
    return Span(start=start, end=end) if re.search(r"[^\W\d_]", text[start:end]) else None
