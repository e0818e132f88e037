"""OKRs as other tools see them: objectives and key results alike are goals, each with what it scored."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.grading import current_value
from okrsdk.language.percentages import is_in_percent, percent_factor
from okrsdk.model import KeyResult, Kind, Objective
from okrsdk.workbook.ids import fill_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore, ObjectiveScore
    from okrsdk.model import CheckIn

SCORE_HEADERS = ("Score", "Band", "Progress", "Pace", "Confidence", "Coverage", "Graded at")
"""The columns of a goal's scores, wherever a format takes columns of one's own."""

AMOUNTS = frozenset({"baseline", "target", "current", "stretch_mark"})
"""The columns of a key result that hold values in its unit."""

_ADDRESS = re.compile(r"[^@\s<>,;:()]+@[^@\s<>,;:()]+\.[^@\s<>,;:().]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An objective or a key result with its scores.

    Attributes:
        key: names it in the export: its ID, behind client and cycle where several workbooks are exported together.
        parent: the key of its objective; empty for an objective, and for a key result whose objective is not known.
        record: the objective or key result, its ID filled.
        score: what grading says of it.
        assessment: the OKRs it is of, as they were judged.
        check_ins: of a key result, oldest first; those without a day are none's.
    """

    key: str
    parent: str
    record: Objective | KeyResult
    score: ObjectiveScore | KeyResultScore
    assessment: Assessment
    check_ins: tuple[CheckIn, ...] = ()

    @property
    def is_objective(self) -> bool:
        """Whether it is an objective."""
        return isinstance(self.record, Objective)

    @property
    def key_result(self) -> KeyResult | None:
        """The key result that it is; None for an objective."""
        return self.record if isinstance(self.record, KeyResult) else None

    @property
    def table(self) -> Table:
        """The table its record is in."""
        return Table.OBJECTIVES if self.is_objective else Table.KEY_RESULTS

    @property
    def title(self) -> str:
        """Its text on one line; its key where it has none, since no tool takes a goal without a name."""
        return " ".join(self.record.text.split()) or self.key

    @property
    def address(self) -> str:
        """The e-mail address in its owner's cell; empty where there is none."""
        return address_in(self.record.owner)

    @property
    def starts(self) -> date | None:
        """The first day of its cycle."""
        cycle = self.assessment.okr_set.cycle
        return None if cycle is None else cycle.start

    @property
    def due(self) -> date | None:
        """The day by which: its own, else the last of its cycle."""
        own = None if self.key_result is None else self.key_result.due
        cycle = self.assessment.okr_set.cycle
        return own or (None if cycle is None else cycle.end)

    @property
    def client(self) -> str:
        """Whose goal it is."""
        return self.assessment.okr_set.client.name

    @property
    def cycle(self) -> str:
        """The name of its cycle; empty without one."""
        cycle = self.assessment.okr_set.cycle
        return "" if cycle is None else cycle.name

    @property
    def is_reached(self) -> bool:
        """Whether its score is at its pass mark: 0.7 of a stretch, 1.0 of a promise."""
        match self.record:
            case KeyResult():
                mark = self.record.commitment.pass_mark
            case Objective():
                mark = self.assessment.pass_mark(self.record)
        return self.score.score is not None and self.score.score >= mark

    @property
    def current(self) -> Decimal | None:
        """Of a key result, its value on the day it was graded for: as typed, else of its latest check-in."""
        own = self.key_result
        return None if own is None else current_value(self.assessment.okr_set, own, on=self.assessment.on)

    def in_points(self, name: str) -> Decimal | None:
        """A value of a key result in its unit, as tools want numbers: percentages as 45, never as 0.45.

        Args:
            name: one of `AMOUNTS`.
        """
        own = self.key_result
        if own is None:
            return None
        value = {"current": self.current, "stretch_mark": getattr(self.score, name, None)}.get(
            name, getattr(own, name, None)
        )
        in_points = value is not None and is_in_percent(own.unit) and own.kind not in (Kind.MILESTONE, Kind.STAGES)
        return value * percent_factor(own) if value is not None and in_points else value


def goals_of(assessments: Sequence[Assessment]) -> tuple[Goal, ...]:
    """Every objective with its key results behind it, then the key results whose objective is not there.

    Records without an ID get the one that the workbook would give them. Of several with one ID the first keeps it as
    its key.
    """
    seen: Counter[str] = Counter()
    goals = []
    for goal in (goal for own, prefix in _prefixed(assessments) for goal in _goals(own, prefix)):
        seen[goal.key] += 1
        goals.append(goal if seen[goal.key] == 1 else replace(goal, key=f"{goal.key} ({seen[goal.key]})"))
    return tuple(goals)


def score_cells(goal: Goal) -> dict[str, object]:
    """What the goal scored, by the headers of `SCORE_HEADERS`; what does not apply to it is None."""
    score = goal.score
    return {
        "Score": score.score,
        "Band": score.band,
        "Progress": getattr(score, "progress", None),
        "Pace": getattr(score, "pace", None),
        "Confidence": getattr(score, "confidence", None),
        "Coverage": getattr(score, "coverage", None),
        "Graded at": goal.assessment.on,
    }


def address_in(text: str) -> str:
    """The first e-mail address in a text; empty where there is none.

    >>> address_in("Head of Sales <sales@example.com>"), address_in("Head of Sales")
    ('sales@example.com', '')
    """
    found = _ADDRESS.search(text)
    return found[0] if found else ""


def owner_addresses(goal: Goal) -> tuple[str, ...]:
    """The addresses of a goal's owner and, of an objective, of its co-owners; each once."""
    co_owners = goal.record.co_owners if isinstance(goal.record, Objective) else ()
    return tuple(dict.fromkeys(filter(None, map(address_in, (goal.record.owner, *co_owners)))))


def percent(share: Decimal) -> Decimal:
    """A share as whole percent, halves up.

    >>> percent(Decimal("0.455"))
    Decimal('46')
    """
    return (share * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _prefixed(assessments: Sequence[Assessment]) -> Iterator[tuple[Assessment, str]]:
    """Each with what its keys begin with: nothing where it is alone, else client and cycle, numbered where alike."""
    if len(assessments) == 1:
        yield assessments[0], ""
        return
    seen: Counter[str] = Counter()
    for own in assessments:
        cycle = own.okr_set.cycle
        name = "/".join(filter(None, (own.okr_set.client.name, None if cycle is None else cycle.name))) or "OKRs"
        seen[name] += 1
        yield own, f"{name}/" if seen[name] == 1 else f"{name} ({seen[name]})/"


def _goals(assessment: Assessment, prefix: str) -> Iterator[Goal]:
    okr_set, scores = fill_ids(assessment.okr_set), assessment.scores
    own: dict[str, list[Goal]] = defaultdict(list)
    known = {objective.id for objective in okr_set.objectives}
    for key_result, score in zip(okr_set.key_results, scores.key_results, strict=True):
        parent = key_result.objective_id if key_result.objective_id in known else ""
        goal = Goal(
            key=prefix + (key_result.id or f"KR{score.position + 1}"),
            parent=parent and prefix + parent,
            record=key_result,
            score=score,
            assessment=assessment,
            check_ins=okr_set.check_ins_of(key_result.id),
        )
        own[parent].append(goal)
    for objective, objective_score in zip(okr_set.objectives, scores.objectives, strict=True):
        yield Goal(key=prefix + objective.id, parent="", record=objective, score=objective_score, assessment=assessment)
        yield from own.pop(objective.id, [])
    yield from own[""]
