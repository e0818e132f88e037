"""What a metric is known to be by its words: its stage of the funnel, and whether it moves early or late."""

from __future__ import annotations

import re

from okrsdk.model import FunnelStage, Indicator

_STAGES = {
    FunnelStage.ADVOCACY: (r"referrals?|testimonials?|reference customers?|recommendations? by customers|advocates?"),
    FunnelStage.CUSTOMER: (
        r"closed[- ](?:won )?deals?|deals? (?:closed|won)|(?:new|paying) (?:customers?|clients?|accounts?)|"
        r"customers? (?:won|acquired)|closed[- ]won|orders won"
    ),
    FunnelStage.SQL: (
        r"sales[- ]qualified leads?|sqls?|sales[- ]accepted (?:leads?|opportunit(?:y|ies))|"
        r"(?:qualified|sales) opportunit(?:y|ies)|qualified pipeline"
    ),
    FunnelStage.MQL: r"marketing[- ]qualified leads?|mqls?",
    FunnelStage.LEAD: (
        r"leads?(?! times?\b| by\b)|enquir(?:y|ies)|inquir(?:y|ies)|form fills?|demo requests?|quote requests?"
    ),
    FunnelStage.AWARENESS: (
        r"impressions?|(?:brand|branded) (?:awareness|search(?:es)?|recall)|website (?:visits|traffic)"
    ),
}
"""The words of each stage, the latest first: who wins customers by referral measures referrals."""
_PATTERNS = tuple(
    (stage, re.compile(rf"(?<![\w-])(?:{named})(?![\w-])", re.IGNORECASE)) for stage, named in _STAGES.items()
)
_LAGGING = re.compile(
    r"\b(?:revenue|turnover|sales|profit|margin|ebitda|income|arr|mrr|churn|retention|renewals?|renewal rate|"
    r"market share|customer lifetime value|employee turnover|costs? per (?:acquisition|customer|sale))\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:pipeline|leads?|enquir(?:y|ies)|inquir(?:y|ies)|demo requests?|demos|trials?|sign-?ups?|engagement|"
    r"activation|visits?|traffic|response time|waiting time|applications?|appointments?|open rate|usage|adoption)\b",
    re.IGNORECASE,
)


def stage_named(text: str) -> FunnelStage | None:
    """The stage of the funnel that `text` names, the latest of several; None without any.

    >>> stage_named("Sales-qualified leads from 12 to 20").value, stage_named("Closed deals from 4 to 9").value
    ('SQL', 'Customer')
    >>> stage_named("Lead time from 9 to 4 days") is None
    True
    """
    return next((stage for stage, pattern in _PATTERNS if pattern.search(text)), None)


def indicator_named(text: str) -> Indicator | None:
    """Whether the metric in `text` is known to move early or late; None where both or neither are named.

    >>> indicator_named("Revenue from $20k to $32k").value, indicator_named("Enquiries from 60 to 110").value
    ('lagging', 'leading')
    """
    is_leading, is_lagging = _LEADING.search(text) is not None, _LAGGING.search(text) is not None
    if is_leading == is_lagging:
        return None
    return Indicator.LEADING if is_leading else Indicator.LAGGING
