"""What a key result counts: the stretch of the sentence that names its metric."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.language.leading_verb import VerbClass
from okrsdk.language.text import Span, body_start

if TYPE_CHECKING:
    from okrsdk.language.date_mentions import DateMention
    from okrsdk.language.leading_verb import LeadingVerb
    from okrsdk.language.numbers import Amount

_LEADING = re.compile(
    r"(?:(?:the|a|an|our|your|their|of|in|at|least|most|new|more|fewer|less|than|over|under|number|another|additional|"
    r"on|for|is|are|all|:|,|-)\b\s*|[:,\s–-]+)*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,;:.(–-]+|\b(?:from|to|by|of|at|in|on|the|a|an|is|are|least|most|than|more|less|fewer|or|up|down|below|above|under|over|"
    r"within|between|for|with|and|score|rate|currently|was|reaches|hits|grows|increases|improves)\b(?<!score)(?<!rate))+$",
    re.IGNORECASE,
)


def metric_span(text: str, head: LeadingVerb, found: tuple[Amount, ...], dates: tuple[DateMention, ...]) -> Span | None:
    """Where the metric stands: before the first amount if words stand there, else behind it; None without amounts."""
    if not found or head.act is VerbClass.ACTIVITY:
        return None
    start = head.verb.span.end if head.verb else body_start(text)
    ends = sorted(
        [*(amount.span for amount in found), *(mention.span for mention in dates)], key=lambda span: span.start
    )
    stops = [span.start for span in ends if span.start >= start]
    before = _trimmed(text, start, stops[0] if stops else len(text))
    if before is not None:
        return before
    first = found[0].span
    following = [span.start for span in ends if span.start > first.end]
    clause = re.search(r"[,;(]|\.\s|\.$|\s(?:by|within|from|in|for|with|using|through|via)\s", text[first.end :])
    stops = [*following, first.end + clause.start() if clause else len(text)]
    return _trimmed(text, first.end, min(stops))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    trailing = _TRAILING.search(text, start, end)
    end = trailing.start() if trailing else end
    return Span(start=start, end=end) if re.search(r"[^\W\d_]", text[start:end]) else None
