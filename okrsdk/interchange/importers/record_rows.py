"""The rows of a table that hold records; and those that repeat the header, sum up others, are broken or stand below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.importers.column_words import TOTALS
from okrsdk.interchange.importers.draft import NotTaken
from okrsdk.language.normalize import normalized
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.interchange.importers.header_row import HeaderPlace
    from okrsdk.interchange.importers.source_table import SourceRow
    from okrsdk.interchange.importers.table_column import TableColumn

_LONGEST_TOTAL = 4
_FEWEST = 2


def rows_of_records(
    place: HeaderPlace, columns: Sequence[TableColumn], *, is_text: bool
) -> tuple[list[SourceRow], list[NotTaken]]:
    """The rows below the header that may hold records; and those that repeat it, sum up others or are broken.

    A row of a text that goes beyond the header has a delimiter in a cell without quotes: its cells are out of place.
    """
    width = len(place.header.cells) if place.header is not None and is_text else None
    rows: list[SourceRow] = []
    not_taken: list[NotTaken] = []
    titles = set() if place.header is None else {normalized(place.header.text(i)) for i in place.header.filled}
    body, below = _without_notes_below(place.body)
    not_taken += [not_taken_row(row, text("a note below the table")) for row in below]
    body, below = _without_table_below(body, columns)
    not_taken += [not_taken_row(row, text("of another table below")) for row in below]
    for row in body:
        filled = row.filled
        if _repeats(row, filled, titles):
            not_taken.append(not_taken_row(row, text("the header again")))
        elif width is not None and filled[-1] >= width:
            many = f"it has {filled[-1] + 1} cells, and the header {width}"
            not_taken.append(not_taken_row(row, f"{many}: put quotes around a cell that holds the delimiter"))
        elif _is_total(row, filled):
            not_taken.append(not_taken_row(row, text("a row of totals")))
        else:
            rows.append(row)
    return rows, not_taken


def _without_notes_below(body: Sequence[SourceRow]) -> tuple[Sequence[SourceRow], Sequence[SourceRow]]:
    """The rows of a table, and the lone cells below it, behind a blank row."""
    last = max((at for at, row in enumerate(body) if len(row.filled) > 1), default=len(body) - 1)
    is_apart = last + 1 < len(body) and body[last + 1].line > body[last].line + 1
    return (body[: last + 1], body[last + 1 :]) if is_apart else (body, ())


def _without_table_below(
    body: Sequence[SourceRow], columns: Sequence[TableColumn]
) -> tuple[Sequence[SourceRow], Sequence[SourceRow]]:
    """The rows of a table, and those of another one behind a blank row: words where amounts belong, from there on."""
    amounts = [one.index for one in columns if one.meaning is not None and one.meaning.field in _AMOUNTS]
    if not amounts or not body:
        return body, ()
    last = max((at for at, row in enumerate(body) if any(_has_digit(row, index) for index in amounts)), default=-1)
    rest = body[last + 1 :]
    is_apart = last >= 0 and bool(rest) and rest[0].line > body[last].line + 1
    is_other = is_apart and any(rest[0].text(index) for index in amounts) and not any(map(str.isdigit, _text(rest[0])))
    return (body[: last + 1], rest) if is_other else (body, ())


_AMOUNTS = frozenset({"baseline", "target", "current"})


def _has_digit(row: SourceRow, index: int) -> bool:
    return any(map(str.isdigit, row.text(index)))


def _text(row: SourceRow) -> str:
    return " ".join(row.text(index) for index in row.filled)


def _repeats(row: SourceRow, filled: Sequence[int], titles: set[str]) -> bool:
    """Whether a row says nothing but what the header says."""
    if len(filled) < _FEWEST or normalized(row.text(filled[0])) not in titles:
        return False
    return {normalized(row.text(index)) for index in filled} <= titles


def _is_total(row: SourceRow, filled: Sequence[int]) -> bool:
    """Whether a row sums up others: it begins with a word for that, and beside it there are numbers alone."""
    said, colon, _ = normalized(row.text(filled[0])).partition(":")
    words = said.split()
    is_sum = said.strip() in TOTALS
    if not is_sum and not (words and words[0] in TOTALS and len(words) <= _LONGEST_TOTAL and (colon or filled[1:])):
        return False
    texts = [row.text(index) for index in filled[1:]]
    return all(any(sign.isdigit() for sign in text) or text in "-–—" for text in texts) and (is_sum or bool(texts))


def not_taken_row(row: SourceRow, reason: str) -> NotTaken:
    """A row as one that is not taken, with the reason."""
    shown = " | ".join(row.text(index) for index in row.filled)
    return NotTaken(line=row.line - 1, text=shown, reason=reason)
