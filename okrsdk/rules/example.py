"""Examples: small OKR sets that show the rules, run by the tests and printed in the docs."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from okrsdk.model import (
    CheckIn,
    Client,
    Cycle,
    Decision,
    FinalScore,
    FunnelStep,
    KeyResult,
    Objective,
    OkrSet,
    Stage,
    StrategyEntry,
)

Record = Client | Cycle | Objective | KeyResult | CheckIn | Decision | FinalScore | StrategyEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An OKR set and the day it is looked at.

    Attributes:
        okr_set: the set.
        on: the day; None where it does not matter.
    """

    okr_set: OkrSet
    on: date | None = None

    def described(self) -> str:
        """The example in words, one record a line, only what is filled in."""
        okr_set = self.okr_set
        lines = [_line(okr_set.client)] if okr_set.client != Client() else []
        if okr_set.cycle is not None:
            lines.append(f"Cycle {okr_set.cycle.name}" + (f", looked at on {self.on}" if self.on else ""))
        lines += [_line(objective) for objective in okr_set.objectives]
        lines += [_line(key_result) for key_result in okr_set.key_results]
        lines += [_line(check_in) for check_in in okr_set.check_ins]
        lines += [_line(decision) for decision in okr_set.decisions]
        lines += [_line(own) for own in okr_set.final_scores]
        lines += [_line(own) for own in okr_set.strategy]
        return "\n".join(lines)


def example(*records: Record, on: date | None = None) -> Example:
    """The example of these records.

    >>> example(KeyResult(text="NPS of 40", target=Decimal(40))).described()
    'Key result: NPS of 40 (target 40)'
    """
    return Example(
        okr_set=OkrSet(
            client=next((record for record in records if isinstance(record, Client)), Client()),
            cycle=next((record for record in records if isinstance(record, Cycle)), None),
            objectives=tuple(record for record in records if isinstance(record, Objective)),
            key_results=tuple(record for record in records if isinstance(record, KeyResult)),
            check_ins=tuple(record for record in records if isinstance(record, CheckIn)),
            decisions=tuple(record for record in records if isinstance(record, Decision)),
            final_scores=tuple(record for record in records if isinstance(record, FinalScore)),
            strategy=tuple(record for record in records if isinstance(record, StrategyEntry)),
        ),
        on=on,
    )


_TITLES = {
    Client: "Client",
    Objective: "Objective",
    KeyResult: "Key result",
    CheckIn: "Check-in",
    Decision: "Decision",
    FinalScore: "Final score",
    StrategyEntry: "Strategy",
}


def _line(record: Client | Objective | KeyResult | CheckIn | Decision | FinalScore | StrategyEntry) -> str:
    title = _TITLES[type(record)]
    text = record.text if isinstance(record, Objective | KeyResult | StrategyEntry) else ""
    details = [
        f"{field.name.replace('_', ' ')} {_words(getattr(record, field.name))}"
        for field in fields(record)
        if field.name != "text"
        and getattr(record, field.name) != _default(field.default)
        and getattr(record, field.name) not in ("", ())
    ]
    rest = ", ".join(details)
    if not text:
        return f"{title}: {rest}"
    return f"{title}: {text}" + (f" ({rest})" if rest else "")


def _default(default: object) -> object:
    return None if default is MISSING else default


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_words(part) for part in value)
    if isinstance(value, FunnelStep):
        return " ".join(part for part in (value.stage.value, value.visibility or "unknown", value.system) if part)
    if isinstance(value, Stage):
        return f"{value.score}: {value.name}"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return str(value)
