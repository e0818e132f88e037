"""A write under way: what is sent next, judged from what the columns held after the request before.

It sends nothing itself. Whoever does (`okrsdk.sheets.write_back`, the script bound to a sheet) sends `writes`, and
gives `advanced` what the columns hold then, until `is_done`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from okrsdk.workbook.writing.request import NOT_SHOWN, Writes, first_writes, id_writes
from okrsdk.workbook.writing.verify import clearing_writes, verify_write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.workbook.writing.plan import WritePlan
    from okrsdk.workbook.writing.response import SheetState
    from okrsdk.workbook.writing.verify import WriteOutcome

TRIES = 3
"""How often each stage of a write is tried: scores, then IDs, and taking either back."""
_NAMED = 20


class Stage(Enum):
    """What a write is at."""

    SCORES = auto()
    IDS = auto()
    CLEARING = auto()
    TAKING_IDS_BACK = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A write under way.

    Attributes:
        plan: what is to be where.
        stage: what it is at.
        writes: what is sent next.
        tries: how often this stage has written, counting what is sent next.
        ends: number of rows of each table's sheet, as far as an answer showed it.
        misplaced: what people call the records beside which something of another was, in the last answer.
        is_judged: whether an answer has been judged yet.
        ids_we_wrote: the IDs that may have been put anywhere.
        is_blanked: whether the scores were given up.
    """

    plan: WritePlan
    stage: Stage = Stage.SCORES
    writes: Writes = field(default_factory=dict)
    tries: int = 1
    ends: Mapping[str, int | None] = field(default_factory=lambda: NOT_SHOWN)
    misplaced: tuple[str, ...] = ()
    is_judged: bool = False
    ids_we_wrote: frozenset[str] = frozenset()
    is_blanked: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to send."""
        return self.stage is Stage.DONE

    @property
    def in_doubt(self) -> tuple[str, ...]:
        """What people call the records beside which another's may be, if what is sent next gets no answer."""
        if self.misplaced:
            return self.misplaced
        # Rows may move under a correction too, wherever everything was right before it; a blank harms no row.
        if not self.is_judged or self._writes_ids or self._writes_values:
            return self.plan.names
        return ()

    @property
    def doubt(self) -> str:
        """What may be wrong if what is sent next gets no answer, and what to do; sentences for people."""
        what = "ID" if self._writes_ids else "score"
        cure = _ID_CURE if self._writes_ids else _CURE
        if self.misplaced:
            beside = f"Beside {named(self.misplaced)} there may be the {what} of another."
            return f"{beside} If rows were moved once more, look at the others too. {cure}"
        others = f": {named(self.in_doubt)}" if self.in_doubt else ""
        return f"If rows were moved in that moment, a row may have the {what} of another{others}. {cure}"

    @property
    def _writes_values(self) -> bool:
        return any(value != "" for cells in self.writes.values() for value in cells.values())

    @property
    def _writes_ids(self) -> bool:
        is_over = self.stage is Stage.DONE and bool(self.ids_we_wrote)
        return self.stage in {Stage.IDS, Stage.TAKING_IDS_BACK} or is_over


_CURE = "Grade again, while no one sorts or inserts rows, before you rely on them."
_ID_CURE = "Compare the IDs with File > Version history and put back any that changed; then grade again."


def begun(plan: WritePlan, *, tries: int = 1, with_ids: bool = False) -> Progress:
    """The write of a plan, with nothing sent yet.

    Args:
        plan: the plan.
        tries: how often the scores have been written, counting this time.
        with_ids: whether blank IDs are filled at once, by someone who makes sure that no row has moved.
    """
    if not with_ids:
        return Progress(plan=plan, writes=first_writes(plan), tries=tries)
    writes = {**first_writes(plan), **id_writes(plan)}
    return Progress(plan=plan, writes=writes, tries=tries, ids_we_wrote=plan.new_ids)


def advanced(progress: Progress, state: SheetState | None) -> Progress | None:
    """The same after `progress.writes` was sent; None when the state does not tell and the workbook is read again.

    Args:
        progress: the write under way.
        state: what its columns hold now; None when the answer did not show them.
    """
    if state is None:
        return None
    outcome = verify_write(progress.plan, state, progress.writes, ids_we_wrote=progress.ids_we_wrote)
    if outcome.may_hide_records and progress.stage is not Stage.CLEARING:
        return None
    seen = replace(progress, plan=outcome.plan, ends=state.ends, misplaced=outcome.misplaced, is_judged=True)
    if not outcome.corrections:
        return _settled(seen, outcome)
    if progress.tries < TRIES:
        return replace(seen, writes=outcome.corrections, tries=progress.tries + 1)
    return _given_up(seen, state)


def given_up(plan: WritePlan) -> Progress:
    """The write that blanks the scores instead, as the plan for that says."""
    return Progress(plan=plan, stage=Stage.CLEARING, writes=first_writes(plan), is_blanked=True)


def named(names: tuple[str, ...]) -> str:
    """The names as people read them in a sentence."""
    if len(names) == 1:
        return names[0]
    shown, more = names[:_NAMED], len(names) - _NAMED
    return f"{', '.join(shown)} and {more} more" if more > 0 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _settled(progress: Progress, outcome: WriteOutcome) -> Progress:
    if progress.stage is Stage.SCORES and outcome.blank_ids and not progress.ids_we_wrote:
        ids = frozenset(str(value) for cells in outcome.blank_ids.values() for value in cells.values())
        return replace(progress, stage=Stage.IDS, writes=outcome.blank_ids, tries=1, ids_we_wrote=ids)
    return replace(progress, stage=Stage.DONE, writes={})


def _given_up(progress: Progress, state: SheetState) -> Progress:
    """Everything taken back; once that too was moved, done, with what may be wrong."""
    if progress.stage is Stage.SCORES:
        plan = progress.plan.cleared()
        writes = clearing_writes(plan, state, progress.writes)
        return replace(progress, plan=plan, stage=Stage.CLEARING, writes=writes, tries=1, is_blanked=True)
    if progress.stage is Stage.IDS:
        plan = progress.plan.without_new_ids()
        outcome = verify_write(plan, state, progress.writes, ids_we_wrote=progress.ids_we_wrote)
        return replace(progress, plan=plan, stage=Stage.TAKING_IDS_BACK, writes=outcome.corrections, tries=1)
    return replace(progress, stage=Stage.DONE, writes={})
