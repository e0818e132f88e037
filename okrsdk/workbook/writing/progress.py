"""A write under way: what is sent next, judged from what the columns held after the request before.

It sends nothing itself. Whoever does (`okrsdk.sheets.write_back`, the script bound to a sheet) sends `writes`, or `ids`
where `sends_ids`, and gives `advanced` what the columns hold then, until `is_done`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from okrsdk.texts import strung, text
from okrsdk.workbook.writing.blank_ids import NO_IDS, IdWrites, following_ids
from okrsdk.workbook.writing.request import NOT_SHOWN, Writes, first_writes, id_writes
from okrsdk.workbook.writing.verify import clearing_writes, verify_write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.workbook.writing.plan import WritePlan
    from okrsdk.workbook.writing.response import SheetState
    from okrsdk.workbook.writing.verify import WriteOutcome

TRIES = 3
"""How often each stage of a write is tried: scores, filling IDs, and blanking the scores."""
_NAMED = 20


class Stage(Enum):
    """What a write is at."""

    SCORES = auto()
    FILLING_IDS = auto()
    TAKING_IDS_OFF = auto()
    BLANKING = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A write under way.

    Attributes:
        plan: what is to be where.
        stage: what it is at.
        writes: the cells that are sent next.
        ids: the IDs that are sent next.
        tries: how often this stage has written, counting what is sent next.
        id_tries: how often IDs have been filled, counting what is sent next.
        ends: number of rows of each table's sheet, as far as an answer showed it.
        misplaced: what people call the records beside which something of another was, in the last answer.
        is_judged: whether an answer has been judged yet.
        is_by_row: whether IDs are written by row with the scores, by someone who makes sure that no row has moved.
        ids_we_wrote: the IDs that may have been put anywhere.
        assigned: the new IDs that an answer showed beside their own records.
        is_blanked: whether the scores were given up.
    """

    plan: WritePlan
    stage: Stage = Stage.SCORES
    writes: Writes = field(default_factory=dict)
    ids: IdWrites = NO_IDS
    tries: int = 1
    id_tries: int = 0
    ends: Mapping[str, int | None] = field(default_factory=lambda: NOT_SHOWN)
    misplaced: tuple[str, ...] = ()
    is_judged: bool = False
    is_by_row: bool = False
    ids_we_wrote: frozenset[str] = frozenset()
    assigned: tuple[str, ...] = ()
    is_blanked: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to send."""
        return self.stage is Stage.DONE

    @property
    def sends_ids(self) -> bool:
        """Whether IDs are sent next, and no other cells."""
        return self.stage in {Stage.FILLING_IDS, Stage.TAKING_IDS_OFF}

    @property
    def in_doubt(self) -> tuple[str, ...]:
        """What people call the records beside which another's may be, if what is sent next gets no answer."""
        if self.misplaced:
            return self.misplaced
        # Rows may move under a correction too, wherever everything was right before it; a blank harms no row.
        if not self.is_judged or self._writes_values:
            return self.plan.names
        return ()

    @property
    def doubt(self) -> str:
        """What may be wrong if what is sent next gets no answer, and what to do; sentences for people."""
        if self.misplaced:
            names = named(self.misplaced)
            if self.sends_ids:
                beside = text("Beside {names} there may be the new ID of another.", names=names)
            else:
                beside = text("Beside {names} there may be the score of another.", names=names)
            return strung([beside, text("If rows were moved once more, look at the others too."), _CURE])
        if self.sends_ids:
            return _MISSING_IDS
        if not self.in_doubt:
            may_be = text("If rows were moved in that moment, a row may have the score of another.")
        else:
            may_be = text(
                "If rows were moved in that moment, a row may have the score of another: {names}.",
                names=named(self.in_doubt),
            )
        return strung([may_be, _CURE])

    @property
    def _writes_values(self) -> bool:
        return any(value != "" for cells in self.writes.values() for value in cells.values())


_CURE = text("Grade again, while no one sorts or inserts rows, before you rely on them.")
_MISSING_IDS = text(
    "The scores are written and no ID has changed, but a new ID may be missing or in a row without a record: "
    "clear it there, and grade again."
)


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
    return Progress(plan=plan, writes=writes, tries=tries, is_by_row=True, ids_we_wrote=plan.new_ids)


def advanced(progress: Progress, state: SheetState | None, *, is_refused: bool = False) -> Progress | None:
    """The same after the request was sent; None when the state does not tell and the workbook is read again.

    Args:
        progress: the write under way.
        state: what its columns hold now; None when the answer did not show them.
        is_refused: whether the request was refused as a whole, and the state is that of a further reading.
    """
    if state is None:
        return None
    outcome = verify_write(progress.plan, state, progress.writes, ids_we_wrote=progress.ids_we_wrote)
    if outcome.may_hide_records and progress.stage is not Stage.BLANKING:
        return None
    seen = replace(
        progress,
        plan=outcome.plan,
        ends=state.ends,
        misplaced=outcome.misplaced,
        is_judged=True,
        assigned=tuple(dict.fromkeys((*progress.assigned, *outcome.ids_in_place))),
    )
    if progress.sends_ids:
        return _after_ids(seen, state, outcome, is_refused=is_refused)
    return _after_scores(seen, state, outcome)


def given_up(plan: WritePlan) -> Progress:
    """The write that blanks the scores instead, as the plan for that says."""
    return Progress(plan=plan, stage=Stage.BLANKING, writes=first_writes(plan), is_blanked=True)


def named(names: tuple[str, ...]) -> str:
    """The names as people read them in a sentence."""
    if len(names) == 1:
        return names[0]
    shown, more = names[:_NAMED], len(names) - _NAMED
    if more > 0:
        return text("{names} and {n} more", names=strung(shown, ", "), n=more)
    return text("{first} and {last}", first=strung(shown[:-1], ", "), last=shown[-1])


def _after_ids(progress: Progress, state: SheetState, outcome: WriteOutcome, *, is_refused: bool) -> Progress:
    following = following_ids(progress.plan, state, outcome, progress.ids, is_refused=is_refused)
    # Where nothing moved and the cells are blank all the same, filling them once more is of no use.
    is_of_use = is_refused or following != progress.ids
    if progress.stage is Stage.FILLING_IDS and is_of_use and (own := _with_ids(progress, following)):
        return own
    return _after_scores(replace(progress, stage=Stage.SCORES, ids=NO_IDS, id_tries=TRIES + 1), state, outcome)


def _after_scores(progress: Progress, state: SheetState, outcome: WriteOutcome) -> Progress:
    corrections = {**outcome.corrections, **(outcome.id_corrections if progress.is_by_row else {})}
    if not corrections:
        return _settled(progress, state, outcome)
    if progress.tries < TRIES:
        return replace(progress, writes=corrections, tries=progress.tries + 1)
    return _given_up(progress, state)


def _settled(progress: Progress, state: SheetState, outcome: WriteOutcome) -> Progress:
    done = replace(progress, stage=Stage.DONE, writes={})
    if progress.stage is not Stage.SCORES or progress.is_by_row:
        return done
    return _with_ids(progress, following_ids(progress.plan, state, outcome, NO_IDS)) or done


def _with_ids(progress: Progress, ids: IdWrites) -> Progress | None:
    """The same with these IDs sent next; None where there are none, or they were tried often enough."""
    following = replace(progress, writes={}, tries=0, ids_we_wrote=progress.plan.new_ids)
    if not ids.is_empty and progress.id_tries < TRIES:
        return replace(following, stage=Stage.FILLING_IDS, ids=ids, id_tries=progress.id_tries + 1)
    if ids.astray and progress.id_tries == TRIES:
        return replace(following, stage=Stage.TAKING_IDS_OFF, ids=replace(ids, missing=()), id_tries=TRIES + 1)
    return None


def _given_up(progress: Progress, state: SheetState) -> Progress:
    """Every score taken back; once that too was moved, done, with what may be wrong."""
    if progress.stage is not Stage.SCORES:
        return replace(progress, stage=Stage.DONE, writes={})
    plan = progress.plan.cleared()
    writes = clearing_writes(plan, state, progress.writes)
    # An ID that was filled in is the record's own from then on.
    ids = progress.ids_we_wrote if progress.is_by_row else frozenset()
    return replace(progress, plan=plan, stage=Stage.BLANKING, writes=writes, tries=1, is_blanked=True, ids_we_wrote=ids)
