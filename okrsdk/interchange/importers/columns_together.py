"""What the columns of a table mean beside each other: each meaning once, and which column has the sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.header_meanings import (
    CURRENT,
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
)
from okrsdk.interchange.importers.source_reading import UnderstoodBy
from okrsdk.interchange.importers.source_values import status_of
from okrsdk.language.normalize import normalized
from okrsdk.language.numbers import read_amount
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.interchange.importers.table_column import TableColumn

_OBJECTIVE_TEXT, _KEY_RESULT_TEXT = Meaning(OBJECTIVE, TEXT), Meaning(KEY_RESULT, TEXT)
_TITLE = Meaning("", TITLE)
_OF_BOTH = frozenset({"owner", "weight", "status", "due", "progress", "score"})
"""What a sheet says of objectives and of key results, in columns of the same header."""
_MOST_PERCENT = 150
_METRIC = Meaning("", "metric")
_OF_COMPANY = frozenset({"company", "corporate", "strategic", "annual", "empresa", "entreprise", "unternehmen"})
_ID = Meaning("", ID)
_OF_FILE = frozenset({"row id", "row", "row number", "#", "no", "nr", "n", "no.", "nr.", "n.", "nummer", "issue id"})
_SECOND = text("there is another column for it")


def settled_together(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with each meaning once, and with the sentences of objectives and key results told."""
    columns = _with_absolute_progress(_beside_their_record(_served(columns)))
    return _without_row_numbers(_with_texts(_without_seconds(columns)))


def _served(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with the company's objective as what that of the team contributes to, where both are there."""
    objectives = [column for column in columns if column.meaning == _OBJECTIVE_TEXT]
    above = [column for column in objectives if _OF_COMPANY & {*normalized(column.header).split()}]
    if not above or len(above) == len(objectives):
        return [*columns]
    return [replace(one, meaning=Meaning(OBJECTIVE, "contributes_to")) if one in above else one for one in columns]


def _beside_their_record(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with the first of two of one meaning as that of the objective, where it is beside the objective."""
    places = {column.meaning: column.index for column in columns}
    objective, key_result = places.get(_OBJECTIVE_TEXT), places.get(_KEY_RESULT_TEXT)
    if objective is None or key_result is None or objective > key_result:
        return [*columns]
    behind = {column.meaning for column in columns if column.index > key_result and column.content.filled}
    return [
        replace(column, meaning=Meaning(OBJECTIVE, column.meaning.field))
        if column.meaning in behind
        and column.meaning is not None
        and column.meaning.field in _OF_BOTH
        and not column.meaning.record
        and objective < column.index < key_result
        else column
        for column in columns
    ]


def _with_absolute_progress(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with a progress that is far above 100 as the current value, where no other column has that."""
    fields = {column.meaning.field for column in columns if column.meaning is not None}
    if CURRENT in fields or "target" not in fields:
        return [*columns]
    return [
        replace(column, meaning=Meaning(column.meaning.record, CURRENT), remark=text("it holds values, not shares"))
        if column.meaning is not None
        and column.meaning.field == PROGRESS
        and column.by is UnderstoodBy.HEADER
        and "%" not in column.header
        and not column.content.percents
        and any(number > _MOST_PERCENT for text in column.content.texts for number in _numbers_in(text))
        else column
        for column in columns
    ]


def _numbers_in(text: str) -> tuple[Decimal, ...]:
    """The numbers that a text may be."""
    amount = read_amount(text)
    if amount is None or amount.unit or amount.whole is not None:
        return ()
    return tuple(amount.readings)


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
        replace(one, meaning=Meaning("", IGNORED), remark=text("it counts the rows")) if _counts_rows(one) else one
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


def _rank(column: TableColumn) -> tuple[bool, bool, bool, bool, int]:
    is_told = column.by is UnderstoodBy.MAPPING
    return not is_told, not column.content.filled, _names_metric(column), _says_only_pace(column), column.index


def _says_only_pace(column: TableColumn) -> bool:
    """Whether a column of states has no word for given up, so that another one is the status: `RAG` beside `Status`."""
    is_status = column.meaning is not None and column.meaning.field == "status"
    return is_status and all(status_of(text) in (None, "active") for text in column.content.texts)


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
    is_untitled = (has_objectives and not (has_key_results or is_tree)) or not has_texts
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
