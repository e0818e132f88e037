"""The forms of an objective and of a key result, and what the rules say of one that was just saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.language.column_numbers import typed_text
from okrsdk.model import Kind
from okrsdk.reports.cell_text import cell_text
from okrsdk.reports.names import kind_name
from okrsdk.schema import columns
from okrsdk.schema.frames import cells_of
from okrsdk.texts import plural, text
from okrsdk.workbook.first_steps import EXAMPLE_KEY_RESULT, EXAMPLE_OBJECTIVE
from okrsdk.workbook.row_inputs import FORM_FIELDS, LONGEST_INPUT
from sheets_addon.addon.cards.check import finding_row
from sheets_addon.addon.cards.wording import cell_words, key_result_count, warning
from sheets_addon.addon.navigation import HINTS, KEY_RESULT, OBJECTIVE, TABLE, Route
from sheets_addon.addon.widgets import (
    Card,
    Choice,
    Picker,
    Widget,
    button,
    buttons,
    card,
    choice_field,
    footer,
    paragraph,
    row,
    section,
    text_field,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.assessment import Assessment
    from okrsdk.model import KeyResult, Objective
    from sheets_addon.addon.navigation import Links

_LONG = frozenset({"text", "why"})
_HINTS = {
    (Table.OBJECTIVES, "text"): text("Such as: {example}", example=EXAMPLE_OBJECTIVE),
    (Table.KEY_RESULTS, "text"): text("Such as: {example}", example=EXAMPLE_KEY_RESULT),
    (Table.KEY_RESULTS, "baseline"): text("Left blank, what the sentence says is taken"),
    (Table.KEY_RESULTS, "source"): text("The report or system in which anyone can see the number"),
}
_FINDINGS = 20
SETTLED_FIELDS = ("target", "owner")
"""What the form of a key result leaves to a decision, with its reason, once people checked in on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowForm:
    """What a form is about and holds.

    Attributes:
        table: Objectives or Key Results.
        id: the record that is edited; empty for a new one.
        objective_id: the objective of a key result.
        inputs: what is in its fields; a field that is missing is not shown.
        errors: what is wrong with it, by field.
    """

    table: Table
    id: str = ""
    objective_id: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, str]:
        """What a click carries on."""
        own = OBJECTIVE if self.table is Table.OBJECTIVES else KEY_RESULT
        said = {own: self.id} if self.table is Table.OBJECTIVES else {own: self.id, OBJECTIVE: self.objective_id}
        return {name: value for name, value in said.items() if value}


def inputs_of(table: Table, record: Objective | KeyResult, *, locale: str = "") -> dict[str, str]:
    """What the form of a record holds at first, numbers as a locale types them."""
    held = {name: value for name, value in cells_of(table, record).items() if value is not None}
    typed = {
        name: typed_text(value, locale) if isinstance(value, Decimal) else cell_text(value)
        for name, value in held.items()
    }
    return {name: typed.get(name, "") for name in FORM_FIELDS[table]}


def row_form_card(form: RowForm, links: Links, *, others: int = 0) -> Card:
    """The form of an objective or key result.

    Args:
        form: what it is about and holds.
        links: where clicks lead.
        others: of an objective that is there, how many key results it has.
    """
    is_objective = form.table is Table.OBJECTIVES
    save = Route.SAVE_OBJECTIVE if is_objective else Route.SAVE_KEY_RESULT
    carried = {**form.parameters, TABLE: str(form.table), HINTS: links.endpoint(Route.HINTS)}
    add = button(text("Add one"), links.to(Route.KEY_RESULT_FORM, **{OBJECTIVE: form.id}))
    return card(
        form.id or (text("New objective") if is_objective else text("New key result")),
        section(*(widget for name in FORM_FIELDS[form.table] for widget in _field(form, name))),
        section(row(key_result_count(others), button=add)) if is_objective and form.id else None,
        None if set(SETTLED_FIELDS) & set(form.inputs) or is_objective else section(*_settled(form, links)),
        subtitle="" if is_objective else form.objective_id,
        foot=footer(
            button(text("Save"), links.to(save, **carried)),
            button(text("Cancel"), links.to(Route.BACK)),
        ),
    )


def saved_card(assessment: Assessment, table: Table, position: int, links: Links) -> Card:
    """What was saved, and what the rules say of it.

    Args:
        assessment: where the OKRs are, with the record.
        table: Objectives or Key Results.
        position: the record's 0-based place in it.
        links: where clicks lead.
    """
    is_objective = table is Table.OBJECTIVES
    record = (assessment.okr_set.objectives if is_objective else assessment.okr_set.key_results)[position]
    found = assessment.findings_at(table, position)
    objective = record.id if is_objective else getattr(record, "objective_id", "")
    own = {OBJECTIVE: record.id} if is_objective else {KEY_RESULT: record.id}
    edit = Route.OBJECTIVE_FORM if is_objective else Route.KEY_RESULT_FORM
    told = text("The rules have nothing to say.") if not found else _hints(len(found))
    return card(
        text("Objective saved") if is_objective else text("Key result saved"),
        section(paragraph(record.text), *_held(table, record)),
        section(paragraph(told), *(finding_row(finding, links) for finding in found[:_FINDINGS])),
        section(buttons(button(text("Edit"), links.to(edit, **own)), button(text("Home"), links.to(Route.HOME)))),
        subtitle=record.id,
        foot=footer(button(text("Add a key result"), links.to(Route.KEY_RESULT_FORM, **{OBJECTIVE: objective})))
        if objective
        else None,
    )


def _hints(n: int) -> str:
    return plural("{n} hint of the rules:", "{n} hints of the rules:", n=n)


def _settled(form: RowForm, links: Links) -> Iterator[Widget]:
    yield paragraph(text("Target, owner, commitment and status change by a decision, with its reason."))
    yield buttons(button(text("Decide"), links.to(Route.DECIDE, **{KEY_RESULT: form.id})))


def _field(form: RowForm, name: str) -> Iterator[Widget]:
    if name not in form.inputs:
        return
    title = next(own.title for own in columns(form.table) if own.name == name)
    value, hint = form.inputs[name], _HINTS.get((form.table, name), "")
    if name == "kind":
        kinds = [Choice(text=kind_name(kind), value=str(kind)) for kind in Kind]
        choices = [Choice(text=text("as the sentence says"), value=""), *kinds] if not form.id else kinds
        yield choice_field(name, title, choices, value=value, picker=Picker.DROP_DOWN)
    else:
        yield text_field(name, title, value=value, hint=hint, longest=LONGEST_INPUT, is_long=name in _LONG)
    if name in form.errors:
        yield paragraph(warning(form.errors[name]))


def _held(table: Table, record: Objective | KeyResult) -> Iterator[Widget]:
    titles = {own.name: own.title for own in columns(table)}
    held = cells_of(table, record)
    for name in FORM_FIELDS[table][1:]:
        if held[name] is not None:
            yield row(cell_words(held[name]), over=titles[name])
