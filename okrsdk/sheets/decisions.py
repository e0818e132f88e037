"""What is decided about the OKRs of a workbook in mid-cycle: each decision is written with its reason, and once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from okrsdk.cycle import (
    Closing,
    Reason,
    Recalibration,
    changeable,
    closing,
    dropped,
    kept,
    reassigned,
    recommitted,
    reopening,
    replaced,
    retargeted,
)
from okrsdk.errors import InvalidOkrError, StaleWorkbookError
from okrsdk.model import Commitment, Verdict, day_asked
from okrsdk.sheets.decision_write import Again, write_decision
from okrsdk.sheets.spreadsheet import Spreadsheet
from okrsdk.sheets.write_back import write_back
from okrsdk.texts import strung, text
from okrsdk.workbook.check_in_inputs import read_measured
from okrsdk.workbook.ids import next_key_result_id
from okrsdk.workbook.recalibrating.close_plan import plan_close, plan_line
from okrsdk.workbook.recalibrating.planning import plan_decision
from okrsdk.workbook.recalibrating.recalled import recalled, recalled_line
from okrsdk.workbook.workbook_port import assess_workbook
from okrsdk.workbook.writing.plan import new_ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from okrsdk.model import Decision, DecisionRequest, KeyResult, OkrSet, Today
    from okrsdk.rules import Policy
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.recalibrating.planning import DecisionPlan
    from okrsdk.workbook.spreadsheet_port import SpreadsheetPort
    from okrsdk.workbook.writing.request_key import RequestKey

_BLANK_IDS = text("Some records have no ID yet, so nothing was written. Grade first, which gives them one; then close.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions of a workbook; `Workbook.decisions` is one. Each method is one read and one write.

    Each gives back what was decided, with the key result before and after. Each raises

    - `InvalidOkrError` where it cannot be decided (no such active key result, no reason, a closed cycle) or written
      right; nothing was written then;
    - `StaleWorkbookError` where people kept moving rows; its message says what to look at;
    - `SheetsError` where it was not written; the message says when it may have been.

    Attributes:
        spreadsheet: the spreadsheet of the workbook.
        dry_run: whether nothing is written.
        once: the key of the request: a decision that was made with it before is given again, and nothing is written.
            The close of a cycle takes none.
    """

    spreadsheet: SpreadsheetPort
    dry_run: bool = False
    once: RequestKey | None = None

    def decide(self, asked: DecisionRequest, *, on: date | Today) -> Recalibration:
        """What somebody decides about a key result, whichever of the decisions below it is.

        Args:
            asked: what is decided. A commitment is read in capitals or not.
            on: the day of the decision, or today as the client has it.
        """
        id_, new, why, by = asked.key_result_id, asked.new, asked.why, asked.by
        match asked.verdict:
            case Verdict.REPLACE:
                return self.replace(id_, new, why=why, on=on, by=by)
            case Verdict.DROP:
                return self.drop(id_, why=why, on=on, by=by)
            case Verdict.RETARGET:
                return self.retarget(id_, new, why=why, on=on, by=by)
            case Verdict.REASSIGN:
                return self.reassign(id_, new, why=why, on=on, by=by)
            case Verdict.RECOMMIT:
                return self.recommit(id_, _commitment(new), why=why, on=on, by=by)
            case Verdict.KEEP:
                return self.keep(id_, why=why, on=on, work=new, by=by)

    def replace(self, key_result_id: str, sentence: str, *, why: str, on: date | Today, by: str = "") -> Recalibration:
        """The key result replaced by the one that a sentence says; the old one keeps row, score and check-ins.

        Args:
            key_result_id: the key result.
            sentence: what takes its place: metric, from baseline to target, by when.
            why: the reason.
            on: the day of the decision, or today as the client has it.
            by: who decides.
        """

        def decide(okr_set: OkrSet) -> Recalibration:
            reason = _reason(okr_set, why, on, by)
            new_id = next_key_result_id(okr_set, changeable(okr_set, key_result_id, reason).objective_id)
            return replaced(okr_set, key_result_id, sentence, new_id=new_id, reason=reason)

        return self._written(decide)

    def drop(self, key_result_id: str, *, why: str, on: date | Today, by: str = "") -> Recalibration:
        """The key result dropped; it keeps row, score and check-ins, and leaves the mean.

        Args:
            key_result_id: the key result.
            why: the reason.
            on: the day of the decision, or today as the client has it.
            by: who decides.
        """
        return self._written(lambda okr_set: dropped(okr_set, key_result_id, reason=_reason(okr_set, why, on, by)))

    def retarget(
        self, key_result_id: str, target: Decimal | str, *, why: str, on: date | Today, by: str = ""
    ) -> Recalibration:
        """The key result with another target, in its sentence too where that says the old one.

        Args:
            key_result_id: the key result.
            target: the new target in its unit, or as people write it (`45 %`).
            why: the reason.
            on: the day of the decision, or today as the client has it.
            by: who decides.
        """

        def decide(okr_set: OkrSet) -> Recalibration:
            reason = _reason(okr_set, why, on, by)
            number = _target(okr_set, changeable(okr_set, key_result_id, reason), target)
            return retargeted(okr_set, key_result_id, number, reason=reason)

        return self._written(decide)

    def reassign(self, key_result_id: str, owner: str, *, why: str, on: date | Today, by: str = "") -> Recalibration:
        """The key result with another owner.

        Args:
            key_result_id: the key result.
            owner: who owns it from now on.
            why: the reason.
            on: the day of the decision, or today as the client has it.
            by: who decides.
        """
        return self._written(
            lambda okr_set: reassigned(okr_set, key_result_id, owner, reason=_reason(okr_set, why, on, by))
        )

    def recommit(
        self, key_result_id: str, commitment: Commitment, *, why: str, on: date | Today, by: str = ""
    ) -> Recalibration:
        """The key result with another commitment, and so another pass mark.

        Args:
            key_result_id: the key result.
            commitment: aspirational or committed.
            why: the reason.
            on: the day of the decision, or today as the client has it.
            by: who decides.
        """
        return self._written(
            lambda okr_set: recommitted(okr_set, key_result_id, commitment, reason=_reason(okr_set, why, on, by))
        )

    def keep(self, key_result_id: str, *, why: str, on: date | Today, work: str = "", by: str = "") -> Recalibration:
        """The key result as it is, with the reason: what asked for a decision about it is raised no more.

        Args:
            key_result_id: the key result.
            why: the reason.
            on: the day of the decision, or today as the client has it.
            work: what changes in the work for it instead.
            by: who decides.
        """
        return self._written(
            lambda okr_set: kept(okr_set, key_result_id, reason=_reason(okr_set, why, on, by), work=work)
        )

    def close(
        self,
        *,
        on: date | Today,
        by: str = "",
        policy: Policy | None = None,
        is_meant: bool = False,
        agreed: Closing | None = None,
    ) -> Closing:
        """The close of the cycle: final grades, and a copy of every score with all that it rests on.

        What has no current value scores 0. Where records have no ID yet, a grade assigns them first.

        Args:
            on: the day of the close, or today as the client has it.
            by: who closes it.
            policy: which rules hold; by default that of the client.
            is_meant: whether it is meant to be closed although it still runs.
            agreed: the close that people have seen; a workbook that comes to another one by now is not closed.
        """

        def plan_of(reading: WorkbookReading) -> tuple[Closing, DecisionPlan]:
            graded = assess_workbook(reading, on=on, final=True, policy=policy).assessment
            found = closing(graded, by=by, is_meant=is_meant)
            if agreed is not None and found != agreed:
                raise StaleWorkbookError(
                    text(
                        "{title!r} was changed since the close was shown. Nothing was written; close it again.",
                        title=reading.title,
                    ),
                    spreadsheet_id=self.spreadsheet.spreadsheet_id,
                )
            if not self.dry_run and new_ids(reading):
                raise _BlankIdsError
            return found, plan_close(reading, found)

        try:
            return write_decision(self.spreadsheet, plan_of, dry_run=self.dry_run)
        except _BlankIdsError:
            if not isinstance(self.spreadsheet, Spreadsheet):
                raise InvalidOkrError(_BLANK_IDS) from None
            graded = partial(assess_workbook, on=on, policy=policy)
            write_back(self.spreadsheet, graded(self.spreadsheet.read()), graded)
            agreed = None  # it named no IDs
        return write_decision(self.spreadsheet, plan_of, dry_run=self.dry_run)

    def reopen(self, *, why: str, on: date | Today, by: str = "") -> Decision:
        """The closed cycle opened again; what the close wrote down stays on its tab.

        Args:
            why: the reason.
            on: the day, or today as the client has it.
            by: who opens it.
        """

        def plan_of(reading: WorkbookReading) -> tuple[Decision, DecisionPlan]:
            day = day_asked(on, reading.okr_set.client)
            decision = reopening(reading.okr_set, on=day, why=why, by=by)
            return decision, plan_line(reading, decision)

        again = None if self.once is None else Again(once=self.once, recall=recalled_line)
        return write_decision(self.spreadsheet, plan_of, dry_run=self.dry_run, again=again)

    def _written(self, decide: Callable[[OkrSet], Recalibration]) -> Recalibration:
        def plan_of(reading: WorkbookReading) -> tuple[Recalibration, DecisionPlan]:
            found = decide(reading.okr_set)
            return found, plan_decision(reading, found)

        again = None if self.once is None else Again(once=self.once, recall=recalled)
        return write_decision(self.spreadsheet, plan_of, dry_run=self.dry_run, again=again)


class _BlankIdsError(Exception):
    """Records have no ID yet, by which the close would know them."""


def _reason(okr_set: OkrSet, why: str, on: date | Today, by: str) -> Reason:
    return Reason(why=why, on=day_asked(on, okr_set.client), by=by)


def _target(okr_set: OkrSet, key_result: KeyResult, target: Decimal | str) -> Decimal:
    if not isinstance(target, str):
        return target
    number = read_measured(target, key_result, locale=okr_set.locale)
    if isinstance(number, str):
        unread = text("{said!r} is no target of {id}.", said=target, id=key_result.id)
        raise InvalidOkrError(strung([unread, number]))
    return number


def _commitment(said: str) -> Commitment:
    try:
        return Commitment(said.strip().casefold())
    except ValueError:
        first, second = map(str, Commitment)
        told = text("Write {first} or {second} as the new commitment. Nothing was written.", first=first, second=second)
        raise InvalidOkrError(told) from None
