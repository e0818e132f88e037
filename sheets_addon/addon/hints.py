"""What the rules say of a row while it is typed, for a page that can ask at once; the workbook is not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.language.filling import filled
from okrsdk.model import KeyResult, Objective, OkrSet
from okrsdk.rules import STANDARD, Form, check
from okrsdk.workbook.row_inputs import FORM_FIELDS, read_row
from sheets_addon.addon.navigation import TABLE

if TYPE_CHECKING:
    from sheets_addon.addon.visit import Visit
    from sheets_addon.addon.widgets import Json

_MOST = 3


def hint(visit: Visit) -> Json:
    """`hints`: what to look at in the row that is typed, as sentences; none where it says nothing yet."""
    table = Table.OBJECTIVES if visit.event.parameters.get(TABLE) == Table.OBJECTIVES else Table.KEY_RESULTS
    inputs = {name: value for name, value in visit.event.inputs.items() if name in FORM_FIELDS[table]}
    values, errors = read_row(table, inputs)
    told = {name: value for name, value in values.items() if value is not None and name not in errors}
    found = check(_alone(table, told), policy=STANDARD, form=Form.TEXT) if told.get("text") else ()
    about = [one.advice for one in found if one.location.table is table and one.location.field in FORM_FIELDS[table]]
    return {"hints": about[:_MOST]}


def _alone(table: Table, told: dict[str, object]) -> OkrSet:
    if table is Table.OBJECTIVES:
        return OkrSet(objectives=(Objective(**told),))  # type: ignore[arg-type]  # read as the columns of these fields
    return OkrSet(key_results=(filled(KeyResult(**told)),))  # type: ignore[arg-type]  # as above
