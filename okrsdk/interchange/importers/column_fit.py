"""Whether the cells of a column can be what its header says: `Ziel` or `Type` may mean several things."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.header_meanings import (
    DEPTH,
    ID,
    KEY_RESULT,
    OBJECTIVE,
    PROGRESS,
    ROW_TYPE,
    TEXT,
    TITLE,
    Meaning,
)
from okrsdk.interchange.importers.row_types import are_row_types
from okrsdk.interchange.importers.source_reading import UnderstoodBy
from okrsdk.language.normalize import normalized
from okrsdk.model import Commitment, FunnelStage, Indicator, Kind, Level
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    from okrsdk.interchange.importers.column_contents import ColumnContent
    from okrsdk.interchange.importers.table_column import TableColumn

_AMOUNTS = frozenset({"baseline", "target", "current", "weight"})
_CHOICES: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "commitment": Commitment,
    "level": Level,
    "indicator": Indicator,
    "funnel_stage": FunnelStage,
}
_SENTENCES = (Meaning(OBJECTIVE, TEXT), Meaning(KEY_RESULT, TEXT), Meaning("", TITLE))


def fitting(meanings: Sequence[Meaning], content: ColumnContent) -> Meaning | None:
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


def checked(column: TableColumn) -> TableColumn:
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
    if meaning.field in (DEPTH, "kind") and are_row_types(content.texts) and not _are_choices("kind", content):
        return Meaning("", ROW_TYPE)
    if meaning.field == "status" and content.is_mostly(content.percents):
        return Meaning(meaning.record, PROGRESS)
    is_name = meaning in _SENTENCES and content.is_mostly(content.codes)
    return Meaning(meaning.record, ID) if is_name else None


def _misfit(meaning: Meaning, content: ColumnContent) -> str:
    """Why the cells of a column cannot have the meaning of its header; empty where they can."""
    if meaning.field in _AMOUNTS and content.is_mostly(content.days):
        return text("it holds days")
    if meaning.field == "due" and not content.days and content.is_mostly(content.numbers):
        return text("it holds numbers, not days")
    if meaning.field in _CHOICES and not _are_choices(meaning.field, content):
        return text("its words are no {field}", field=meaning.field.replace("_", " "))
    if meaning.field == DEPTH and not content.is_mostly(content.numbers):
        return text("its words are no levels of a tree")
    if meaning.field == ROW_TYPE and not are_row_types(content.texts):
        return text("its words are neither types of rows nor kinds of key results")
    return ""
