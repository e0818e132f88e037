"""How a source was understood, as lines for people: its columns with samples, and what was not taken of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.source_reading import UnderstoodBy
from okrsdk.texts import plural, strung

if TYPE_CHECKING:
    from okrsdk.interchange import SourceReading
    from okrsdk.interchange.importers.draft import NotTaken
    from okrsdk.interchange.importers.source_reading import ColumnReading
    from okrsdk.reports.text_style import TextStyle

_FEWEST_COLUMNS = 12
_SAMPLE = 30
_NAMES = 24


def counts_text(objectives: int, key_results: int, initiatives: int = 0) -> str:
    """How much was read: `2 objectives, 5 key results`."""
    parts = [
        plural("{n} objective", "{n} objectives", n=objectives),
        plural("{n} key result", "{n} key results", n=key_results),
        plural("{n} initiative", "{n} initiatives", n=initiatives) if initiatives else "",
    ]
    return strung(parts, ", ")


def reading_lines(reading: SourceReading, style: TextStyle, *, all_columns: bool = False) -> Iterator[str]:
    """How a source was understood: its layout, and its columns with a sample of their values.

    Args:
        reading: the reading.
        style: how lines are set.
        all_columns: whether to show the columns whose header told their meaning as well.
    """
    said = "; ".join([reading.layout, *reading.said])
    yield f"Read as {said}."
    shown = [one for one in reading.columns if all_columns or one.by is not UnderstoodBy.HEADER or one.remark]
    for one in shown:
        yield _column_line(one, style)


def _column_line(one: ColumnReading, style: TextStyle) -> str:
    unnamed = "kept beside" if one.by is UnderstoodBy.HEADER else "not known, kept beside"
    meaning = one.meaning or unnamed
    told = {
        UnderstoodBy.CONTENT: " by its values",
        UnderstoodBy.MAPPING: " as mapped",
        UnderstoodBy.HEADER: "",
        UnderstoodBy.NOTHING: "",
    }[one.by]
    remark = f" ({one.remark})" if one.remark else ""
    samples = ", ".join(style.shortened(sample, _SAMPLE) for sample in one.samples)
    header = style.shortened(one.header, _NAMES).ljust(_FEWEST_COLUMNS)
    values = style.faint(style.symbols(f"· {samples}")) if samples else ""
    return f"  {header} {style.symbols('→')} {meaning}{told}{remark} {values}".rstrip()


def not_taken_lines(not_taken: Sequence[NotTaken], style: TextStyle) -> Iterator[str]:
    """What was not taken of a source, each with its line and the reason."""
    if not not_taken:
        return
    yield f"Not taken ({len(not_taken)}):"
    for one in not_taken:
        head = f"  line {one.line + 1}".ljust(_FEWEST_COLUMNS)
        text = style.shortened(one.text, max(style.width - len(head) - len(one.reason) - 4, _FEWEST_COLUMNS))
        yield f"{head} {text} {style.faint(style.symbols(f'· {one.reason}'))}"


def reading_document(reading: SourceReading) -> dict[str, object]:
    """How a source was understood, as plain data."""
    columns = [
        {
            "header": one.header,
            "meaning": one.meaning or None,
            "by": str(one.by),
            "samples": list(one.samples),
            "remark": one.remark,
        }
        for one in reading.columns
    ]
    return {
        "layout": reading.layout,
        "source": list(reading.said),
        "columns": columns,
        "objectives": len(reading.okr_set.objectives),
        "key_results": len(reading.okr_set.key_results),
        "initiatives": [one.text for one in reading.initiatives],
        "not_taken": not_taken_document(reading.not_taken),
    }


def not_taken_document(not_taken: Sequence[NotTaken]) -> list[dict[str, object]]:
    """What was not taken of a source, as plain data."""
    return [{"line": one.line + 1, "text": one.text, "reason": one.reason} for one in not_taken]
