"""Where the header of a table is, and what is above it: a banner with the name of the page, and often its cycle."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.cycle_headings import cycle_in
from okrsdk.interchange.importers.header_groups import cycle_of_header, joined_header
from okrsdk.interchange.importers.header_meanings import (
    DESCRIPTION,
    PARENT,
    ROW_TYPE,
    TEXT,
    TITLE,
    Meaning,
    meanings_of,
)
from okrsdk.interchange.importers.log_columns import LOG_WORDS
from okrsdk.language.normalize import normalized
from okrsdk.texts import text
from okrsdk.workbook.addresses import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.interchange.importers.source_table import SourceRow, SourceTable

_LOOKED_AT = 40
_LONGEST_HEADER = 80
_FEWEST = 2
_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderPlace:
    """Where a table's header is.

    Attributes:
        header: the header row, of two rows joined; None where there is none and the mapping goes by letters.
        body: the rows below it.
        banner: the rows above it.
        cycle: the cycle that the banner names; empty when it names none.
    """

    header: SourceRow | None
    body: tuple[SourceRow, ...]
    banner: tuple[SourceRow, ...] = ()
    cycle: str = ""


def find_header(table: SourceTable, mapping: Mapping[str, str]) -> HeaderPlace | None:
    """The header row of a table: of its first 40 rows the one with most headers that are known; None without one.

    Args:
        table: the table.
        mapping: what people say of its columns. Where it names letters of columns (`A=objective`) and no row is a
            header, the whole table is taken for rows of records.
    """
    told = {normalized(header) for header in mapping}
    rows = table.rows[:_LOOKED_AT]
    scores = [(_score(row, told), -place) for place, row in enumerate(rows)]
    best, place = max(scores, default=(0, 0))
    header, first, last = (rows[-place], -place, -place) if rows else (None, 0, 0)
    for at, (upper, lower) in enumerate(pairwise(rows)):
        joined = joined_header(upper, lower) if lower.line == upper.line + 1 else None
        if joined is not None and (score := _score(joined, told)) > best:
            best, header, first, last = score, joined, at, at + 1
    if best >= _FEWEST:
        banner = table.rows[:first]
        cycles = [cycle for row in banner for index in row.filled if (cycle := cycle_in(row.text(index)))]
        return HeaderPlace(header=header, body=table.rows[last + 1 :], banner=banner, cycle=next(iter(cycles), ""))
    letters = {normalized(column_letters(index)) for index in range(table.width)}
    return HeaderPlace(header=None, body=table.rows) if told and told <= letters else None


def no_header(table: SourceTable) -> ConfigError:
    """The refusal of a table in which no row is a header of OKRs: it shows what there is and says what to do."""
    first: Sequence[str] = [said for index in table.rows[0].filled if (said := table.rows[0].text(index))]
    shown = " | ".join(said[:30] for said in first[:_SHOWN])
    place = text("{name}, tab {tab},", name=table.name, tab=table.tab) if table.tab else table.name
    return ConfigError(
        text(
            "{place} has no column that is known to hold objectives or key results. Its first row is: {shown}. Say "
            'what the columns hold, as in --map "Ziel=objective" --map "Ergebnis=key_result" --map "Soll=target", or '
            'by their letters where there is no header: --map "A=objective".',
            place=place,
            shown=shown,
        )
    )


def _meanings(said: str) -> tuple[Meaning, ...]:
    dated = cycle_of_header(said)
    return meanings_of(said if dated is None else dated[1])


def _score(row: SourceRow, told: set[str]) -> int:
    """How many headers of a row are known; 0 where none names objectives or key results."""
    texts = [row.text(index) for index in row.filled]
    if len(texts) != len({normalized(text) for text in texts if text}) or any(len(t) > _LONGEST_HEADER for t in texts):
        texts = list(dict.fromkeys(text for text in texts if len(text) <= _LONGEST_HEADER))
    mapped = [text for text in texts if normalized(text) in told]
    known = [found for text in texts if normalized(text) not in told and (found := _meanings(text))]
    names_records = any(one.field in (TEXT, TITLE) or one.record for own in known for one in own)
    fields = {one.field for own in known for one in own}
    is_tree = DESCRIPTION in fields and bool(fields & {PARENT, ROW_TYPE})
    of_log = [text for text in texts if normalized(text) in LOG_WORDS and not _meanings(text)]
    return len(known) + len(of_log) + 2 * len(mapped) if mapped or names_records or is_tree else 0
