"""Tables in text: cells parted by commas, semicolons, tabs or other marks; the mark is found out.

The delimiter is the one whose rows are most alike: as wide as one another, and wide. Line breaks inside quotes belong
to their cell. A file whose lines are each quoted as a whole, as some tools and mails make them, is read as if they were
not. The apostrophe that exports put before a text which would be a formula is taken away.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.csv_cells import text_of_csv_cell
from okrsdk.interchange.importers.header_meanings import meanings_of
from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
from okrsdk.language.digits import Convention

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", ":": "colons", "^": "carets"}
_TRIED = (",", ";", "\t", "|")
_LOOKED_AT = 50
_MOST_FIELD = 1 << 24


def read_delimited(text: str, *, name: str, delimiter: str = "", decimal: str = "") -> SourceTable:
    """The table of a text whose cells are parted by a mark.

    Args:
        text: the text.
        name: what it is called in messages.
        delimiter: the mark, where people say it; otherwise it is found out.
        decimal: the decimal mark of its numbers, where people say it; otherwise its amounts tell it, once it is known
            which of its columns hold any.

    Raises:
        ConfigError: a mark that was told is none, or a quote is never closed.

    >>> table = read_delimited("Objective;Key result;Target" + chr(10) + "Win;Bookings;140,5", name="a.csv")
    >>> table.rows[1].cells, table.said
    (('Win', 'Bookings', '140,5'), ('parted by semicolons',))
    """
    lines, is_whole = _lines(text)
    plain = "\n".join(lines)
    told, plain = _told_in_first_line(plain)
    mark = _mark(delimiter) if delimiter else told or _likeliest(plain)
    _refuse_open_quote(plain, mark, name)
    rows = tuple(_rows(plain, mark, first_line=2 if told else 1))
    convention = Convention(_decimal(decimal)) if decimal else None
    said = [f"parted by {DELIMITERS.get(mark, repr(mark))}"]
    said += ["each line quoted as a whole"] if is_whole else []
    return SourceTable(name=name, rows=rows, decimal=convention, said=tuple(said))


def delimiter_of(text: str) -> str:
    r"""The mark that parts the cells of a text, as `read_delimited` finds it.

    >>> delimiter_of("Client;Key\nAcme;acme"), delimiter_of("sep=|\nClient|Key")
    (';', '|')
    """
    lines, _ = _lines(text)
    told, plain = _told_in_first_line("\n".join(lines))
    return told or _likeliest(plain)


def _lines(text: str) -> tuple[list[str], bool]:
    """The lines of a text without a byte order mark; unquoted where each is quoted as a whole."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [line for line in lines if line.strip()]
    whole = [unquoted_line(line) for line in filled]
    if len(filled) > 1 and all(line is not None for line in whole):
        return [line if (plain := unquoted_line(line)) is None else plain for line in lines], True
    return lines, False


def unquoted_line(line: str) -> str | None:
    """A line that is quoted as a whole and has a delimiter in it, without the quotes; None where it is not.

    >>> unquoted_line('"O1,Trains,Line 2"'), unquoted_line('"O1","Trains"')
    ('O1,Trains,Line 2', None)
    """
    match = re.fullmatch(r'\s*"((?:[^"]|"")*)"[\s,;]*', line)
    return match[1].replace('""', '"') if match and any(mark in match[1] for mark in _TRIED) else None


def _told_in_first_line(text: str) -> tuple[str, str]:
    """The delimiter that spreadsheets write into a first line of its own, `sep=;`, and the text below it."""
    match = re.match(r'"?sep=(.)"?\n', text, re.IGNORECASE)
    return (match[1], text[match.end() :]) if match else ("", text)


def _mark(told: str) -> str:
    mark = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}.get(told.lower(), told)
    if len(mark) != 1 or mark in '"\n\r' or mark.isalnum():
        raise ConfigError(f"{told!r} is no delimiter. Write one character, such as ; or tab.", setting="delimiter")
    return mark


def _decimal(told: str) -> str:
    mark = {"comma": ",", "point": ".", "dot": "."}.get(told.lower(), told)
    if mark not in (".", ","):
        raise ConfigError(f"{told!r} is no decimal mark. Write . or ,", setting="decimal")
    return mark


def _likeliest(text: str) -> str:
    """The delimiter of a text: the one that makes headers that are known, and rows as wide as one another."""
    return max(_TRIED, key=lambda mark: _likelihood(text, mark))


def _likelihood(text: str, mark: str) -> tuple[int, float, float]:
    head = "\n".join(text.split("\n")[: 4 * _LOOKED_AT])
    rows = [row for _, row in zip(range(_LOOKED_AT), _parsed(head, mark), strict=False)]
    widths = Counter(len(row) for _, row in rows if any(cell.strip() for cell in row))
    if not widths:
        return 0, 0.0, 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    if width < 2:  # noqa: PLR2004 - one cell a row is no table
        wider = [own for own in widths if own > 1]
        return (0, 0.0, 0.0) if not wider else (_known_headers(rows), 0.0, float(max(wider)))
    return _known_headers(rows), count / widths.total(), float(width)


def _known_headers(rows: Sequence[tuple[int, list[str]]]) -> int:
    """The most headers that are known in one row."""
    return max((sum(bool(meanings_of(cell.strip())) for cell in row) for _, row in rows if len(row) > 1), default=0)


def _refuse_open_quote(text: str, mark: str, name: str) -> None:
    """Refuses a text with a quote that is never closed: all that is behind it would be one cell.

    Raises:
        ConfigError: there is one; the message names the line on which its row begins.
    """
    if text.count('"') % 2 == 0:
        return
    line = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True, strict=True)
    try:
        for _ in reader:
            line = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise ConfigError(
                f"{name} has a quote on line {line} that is never closed. Close it, or double it where it is meant."
            ) from error


def _rows(text: str, mark: str, *, first_line: int) -> Iterator[SourceRow]:
    for line, cells in _parsed(text, mark):
        if any(cell.strip() for cell in cells):
            plain = tuple(text_of_csv_cell(cell) if cell.strip() else None for cell in cells)
            yield SourceRow(line=line + first_line - 1, cells=plain)


def _parsed(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with the 1-based line on which each begins."""
    previous = csv.field_size_limit(_MOST_FIELD)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True)
        line = 1
        while (row := next(reader, None)) is not None:
            yield line, row
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(previous)
