"""Drafts as values: objectives and key results before they are in a sheet, each with the line it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from okrsdk.model import Cycle, KeyResult, Objective, OkrSet

Values = Mapping[str, Any]
"""Values by the name of their field in the model (`baseline`), typed as the model has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftKeyResult:
    """A key result of a draft.

    Attributes:
        text: its sentence.
        line: 0-based line of the draft on which it begins.
        values: what fields and table cells say of it, by the name of the model's field.
    """

    text: str
    line: int
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftObjective:
    """An objective of a draft with its key results.

    Attributes:
        text: its sentence; None where key results have no objective.
        line: 0-based line of the draft on which it begins.
        key_results: its key results, in order.
        values: what fields say of it, by the name of the model's field.
        cycle: the cycle under whose heading it is, as far as the heading says (`2026-Q1`, `Q1`); empty without one.
    """

    text: str | None
    line: int
    key_results: tuple[DraftKeyResult, ...] = ()
    values: Values = field(default_factory=dict)
    cycle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A part of a draft that is no objective, no key result and no field of one.

    Attributes:
        line: 0-based line of the draft.
        text: what is written there.
        reason: why it was not taken, a few words.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a draft says.

    Attributes:
        objectives: its objectives, in order.
        not_taken: everything else that is written in it, in order.
    """

    objectives: tuple[DraftObjective, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()

    @property
    def cycles(self) -> tuple[str, ...]:
        """The cycles under which there are objectives, in order of appearance."""
        return tuple(dict.fromkeys(objective.cycle for objective in self.objectives if objective.cycle))

    @property
    def objective_count(self) -> int:
        """How many objectives there are; key results without one are not counted."""
        return sum(objective.text is not None for objective in self.objectives)

    @property
    def key_result_count(self) -> int:
        """How many key results there are."""
        return sum(len(objective.key_results) for objective in self.objectives)

    def of_cycle(self, cycle: Cycle) -> Draft:
        """The draft without the objectives that are under the heading of another cycle; those are listed instead.

        >>> of_two = Draft(objectives=tuple(DraftObjective(text=q, line=0, cycle=q) for q in ("2026-Q1", "2026-Q2")))
        >>> [objective.text for objective in of_two.of_cycle(Cycle.parse("2026-Q2")).objectives]
        ['2026-Q2']
        """
        year, _, part = cycle.name.partition("-")
        names = {"", cycle.name, year, part}
        others = [objective for objective in self.objectives if objective.cycle not in names]
        left_out = (
            NotTaken(line=one.line, text=one.text or one.key_results[0].text, reason=f"of the cycle {one.cycle}")
            for one in others
        )
        return replace(
            self,
            objectives=tuple(objective for objective in self.objectives if objective.cycle in names),
            not_taken=tuple(sorted([*self.not_taken, *left_out], key=lambda one: one.line)),
        )


def okr_set_of(*objectives: DraftObjective) -> OkrSet:
    """The objectives of a draft as one set, with the IDs a workbook would give them (`O1`, `O1-KR2`)."""
    found: list[Objective] = []
    key_results: list[KeyResult] = []
    for number, drafted in enumerate(objectives, 1):
        text = (drafted.text or "").strip()
        objective_id = f"O{number}" if text else ""
        if text:
            found.append(Objective(id=objective_id, text=text, **drafted.values))
        key_results += [
            KeyResult(id=f"O{number}-KR{place}", objective_id=objective_id, text=one.text.strip(), **one.values)
            for place, one in enumerate(drafted.key_results, 1)
        ]
    return OkrSet(objectives=tuple(found), key_results=tuple(key_results))
