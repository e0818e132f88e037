"""Reading tables: from rows whose meaning no one knows to OKRs, with how they were understood.

Header, columns, layout, records, cycle, values: each step takes the value of the step before. What cannot be told for
sure is refused with what to say about it, or becomes a finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.importers.column_meanings import columns_of_table
from okrsdk.interchange.importers.draft import NotTaken
from okrsdk.interchange.importers.found_records import FoundRecord, FoundRecords, TableContent, content_of_table
from okrsdk.interchange.importers.header_groups import header_of_cycle
from okrsdk.interchange.importers.header_meanings import KEY_RESULT, OBJECTIVE, TEXT, TITLE, meanings_of
from okrsdk.interchange.importers.header_row import HeaderPlace, find_header, no_header
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import label_of
from okrsdk.interchange.importers.layouts.catalogue import LAYOUTS
from okrsdk.interchange.importers.layouts.check_in_tab import as_check_ins, take_check_ins
from okrsdk.interchange.importers.layouts.joined_tabs import JOINED_TABS, joined_tabs
from okrsdk.interchange.importers.log_columns import as_log
from okrsdk.interchange.importers.okr_records import SourceInfo, reading_of, records_in
from okrsdk.interchange.importers.reading_options import FOUND_OUT, ReadingOptions
from okrsdk.interchange.importers.record_rows import not_taken_row, rows_of_records
from okrsdk.interchange.importers.source_cycles import of_one_cycle
from okrsdk.interchange.importers.source_table import SourceTable, table_of_rows
from okrsdk.interchange.importers.source_values import manner_of
from okrsdk.interchange.importers.table_column import TableColumn
from okrsdk.language.digits import Convention
from okrsdk.language.normalize import normalized
from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.interchange.importers.source_reading import SourceReading


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Understood:
    """A table with its header, its columns and the rows that may hold records."""

    table: SourceTable
    place: HeaderPlace
    columns: tuple[TableColumn, ...]
    content: TableContent
    not_taken: tuple[NotTaken, ...]


def read_table(
    rows: Iterable[Sequence[object] | Mapping[str, object]],
    *,
    mapping: Mapping[str, str] | None = None,
    cycle: str = "",
    name: str = "The table",
) -> SourceReading:
    """The OKRs of rows that a program holds, in any layout, with how they were understood and what was not taken.

    Args:
        rows: lists of cells with a header among them, or mappings by header, as gspread's `get_all_values()` and
            `get_all_records()` give them.
        mapping: per header what its column holds: `{"Ziel": "target"}`.
        cycle: the cycle that is meant, of rows of several.
        name: what the rows are called in messages.

    Raises:
        ConfigError: no column is known to hold objectives or key results, or the mapping is wrong.
        InvalidOkrError: the rows are of several cycles and none was asked for, or hold no OKRs.

    >>> found = read_table([{"Objective": "Win the north", "Key result": "Bookings from 10 to 20", "Current": 12}])
    >>> found.okr_set.key_results[0].target, found.layout
    (Decimal('20'), 'one row per key result, its objective repeated')
    """
    options = ReadingOptions(mapping=mapping or {}, cycle=cycle)
    return read_tables([table_of_rows(rows, name=name)], options)


def read_tables(tables: Sequence[SourceTable], options: ReadingOptions = FOUND_OUT) -> SourceReading:
    """The OKRs of the tables of one source: of its only one, of two that are joined by IDs, or of the tab that is told.

    Args:
        tables: the tables; those that hold nothing are passed over.
        options: what is told of them.

    Raises:
        ConfigError: as of `read_table`, or several tabs hold OKRs and none was told.
        InvalidOkrError: as of `read_table`.
    """
    filled = [table for table in tables if table.rows]
    if not filled:
        name = tables[0].name if tables else text("The source")
        raise InvalidOkrError(text("{name} holds no cell. Write the OKRs into it, or name another file.", name=name))
    chosen = [table for table in filled if not options.tab or normalized(table.tab) == normalized(options.tab)]
    if not chosen:
        tabs = ", ".join(table.tab for table in filled)
        told = text("{name} has no tab {tab!r}. It has {tabs}.", name=filled[0].name, tab=options.tab, tabs=tabs)
        raise ConfigError(told, setting="tab")
    understood = [one for table in chosen if (one := _understood(table, options, len(chosen))) is not None]
    if not understood:
        raise no_header(chosen[0])
    logs = [one for one in understood if as_check_ins(one.content) is not None]
    understood = [one for one in understood if one not in logs] or understood
    pair = joined_tabs([one.content for one in understood])
    if pair is not None:
        used = [understood[place] for place in pair.places]
        return _reading(pair.found, JOINED_TABS, used, options, beside=_Beside(tables=filled, logs=logs))
    able = [one for one in understood if _holds_records(one.content)]
    if len(able) > 1:
        tabs = ", ".join(one.table.tab for one in able)
        told = text("{name} has several tabs with OKRs: {tabs}. Say which: --tab.", name=able[0].table.name, tabs=tabs)
        raise ConfigError(told, setting="tab")
    return _read_one((able or understood)[0], options, _Beside(tables=filled, logs=logs))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What is beside the tabs with the OKRs: all tabs that hold anything, and those of check-ins."""

    tables: Sequence[SourceTable]
    logs: Sequence[_Understood]

    def take(self, found: FoundRecords, used: Sequence[_Understood]) -> list[_Understood]:
        """The tabs that are read, with those whose check-ins are of key results that were found."""
        taken = [
            one
            for one in self.logs
            if one not in used and (own := as_check_ins(one.content)) is not None and take_check_ins(found, own)
        ]
        return [*used, *(replace(one, columns=tuple(as_log(one.columns))) for one in taken)]

    def said(self, used: Sequence[_Understood]) -> tuple[str, ...]:
        """The tabs that are not read, in a few words."""
        tabs = {one.table.tab for one in used}
        others = [table.tab for table in self.tables if table.tab not in tabs]
        return (f"not read: {', '.join(others)}",) if others else ()


def _understood(table: SourceTable, options: ReadingOptions, count: int) -> _Understood | None:
    mapping = _own_mapping(options.mapping, table) if count > 1 else options.mapping
    place = find_header(table, mapping)
    if place is None:
        return None
    if place.header is not None:
        _refuse_turned(table, place)
        told = {normalized(own) for own in mapping}
        header, cycle = header_of_cycle(place.header, options.cycle, name=table.name, told=told)
        place = replace(place, header=header, cycle=cycle or place.cycle)
    columns = columns_of_table(table, place.header, place.body, mapping)
    rows, not_taken = rows_of_records(place, columns, is_text=not table.tab)
    banner = [not_taken_row(row, text("above the header")) for row in place.banner]
    return _Understood(
        table=table,
        place=place,
        columns=columns,
        content=content_of_table(columns, rows, tab=table.tab, name=table.name),
        not_taken=(*banner, *not_taken),
    )


def _refuse_turned(table: SourceTable, place: HeaderPlace) -> None:
    """Refuses a table with a field in each row: its first column has the names that headers have.

    Raises:
        ConfigError: it is one.
    """
    header = [] if place.header is None else [place.header.text(index) for index in place.header.filled]
    if len(table.rows) > _LOOKED_AT:
        return
    first = [*(row.text(0) for row in (*place.banner, *place.body)), *header[:1]]
    named = [{(one.record, one.field) for one in meanings_of(said)} for said in first]
    is_known = 2 * sum(map(bool, named)) > len(named)
    are_beside = any(not one.number for said in header[1:] for one in meanings_of(said))
    if is_known and not are_beside and all(any(own in names for names in named) for own in _SENTENCES):
        raise ConfigError(
            text(
                "{name} has a field in each row and an OKR in each column. Turn it, so that each key result is a row: "
                "spreadsheets call it Transpose in Paste special.",
                name=table.name,
            )
        )


_SENTENCES = ((OBJECTIVE, TEXT), (KEY_RESULT, TEXT))


def _own_mapping(mapping: Mapping[str, str], table: SourceTable) -> Mapping[str, str]:
    """Of a mapping that may be of several tabs, what is of headers that this one has."""
    texts = {normalized(row.text(index)) for row in table.rows[:_LOOKED_AT] for index in row.filled}
    return {header: meaning for header, meaning in mapping.items() if normalized(header) in texts}


_LOOKED_AT = 40


def _holds_records(content: TableContent) -> bool:
    return any(layout.detect(content) for layout in LAYOUTS)


def _read_one(understood: _Understood, options: ReadingOptions, beside: _Beside) -> SourceReading:
    layout = next((layout for layout in LAYOUTS if layout.detect(understood.content)), None)
    if layout is None:
        raise _no_records(understood)
    return _reading(layout.read(understood.content), layout.name, [understood], options, beside=beside)


def _reading(
    found: FoundRecords, layout: str, used: Sequence[_Understood], options: ReadingOptions, *, beside: _Beside
) -> SourceReading:
    first = used[0]
    understood = beside.take(found, used)
    _take_objective_above(found, first)
    taken = {objective.line for objective in found.objectives}
    for one in understood:
        found.not_taken += [own for own in one.not_taken if own.line + 1 not in taken or len(understood) > 1]
    if not found.objectives and not found.key_results:
        raise InvalidOkrError(
            text("{name} has a header of OKRs and no objective or key result below it.", name=first.table.name)
        )
    banner = next((one.place.cycle for one in understood if one.place.cycle), "")
    cycle = of_one_cycle(found, options.cycle, name=first.table.name, banner=banner)
    columns = [column for one in understood for column in one.columns]
    confidence = next((c.header for c in columns if c.meaning is not None and c.meaning.field == "confidence"), "")
    decimal = Convention(options.decimal) if options.decimal else first.table.decimal
    manner = manner_of(records_in(found), decimal=decimal, confidence_header=confidence)
    mark = {Convention.COMMA: ("decimal comma",), Convention.POINT: ("decimal point",)}
    source = SourceInfo(
        name=first.table.name,
        layout=layout,
        columns=[column.reading(one.table.tab) for one in understood for column in one.columns],
        cycle=cycle,
        said=(*first.table.said, *(mark[manner.decimal] if manner.decimal else ()), *beside.said(understood)),
    )
    return reading_of(found, source, manner)


def _take_objective_above(found: FoundRecords, understood: _Understood) -> None:
    """Takes the objective of key results without one from above the header, where a cell there says that it is one."""
    first = min((one.line for one in found.objectives), default=0)
    orphans = [one for one in found.key_results if one.objective is None and (not first or one.record.line < first)]
    if not orphans or any(one.reference for one in found.key_results):
        return
    cells = [(row, row.text(index)) for row in understood.place.banner for index in row.filled]
    labelled = [(row, label.text) for row, text in cells if (label := label_of(text)).role is Role.OBJECTIVE]
    if len(labelled) == 1 and labelled[0][1]:
        row, text = labelled[0]
        objective = FoundRecord(text=text, line=row.line, tab=understood.table.tab)
        found.objectives.insert(0, objective)
        for one in orphans:
            one.objective = objective


def _no_records(understood: _Understood) -> ConfigError:
    known = ", ".join(f"{c.label} = {c.meaning.name}" for c in understood.columns if c.meaning is not None)
    unknown = ", ".join(c.label for c in understood.columns if c.meaning is None)
    has_titles = any(
        c.meaning is not None and (c.meaning.record, c.meaning.field) == ("", TITLE) for c in understood.columns
    )
    missing = (
        text("Nothing says which rows are objectives and which key results.")
        if has_titles
        else text("No column holds objectives or key results.")
    )
    return ConfigError(
        strung(
            [
                text("{name} cannot be read as OKRs.", name=understood.table.name),
                missing,
                text("Known: {columns}.", columns=known),
                text("Not known: {columns}.", columns=unknown) if unknown else "",
                text(
                    'Say what the columns hold, as in --map "Name=objective" --map "Result=key_result", or --map '
                    '"Kind=row_type".'
                ),
            ]
        )
    )
