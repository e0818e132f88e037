"""What the rules look at: an OKR set laid out as cases, each record with its place, its wording and its neighbours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from okrsdk.errors import UngradableError
from okrsdk.findings import Location, Table
from okrsdk.grading import progress
from okrsdk.language.metric_meaning import stage_named
from okrsdk.language.objective import ObjectiveSentence, parse_objective
from okrsdk.language.sentence import KeyResultSentence, parse_key_result
from okrsdk.language.task_detection import work_in
from okrsdk.texts import text

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from okrsdk.language.work import Work
    from okrsdk.model import CheckIn, Client, Cycle, FunnelStage, KeyResult, Objective, OkrSet
    from okrsdk.rules.policy import Policy


class Form(StrEnum):
    """The form OKRs come in, which decides what can be asked of them."""

    TABLES = "tables"
    """A workbook or a document: every column can be filled."""
    TEXT = "text"
    """Sentences alone: there is no place for an owner, a source or a baseline of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """An active objective with its place.

    Attributes:
        position: 0-based place in the Objectives table.
        objective: the objective.
        sentence: what it says in words.
        key_results: its active key results.
    """

    position: int
    objective: Objective
    sentence: ObjectiveSentence
    key_results: tuple[KeyResult, ...]

    @property
    def name(self) -> str:
        """What to call it in a message: its ID, or its place when it has none yet."""
        return self.objective.id or text("objective {number}", number=self.position + 1)

    def at(self, field: str | None = None) -> Location:
        """The location of one of its fields, or of the whole record."""
        return Location(table=Table.OBJECTIVES, record=self.objective.id or None, position=self.position, field=field)


@dataclass(frozen=True, kw_only=True)
class KeyResultView:
    """An active key result with its place.

    Attributes:
        position: 0-based place in the Key Results table.
        key_result: the key result.
        sentence: what it says in words.
        objective: the objective it belongs to; None when it is unknown.
        check_ins: its check-ins up to the day asked about, oldest first.
    """

    position: int
    key_result: KeyResult
    sentence: KeyResultSentence
    objective: Objective | None
    check_ins: tuple[CheckIn, ...]

    @property
    def name(self) -> str:
        """What to call it in a message: its ID, or its place when it has none yet."""
        return self.key_result.id or text("key result {number}", number=self.position + 1)

    @property
    def latest_value(self) -> Decimal | None:
        """The value of its newest check-in that has one."""
        return next((check_in.value for check_in in reversed(self.check_ins) if check_in.value is not None), None)

    @cached_property
    def progress(self) -> Decimal | None:
        """Its progress at its Current cell, else at its newest check-in's value; None where it cannot be known."""
        current = self.latest_value if self.key_result.current is None else self.key_result.current
        try:
            return None if current is None else progress(self.key_result, current)
        except UngradableError:
            return None

    @cached_property
    def work(self) -> Work | None:
        """The work that its sentence orders or tells instead of a result."""
        return work_in(self.sentence)

    @cached_property
    def stage(self) -> FunnelStage | None:
        """Its stage of the funnel: that of its column, or the one its words name."""
        own = self.key_result
        return own.funnel_stage or stage_named(f"{own.metric} {own.text}")

    def at(self, field: str | None = None) -> Location:
        """The location of one of its fields, or of the whole record."""
        return Location(table=Table.KEY_RESULTS, record=self.key_result.id or None, position=self.position, field=field)


@dataclass(frozen=True, kw_only=True)
class RuleContext:
    """One OKR set under review. Replaced and dropped records are on file, but no one works on their wording any more.

    Attributes:
        okr_set: the set.
        policy: the limits that hold.
        on: the day asked about; None when the signals that depend on it are not wanted.
        form: the form the set came in.
        policy_error: why the policy that the client's profile names cannot be read; empty when it can.
    """

    okr_set: OkrSet
    policy: Policy
    on: date | None
    form: Form
    policy_error: str = ""

    @property
    def client(self) -> Client:
        """Whose OKRs these are."""
        return self.okr_set.client

    @property
    def cycle(self) -> Cycle | None:
        """Their cycle."""
        return self.okr_set.cycle

    @cached_property
    def objectives(self) -> tuple[ObjectiveView, ...]:
        """The active objectives, in order."""
        active: dict[str, list[KeyResult]] = defaultdict(list)
        for key_result in self.okr_set.key_results:
            if key_result.is_active and key_result.objective_id:
                active[key_result.objective_id].append(key_result)
        return tuple(
            ObjectiveView(
                position=position,
                objective=objective,
                sentence=parse_objective(objective.text, self.okr_set.locale),
                key_results=tuple(active.get(objective.id, ())),
            )
            for position, objective in enumerate(self.okr_set.objectives)
            if objective.is_active
        )

    @cached_property
    def key_results(self) -> tuple[KeyResultView, ...]:
        """The active key results of active or unknown objectives, in order."""
        parents = {objective.id: objective for objective in self.okr_set.objectives}
        return tuple(
            KeyResultView(
                position=position,
                key_result=key_result,
                sentence=parse_key_result(key_result.text, self.okr_set.locale or None),
                objective=parents.get(key_result.objective_id),
                check_ins=self.okr_set.check_ins_of(key_result.id, on=self.on),
            )
            for position, key_result in enumerate(self.okr_set.key_results)
            if key_result.is_active and self._is_counted(parents.get(key_result.objective_id))
        )

    @staticmethod
    def _is_counted(objective: Objective | None) -> bool:
        return objective is None or objective.is_active
