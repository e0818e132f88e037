"""The portfolio as a value: its workbooks by score, and what they come to by champion, level and cascade."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from okrsdk.portfolio.cascade import cascade
from okrsdk.portfolio.summary import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from okrsdk.portfolio.cascade import Link
    from okrsdk.portfolio.summary import ObjectiveRow, WorkbookRow

_NO_ONE = "nobody"
_NO_LEVEL = "no level"
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Objectives of several workbooks together.

    Attributes:
        name: what they have in common.
        objectives: how many there are.
        graded: how many of them have a score.
        workbooks: in how many workbooks.
        score: the mean of those that have a score, two decimals; None where none has.
    """

    name: str
    objectives: int
    graded: int
    workbooks: int
    score: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Workbooks side by side.

    Attributes:
        rows: the workbooks.
        missing: the clients of the roster that have none.
    """

    rows: Sequence[WorkbookRow]
    missing: Sequence[str] = ()

    @property
    def read(self) -> tuple[WorkbookRow, ...]:
        """Those that were read: the lowest score first, then those without one."""
        rows = [row for row in self.rows if not row["problem"]]
        return tuple(sorted(rows, key=lambda row: (row["score"] is None, row["score"] or 0.0, name_of(row).casefold())))

    @property
    def unread(self) -> tuple[WorkbookRow, ...]:
        """Those that could not be read, by name."""
        return self._with_problem(is_okr_workbook=True)

    @property
    def others(self) -> tuple[WorkbookRow, ...]:
        """The spreadsheets that are no OKR workbooks, by name."""
        return self._with_problem(is_okr_workbook=False)

    @property
    def has_trouble(self) -> bool:
        """Whether a workbook could not be read or holds errors, or one that should be there is missing."""
        return bool(self.unread or self.missing) or any(row["errors"] for row in self.rows)

    def labelled(self) -> tuple[tuple[WorkbookRow, str], ...]:
        """Those that were read, each with what to call it: its client, with the cycle where there are several."""
        read = self.read
        has_several = len({row["cycle"] for row in read}) > 1
        return tuple(
            (row, f"{name_of(row)} · {row['cycle']}" if has_several and row["cycle"] else name_of(row)) for row in read
        )

    @property
    def score(self) -> Decimal | None:
        """The mean score of the workbooks that have one, each counted alike; None where none has."""
        return _mean([row["score"] for row in self.read])

    def by_champion(self) -> tuple[Group, ...]:
        """The objectives by champion, and those without one by their owner; the lowest score first."""
        return self._grouped(lambda own: own["champion"] or own["owner"] or _NO_ONE)

    def by_level(self) -> tuple[Group, ...]:
        """The objectives by level, as company, team or individual; the lowest score first."""
        return self._grouped(lambda own: own["level"] or _NO_LEVEL)

    def links(self) -> tuple[Link, ...]:
        """What contributes to what across the workbooks."""
        return cascade(self.read)

    def _with_problem(self, *, is_okr_workbook: bool) -> tuple[WorkbookRow, ...]:
        rows = (row for row in self.rows if row["problem"] and row["is_okr_workbook"] is is_okr_workbook)
        return tuple(sorted(rows, key=lambda row: name_of(row).casefold()))

    def _grouped(self, name: Callable[[ObjectiveRow], str]) -> tuple[Group, ...]:
        scores: dict[str, list[float | None]] = defaultdict(list)
        workbooks: dict[str, set[str]] = defaultdict(set)
        shown: dict[str, str] = {}
        for row in self.read:
            for own in row["objectives"]:
                key = " ".join(name(own).casefold().split())
                shown.setdefault(key, name(own))
                scores[key].append(own["score"])
                workbooks[key].add(row["spreadsheet_id"])
        groups = [
            Group(
                name=shown[key],
                objectives=len(own),
                graded=sum(score is not None for score in own),
                workbooks=len(workbooks[key]),
                score=_mean(own),
            )
            for key, own in scores.items()
        ]
        return tuple(sorted(groups, key=lambda one: (one.score is None, one.score or 0, one.name.casefold())))


def _mean(scores: Sequence[float | None]) -> Decimal | None:
    """The mean of the scores there are, two decimals, half up; the scores have two decimals themselves.

    >>> _mean([0.5, None, 0.65]), _mean([None])
    (Decimal('0.58'), None)
    """
    known = [Decimal(str(score)) for score in scores if score is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(_HUNDREDTH, ROUND_HALF_UP) if known else None
