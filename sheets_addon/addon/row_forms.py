"""Objectives and key results added and edited by form: one read for the form, one read and one write to save it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.errors import NotFoundError
from okrsdk.findings import Table
from okrsdk.language.filling import filled
from okrsdk.model import KeyResult, Objective
from okrsdk.schema.frames import cells_of
from okrsdk.sheets.row_write import write_rows
from okrsdk.texts import text
from okrsdk.workbook.ids import fill_ids, next_key_result_id
from okrsdk.workbook.importing.row_edits import CellEdit, plan_addition, plan_edits
from okrsdk.workbook.row_inputs import FORM_FIELDS, read_row
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.row_form import (
    SETTLED_FIELDS,
    RowForm,
    inputs_of,
    row_form_card,
    saved_card,
)
from sheets_addon.addon.navigation import KEY_RESULT, OBJECTIVE
from sheets_addon.addon.responses import home, pushed, updated
from sheets_addon.addon.visit import gone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.workbook.importing.import_plan import ImportPlan
    from okrsdk.workbook.importing.source import OkrRecord
    from sheets_addon.addon.visit import Sight, Visit
    from sheets_addon.addon.widgets import Json


def show_objective_form(visit: Visit) -> Json:
    """The form of an objective, new or there already."""
    return _shown(visit, Table.OBJECTIVES)


def show_key_result_form(visit: Visit) -> Json:
    """The form of a key result, new or there already."""
    return _shown(visit, Table.KEY_RESULTS)


def save_objective(visit: Visit) -> Json:
    """Writes an objective, and shows what the rules say of it."""
    return _saved(visit, Table.OBJECTIVES)


def save_key_result(visit: Visit) -> Json:
    """Writes a key result, its blank columns filled with what its sentence says, and shows what the rules say of it."""
    return _saved(visit, Table.KEY_RESULTS)


def _shown(visit: Visit, table: Table) -> Json:
    sight = visit.see()
    form = _form(visit, sight, table)
    position = None if not form.id else _position(sight, form)
    at_first = dict.fromkeys(FORM_FIELDS[table], "")
    inputs = (
        at_first
        if position is None
        else inputs_of(table, _records(sight, table)[position], locale=visit.form_locale(sight.assessment.okr_set))
    )
    settled = _settled(sight, form)
    inputs = {name: value for name, value in inputs.items() if name not in settled}
    held = sum(one.objective_id == form.id for one in sight.assessment.okr_set.key_results) if form.id else 0
    return pushed(row_form_card(replace(form, inputs=inputs), sight.links, others=held))


def _saved(visit: Visit, table: Table) -> Json:
    sight = visit.see()
    form = _form(visit, sight, table)
    # What was typed comes as parameters where it is sent again after an error.
    said = {**visit.event.parameters, **visit.event.inputs}
    settled = _settled(sight, form)
    inputs = {name: said.get(name, "") for name in FORM_FIELDS[table] if name not in settled}
    values, errors = read_row(table, inputs, locale=visit.form_locale(sight.assessment.okr_set))
    if errors:
        return updated(row_form_card(replace(form, inputs=inputs, errors=errors), sight.links))
    if form.id:
        plan, position = _edits(sight, form, values), _position(sight, form)
    else:
        plan, position = _addition(sight, table, _new(sight, form, values))
    return _written(visit, sight, plan, table=table, position=position)


def _written(visit: Visit, sight: Sight, plan: ImportPlan, *, table: Table, position: int) -> Json:
    visit.forget()
    is_new = bool(plan.new)
    after = write_rows(visit.spreadsheet, sight.reading, plan) if is_new or plan.changes else sight.reading
    now = visit.seeing(after)
    name = plan.new[0].id if is_new else ""
    at = next((at for at, one in enumerate(_records(now, table)) if name and one.id == name), position)
    below = home_card(now.assessment, now.links, title=after.title)
    return home(saved_card(now.assessment, table, at, now.links), below=below, note=text("Saved"))


def _edits(sight: Sight, form: RowForm, values: dict[str, object]) -> ImportPlan:
    position = _position(sight, form)
    held = cells_of(form.table, _records(sight, form.table)[position])
    changed = {name: value for name, value in values.items() if value != held[name]}
    edits = [CellEdit(table=form.table, position=position, field=name, value=own) for name, own in changed.items()]
    return plan_edits(sight.reading, edits)


def _addition(sight: Sight, table: Table, new: OkrRecord) -> tuple[ImportPlan, int]:
    """What adds the record, and its place; nothing where its row is there: the answer was lost, and Save came again."""
    records = _records(sight, table)
    there = next((at for at, one in enumerate(records) if replace(new, id=one.id) == one), None)
    if there is not None:
        return plan_edits(sight.reading, []), there
    return plan_addition(sight.reading, new), len(records)


def _new(sight: Sight, form: RowForm, values: dict[str, object]) -> Objective | KeyResult:
    """The new record, with its ID.

    Raises:
        NotFoundError: the objective of a key result is no longer there.
    """
    okr_set = sight.assessment.okr_set
    told = {name: value for name, value in values.items() if value is not None}
    if form.table is Table.OBJECTIVES:
        own = Objective(**told)  # type: ignore[arg-type]  # read as the columns of these very fields
        return fill_ids(replace(okr_set, objectives=(*okr_set.objectives, own))).objectives[-1]
    new = KeyResult(objective_id=form.objective_id, **told)  # type: ignore[arg-type]  # as above
    if all(one.id != form.objective_id for one in okr_set.objectives):
        raise NotFoundError(gone(form.objective_id))
    id_ = next_key_result_id(okr_set, form.objective_id)
    return replace(filled(new, cycle=okr_set.cycle), id=id_)


def _settled(sight: Sight, form: RowForm) -> tuple[str, ...]:
    """The fields of a key result that only a decision changes: people have checked in on what they say."""
    is_running = form.table is Table.KEY_RESULTS and form.id and sight.assessment.okr_set.check_ins_of(form.id)
    return SETTLED_FIELDS if is_running else ()


def _records(sight: Sight, table: Table) -> Sequence[OkrRecord]:
    okr_set = sight.assessment.okr_set
    return okr_set.objectives if table is Table.OBJECTIVES else okr_set.key_results


def _form(visit: Visit, sight: Sight, table: Table) -> RowForm:
    said = visit.event.parameters
    if table is Table.OBJECTIVES:
        return RowForm(table=table, id=said.get(OBJECTIVE, ""))
    id_ = said.get(KEY_RESULT, "")
    own = sight.assessment.okr_set.key_result(id_)
    return RowForm(table=table, id=id_, objective_id=said.get(OBJECTIVE, "") if own is None else own.objective_id)


def _position(sight: Sight, form: RowForm) -> int:
    """The place of the record that is edited.

    Raises:
        NotFoundError: it is no longer there.
    """
    found = (at for at, one in enumerate(_records(sight, form.table)) if one.id == form.id)
    position = next(found, None)
    if position is None:
        raise NotFoundError(gone(form.id))
    return position
