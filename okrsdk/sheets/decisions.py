"""What is decided about the OKRs of a workbook in mid-cycle: each decision is written with its reason, and once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.cycle import Reason, Recalibration, dropped, kept, replaced, retargeted
from okrsdk.errors import InvalidOkrError
from okrsdk.model import day_asked
from okrsdk.sheets.decision_write import write_decision
from okrsdk.workbook.check_in_inputs import read_measured
from okrsdk.workbook.ids import next_key_result_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from okrsdk.model import OkrSet, Today
    from okrsdk.sheets.spreadsheet import Spreadsheet


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
    """

    spreadsheet: Spreadsheet
    dry_run: bool = False

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
            old = okr_set.key_result(key_result_id)
            new_id = "" if old is None else next_key_result_id(okr_set, old.objective_id)
            return replaced(okr_set, key_result_id, sentence, new_id=new_id, reason=_reason(okr_set, why, on, by))

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
            number = _target(okr_set, key_result_id, target)
            return retargeted(okr_set, key_result_id, number, reason=_reason(okr_set, why, on, by))

        return self._written(decide)

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

    def _written(self, decide: Callable[[OkrSet], Recalibration]) -> Recalibration:
        return write_decision(self.spreadsheet, decide, dry_run=self.dry_run)


def _reason(okr_set: OkrSet, why: str, on: date | Today, by: str) -> Reason:
    return Reason(why=why, on=day_asked(on, okr_set.client), by=by)


def _target(okr_set: OkrSet, key_result_id: str, target: Decimal | str) -> Decimal:
    if not isinstance(target, str):
        return target
    key_result = okr_set.key_result(key_result_id) or okr_set.key_results[0]
    number = read_measured(target, key_result, locale=okr_set.locale)
    if isinstance(number, str):
        raise InvalidOkrError(f"{target!r} is no target of {key_result_id}. {number}")
    return number
