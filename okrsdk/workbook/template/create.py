"""A whole workbook as one `spreadsheets.create` request."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.grading import stretch_mark
from okrsdk.model import Kind
from okrsdk.schema import frames_from_okr_set
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.cell_data import MAX_TEXT, first_long_text
from okrsdk.workbook.developer_metadata import SCHEMA_KEY, SCHEMA_VERSION, mark
from okrsdk.workbook.overview import OBJECTIVE_ROWS, overview_block
from okrsdk.workbook.score_values import score_values
from okrsdk.workbook.tabs import TABLE_TABS
from okrsdk.workbook.template.client_sheet import client_sheet
from okrsdk.workbook.template.number_formats import amount_format
from okrsdk.workbook.template.overview_sheet import overview_sheet
from okrsdk.workbook.template.table_sheet import table_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.model import KeyResult, OkrSet
    from okrsdk.workbook.score_values import Values
    from okrsdk.workbook.sheets_types import JsonObject

_LOCALE = "en_US"
_TICKS = {Decimal(0): False, Decimal(1): True}


def create_body(
    okr_set: OkrSet,
    *,
    title: str | None = None,
    scores: Scores | None = None,
    findings: Sequence[Finding] = (),
) -> JsonObject:
    """The body of the `spreadsheets.create` that makes a client's workbook, tabs, formats, marks, chart and data.

    Args:
        okr_set: the OKRs; those of a new workbook may be empty but for client and cycle.
        title: the spreadsheet's title; by default the client and the cycle.
        scores: their scores, to be shown from the start.
        findings: what was found in them, for the Overview.

    Raises:
        InvalidOkrError: a text is longer than a cell holds.
    """
    block = overview_block(okr_set, scores, findings)
    records = _records(okr_set, scores)
    formats = {Table.KEY_RESULTS: _key_result_formats(okr_set), Table.CHECK_INS: _check_in_formats(okr_set)}
    active = sum(objective.is_active for objective in okr_set.objectives)
    body: JsonObject = {
        # A fixed locale: the default is the caller's own, and with it tab names and decimal commas would differ.
        "properties": {"title": title or str(block[0][0]), "locale": _LOCALE},
        "developerMetadata": [mark(SCHEMA_KEY, SCHEMA_VERSION)],
        "sheets": [
            overview_sheet(block, min(active, OBJECTIVE_ROWS)),
            *(table_sheet(tab, records[tab.table], formats.get(tab.table, ())) for tab in TABLE_TABS),
            client_sheet(records[Table.CLIENT][0], records[Table.FUNNEL]),
        ],
    }
    _refuse_long_texts(cast("list[JsonObject]", body["sheets"]))
    return body


def _refuse_long_texts(sheets: Sequence[JsonObject]) -> None:
    for sheet in sheets:
        if found := first_long_text(sheet):
            row, column, length = found
            title = str(cast("JsonObject", sheet["properties"])["title"])
            raise InvalidOkrError(
                f"The text for {quoted(title)}!{cell_name(row, column)} is {length:,} characters long; a cell holds "
                f"{MAX_TEXT:,}. Shorten it."
            )


def _records(okr_set: OkrSet, scores: Scores | None) -> Mapping[Table, list[Values]]:
    records: dict[Table, list[Values]] = {
        table: [{str(name): value for name, value in row.items()} for row in frame.to_dict(orient="records")]
        for table, frame in frames_from_okr_set(okr_set).items()
    }
    for table, scored in (score_values(scores) if scores else {}).items():
        records[table] = [{**user, **okr} for user, okr in zip(records[table], scored, strict=True)]
    records[Table.KEY_RESULTS] = [
        _with_tick(key_result, values)
        for key_result, values in zip(okr_set.key_results, records[Table.KEY_RESULTS], strict=True)
    ]
    return records


def _with_tick(key_result: KeyResult, values: Values) -> Values:
    """A milestone that is done or not gets a checkbox."""
    if key_result.kind is not Kind.MILESTONE or key_result.current not in _TICKS:
        return values
    return {**values, "current": _TICKS[key_result.current]}


def _key_result_formats(okr_set: OkrSet) -> list[dict[str, JsonObject]]:
    return [_formats_of(key_result) for key_result in okr_set.key_results]


def _formats_of(key_result: KeyResult) -> dict[str, JsonObject]:
    amounts = [key_result.baseline, key_result.target, key_result.current]
    shared = amount_format(key_result.unit, amounts)
    stretch = amount_format(key_result.unit, [*amounts, stretch_mark(key_result)])
    if shared is None or stretch is None:
        return {}
    return {"baseline": shared, "target": shared, "current": shared, "stretch_mark": stretch}


def _check_in_formats(okr_set: OkrSet) -> list[dict[str, JsonObject]]:
    by_id = {key_result.id: key_result for key_result in okr_set.key_results}
    found = []
    for check_in in okr_set.check_ins:
        own = by_id.get(check_in.key_result_id)
        amounts = [check_in.value] if own is None else [check_in.value, own.baseline, own.target]
        value = amount_format("" if own is None else own.unit, amounts)
        found.append({} if value is None else {"value": value})
    return found
