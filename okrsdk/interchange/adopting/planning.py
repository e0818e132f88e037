"""From a spreadsheet of people's own to the `AdoptionPlan`: what its rows and columns are, and what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.findings import Table
from okrsdk.interchange.adopting.adopted_columns import AdoptedColumns
from okrsdk.interchange.adopting.adoption_plan import AdoptedTab, AdoptionPlan, CopiedColumn
from okrsdk.interchange.importers.layouts.long import LOG
from okrsdk.interchange.importers.reading_options import FOUND_OUT, ReadingOptions
from okrsdk.interchange.importers.sheet_tables import tables_of_spreadsheet
from okrsdk.interchange.importers.table_reading import read_tables
from okrsdk.language.normalize import normalized
from okrsdk.model import Cycle
from okrsdk.texts import text
from okrsdk.workbook.developer_metadata import SCHEMA_KEY, TABLE_KEY, marked_value
from okrsdk.workbook.importing.matching import parent_positions
from okrsdk.workbook.layout.grid import grid_of
from okrsdk.workbook.tabs import LATER_TABS, TAB_OF, Tab

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.interchange.importers.source_reading import RecordPlace, SourceReading
    from okrsdk.model import OkrSet
    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import Sheet, Spreadsheet


def plan_adoption(
    spreadsheet: Mapping[str, object],
    options: ReadingOptions = FOUND_OUT,
    *,
    client: str = "",
    cycle_if_unsaid: str = "",
) -> AdoptionPlan:
    """What the adoption of a spreadsheet does.

    Args:
        spreadsheet: the answer to `spreadsheets.get` with `includeGridData` and the fields `READ_FIELDS`.
        options: what is told of it: the tab, what its columns hold, the cycle.
        client: whose OKRs these are; by default the spreadsheet's title.
        cycle_if_unsaid: the cycle of a spreadsheet that names none, where none is told.

    Raises:
        ConfigError: it is an OKR workbook already, its cycle is not known, or it cannot be read as OKRs in rows.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
    """
    source = cast("Spreadsheet", spreadsheet)
    title = source.get("properties", {}).get("title", "")
    sheets = source.get("sheets", [])
    _refuse_workbook(source, title)
    reading = read_tables(tables_of_spreadsheet(source), options)
    okr_set = _named(reading, options.cycle or cycle_if_unsaid, client or title)
    locale = source.get("properties", {}).get("locale", "")
    tabs: list[AdoptedTab] = []
    copied: list[CopiedColumn] = []
    for table in _adopted_tables(reading):
        sheet = _sheet_of(sheets, _tab_of(reading, table))
        found = AdoptedColumns(reading, okr_set, table, sheet=sheet, locale=locale)
        tabs.append(found.tab(_header_row(reading, sheet, table)))
        copied += found.copied
    theirs = {Tab.OBJECTIVES if one.table is Table.OBJECTIVES else Tab.KEY_RESULTS for one in tabs}
    later = {TAB_OF[own.table] for own in LATER_TABS}
    return AdoptionPlan(
        spreadsheet_id=source.get("spreadsheetId", ""),
        title=title,
        layout=reading.layout,
        tabs=tuple(tabs),
        new_tabs=tuple(tab for tab in Tab if tab not in theirs and tab not in later),
        taken=frozenset(one.get("properties", {}).get("title", "").casefold() for one in sheets),
        okr_set=okr_set,
        copied=tuple(copied),
        check_in_tabs=_check_in_tabs(reading, {one.title for one in tabs}),
        columns=reading.columns,
        not_taken=reading.not_taken,
    )


def _refuse_workbook(source: Spreadsheet, title: str) -> None:
    sheets = source.get("sheets", [])
    has_tab = any(marked_value(one.get("developerMetadata", []), TABLE_KEY) is not None for one in sheets)
    if has_tab or marked_value(source.get("developerMetadata", []), SCHEMA_KEY) is not None:
        raise ConfigError(
            text("{title!r} is an OKR workbook already. Check it: okr check. Undo an adoption: --undo.", title=title)
        )


def _named(reading: SourceReading, cycle_name: str, client: str) -> OkrSet:
    """The OKRs with fresh IDs: those that the sheet has stay where they are, in a column of its own."""
    okr_set = reading.okr_set
    if not okr_set.key_results:
        raise InvalidOkrError(
            text("{name} has no key results in rows of their own, so it cannot be adopted.", name=reading.name)
        )
    cycle = okr_set.cycle or (_cycle(cycle_name) if cycle_name else None)
    if cycle is None:
        raise ConfigError(text("Say which cycle these OKRs are of: --cycle 2026-Q1."), setting="cycle")
    parents = parent_positions(okr_set)
    objectives = tuple(replace(one, id=f"O{number}") for number, one in enumerate(okr_set.objectives, 1))
    counts: Counter[int | None] = Counter()
    key_results = []
    for one, parent in zip(okr_set.key_results, parents, strict=True):
        counts[parent] += 1
        own = "" if parent is None else objectives[parent].id
        key_results.append(replace(one, id=f"{own or 'O0'}-KR{counts[parent]}", objective_id=own))
    ids = {one.id: new.id for one, new in zip(okr_set.key_results, key_results, strict=True)}
    check_ins = tuple(replace(one, key_result_id=ids.get(one.key_result_id, "")) for one in okr_set.check_ins)
    return replace(
        okr_set,
        client=replace(okr_set.client, name=okr_set.client.name or client),
        cycle=cycle,
        objectives=objectives,
        key_results=tuple(key_results),
        check_ins=tuple(one for one in check_ins if one.key_result_id),
    )


def _cycle(text: str) -> Cycle:
    try:
        return Cycle.parse(text)
    except ValueError as error:
        raise ConfigError(str(error), setting="cycle") from error


def _adopted_tables(reading: SourceReading) -> list[Table]:
    """The tables that are people's own: the key results, and the objectives where they have a tab for themselves."""
    if reading.layout == LOG.name:
        raise ConfigError(
            text(
                "{name} is a log: it has a row for each day of a key result, so a score has no row of its own. Import "
                "it into a workbook of its own: okr import.",
                name=reading.name,
            )
        )
    tabs = {table: _tab_of(reading, table) for table in (Table.OBJECTIVES, Table.KEY_RESULTS)}
    lines = Counter(place.line for place in reading.places[Table.KEY_RESULTS])
    if any(count > 1 for count in lines.values()):
        raise ConfigError(
            text(
                "{name} has several key results in one row, so scores cannot stand beside each. Import it into a "
                "workbook of its own: okr import.",
                name=reading.name,
            )
        )
    own = [table for table, tab in tabs.items() if tab]
    return own if len(set(tabs.values())) > 1 else [Table.KEY_RESULTS]


def _tab_of(reading: SourceReading, table: Table) -> str:
    places = reading.places.get(table, ())
    tabs = {place.tab for place in places}
    if len(tabs) > 1:
        raise ConfigError(
            text(
                "{name} has its {table} on several tabs: {tabs}. Say one: --tab.",
                name=reading.name,
                table=str(table),
                tabs=", ".join(sorted(tabs)),
            )
        )
    return next(iter(tabs), "")


def _sheet_of(sheets: Sequence[Sheet], title: str) -> Sheet:
    return next(one for one in sheets if one.get("properties", {}).get("title", "") == title)


def _header_row(reading: SourceReading, sheet: Sheet, table: Table) -> int:
    """The 0-based row of the header: above the records, the last with most of the headers that were understood.

    A header of two rows has the names of its columns in the lower one, behind those of their groups.
    """
    grid: Grid = grid_of(sheet)
    title = sheet.get("properties", {}).get("title", "")
    first = min(_lines(reading.places[table])) - 1
    headers = [normalized(one.header).split() for one in reading.columns if one.tab == title]
    ends = {" ".join(words[at:]) for words in headers for at in range(len(words))}
    found = [sum(normalized(grid.text(row, at)) in ends for at in range(grid.width)) for row in range(first)]
    if not found or not max(found):
        raise ConfigError(
            text(
                "{title!r} has no header row above its OKRs. Write one, so that the columns keep their meaning, and "
                "adopt it then.",
                title=title,
            )
        )
    return max(range(first), key=lambda row: (found[row], row))


def _check_in_tabs(reading: SourceReading, adopted: set[str]) -> tuple[str, ...]:
    tabs = dict.fromkeys(place.tab for place in reading.places.get(Table.CHECK_INS, ()))
    return tuple(tab for tab in tabs if tab not in adopted)


def _lines(places: Sequence[RecordPlace]) -> list[int]:
    return [place.line for place in places]
