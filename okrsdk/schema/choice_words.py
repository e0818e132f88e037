"""Other words that people and other tools write for a column's choices, and words that belong in another place."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from okrsdk.language.normalize import normalized
from okrsdk.model import Commitment, FunnelStage, Indicator, Kind, Level, Month, Status, StrategyPart, Visibility
from okrsdk.texts import text

KIND_WORDS: dict[StrEnum, tuple[str, ...]] = {
    Kind.INCREASE: ("increase to", "increase from", "increase by", "grow", "raise", "up", "more", "higher is better"),
    Kind.DECREASE: (
        "decrease to",
        "decrease from",
        "decrease by",
        "reduce",
        "reduce to",
        "lower",
        "down",
        "less",
        "lower is better",
    ),
    Kind.AT_LEAST: ("minimum", "min", ">=", "≥", "stay above", "keep above", "not less than", "no less than"),
    Kind.AT_MOST: ("maximum", "max", "<=", "≤", "stay below", "keep below", "not more than", "no more than"),
    Kind.BETWEEN: ("range", "within", "stay between", "keep between"),
    Kind.MILESTONE: ("yes/no", "done/not done", "done or not", "done or not done", "binary", "boolean", "achieve"),
    Kind.STAGES: ("stage", "steps"),
    Kind.FIND_BASELINE: ("baseline", "find the baseline", "set baseline", "establish baseline"),
}
COMMITMENT_WORDS: dict[StrEnum, tuple[str, ...]] = {
    Commitment.ASPIRATIONAL: ("aspiration", "stretch", "moonshot"),
    Commitment.COMMITTED: ("commitment", "commit", "promise", "promised", "roofshot"),
}
INDICATOR_WORDS: dict[StrEnum, tuple[str, ...]] = {
    Indicator.LEADING: ("lead", "leading indicator"),
    Indicator.LAGGING: ("lag", "lagging indicator"),
}
LEVEL_WORDS: dict[StrEnum, tuple[str, ...]] = {
    Level.COMPANY: ("organization", "organisation", "corporate"),
    Level.TEAM: ("department", "group"),
    Level.INDIVIDUAL: ("person", "personal"),
}
FUNNEL_WORDS: dict[StrEnum, tuple[str, ...]] = {
    FunnelStage.LEAD: ("leads",),
    FunnelStage.MQL: ("MQLs", "marketing qualified lead", "marketing qualified leads"),
    FunnelStage.SQL: ("SQLs", "sales qualified lead", "sales qualified leads"),
    FunnelStage.CUSTOMER: ("customers",),
}
VISIBILITY_WORDS: dict[StrEnum, tuple[str, ...]] = {Visibility.PARTIAL: ("partly", "partially visible")}
MONTH_WORDS: dict[StrEnum, tuple[str, ...]] = {
    month: (month[:3], f"{month.number}", f"{month.number:02d}", f"1 {month}", f"{month} 1") for month in Month
}
STATUS_WORDS: dict[StrEnum, tuple[str, ...]] = {
    Status.ACTIVE: ("open", "ongoing", "in progress", "live", "current", "started"),
    Status.REPLACED: ("superseded",),
    Status.DROPPED: ("cancelled", "canceled", "abandoned", "discarded", "stopped"),
}
STRATEGY_WORDS: dict[StrEnum, tuple[str, ...]] = {
    StrategyPart.WHERE_WE_STAND: (
        "situation", "where are we", "trajectory", "starting point", "wo wir stehen", "Ausgangslage",
        "où en sommes-nous", "dónde estamos", "situación", "onde estamos", "situação", "dove siamo", "situazione",
        "waar we staan", "situatie", "現状",
    ),
    StrategyPart.CHALLENGE: (
        "challenges", "core challenge", "issue", "Herausforderung", "défi", "enjeu", "reto", "desafío", "desafio",
        "sfida", "uitdaging", "課題",
    ),
    StrategyPart.KPI: (
        "KPIs", "health metric", "Kennzahl", "indicateur", "indicador", "indicatore", "kengetal", "指標",
    ),
    StrategyPart.SUCCESS: (
        "what success looks like", "vision", "narrative", "Erfolg", "Zielbild", "succès", "réussite", "éxito",
        "sucesso", "successo", "succes", "成功",
    ),
}  # fmt: skip

_PACE = text("Pace is worked out from the numbers and the calendar, so nothing is written here for it; clear the cell.")
_SCORE = text(
    "What was reached is the score, worked out from Current; clear the cell, or write dropped to leave it out."
)
_WAITING = text("Say what blocks in a check-in; clear the cell, or write dropped if it is given up.")
STATUS_ELSEWHERE = {
    **dict.fromkeys(("on track", "off track", "at risk", "behind", "ahead", "delayed", "overdue", "late"), _PACE),
    **dict.fromkeys(("not started", "to do", "todo", "planned", "new", "pending"), _PACE),
    **dict.fromkeys(("green", "yellow", "amber", "orange", "red"), _PACE),
    **dict.fromkeys(("completed", "complete", "done", "achieved", "reached", "met", "closed", "finished"), _SCORE),
    **dict.fromkeys(("missed", "failed", "not achieved", "partially achieved", "partly achieved"), _SCORE),
    **dict.fromkeys(("blocked", "on hold", "paused", "postponed", "deferred", "waiting"), _WAITING),
}
"""What people write into Status that says something else than whether the record counts, and where that belongs."""

_UNIT = text("Kind says how it is measured; write the unit into Unit and choose increase, decrease or another kind.")
KIND_ELSEWHERE = dict.fromkeys(
    ("number", "numeric", "percentage", "percent", "%", "currency", "money", "metric", "$", "€"), _UNIT
)
"""What other tools write as the type of a key result that says how its numbers look, not how it is measured."""


def choice_named(text: str, choices: Iterable[StrEnum], words: Mapping[StrEnum, tuple[str, ...]]) -> StrEnum | None:
    """The choice that a text means; case, accents, blanks, hyphens and underscores do not matter.

    Args:
        text: what someone wrote.
        choices: what may be meant.
        words: other words that mean a choice.

    >>> choice_named("feb", Month, MONTH_WORDS)
    <Month.FEBRUARY: 'February'>
    """
    plain = normalized(text)
    spelled = (choice for choice in choices if normalized(choice) == plain)
    meant = (choice for choice, others in words.items() if plain in map(normalized, others))
    return next(spelled, None) or next(meant, None)
