"""From the answer to one `spreadsheets.get` to the OKRs, what is wrong with them, and where everything is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from okrsdk.errors import InvalidOkrError, SchemaVersionError
from okrsdk.findings import Finding, PlacedFinding, Table, in_reading_order
from okrsdk.model import OkrSet
from okrsdk.schema import ColumnOwner, load_tables
from okrsdk.schema.table_cells import TableCells, table_cells
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.developer_metadata import (
    ADOPTED_KEY,
    CHECK_IN_KEY,
    DECISION_KEY,
    REQUEST_KEY,
    SCHEMA_KEY,
    SCHEMA_VERSION,
    TABLE_KEY,
    marked_value,
)
from okrsdk.workbook.layout.adopted_rows import adopted_records
from okrsdk.workbook.layout.grid import grid_of
from okrsdk.workbook.layout.layout_findings import Merges, merges_of, missing_tabs, profile_findings, table_findings
from okrsdk.workbook.layout.locate import find_columns, find_tabs, header_row, is_record, new_marks
from okrsdk.workbook.layout.overview_block import find_overview
from okrsdk.workbook.layout.positions import NO_HEADER, Layout, ProfileLayout, TableLayout, a1
from okrsdk.workbook.layout.profile import find_profile, read_profile
from okrsdk.workbook.layout.records import Contexts, Records, contexts_of, read_records
from okrsdk.workbook.tabs import LATER_TABS, TAB_OF, Tab

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from okrsdk.workbook.sheets_types import Sheet, Spreadsheet

_LATER = tuple((own.table, TAB_OF[own.table]) for own in LATER_TABS)
_KNOWN_BY = {
    Table.DECISIONS: ("day", "key_result_id", "change"),
    Table.FINAL_SCORES: ("day", "record_id", "score"),
    Table.STRATEGY: ("part", "text", "healthy_from"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookReading:
    """What a workbook says.

    Attributes:
        spreadsheet_id: the spreadsheet's ID, empty when it was not sent.
        title: the spreadsheet's title.
        okr_set: the OKRs; a cell that could not be read counts as blank. Its locale is the spreadsheet's.
        findings: what is wrong with the tables (family T), in reading order.
        layout: which cell holds which field of which record.
    """

    spreadsheet_id: str
    title: str
    okr_set: OkrSet
    findings: tuple[Finding, ...]
    layout: Layout

    def placed(self, findings: Iterable[Finding]) -> tuple[PlacedFinding, ...]:
        """The findings, each with its cell (`'Key Results'!K7`) where the workbook has one."""
        return tuple(PlacedFinding(finding=one, cell=a1(self.layout, one.location)) for one in findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One table as it was read."""

    layout: TableLayout
    records: Records
    findings: tuple[Finding, ...]
    merges: Merges


def read_workbook(spreadsheet: Mapping[str, object]) -> WorkbookReading:
    """The reading of a workbook.

    Args:
        spreadsheet: the answer to `spreadsheets.get` with `includeGridData` and the fields `READ_FIELDS`.

    Raises:
        InvalidOkrError: it is not an OKR workbook.
        SchemaVersionError: a newer okrsdk made it.
    """
    source = cast("Spreadsheet", spreadsheet)
    title = source.get("properties", {}).get("title", "")
    locale = source.get("properties", {}).get("locale", "")
    has_schema_mark = _has_known_schema(source, title)
    tabs = find_tabs(source.get("sheets", []))
    if not has_schema_mark and Tab.OBJECTIVES not in tabs and Tab.KEY_RESULTS not in tabs:
        raise InvalidOkrError(
            text(
                '"{title}" is not an OKR workbook: it has neither an Objectives tab nor a Key Results tab. Check the '
                "link, make a workbook with `okr new`, or one of the sheet that is there with `okr adopt`.",
                title=title,
            )
        )
    profile, record = _profile(tabs, locale)
    tables = _tables(tabs, locale, () if profile is None else {row for row, _ in profile.cells.values()})
    cells = {table: _cells(read.layout, read.records) for table, read in tables.items()}
    if profile is not None:
        cells[Table.CLIENT] = table_cells(Table.CLIENT, [record], names=record)
    findings = [*missing_tabs(tabs), *(profile_findings(profile) if profile else ())]
    for read in tables.values():
        findings += read.findings
    loaded = load_tables(cells)
    findings += [found for found in loaded.findings if not _is_merged_away(found, tables)]
    return WorkbookReading(
        spreadsheet_id=source.get("spreadsheetId", ""),
        title=title,
        okr_set=replace(loaded.okr_set, locale=locale),
        findings=in_reading_order(findings),
        layout=Layout(
            tables={table: read.layout for table, read in tables.items()},
            profile=profile,
            overview=find_overview(tabs[Tab.OVERVIEW]) if Tab.OVERVIEW in tabs else None,
            has_schema_mark=has_schema_mark,
            check_in_claims=_claims(source, CHECK_IN_KEY),
            decision_claims=_claims(source, DECISION_KEY),
            request_claims=_said_by_marks(source, REQUEST_KEY),
            titles=frozenset(own["properties"].get("title", "").casefold() for own in source.get("sheets", [])),
        ),
    )


def _claims(source: Spreadsheet, key: str) -> Mapping[int, int]:
    """The number that each mark under a key says, by its ID; 0 where it says none."""
    return {own: int(value) if value.isdecimal() else 0 for own, value in _said_by_marks(source, key).items()}


def _said_by_marks(source: Spreadsheet, key: str) -> Mapping[int, str]:
    """What each mark of the spreadsheet under a key says, by its ID."""
    marks = source.get("developerMetadata", [])
    own_marks = (own for own in marks if own.get("metadataKey") == key and "metadataId" in own)
    return {own["metadataId"]: own.get("metadataValue", "") for own in own_marks}


def _has_known_schema(source: Spreadsheet, title: str) -> bool:
    version = marked_value(source.get("developerMetadata", []), SCHEMA_KEY)
    if version is None or not version.isdecimal():
        return False
    if int(version) > SCHEMA_VERSION:
        raise SchemaVersionError(
            text(
                '"{title}" was made by a newer okrsdk (schema {version}; this one knows {known}). Update okrsdk.',
                title=title,
                version=version,
                known=str(SCHEMA_VERSION),
            ),
            found=int(version),
            supported=SCHEMA_VERSION,
        )
    return True


def _tables(tabs: Mapping[Tab, Sheet], locale: str, profile_rows: Container[int]) -> dict[Table, _Read]:
    found: dict[Table, _Read] = {}
    plain = Contexts(locale=locale)
    for table, tab in ((Table.OBJECTIVES, Tab.OBJECTIVES), (Table.KEY_RESULTS, Tab.KEY_RESULTS)):
        if tab in tabs:
            ids = [own.get("id") for own in found[Table.OBJECTIVES].records.values] if found else []
            found[table] = _table(table, tabs[tab], plain, objectives=set(ids) - {None})
    contexts = contexts_of(found[Table.KEY_RESULTS].records, locale) if Table.KEY_RESULTS in found else plain
    if Tab.CHECK_INS in tabs:
        found[Table.CHECK_INS] = _table(Table.CHECK_INS, tabs[Tab.CHECK_INS], contexts)
    for table, tab in _LATER:
        if tab in tabs and _is_own(table, tabs[tab]):
            found[table] = _table(table, tabs[tab], contexts)
    if Tab.CLIENT in tabs and header_row(grid_of(tabs[Tab.CLIENT]), Table.FUNNEL) is not None:
        found[Table.FUNNEL] = _table(Table.FUNNEL, tabs[Tab.CLIENT], plain, but=profile_rows)
    return found


def _is_own(table: Table, sheet: Sheet) -> bool:
    """Whether a tab of that title is okrsdk's: people may well keep a list of decisions of their own."""
    grid = grid_of(sheet)
    header = header_row(grid, table)
    if header is None:
        return False
    if marked_value(sheet.get("developerMetadata", []), TABLE_KEY) is not None:
        return True
    return set(_KNOWN_BY[table]) <= set(find_columns(grid, table, header).places)


def _table(
    table: Table,
    sheet: Sheet,
    contexts: Contexts,
    *,
    but: Container[int] = (),
    objectives: Container[object] = (),
) -> _Read:
    grid = grid_of(sheet)
    header = header_row(grid, table)
    if header is None and grid.marks and not is_record(grid, table, 0):
        header = 0  # headers of the user's own over marked columns
    row = NO_HEADER if header is None else header
    is_adopted = marked_value(sheet.get("developerMetadata", []), ADOPTED_KEY) is not None
    found = find_columns(grid, table, header, only_marked=is_adopted)
    records = read_records(grid, table, found.places, first_row=row + 1, contexts=contexts, but=but)
    if is_adopted:
        records = adopted_records(records, grid, found, objectives=objectives)
    properties = sheet.get("properties", {})
    layout = TableLayout(
        table=table,
        sheet_id=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        header_row=row,
        columns=found.places,
        rows=records.rows,
        has_mark=marked_value(sheet.get("developerMetadata", []), TABLE_KEY) is not None,
        height=1 + max((at for at, own in enumerate(grid.values) if any(v is not None for v in own)), default=row),
        grid_rows=properties.get("gridProperties", {}).get("rowCount", 0),
        grid_columns=properties.get("gridProperties", {}).get("columnCount", 0),
        width=grid.width,
        others=found.others,
        memory=found.memory,
        is_adopted=is_adopted,
        new_marks=new_marks(grid, {name: place.index for name, place in found.places.items()}),
    )
    merges = merges_of(sheet, layout)
    return _Read(layout=layout, records=records, findings=tuple(table_findings(layout, found, merges)), merges=merges)


def _profile(tabs: Mapping[Tab, Sheet], locale: str) -> tuple[ProfileLayout | None, Mapping[str, object]]:
    sheet = tabs.get(Tab.CLIENT)
    if sheet is None:
        return None, {}
    grid = grid_of(sheet)
    cells = find_profile(grid)
    properties = sheet.get("properties", {})
    layout = ProfileLayout(
        sheet_id=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        cells=cells,
        has_mark=marked_value(sheet.get("developerMetadata", []), TABLE_KEY) is not None,
    )
    return layout, read_profile(grid, cells, locale)


def _cells(layout: TableLayout, records: Records) -> TableCells:
    names = [c.name for c in columns(layout.table) if c.owner is ColumnOwner.USER and c.name in layout.columns]
    return table_cells(layout.table, records.values, names=names)


def _is_merged_away(finding: Finding, tables: Mapping[Table, _Read]) -> bool:
    """Whether a finding is of a cell whose value went with a merge, which is reported itself."""
    place = finding.location
    read = tables.get(place.table) if place.table else None
    return read is not None and (place.position, place.field) in read.merges.covered
