"""How rows of people's own were understood, column by column, and the way to say of a column that it holds another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.interchange.importers.header_meanings import MAPPABLE
from okrsdk.interchange.importers.source_reading import UnderstoodBy
from okrsdk.reports.phrases import capitalized, dotted
from okrsdk.schema import columns
from okrsdk.texts import plural, shaped, strung, text
from sheets_addon.addon.cards.wording import and_more
from sheets_addon.addon.navigation import PAGE
from sheets_addon.addon.source_form import COLUMN, MEANING, TAB
from sheets_addon.addon.widgets import (
    Choice,
    Picker,
    Section,
    Widget,
    button,
    buttons,
    choice_field,
    paragraph,
    row,
    section,
)
from sheets_addon.messages import without_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.interchange.importers.draft import NotTaken
    from okrsdk.interchange.importers.source_reading import ColumnReading
    from sheets_addon.addon.navigation import Links, Route
    from sheets_addon.addon.source_form import SourceForm

_COLUMNS = 40
_NOT_TAKEN = 20
_CHOICES = 60
_TITLES = {column.name: column.title for table in (Table.OBJECTIVES, Table.KEY_RESULTS) for column in columns(table)}
_MEANINGS = {
    "objective": text("Objective"),
    "key_result": text("Key result"),
    "initiative": text("Initiative"),
    "initiative_id": text("ID of the initiative"),
    "title": text("Title"),
    "parent": text("Row above"),
    "row_type": text("Row type"),
    "depth": text("Depth"),
    "checked_on": text("Day of the check-in"),
    "changed": text("What changed"),
    "cycle": text("Cycle"),
    "ignore": text("nothing: leave it out"),
}
"""What a column can hold besides the columns of ours."""
_TOLD = {
    UnderstoodBy.CONTENT: text("by its values"),
    UnderstoodBy.MAPPING: text("as you said"),
    UnderstoodBy.HEADER: "",
    UnderstoodBy.NOTHING: "",
}


def column_sections(
    understood: Sequence[ColumnReading], form: SourceForm, links: Links, *, route: Route
) -> Iterator[Section | None]:
    """What each column was understood to hold, with a sample, and the form that says otherwise.

    Args:
        understood: the columns.
        form: what was said so far.
        links: where clicks lead.
        route: the endpoint that reads the rows again.
    """
    rows = [_column_row(one) for one in understood[:_COLUMNS]]
    more = len(understood) - len(rows)
    rest = row(plural("and {n} more column", "and {n} more columns", n=more)) if more > 0 else None
    yield section(*rows, rest, title=text("What your columns hold"))
    headers = [Choice(text=one.header, value=one.header) for one in understood[:_CHOICES]]
    meanings = [Choice(text=meaning_text(name), value=name) for name in MAPPABLE]
    again = links.to(route, **form.parameters, **{PAGE: "1"})
    yield section(
        choice_field(COLUMN, text("Column"), headers, picker=Picker.DROP_DOWN),
        choice_field(MEANING, text("Holds"), meanings, picker=Picker.DROP_DOWN),
        buttons(button(text("Read again"), again)),
        title=text("A column holds something else?"),
        shown=0,
    )


def not_taken_section(not_taken: Sequence[NotTaken]) -> Section | None:
    """The rows and cells that are no part of the OKRs, each with its reason; folded."""
    rows = [
        row(one.text or text("(blank)"), over=text("Row {number}", number=one.line + 1), under=capitalized(one.reason))
        for one in not_taken[:_NOT_TAKEN]
    ]
    more = len(not_taken) - len(rows)
    rest = row(and_more(more)) if more > 0 else None
    return section(*rows, rest, title=text("Not taken ({n})", n=len(not_taken)), shown=1)


def tab_field(tabs: Sequence[str], form: SourceForm, links: Links, *, route: Route) -> Widget | None:
    """The choice of a tab, which reads the rows again; None where there is none to choose."""
    if len(tabs) < 2:  # noqa: PLR2004 - a choice needs two
        return None
    return choice_field(
        TAB,
        text("Tab"),
        [Choice(text=text("Whichever has OKRs"), value=""), *(Choice(text=tab, value=tab) for tab in tabs[:_CHOICES])],
        value=form.tab,
        picker=Picker.DROP_DOWN,
        on_change=links.to(route, **form.parameters, **{PAGE: "1"}),
    )


def error_line(form: SourceForm) -> Widget | None:
    """What is wrong with what was said; None where nothing is."""
    return paragraph(strung(["⚠", without_options(form.error)])) if form.error else None


def meaning_text(name: str) -> str:
    """The name of a meaning in words.

    >>> meaning_text("objective.owner"), meaning_text("key_result_2.target"), meaning_text("row_type")
    ('Objective: owner', 'Key result 2: target', 'Row type')
    """
    record, dot, own = name.partition(".")
    if dot:
        return strung([meaning_text(record), shaped(meaning_text(own), str.lower)], ": ")
    if name in _MEANINGS:
        return _MEANINGS[name]
    said = _TITLES.get(name, name.replace("_", " ")) if name not in ("text", "objective_id") else name.replace("_", " ")
    return said[:1].upper() + said[1:].replace(" id", " ID")


def _column_row(one: ColumnReading) -> Widget:
    meaning = meaning_text(one.meaning) if one.meaning else text("kept beside, as it is")
    return row(strung([one.header, "→", meaning]), over=dotted(_TOLD[one.by], one.remark), under=", ".join(one.samples))
