"""The OKR set: all that a workbook says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from okrsdk.model.check_in import CheckIn
from okrsdk.model.client import Client
from okrsdk.model.cycle import Cycle
from okrsdk.model.decision import Change, Decision
from okrsdk.model.field_types import check_field_types
from okrsdk.model.final_score import FinalScore
from okrsdk.model.key_result import Commitment, KeyResult
from okrsdk.model.objective import Objective
from okrsdk.model.strategy import StrategyEntry, StrategyPart

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class OkrSet:
    """The OKRs of one client and one cycle.

    Attributes:
        client: whose they are.
        cycle: the time box; None when the workbook does not say.
        objectives: in the order of the workbook.
        key_results: in the order of the workbook.
        check_ins: in the order of the workbook, which need not be that of their days.
        decisions: what was changed in mid-cycle and why, in the order of the log.
        final_scores: what every record scored at the close, with its inputs; of several closes all of them.
        strategy: where one stands, the challenges, the KPIs and what success looks like, in the order of its tab.
        locale: how the people who wrote it write numbers and days (`de_DE`), where the workbook says so. It is no part
            of what the OKRs say: two sets that differ in it alone are equal.
    """

    client: Client = field(default_factory=Client)
    cycle: Cycle | None = None
    objectives: tuple[Objective, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    decisions: tuple[Decision, ...] = ()
    final_scores: tuple[FinalScore, ...] = ()
    strategy: tuple[StrategyEntry, ...] = ()
    locale: str = field(default="", compare=False)
    # The dated check-ins that count, by key result, oldest first: a sheet may hold thousands, and all ask for theirs.
    _check_ins: dict[str, tuple[CheckIn, ...]] = field(init=False, repr=False, compare=False)
    # On which day a key result took the place of another one, by key result.
    _took_places: dict[str, date | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_field_types(self)
        own: dict[str, list[CheckIn]] = defaultdict(list)
        for _, check_in in self.counted_check_ins():
            if check_in.key_result_id:
                own[check_in.key_result_id].append(check_in)
        object.__setattr__(self, "_check_ins", {id_: _in_order(check_ins) for id_, check_ins in own.items()})
        object.__setattr__(self, "_took_places", self._days_of_replacement())

    @property
    def is_empty(self) -> bool:
        """Whether it holds neither an objective nor a key result."""
        return not self.objectives and not self.key_results

    def key_result(self, key_result_id: str) -> KeyResult | None:
        """The key result of an ID, the first where several have it; None where there is none, and for a blank ID."""
        return next((one for one in self.key_results if one.id == key_result_id), None) if key_result_id else None

    def told(self, part: StrategyPart) -> tuple[StrategyEntry, ...]:
        """The entries of a part of the strategy that say something, in order."""
        return tuple(one for one in self.strategy if one.part is part and one.text)

    @property
    def closed_on(self) -> date | None:
        """The day on which the cycle was closed; None while it is open, or when it was opened again."""
        last = next((one for one in reversed(self.decisions) if one.change in (Change.CLOSED, Change.REOPENED)), None)
        return last.day if last is not None and last.change is Change.CLOSED else None

    def scores_at_close(self) -> dict[str, FinalScore]:
        """What the last close wrote down, by the ID of each record; nothing while the cycle is open."""
        closed_on = self.closed_on
        return {one.record_id: one for one in self.final_scores if closed_on is not None and one.day == closed_on}

    def commitment(self, objective: Objective | None = None) -> Commitment:
        """What an objective, or without one the whole set, is: committed where all that counts in it is promised."""
        parents = {one.id for one in self.objectives if one.is_active} if objective is None else {objective.id}
        return Commitment.shared(kr for kr in self.key_results if kr.is_active and kr.objective_id in parents - {""})

    def counted_check_ins(self) -> tuple[tuple[int, CheckIn], ...]:
        """The check-ins, each with its 0-based place, without those whose place a later one takes."""
        counted: list[tuple[int, CheckIn]] = []
        for place, check_in in enumerate(self.check_ins):
            if check_in.corrects is not None:
                replaced = (check_in.key_result_id, check_in.corrects)
                counted = [(at, one) for at, one in counted if (one.key_result_id, one.day) != replaced]
            counted.append((place, check_in))
        return tuple(counted)

    def check_ins_of(self, key_result_id: str, *, on: date | None = None) -> tuple[CheckIn, ...]:
        """The dated check-ins of one key result, oldest first; of one day in the order written.

        One whose place a later row takes (`CheckIn.corrects`) is not among them. A blank ID has none.

        Args:
            key_result_id: the key result.
            on: the day asked about; a check-in counts from its own day on. None for all there are.
        """
        own = self._check_ins.get(key_result_id, ())
        return own if on is None else tuple(ci for ci in own if ci.day is not None and ci.day <= on)

    def silent_since(self, key_result_id: str, *, on: date) -> date | None:
        """The day from which silence about a key result is counted; None where no such day is known.

        The last of: the cycle's first day, the day on which the key result took the place of another one, since nobody
        could say anything of it before, and the day on which a person last said how it is.

        Args:
            key_result_id: the key result.
            on: the day asked about.
        """
        first = None if self.cycle is None else self.cycle.start
        days = (first, self._took_places.get(key_result_id), self.last_heard(key_result_id, on=on))
        return max((day for day in days if day is not None), default=None)

    def _days_of_replacement(self) -> dict[str, date | None]:
        """The day of the last decision by which a key result took the place of another one, by key result."""
        replaced = [one for one in self.decisions if one.change is Change.REPLACED]
        if not replaced:
            return {}
        places: dict[str, set[str]] = defaultdict(set)
        for key_result in self.key_results:
            if key_result.replaced_by:
                places[key_result.id].add(key_result.replaced_by)
        return {new: one.day for one in replaced for new in places.get(one.key_result_id, ())}

    def last_heard(self, key_result_id: str, *, on: date) -> date | None:
        """The day on which a person last said how it is with a key result; None where no one did.

        A value that came in by itself is no one's word: no one has looked at it, and no one says how sure they are.

        Args:
            key_result_id: the key result.
            on: the day asked about.
        """
        said = reversed(self.check_ins_of(key_result_id, on=on))
        return next((one.day for one in said if not one.is_automatic), None)


def _in_order(check_ins: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    dated = ((ci.day, ci) for ci in check_ins if ci.day is not None)
    return tuple(ci for _, ci in sorted(dated, key=lambda pair: pair[0]))
