"""What each column of a table holds: told by a mapping, by its header, or by its cells where the header says nothing.

A guess is never silent: the answer says of each column what told its meaning, with a sample of its values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.column_contents import ColumnContent, content_of
from okrsdk.interchange.importers.header_meanings import (
    CYCLE,
    DEPTH,
    DESCRIPTION,
    EXTERNAL_ID,
    ID,
    IGNORED,
    KEY_RESULT,
    OBJECTIVE,
    PARENT,
    PROGRESS,
    REFERENCE,
    ROW_TYPE,
    TEXT,
    TITLE,
    Meaning,
    mapped_meaning,
    meanings_of,
)
from okrsdk.interchange.importers.row_types import are_row_types
from okrsdk.interchange.importers.source_reading import ColumnReading, UnderstoodBy
from okrsdk.language.normalize import normalized
from okrsdk.model import Commitment, FunnelStage, Indicator, Kind, Level
from okrsdk.schema.header_words import listed_words
from okrsdk.workbook.addresses import column_letters

if TYPE_CHECKING:
    from enum import StrEnum

    from okrsdk.interchange.importers.source_table import SourceRow, SourceTable

_AMOUNTS = frozenset({"baseline", "target", "current", "weight"})
_CHOICES: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "commitment": Commitment,
    "level": Level,
    "indicator": Indicator,
    "funnel_stage": FunnelStage,
}
_OBJECTIVE_TEXT, _KEY_RESULT_TEXT = Meaning(OBJECTIVE, TEXT), Meaning(KEY_RESULT, TEXT)
_TITLE = Meaning("", TITLE)
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
_METRIC = Meaning("", "metric")
_OF_COMPANY = frozenset({"company", "corporate", "strategic", "annual", "empresa", "entreprise", "unternehmen"})
_ID = Meaning("", ID)
_OF_FILE = frozenset({"row id", "row", "row number", "#", "no", "nr", "n", "no.", "nr.", "n.", "nummer", "issue id"})
_SECOND = "there is another column for it"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table with its meaning.

    Attributes:
        index: its 0-based place.
        header: its header as written; empty without one.
        meaning: what it holds; None where that is not known.
        by: what told the meaning.
        content: what its cells look like.
        remark: why it has no meaning though its header is known, or what becomes of it.
    """

    index: int
    header: str
    meaning: Meaning | None
    by: UnderstoodBy
    content: ColumnContent
    remark: str = ""

    @property
    def label(self) -> str:
        """Its header, or its letter where it has none."""
        return self.header or column_letters(self.index)

    def without_meaning(self, remark: str) -> TableColumn:
        """The column as one whose values are only carried along."""
        return replace(self, meaning=None, by=UnderstoodBy.NOTHING, remark=remark)

    def reading(self, tab: str) -> ColumnReading:
        """How it was understood, as a value for people."""
        name = "" if self.meaning is None else self.meaning.name
        return ColumnReading(
            header=self.label,
            meaning=name,
            by=self.by,
            samples=self.content.samples,
            tab=tab,
            remark=self.remark,
        )


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
    columns = _without_seconds(_served([_checked(column) for column in columns]))
    columns = _without_row_numbers(_with_texts(columns))
    return tuple(_by_content(columns))


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
    meaning = _fitting(meanings_of(text), content)
    return column if meaning is None else replace(column, meaning=meaning, by=UnderstoodBy.HEADER)


def _refuse_unknown(mapping: Mapping[str, str], columns: Sequence[TableColumn], table: SourceTable) -> None:
    known = {normalized(column.label) for column in columns}
    missing = [header for header in mapping if normalized(header) not in known]
    if missing:
        place = f"{table.name}, tab {table.tab}" if table.tab else table.name
        there = ", ".join(column.label for column in columns)
        raise ConfigError(f"{place} has no column {missing[0]!r}. It has {there}.", setting="map")


def _fitting(meanings: Sequence[Meaning], content: ColumnContent) -> Meaning | None:
    """Of the meanings of a header the one that its cells can be; the first where all or none can."""
    if len(meanings) <= 1:
        return meanings[0] if meanings else None
    fitting = [one for one in meanings if _can_be(one, content)]
    return (fitting or list(meanings))[0]


def _can_be(meaning: Meaning, content: ColumnContent) -> bool:
    is_numeric = content.is_mostly(content.numbers)
    can_be = {
        TEXT: not is_numeric or bool(meaning.number),
        ROW_TYPE: are_row_types(content.texts),
        DEPTH: is_numeric or are_row_types(content.texts),
        "due": content.days > 0,
        **dict.fromkeys(_AMOUNTS, is_numeric),
        **{name: _are_choices(name, content) for name in _CHOICES if name == meaning.field},
    }
    return not content.filled or can_be.get(meaning.field, True)


def _are_choices(field: str, content: ColumnContent) -> bool:
    from okrsdk.schema.choice_words import (
        COMMITMENT_WORDS,
        FUNNEL_WORDS,
        INDICATOR_WORDS,
        KIND_ELSEWHERE,
        KIND_WORDS,
        LEVEL_WORDS,
    )

    words = {
        "kind": {**KIND_WORDS, Kind.INCREASE: (*KIND_WORDS[Kind.INCREASE], *KIND_ELSEWHERE)},
        "commitment": COMMITMENT_WORDS,
        "level": LEVEL_WORDS,
        "indicator": INDICATOR_WORDS,
        "funnel_stage": FUNNEL_WORDS,
    }[field]
    known = {normalized(choice) for choice in _CHOICES[field]}
    known |= {normalized(word) for own in words.values() for word in own}
    understood = sum(normalized(text).removesuffix(" goal") in known for text in content.texts)
    return 2 * understood > len(content.texts)


def _checked(column: TableColumn) -> TableColumn:
    """The column with another meaning, or without one, where its cells cannot have the one of its header."""
    meaning, content = column.meaning, column.content
    if meaning is None or column.by is UnderstoodBy.MAPPING or not content.filled:
        return column
    other = _meaning_by_cells(meaning, content)
    if other is not None:
        return replace(column, meaning=other)
    remark = _misfit(meaning, content)
    return column.without_meaning(remark) if remark else column


def _meaning_by_cells(meaning: Meaning, content: ColumnContent) -> Meaning | None:
    """What a column holds by its cells, where that is near to what its header says."""
    if meaning.field == ROW_TYPE and not are_row_types(content.texts) and _are_choices("kind", content):
        return Meaning(meaning.record, "kind")
    if meaning.field == DEPTH and are_row_types(content.texts):
        return Meaning("", ROW_TYPE)
    if meaning.field == "status" and content.is_mostly(content.percents):
        return Meaning(meaning.record, PROGRESS)
    is_name = meaning in (_OBJECTIVE_TEXT, _KEY_RESULT_TEXT) and content.is_mostly(content.codes)
    return Meaning(meaning.record, ID) if is_name else None


def _misfit(meaning: Meaning, content: ColumnContent) -> str:
    """Why the cells of a column cannot have the meaning of its header; empty where they can."""
    if meaning.field in _AMOUNTS and content.is_mostly(content.days):
        return "it holds days"
    if meaning.field == "due" and not content.days and content.is_mostly(content.numbers):
        return "it holds numbers, not days"
    if meaning.field in _CHOICES and not _are_choices(meaning.field, content):
        return f"its words are no {meaning.field.replace('_', ' ')}"
    if meaning.field == DEPTH and not content.is_mostly(content.numbers):
        return "its words are no levels of a tree"
    if meaning.field == ROW_TYPE and not are_row_types(content.texts):
        return "its words are neither types of rows nor kinds of key results"
    return ""


def _served(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with the company's objective as what that of the team contributes to, where both are there."""
    objectives = [column for column in columns if column.meaning == _OBJECTIVE_TEXT]
    above = [column for column in objectives if _OF_COMPANY & {*normalized(column.header).split()}]
    if not above or len(above) == len(objectives):
        return [*columns]
    return [replace(one, meaning=Meaning(OBJECTIVE, "contributes_to")) if one in above else one for one in columns]


def _without_seconds(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with each meaning once: a mapping before a header, then the first of two that hold anything."""
    ranked = sorted(columns, key=_rank)
    ids = [column for column in columns if column.meaning == _ID and column.content.filled]
    has_row_numbers = any(map(_names_row, ids))
    taken: set[Meaning] = set()
    found: list[TableColumn] = []
    for column in ranked:
        meant = _meant_beside_others(column, taken, has_row_numbers=has_row_numbers)
        is_second = meant.meaning in taken and meant.meaning not in (None, Meaning("", IGNORED))
        found.append(meant.without_meaning(_SECOND) if is_second else meant)
        if meant.meaning is not None:
            taken.add(meant.meaning)
    return sorted(found, key=lambda column: column.index)


def _without_row_numbers(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns without an ID that only counts the rows of key results, since it changes when they are sorted."""
    meanings = {column.meaning for column in columns}
    if _KEY_RESULT_TEXT not in meanings or Meaning("", PARENT) in meanings:
        return [*columns]
    return [
        replace(one, meaning=Meaning("", IGNORED), remark="it counts the rows") if _counts_rows(one) else one
        for one in columns
    ]


def _counts_rows(column: TableColumn) -> bool:
    texts = column.content.texts
    is_counted = len(texts) > 1 and texts == tuple(str(number) for number in range(1, len(texts) + 1))
    return is_counted and column.meaning == _ID and column.by is UnderstoodBy.HEADER and _names_row(column)


def _meant_beside_others(column: TableColumn, taken: set[Meaning], *, has_row_numbers: bool) -> TableColumn:
    """The column with what its header means beside others of the table."""
    if _names_metric(column) and _TITLE in taken:
        return replace(column, meaning=_METRIC)
    is_lasting = has_row_numbers and column.by is UnderstoodBy.HEADER and not _names_row(column)
    return replace(column, meaning=Meaning("", EXTERNAL_ID)) if is_lasting and column.meaning == _ID else column


def _rank(column: TableColumn) -> tuple[bool, bool, bool, int]:
    is_told = column.by is UnderstoodBy.MAPPING
    return not is_told, not column.content.filled, _names_metric(column), column.index


def _names_row(column: TableColumn) -> bool:
    """Whether a header says `Row ID` or `#`: a number that holds in this file alone, and no ID of the record."""
    return normalized(column.header) in _OF_FILE


def _names_metric(column: TableColumn) -> bool:
    """Whether a header says `Metric name`: the title of a row where it has no other, and beside another its metric."""
    is_metric = normalized(column.header).replace("_", " ").split(" ")[0] in ("metric", "kpi", "measure")
    return column.by is UnderstoodBy.HEADER and column.meaning == _TITLE and is_metric


def _with_texts(columns: list[TableColumn]) -> list[TableColumn]:
    """The columns with the sentences of objectives and key results, where headers say `Title`, `Metric` or `Goal`."""
    meanings = {column.meaning for column in columns}
    is_tree = bool(meanings & {Meaning("", PARENT), Meaning("", ROW_TYPE), Meaning("", DEPTH)})
    has_key_results = any(one is not None and one.record == KEY_RESULT and one.field == TEXT for one in meanings)
    has_objectives = _OBJECTIVE_TEXT in meanings or (Meaning(OBJECTIVE, ID) in meanings and not has_key_results)
    has_texts = any(one is not None and one.field in (TEXT, TITLE) for one in meanings)
    is_untitled = (has_objectives and not (has_key_results or is_tree)) or (is_tree and not has_texts)
    if _TITLE not in meanings and is_untitled:
        columns = _turned(columns, Meaning("", DESCRIPTION), _TITLE)
    columns = [c.without_meaning("") if c.meaning == Meaning("", DESCRIPTION) else c for c in columns]
    meanings = {column.meaning for column in columns}
    if _TITLE in meanings and (has_key_results or not is_tree):
        if has_objectives and has_key_results:
            return [c.without_meaning(_SECOND) if c.meaning == _TITLE else c for c in columns]
        if has_objectives:
            return _turned(columns, _TITLE, _KEY_RESULT_TEXT)
        if has_key_results:
            return _turned(columns, _TITLE, _OBJECTIVE_TEXT)
    is_measured = bool(meanings & {Meaning("", "target"), Meaning("", "current")})
    if not has_key_results and _TITLE not in meanings and has_objectives and is_measured:
        return _turned(columns, Meaning("", "metric"), _KEY_RESULT_TEXT)
    if _TITLE in meanings and has_objectives:
        return _turned(columns, _OBJECTIVE_TEXT, Meaning(OBJECTIVE, REFERENCE))
    return columns


def _turned(columns: Sequence[TableColumn], before: Meaning, after: Meaning) -> list[TableColumn]:
    return [replace(column, meaning=after) if column.meaning == before else column for column in columns]


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
    from okrsdk.interchange.importers.cycle_headings import is_cycle_name

    is_cycle = content.texts and all(is_cycle_name(text) for text in content.texts)
    return CYCLE if is_cycle else ""
