"""Rows pasted into a tab read as OKRs: what becomes of each, cell by cell, before and after it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.phrases import capitalized, dotted, listed, shown_day
from okrsdk.schema import columns
from okrsdk.texts import plural, strung, text
from okrsdk.workbook.importing.import_plan import KeptFor
from sheets_addon.addon.cards.source_columns import column_sections, error_line, not_taken_section, tab_field
from sheets_addon.addon.cards.wording import NO_ID_YET, NO_TEXT, and_more, cell_words
from sheets_addon.addon.navigation import PAGE, Route
from sheets_addon.addon.widgets import Card, Section, Widget, button, buttons, card, footer, paragraph, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.interchange import SourceReading
    from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, NewRecord
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.source_form import SourceForm

SETTLE, AGREED = "settle", "agreed"
"""Names of the parameters that say whose value stays in a conflict, and which plan the person has seen."""
_TITLE = text("Read rows as OKRs")
_PASTE = text(
    "Add a tab (+ at the bottom), paste your rows into it, with their headers, and look again. They may come from "
    "another sheet, a document or the export of a tool, in any of eight languages."
)
_ROWS = 30
_NAMES = frozenset({"id", "text", "objective_id"})
_KEPT = {
    KeptFor.CONFLICT: text("changed on both sides"),
    KeptFor.TYPED: text("typed since the last import"),
    KeptFor.FORMULA: text("a formula"),
}


def no_rows_card(links: Links) -> Card:
    """Says how rows come into the spreadsheet, where it has no tab of people's own.

    Args:
        links: where clicks lead.
    """
    return card(
        _TITLE,
        section(
            paragraph(text("There is no tab here besides the OKR tabs.")),
            paragraph(_PASTE),
        ),
        foot=footer(
            button(text("Look again"), links.to(Route.PLAN_IMPORT, **{PAGE: "1"})),
            button(text("Home"), links.to(Route.HOME)),
        ),
    )


def import_form_card(form: SourceForm, links: Links, *, tabs: Sequence[str]) -> Card:
    """Asks for what is missing to read rows as OKRs.

    Args:
        form: what was said of them, and what is wrong with it.
        links: where clicks lead.
        tabs: the tabs that may be read.
    """
    return card(
        _TITLE,
        section(error_line(form), tab_field(tabs, form, links, route=Route.PLAN_IMPORT)),
        foot=footer(
            button(text("Look again"), links.to(Route.PLAN_IMPORT, **form.parameters, **{PAGE: "1"})),
            button(text("Cancel"), links.to(Route.BACK)),
        ),
    )


def import_card(
    found: SourceReading,
    plan: ImportPlan,
    form: SourceForm,
    links: Links,
    *,
    tabs: Sequence[str],
    agreed: Mapping[str, str],
) -> Card:
    """What an import would do.

    Args:
        found: how the rows were understood.
        plan: what becomes of them.
        form: what was said of them.
        links: where clicks lead.
        tabs: the tabs that may be read.
        agreed: what a click on Import carries, so that this very plan is written.
    """
    write = button(text("Import"), links.to(Route.IMPORT, **form.parameters, **agreed))
    home = button(text("Home"), links.to(Route.HOME))
    return card(
        _TITLE,
        section(paragraph(_summary(plan)), tab_field(tabs, form, links, route=Route.PLAN_IMPORT)),
        *_planned(plan, form, links),
        not_taken_section(found.not_taken),
        *column_sections(found.columns, form, links, route=Route.PLAN_IMPORT),
        subtitle=text("Read as {layout}", layout=found.layout),
        foot=footer(home) if plan.is_done else footer(write, button(text("Cancel"), links.to(Route.BACK))),
    )


def imported_card(plan: ImportPlan, links: Links) -> Card:
    """What an import did.

    Args:
        plan: what was done.
        links: where clicks lead.
    """
    return card(
        text("Imported"),
        section(paragraph(_summary(plan))),
        _list([_new_row(own) for own in plan.new], text("New")),
        _list([_cell_row(cell) for cell in plan.changes], text("Changed")),
        foot=footer(button(text("Home"), links.to(Route.HOME)), button(text("Check"), links.to(Route.CHECK))),
    )


def _planned(plan: ImportPlan, form: SourceForm, links: Links) -> Iterator[Section | None]:
    yield _list([_new_row(own) for own in plan.new], text("New"))
    yield _list([_cell_row(cell) for cell in plan.changes], text("Changed"))
    yield _list([_cell_row(cell) for cell in plan.kept], text("Stays as it is in the workbook"))
    if plan.conflicts:
        settled = links.to(Route.PLAN_IMPORT, **form.parameters, **{SETTLE: "source", PAGE: "1"})
        yield section(buttons(button(text("Take the pasted values"), settled)))
    check_ins = [
        row(cell_words(own.value), over=dotted(own.key_result_id, shown_day(own.day))) for own in plan.check_ins
    ]
    yield _list(check_ins, text("Check-ins"))
    yield _list([row(own.name, under=capitalized(own.reason)) for own in plan.left_out], text("Not imported"))
    yield _list([row(name) for name in plan.gone], text("Imported earlier, not among the rows; they stay"))


def _list(rows: Sequence[Widget], title: str) -> Section | None:
    more = len(rows) - _ROWS
    rest = row(and_more(more)) if more > 0 else None
    return section(*rows[:_ROWS], rest, title=text("{what} ({n})", what=title, n=len(rows)))


def _new_row(own: NewRecord) -> Widget:
    titles = {column.name: column.title for column in columns(own.table)} | dict(own.titles)
    cells = {titles[key]: value for key, value in {**own.values, **own.further}.items() if key not in _NAMES}
    said = dotted(*(strung([title, cell_words(value)], ": ") for title, value in cells.items()))
    return row(own.text or NO_TEXT, over=own.id or NO_ID_YET, under=said)


def _cell_row(cell: ImportedCell) -> Widget:
    why = "" if cell.kept is None else _KEPT[cell.kept]
    if cell.kept is None:
        said = strung([cell_words(cell.before), "→", cell_words(cell.after)])
    else:
        said = text("{kept}, not {other}", kept=cell_words(cell.before), other=cell_words(cell.after))
    return row(said, over=dotted(cell.record, cell.title), under=why)


def _summary(plan: ImportPlan) -> str:
    new, unchanged, conflicts = len(plan.new), len(plan.unchanged), len(plan.conflicts)
    parts = [
        plural("{n} new", "{n} new", n=new),
        plural("{n} cell changed", "{n} cells changed", n=len(plan.changes)),
        plural("{n} unchanged", "{n} unchanged", n=unchanged) if unchanged else "",
        plural("{n} conflict", "{n} conflicts", n=conflicts) if conflicts else "",
        plural("{n} not imported", "{n} not imported", n=len(plan.left_out)) if plan.left_out else "",
    ]
    return text(
        "{counts}. What people typed is never written over, and your rows stay where they are.",
        counts=listed([part for part in parts if part]),
    )
