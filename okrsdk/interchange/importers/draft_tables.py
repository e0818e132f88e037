"""Markdown tables of key results: which column holds what, and the rows as key results."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.column_words import COLUMNS, LEFT_OUT, TOTALS
from okrsdk.interchange.importers.field_values import is_blank_cell
from okrsdk.interchange.importers.found_records import without_mark
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import label_of, role_of_header
from okrsdk.language.normalize import normalized
from okrsdk.schema.header_words import listed_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.interchange.importers.blocks import Block

_TEXT, _OBJECTIVE, _ID, _TYPE = "text", "objective", "id", "type"
_TYPE_WORDS = frozenset({"type", "level", "kind", "typ", "art", "tipo", "ebene", "soort", "種類"})
_ID_WORDS = frozenset({"#", "no", "nr", "no.", "nr.", "n", "id", "kr id", "key result id", "kr #", "№", "番号"})
_TITLE_WORDS = frozenset(
    listed_words("""
        title, name, description, what, result, results
        titel, beschreibung
        titre
        titulo, descripcion, descricao
        titolo, descrizione
        beschrijving
        内容
    """)
)
_LONGEST_AMOUNT = 20
_CODE = re.compile(r"[A-Za-z]{0,3}[ -]?\d{1,3}(?:[.-][A-Za-z]{0,2}\d{1,3})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A key result of a table, or an objective on a row of its own.

    Attributes:
        line: 0-based line of the draft.
        objective: the objective of the row; empty where its cell is blank or there is no such column.
        text: the key result; empty where its cell is blank.
        cells: the other cells that mean something, as column and text.
        left_out: the cells that are not taken, as header and text, and the reason.
    """

    line: int
    objective: str
    text: str
    cells: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultTable:
    """A table of key results.

    Attributes:
        rows: its rows.
        left_out: the headers of its columns that are not taken, each with the reason.
    """

    rows: tuple[TableRow, ...]
    left_out: tuple[tuple[str, str], ...]


def key_result_table(block: Block) -> KeyResultTable | None:
    """The table as key results; None when no column holds key results."""
    body = [cells for _, cells in block.rows[1:]]
    headers = _padded(block.rows[0][1], max(map(len, body), default=0))
    meanings = _meanings(headers, body)
    if _TEXT not in meanings:
        return None
    reasons = ["" if meaning else _reason(header) for header, meaning in zip(headers, meanings, strict=True)]
    rows = [row for line, cells in block.rows[1:] for row in _rows(line, cells, meanings)]
    dropped = [_left_out(line, headers, cells, reasons) for line, cells in block.rows[1:]]
    blank = [
        place for place, header in enumerate(headers) if reasons[place] and header and not any(_column(body, place))
    ]
    return KeyResultTable(
        rows=tuple(sorted([*rows, *filter(None, dropped)], key=lambda row: row.line)),
        left_out=tuple((headers[place], reasons[place]) for place in blank),
    )


def _padded(headers: Sequence[str], width: int) -> list[str]:
    """The headers, blank ones for the cells beyond them among these."""
    return [*headers, *[""] * (width - len(headers))]


def _reason(header: str) -> str:
    """Why a column is not taken."""
    return LEFT_OUT.get(normalized(header), "no column has that name") if header.strip() else "its column has no header"


def _left_out(line: int, headers: Sequence[str], cells: Sequence[str], reasons: Sequence[str]) -> TableRow | None:
    """What a row holds in columns that are not taken; None when that is nothing."""
    found = [
        ((f"{header}: {cell}" if header else cell).replace("\v", " "), reason)
        for header, cell, reason in zip(headers, cells, reasons, strict=False)
        if reason and not is_blank_cell(cell)
    ]
    return TableRow(line=line, objective="", text="", left_out=tuple(found)) if found else None


def _meanings(headers: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """What each column holds: a column of the model, key result, objective or ID; empty for what is not taken."""
    meanings = [_meaning(header, _column(body, place)) for place, header in enumerate(headers)]
    if _TEXT in meanings and _holds_codes(_column(body, meanings.index(_TEXT))):
        meanings[meanings.index(_TEXT)] = _ID
    kinds = [place for place, header in enumerate(headers) if _holds_kinds(header, _column(body, place))]
    if kinds:
        meanings[kinds[0]] = _TYPE
    if _TEXT not in meanings:
        place = _text_place(headers, meanings)
        if place is not None:
            meanings[place] = _TEXT
    return [meaning if meaning not in meanings[:place] else "" for place, meaning in enumerate(meanings)]


def _meaning(header: str, cells: Sequence[str]) -> str:
    word = normalized(header)
    role = role_of_header(header)
    if role is Role.KEY_RESULT:
        return _TEXT
    if role is Role.OBJECTIVE:
        is_amount = word in COLUMNS and _holds_amounts(cells)
        return COLUMNS[word] if is_amount else _OBJECTIVE
    return _ID if word in _ID_WORDS else COLUMNS.get(word, "")


def _text_place(headers: Sequence[str], meanings: Sequence[str]) -> int | None:
    """The column that holds the key results where no header says so: a title beside IDs of key results, or a metric."""
    if _TYPE in meanings or (_ID in meanings and ("target" in meanings or "baseline" in meanings)):
        titled = [place for place, header in enumerate(headers) if normalized(header) in _TITLE_WORDS]
        if titled:
            return titled[0]
    return meanings.index("metric") if "metric" in meanings and "target" in meanings else None


def _holds_amounts(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(re.search(r"\d", cell) and len(cell) < _LONGEST_AMOUNT for cell in filled)


def _holds_codes(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(_CODE.fullmatch(cell.strip()) for cell in filled)


def _holds_kinds(header: str, cells: Sequence[str]) -> bool:
    roles = {role_of_header(cell) for cell in cells if cell.strip()}
    return normalized(header) in _TYPE_WORDS and Role.KEY_RESULT in roles and Role.OBJECTIVE in roles


def _column(body: Sequence[Sequence[str]], place: int) -> list[str]:
    return [cells[place] for cells in body if place < len(cells)]


def _rows(line: int, cells: Sequence[str], meanings: Sequence[str]) -> Iterator[TableRow]:
    """The key results of one row: several where its cell has several lines."""
    said = {meaning: cell.strip() for meaning, cell in zip(meanings, cells, strict=False) if meaning}
    kind = role_of_header(said.get(_TYPE, ""))
    own = label_of(said.get(_TEXT, ""))
    if kind is Role.OBJECTIVE or (own.role is Role.OBJECTIVE and own.text):
        values = {column: text for column, text in said.items() if column == "owner"}
        yield TableRow(line=line, objective=own.text, text="", cells=tuple(values.items()))
        return
    objective = label_of(said.get(_OBJECTIVE, "").replace("\v", " ")).text
    texts = [without_mark(text.strip()) for text in said.get(_TEXT, "").split("\v") if not is_blank_cell(text)]
    if len(texts) == 1 and normalized(texts[0]) in TOTALS:
        shown = " | ".join(cell for cell in cells if cell.strip())
        yield TableRow(line=line, objective="", text="", left_out=((shown, "a row of totals"),))
        return
    for place, text in enumerate(texts or [""]):
        values = {
            column: _part(cell, place, len(texts))
            for column, cell in said.items()
            if column not in (_TEXT, _OBJECTIVE, _ID, _TYPE) and not is_blank_cell(cell)
        }
        yield TableRow(line=line, objective=objective, text=text, cells=tuple(values.items()))


def _part(cell: str, place: int, count: int) -> str:
    """What a cell says of one of the key results of its row: its own line, or all where there are no such lines."""
    parts = cell.split("\v")
    return parts[place].strip() if len(parts) == count else " ".join(parts)
