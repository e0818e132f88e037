"""Goals as a CSV table for other tools, and what of a workbook has no place in one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Finding, Location, RuleInfo, Severity, Table
from okrsdk.interchange.csv_cells import csv_cell
from okrsdk.interchange.exporters.goals import SCORE_HEADERS, Goal, address_in, goals_of, score_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.model import KeyResult, Objective

GoalColumn: TypeAlias = "tuple[str, Callable[[Goal], object]]"
"""A column of a table of goals: its header, and what it says of a goal."""

OWNER_WITHOUT_ADDRESS = RuleInfo(
    code="T701",
    name="owner-without-address",
    severity=Severity.WARNING,
    why="The tool finds people by their e-mail address. A name or a role in the owner's cell finds no one there, so "
    "the goal arrives without an owner.",
    source="the import of the tool",
    bad="Owner: Head of Sales",
    good="Owner: Head of Sales <sales@example.com>",
)
EXPORT_RULES: tuple[RuleInfo, ...] = (OWNER_WITHOUT_ADDRESS,)

PROFILE = "values of the client's profile"
LOOSE_CHECK_INS = "check-ins without a day or a key result"


def _score_column(header: str) -> GoalColumn:
    return header, lambda goal: score_cells(goal)[header]


SCORE_COLUMNS: tuple[GoalColumn, ...] = tuple(_score_column(header) for header in SCORE_HEADERS)
"""The scores of a goal, for formats that take columns of one's own."""


def goal_table(goals: Iterable[Goal], columns: Sequence[GoalColumn]) -> str:
    """The goals as CSV, one a row."""
    return csv_text([header for header, _ in columns], ([value(goal) for _, value in columns] for goal in goals))


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV: the header row, then the rows, lines ended by CR LF; of no cell a spreadsheet makes a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headers)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return text.getvalue()


def owner_findings(assessment: Assessment, tool: str) -> Iterator[Finding]:
    """The owners of objectives and key results that a tool cannot find, since only a name or role is known of them.

    Args:
        assessment: the OKRs.
        tool: what the tool is called.
    """
    okr_set = assessment.okr_set
    tables: tuple[tuple[Table, Sequence[Objective | KeyResult]], ...] = (
        (Table.OBJECTIVES, okr_set.objectives),
        (Table.KEY_RESULTS, okr_set.key_results),
    )
    for table, records in tables:
        for position, record in enumerate(records):
            if record.owner and not address_in(record.owner):
                yield OWNER_WITHOUT_ADDRESS.finding(
                    Location(table=table, record=record.id or None, position=position, field="owner"),
                    f"{tool} finds owners by e-mail address, and there is only a name here.",
                    f"Write the address behind the name, or choose the owner in {tool} after the import.",
                )


def without_place(assessments: Sequence[Assessment]) -> Mapping[str, int]:
    """What no table of goals has a place for, by what it is called, with how many there are."""
    counts: Counter[str] = Counter()
    for assessment in assessments:
        counts[PROFILE] += _profile_values(assessment)
        shown = sum(len(goal.check_ins) for goal in goals_of([assessment]))
        counts[LOOSE_CHECK_INS] += len(assessment.okr_set.check_ins) - shown
    return {name: count for name, count in counts.items() if count}


def _profile_values(assessment: Assessment) -> int:
    from okrsdk.schema import columns
    from okrsdk.schema.column import is_blank

    client = assessment.okr_set.client
    own = (column.name for column in columns(Table.CLIENT) if column.name not in {"name", "cycle"})
    return sum(not is_blank(getattr(client, name)) for name in own) + len(client.funnel)
