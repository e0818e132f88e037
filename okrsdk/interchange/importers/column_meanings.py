"""What each column of a table holds: told by a mapping, by its header, or by its cells where the header says nothing.

A guess is never silent: the answer says of each column what told its meaning, with a sample of its values.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.column_contents import content_of
from okrsdk.interchange.importers.column_fit import checked, fitting
from okrsdk.interchange.importers.columns_together import settled_together
from okrsdk.interchange.importers.cycle_headings import is_cycle_name
from okrsdk.interchange.importers.header_meanings import CYCLE, PROGRESS, Meaning, mapped_meaning, meanings_of
from okrsdk.interchange.importers.log_columns import with_log
from okrsdk.interchange.importers.source_reading import UnderstoodBy
from okrsdk.interchange.importers.table_column import TableColumn
from okrsdk.language.normalize import normalized
from okrsdk.schema.header_words import listed_words
from okrsdk.texts import text
from okrsdk.workbook.addresses import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.interchange.importers.column_contents import ColumnContent
    from okrsdk.interchange.importers.source_table import SourceRow, SourceTable

_OTHER_DAYS = frozenset(
    listed_words("""
        date, day, start, started, begin, began, created, updated, modified, closed, checked, entered, since, launch
        datum, tag, beginn, start, erstellt, geandert, seit
        debut, cree, modifie, depuis
        fecha, inicio, creado, modificado, desde
        data, criado, modificado
        inizio, creato, modificato, dal
        begin, aangemaakt, gewijzigd, sinds
        日付, 開始日, 作成日, 更新日
    """)
)
"""Words of headers of days that are no deadline."""


def columns_of_table(
    table: SourceTable, header: SourceRow | None, body: Sequence[SourceRow], mapping: Mapping[str, str]
) -> tuple[TableColumn, ...]:
    """The columns of a table with their meanings; those that hold nothing at all are left out.

    Args:
        table: the table.
        header: its header row; None where it has none, so that the mapping tells its columns by their letters.
        body: the rows below.
        mapping: per header, normalized, or letter of a column what people say that it holds.

    Raises:
        ConfigError: the mapping names a column that is not there, or a meaning that there is not.
    """
    found = [_column(index, header, body, mapping) for index in range(table.width)]
    columns = [column for column in found if column.content.filled or column.header]
    _refuse_unknown(mapping, columns, table)
    return tuple(with_log(_by_content(settled_together([checked(column) for column in columns])), body))


def meaning_words(mapping: Mapping[str, str]) -> dict[str, Meaning]:
    """A mapping as meanings by normalized header."""
    return {normalized(header): mapped_meaning(name) for header, name in mapping.items()}


def _column(index: int, header: SourceRow | None, body: Sequence[SourceRow], mapping: Mapping[str, str]) -> TableColumn:
    text = "" if header is None else header.text(index)
    content = content_of(body, index)
    column = TableColumn(index=index, header=text, meaning=None, by=UnderstoodBy.NOTHING, content=content)
    told = meaning_words(mapping)
    meaning = told.get(normalized(text)) if text else told.get(normalized(column_letters(index)))
    if meaning is None and header is None:
        return column
    if meaning is not None:
        return replace(column, meaning=meaning, by=UnderstoodBy.MAPPING)
    meaning = fitting(meanings_of(text), content)
    return column if meaning is None else replace(column, meaning=meaning, by=UnderstoodBy.HEADER)


def _refuse_unknown(mapping: Mapping[str, str], columns: Sequence[TableColumn], table: SourceTable) -> None:
    known = {normalized(column.label) for column in columns}
    missing = [header for header in mapping if normalized(header) not in known]
    if missing:
        place = text("{name}, tab {tab}", name=table.name, tab=table.tab) if table.tab else table.name
        there = ", ".join(column.label for column in columns)
        told = text(
            "{place} has no column {column!r}. It has {columns}.", place=place, column=missing[0], columns=there
        )
        raise ConfigError(told, setting="map")


def _by_content(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with what the cells tell of those whose header says nothing: shares, days, addresses, cycles."""
    found = list(columns)
    meanings = {column.meaning.field for column in columns if column.meaning is not None}
    for place, column in enumerate(found):
        if column.meaning is not None or column.remark:
            continue
        field = _told_by(column.content)
        if field == "due" and _OTHER_DAYS & {*normalized(column.header).split()}:
            continue
        if field and field not in meanings:
            meanings.add(field)
            found[place] = replace(column, meaning=Meaning("", field), by=UnderstoodBy.CONTENT)
    return found


def _told_by(content: ColumnContent) -> str:
    if content.is_mostly(content.percents):
        return PROGRESS
    if content.is_mostly(content.addresses):
        return "owner"
    if content.is_mostly(content.days):
        return "due"
    is_cycle = content.texts and all(is_cycle_name(text) for text in content.texts)
    return CYCLE if is_cycle else ""
