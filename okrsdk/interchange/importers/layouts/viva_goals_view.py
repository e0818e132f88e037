"""The CSV of a view of Viva Goals: goals of three types one below the other, which name the goals above them.

Columns, of which a view may leave some out, `Id` among them: Id, Title, Team, Creator, Owner, Period, Start Date, End
Date, Description, Aligned To (weight, Objective ID), Metric Name, Unit, Target, Object Type (`Objective`, `Key result`,
`Deliverable`), Goal Type, Start, Created At, Last Check-in, Progress %, Actual Progress, Status, Last Check-in Note,
Score, Checkins. Without `Id` the IDs are those by which other rows name their goals above. The current value is not
among the columns: it is the value of the last check-in, else what the progress comes to between start and target.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.found_records import (
    FoundCheckIn,
    FoundRecord,
    FoundRecords,
    TableContent,
)
from okrsdk.interchange.importers.header_meanings import CYCLE, ID, ROW_TYPE, TITLE
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.layouts.layout import Layout
from okrsdk.interchange.importers.layouts.row_tree import RowNode, adopt, break_circles, records_of, with_roles
from okrsdk.interchange.importers.row_types import row_type
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.interchange.importers.source_values import is_percent_word
from okrsdk.interchange.importers.viva_goals.alignment import Alignment, alignments_in, missing_parent
from okrsdk.interchange.importers.viva_goals.check_in_cells import check_ins_in
from okrsdk.language.normalize import normalized
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.interchange.importers.source_table import SourceRow
    from okrsdk.interchange.importers.table_column import TableColumn

_NEEDED = frozenset({"title", "object type"})
_CHECK_INS = "checkins"
_MEASURED = ("baseline", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Goal:
    """A row of a view: its node in the tree, and the goals above it as its cell names them."""

    node: RowNode
    period: str
    above: tuple[Alignment, ...]
    aligned_to: str


def _is_view(content: TableContent) -> bool:
    headers = {normalized(column.header) for column in content.columns}
    return headers >= _NEEDED and _aligned_to(content) is not None


def _aligned_to(content: TableContent) -> TableColumn | None:
    return next((one for one in content.columns if normalized(one.header).startswith("aligned to")), None)


def read_view(content: TableContent) -> FoundRecords:
    """The records of a view."""
    aligned = _aligned_to(content)
    goals = [_goal(content, row, aligned) for row in content.rows if content.text(row, "", TITLE)]
    missing = _put_below(goals)
    nodes = [goal.node for goal in goals]
    break_circles(nodes)
    rest = replace(content, columns=tuple(one for one in content.columns if one is not aligned))
    with_roles(rest, nodes)
    found = records_of(rest, nodes)
    by_line = {goal.node.row.line: goal for goal in goals}
    _finish(found, by_line, rest)
    _tell_missing(found, by_line, missing)
    for row in content.rows:
        if not content.text(row, "", TITLE):
            found.leave_out(row, text("no title in it"))
    return found


def _goal(content: TableContent, row: SourceRow, aligned: TableColumn | None) -> _Goal:
    cell = None if aligned is None else row.cell(aligned.index)
    text = cell.strip() if isinstance(cell, str) else text_of(cell)
    node = RowNode(
        row=row,
        text=content.text(row, "", TITLE),
        key=content.text(row, "", ID),
        role=row_type(content.text(row, "", ROW_TYPE)),
    )
    period = normalized(content.text(row, "", CYCLE))
    return _Goal(node=node, period=period, above=alignments_in(text), aligned_to=text)


def _put_below(goals: list[_Goal]) -> dict[int, Alignment]:
    """Puts each goal below the first goal above it that is there; by line the goals above that are not there."""
    by_key = {goal.node.key: goal.node for goal in reversed(goals) if goal.node.key}
    by_title: dict[str, list[_Goal]] = {}
    for goal in goals:
        by_title.setdefault(normalized(goal.node.text), []).append(goal)
    missing: dict[int, Alignment] = {}
    for goal in goals:
        parents = [(one, _named(one, goal, by_key, by_title)) for one in goal.above]
        there = [(one, node) for one, node in parents if node is not None and node is not goal.node]
        for one, node in there:
            if not node.key and one.key:
                node.key = one.key
                by_key[one.key] = node
        objectives = [node for _, node in there if node.role is Role.OBJECTIVE]
        if there:
            adopt((objectives or [node for _, node in there])[0], goal.node)
        elif goal.above:
            goal.node.reference = goal.above[0].title or goal.above[0].key
            missing[goal.node.row.line] = goal.above[0]
    return missing


def _named(
    one: Alignment, goal: _Goal, by_key: Mapping[str, RowNode], by_title: Mapping[str, list[_Goal]]
) -> RowNode | None:
    """The goal above that is meant: by its ID; by its title among those without one, first of the same period."""
    if one.key in by_key:
        return by_key[one.key]
    titled = [own for own in by_title.get(normalized(one.title), ()) if own is not goal]
    if one.key:
        titled = [own for own in titled if not own.node.key]
    titled.sort(key=lambda own: (own.node.role is not Role.OBJECTIVE, own.period != goal.period))
    return titled[0].node if titled else None


def _finish(found: FoundRecords, by_line: Mapping[int, _Goal], content: TableContent) -> None:
    """Gives the records what the columns of a view say in a way of their own."""
    histories = next((one for one in content.columns if normalized(one.header) == _CHECK_INS), None)
    for record in _with_several_above(found, by_line):
        record.carried["Aligned To"] = by_line[record.line].aligned_to
    for objective in found.objectives:
        owner, *others = [name.strip() for name in text_of(objective.cells.get("owner")).split(",")]
        if owner and others:
            objective.cells["owner"] = owner
            objective.cells.setdefault("co_owners", ", ".join(filter(None, others)))
    for one in found.key_results:
        goal = by_line[one.record.line]
        weights = [own.weight for own in goal.above if own.weight and _is(own, goal.node.parent)]
        if weights:
            one.record.cells.setdefault("weight", weights[0])
        _measure(one.record)
        if histories is not None:
            _take_check_ins(found, one.record, histories.label, goal.node.row.cell(histories.index))


def _with_several_above(found: FoundRecords, by_line: Mapping[int, _Goal]) -> Iterable[FoundRecord]:
    """The records whose goals above say more than one column of ours can hold."""
    for objective in found.objectives:
        if any(one.weight for one in by_line[objective.line].above) or len(by_line[objective.line].above) > 1:
            yield objective
    for one in found.key_results:
        goal = by_line[one.record.line]
        parent = goal.node.parent
        if len(goal.above) > 1 or (parent is not None and parent.role is not Role.OBJECTIVE):
            yield one.record


def _is(alignment: Alignment, node: RowNode | None) -> bool:
    if node is None:
        return False
    return node.key == alignment.key if alignment.key else normalized(node.text) == normalized(alignment.title)


def _measure(record: FoundRecord) -> None:
    """Settles percentages: they are in points whatever their size, and progress in percent runs from 0 to 100 %."""
    if not is_percent_word(text_of(record.cells.get("unit"))):
        return
    record.cells["unit"] = "%"
    if normalized(text_of(record.cells.get("metric"))) in ("", "progress"):
        record.cells.setdefault("baseline", "0")
        record.cells.setdefault("target", "100")
    for name in _MEASURED:
        if name in record.cells:
            record.cells[name] = in_percent(text_of(record.cells[name]))


def in_percent(text: str) -> str:
    """A number of points as a percentage.

    >>> in_percent("12.5"), in_percent("40%")
    ('12.5 %', '40%')
    """
    return text if "%" in text else f"{text} %"


def _take_check_ins(found: FoundRecords, record: FoundRecord, header: str, cell: object) -> None:
    """The check-ins of a key result, where each entry of its history can be read; else its text is carried along."""
    history = check_ins_in(cell) if isinstance(cell, str) else ()
    if not history:
        return
    is_percent = record.cells.get("unit") == "%"
    for one in history:
        value = in_percent(one.value) if is_percent and one.value else one.value
        cells: dict[str, object] = {"day": one.day, "changed": one.said}
        found.check_ins.append(
            FoundCheckIn(key_result=record, line=record.line, cells=cells | ({"value": value} if value else {}))
        )
        if value:
            record.cells["current"] = value
    record.carried.pop(header, None)


def _tell_missing(found: FoundRecords, by_line: Mapping[int, _Goal], missing: Mapping[int, Alignment]) -> None:
    for objective in found.objectives:
        one = missing.get(objective.line)
        if one is not None:
            name = " ".join(filter(None, (f'"{one.title}"' if one.title else "", f"(Id {one.key})" if one.key else "")))
            found.doubts.append(missing_parent(objective, name))


VIVA_GOALS_VIEW = Layout(name=text("a view of Viva Goals"), detect=_is_view, read=read_view)
