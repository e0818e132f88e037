"""The plan of an import as text: what is new, what changes cell by cell, what stays and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.cell_text import cell_text
from okrsdk.reports.text_style import PLAIN, TextStyle, counted
from okrsdk.schema.tables import columns
from okrsdk.workbook.developer_metadata import MEMORY_MARK
from okrsdk.workbook.importing.import_plan import KeptFor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, NewRecord

_MOST_LINES = 200
_LONGEST = 48
_SHOWN = frozenset({"id", "text", "objective_id"})
_BELOW = " " * 12
_HEADINGS = {
    KeptFor.CONFLICT: "Changed in the workbook and in the source, so the workbook's value stays",
    KeptFor.TYPED: "Typed in the workbook since the last import, so it stays",
    KeptFor.FORMULA: "A formula, so it stays",
}


def import_text(plan: ImportPlan, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """The plan as lines of text; of very long lists the beginning.

    Args:
        plan: what an import does, or did.
        style: how to lay it out.
    """
    yield from _block("New", [_new(own, style) for own in plan.new], style)
    yield from _block("Changed", [_change(cell, style) for cell in plan.changes], style)
    for kept, heading in _HEADINGS.items():
        cells = [cell for cell in plan.kept if cell.kept is kept]
        yield from _block(heading, [_change(cell, style) for cell in cells], style)
    check_ins = [f"{own.day} {own.key_result_id}: {cell_text(own.value)}" for own in plan.check_ins]
    yield from _block("Check-ins", check_ins, style)
    columns = [
        f"{own.header} on {table}" for table, added in plan.columns.items() for own in added if own.key != MEMORY_MARK
    ]
    yield from _block("New columns, on the right", columns, style)
    yield from _block("In earlier imports and not in the source; they stay", list(plan.gone), style)
    yield from _block("Not imported", [f"{own.name}: {own.reason}" for own in plan.left_out], style)
    yield _summary(plan)


def _block(heading: str, lines: Sequence[str], style: TextStyle) -> Iterator[str]:
    if not lines:
        return
    yield f"{style.bold(heading)} ({len(lines)}):"
    for line in lines[:_MOST_LINES]:
        yield from f"  {style.symbols(line)}".split("\n")
    if len(lines) > _MOST_LINES:
        yield style.faint(f"  and {len(lines) - _MOST_LINES} more; --format json has them all")
    yield ""


def _new(own: NewRecord, style: TextStyle) -> str:
    """A new record: its ID and words, and below them what is written into its other cells."""
    head = f"{own.id:<9} {style.shortened(own.text, style.width - 14)}".rstrip()
    titles = {column.name: column.title for column in columns(own.table)} | dict(own.titles)
    cells = {titles[key]: value for key, value in {**own.values, **own.further}.items() if key not in _SHOWN}
    said = " · ".join(f"{title}: {style.shortened(cell_text(value), _LONGEST)}" for title, value in cells.items())
    return f"{head}\n{style.wrapped(said, indent=_BELOW)}" if said else head


def _change(cell: ImportedCell, style: TextStyle) -> str:
    before, after = (style.shortened(cell_text(value), _LONGEST) for value in (cell.before, cell.after))
    return f"{cell.record} {cell.title}: {before} → {after}"


def _summary(plan: ImportPlan) -> str:
    parts = [
        f"{len(plan.new)} new",
        f"{counted(len(plan.changes), 'cell')} changed",
        f"{len(plan.unchanged)} unchanged",
    ]
    parts += [counted(len(plan.conflicts), "conflict")] if plan.conflicts else []
    parts += [f"{len(plan.left_out)} not imported"] if plan.left_out else []
    return f"{', '.join(parts)}."
