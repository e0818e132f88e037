"""A whole workbook: what each of its tabs is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.grading import stretch_mark
from okrsdk.model import Kind
from okrsdk.schema import frames_from_okr_set
from okrsdk.texts import text
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.cell_data import MAX_TEXT, first_long_text
from okrsdk.workbook.developer_metadata import SCHEMA_KEY, SCHEMA_VERSION, mark
from okrsdk.workbook.overview import OBJECTIVE_ROWS, overview_block
from okrsdk.workbook.score_values import score_values
from okrsdk.workbook.tabs import LATER_TABS, TABLE_TABS
from okrsdk.workbook.template.client_sheet import client_sheet
from okrsdk.workbook.template.number_formats import amount_format, key_result_format
from okrsdk.workbook.template.overview_sheet import overview_sheet
from okrsdk.workbook.template.table_sheet import TabTemplate, table_tab, without_choices_of_later_tabs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.model import KeyResult, OkrSet
    from okrsdk.workbook.score_values import Values
    from okrsdk.workbook.sheets_types import JsonObject

LOCALE = "en_US"
"""Fixed, since the default is the caller's own, and with it tab names and decimal commas would differ."""
_TICKS = {Decimal(0): False, Decimal(1): True}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookTemplate:
    """A new workbook.

    Attributes:
        title: the spreadsheet's title.
        tabs: its tabs, in order.
        marks: developer metadata of the spreadsheet as a whole.
    """

    title: str
    tabs: tuple[TabTemplate, ...]
    marks: tuple[JsonObject, ...]

    @property
    def spreadsheet(self) -> JsonObject:
        """The workbook as the API's `Spreadsheet`: without what whole columns have, for which that has no place."""
        return {
            "properties": {"title": self.title, "locale": LOCALE},
            "developerMetadata": list(self.marks),
            "sheets": [tab.sheet for tab in self.tabs],
        }


def workbook_template(
    okr_set: OkrSet,
    *,
    title: str | None = None,
    scores: Scores | None = None,
    findings: Sequence[Finding] = (),
) -> WorkbookTemplate:
    """The workbook of a client: its tabs with formats, marks, chart and data.

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
    template = WorkbookTemplate(
        title=title or str(block[0][0]),
        tabs=(
            TabTemplate(sheet=overview_sheet(block, min(active, OBJECTIVE_ROWS))),
            *(
                without_choices_of_later_tabs(table_tab(tab, records[tab.table], formats.get(tab.table, ())))
                for tab in TABLE_TABS
            ),
            TabTemplate(sheet=client_sheet(records[Table.CLIENT][0], records[Table.FUNNEL])),
            *(table_tab(tab, records[tab.table]) for tab in LATER_TABS if records[tab.table]),
        ),
        marks=(mark(SCHEMA_KEY, SCHEMA_VERSION),),
    )
    _refuse_long_texts(template.tabs)
    return template


def _refuse_long_texts(tabs: Sequence[TabTemplate]) -> None:
    for tab in tabs:
        if found := first_long_text(tab.sheet):
            row, column, length = found
            title = str(cast("JsonObject", tab.sheet["properties"])["title"])
            raise InvalidOkrError(
                text(
                    "The text for {place} is {n:,} characters long; a cell holds {most:,}. Shorten it.",
                    place=f"{quoted(title)}!{cell_name(row, column)}",
                    n=length,
                    most=MAX_TEXT,
                )
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
    shared = key_result_format(key_result, key_result.current)
    stretch = key_result_format(key_result, key_result.current, stretch_mark(key_result))
    if shared is None or stretch is None:
        return {}
    return {"baseline": shared, "target": shared, "current": shared, "stretch_mark": stretch}


def _check_in_formats(okr_set: OkrSet) -> list[dict[str, JsonObject]]:
    by_id = {key_result.id: key_result for key_result in okr_set.key_results}
    found = []
    for check_in in okr_set.check_ins:
        own = by_id.get(check_in.key_result_id)
        value = amount_format("", [check_in.value]) if own is None else key_result_format(own, check_in.value)
        found.append({} if value is None else {"value": value})
    return found
