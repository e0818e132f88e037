"""The docs page of the workbook's columns and of how cells are read, made from the schema and the table of cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from docs.typed_values import GROUPS, Case
from okrsdk.findings import Table
from okrsdk.schema import Column, ColumnOwner
from okrsdk.schema.tables import columns
from okrsdk.workbook.cell_data import sheet_value
from okrsdk.workbook.tabs import TAB_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_INTRO = """# The workbook

A workbook holds the OKRs of one client and one cycle in five tabs: Overview, Objectives, Key Results, Check-ins and
Client. The first decision adds a Decisions tab, the close of the cycle a Final scores tab; a Strategy tab is there
where it was asked for. This page is made from the schema by `make docs`; do not edit it.

Columns are found by a hidden mark first, then by their header, then by another name they are known by; case, accents,
blanks, hyphens and underscores do not matter. So rename, move, insert and hide columns as you like: columns that okrsdk
does not know are yours and stay as they are. The header may be below a title. Blank rows between records are fine.

Columns marked *okrsdk* are written by okrsdk and by no one else: shaded, and protected with a warning. Of the rest it
writes nothing but a blank ID. The Overview is all okrsdk's; write your notes to the right of its block or below it.
Beside each key result two lines draw its check-ins there, values and confidence: `SPARKLINE` formulas, which follow
the Check-ins tab without a grade. Where there is no such function, as in Excel, their cells are blank.
"""
_READING = """## How cells are read

Each thing that people type has one meaning. What is not understood for sure is not guessed at: it stays as typed, a
*finding* names its cell, and until it is put right the cell counts as blank.
"""
_PLACES = {
    Table.OBJECTIVES: "One objective a row.",
    Table.KEY_RESULTS: "One key result a row.",
    Table.CHECK_INS: "One check-in a row, the newest last.",
    Table.DECISIONS: "One decision a row, the newest last. Rows are only ever added.",
    Table.FINAL_SCORES: "What each record scored at the close, with all that it rests on. Rows are only ever added.",
    Table.STRATEGY: "Optional: one entry a row, made by `okr new --strategy` or `okr strategy`.",
    Table.CLIENT: "Names in one column, values to the right of them.",
    Table.FUNNEL: "Below the profile, one stage a row. A stage with nothing beside it counts as not known.",
}


def column_docs() -> str:
    """The page as Markdown."""
    parts = [_INTRO, *(_section(table) for table in _PLACES), _READING, *(_group(*group) for group in GROUPS)]
    return "\n".join(parts)


def _section(table: Table) -> str:
    own = columns(table)
    tab = "" if str(TAB_OF[table]) == str(table) else f" (on the {TAB_OF[table]} tab)"
    rows = [("Column", "Holds", "What it is", "Also known as")]
    rows += [(f"**{column.title}**{_owner(column)}", _holds(column), _what(column), _others(column)) for column in own]
    return f"## {table}{tab}\n\n{_PLACES[table]}\n\n{_markdown(rows)}"


def _owner(column: Column) -> str:
    return " *okrsdk*" if column.owner is ColumnOwner.OKR else ""


def _holds(column: Column) -> str:
    bounds = ""
    if column.minimum is not None:
        bounds = f" from {column.minimum}" + ("" if column.maximum is None else f" to {column.maximum}")
    needed = " · must be filled" if column.must_be_filled else " · the column must exist" if column.must_exist else ""
    return f"{column.type}{bounds}{needed}"


def _what(column: Column) -> str:
    choices = f" Choices: {', '.join(f'`{choice}`' for choice in column.choices)}." if column.choices else ""
    return column.description + choices


def _others(column: Column) -> str:
    return ", ".join((*column.aliases, f"`{column.name}` in files"))


def _group(title: str, cases: Sequence[Case]) -> str:
    rows = [("Typed", "Means", "")]
    rows += [(f"`{case.shown or case.typed}`", _meaning(case), case.note) for case in cases]
    return f"### {title}\n\n{_markdown(rows)}"


def _meaning(case: Case) -> str:
    if case.is_finding:
        return "*finding*"
    if case.means is None:
        return "blank"
    if isinstance(case.means, date):
        return case.means.isoformat()
    if isinstance(case.means, Decimal):
        return f"{case.means.normalize():f}"
    if isinstance(case.means, tuple):
        return " · ".join(str(sheet_value((part,))) for part in case.means)
    return str(case.means)


def _markdown(rows: Iterable[Sequence[str]]) -> str:
    return "".join(_lines(rows))


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |\n"
        if number == 0:
            yield "|" + " --- |" * len(row) + "\n"
