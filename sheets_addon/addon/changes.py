"""What a grade changes in the sheet: the scores that stand there beside those that would."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore, ObjectiveScore
    from okrsdk.model import KeyResult, Objective
    from okrsdk.workbook import Layout

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """One score that changes.

    Attributes:
        record: ID of the objective or key result, empty when it has none yet.
        text: its sentence.
        before: what stands in the sheet; None where nothing or no number does.
        after: what will; None where it cannot be graded.
    """

    record: str
    text: str
    before: Decimal | None
    after: Decimal | None


def score_changes(layout: Layout, assessment: Assessment) -> tuple[ScoreChange, ...]:
    """The scores that a grade changes, objectives first, in the order of the workbook."""
    okr_set, scores = assessment.okr_set, assessment.scores
    return (
        *_changes(layout, Table.OBJECTIVES, okr_set.objectives, scores.objectives),
        *_changes(layout, Table.KEY_RESULTS, okr_set.key_results, scores.key_results),
    )


def _changes(
    layout: Layout,
    table: Table,
    records: Sequence[Objective | KeyResult],
    scores: Sequence[ObjectiveScore | KeyResultScore],
) -> list[ScoreChange]:
    before = _scores_in_sheet(layout, table, len(records))
    return [
        ScoreChange(record=record.id, text=record.text, before=was, after=score.score)
        for record, was, score in zip(records, before, scores, strict=True)
        if was != score.score
    ]


def _scores_in_sheet(layout: Layout, table: Table, records: int) -> list[Decimal | None]:
    own = layout.tables.get(table)
    place = own.columns.get("score") if own else None
    if own is None or place is None:
        return [None] * records
    return [_score(place.values[row] if row < len(place.values) else None) for row in own.rows]


def _score(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(str(value))
    return number.quantize(_CENT) if number.is_finite() and abs(number) < 10**6 else None
