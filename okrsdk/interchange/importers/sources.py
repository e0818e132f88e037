"""What a file or standard input holds, by its name and by its content; what cannot be read is refused with what to do.

A table or JSON is never taken for a plain draft, whatever its name says: it would be read as OKRs that no one wrote.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.column_words import LEFT_OUT
from okrsdk.interchange.importers.header_meanings import meanings_of
from okrsdk.interchange.importers.text_encoding import decoded
from okrsdk.language.normalize import normalized


class SourceKind(StrEnum):
    """The kinds of text that are read."""

    JSON = "json"
    YAML = "yaml"
    JSON_LINES = "jsonl"
    DRAFT = "draft"
    TABLE = "table"
    SPREADSHEET = "spreadsheet"
    ARCHIVE = "archive"

    @property
    def is_document(self) -> bool:
        """Whether it is nested data: an OKR document, or the like of another tool."""
        return self in (SourceKind.JSON, SourceKind.YAML)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's content with what it holds.

    Attributes:
        name: the file's name, or what else to call it in messages.
        kind: what it holds.
        text: its text; empty for a spreadsheet or an archive.
        data: its bytes, of a spreadsheet or an archive.
        encoding: the encoding of the text.
        said: what was found out about the text, a few words each.
    """

    name: str
    kind: SourceKind
    text: str
    data: bytes = field(default=b"", repr=False)
    encoding: str = "utf-8"
    said: tuple[str, ...] = ()


_KINDS = {
    ".json": SourceKind.JSON,
    ".yaml": SourceKind.YAML,
    ".yml": SourceKind.YAML,
    ".jsonl": SourceKind.JSON_LINES,
    ".ndjson": SourceKind.JSON_LINES,
    ".txt": SourceKind.DRAFT,
    ".text": SourceKind.DRAFT,
    ".md": SourceKind.DRAFT,
    ".markdown": SourceKind.DRAFT,
}
_TABLES = frozenset({".csv", ".tsv", ".tab", ".psv"})
_SPREADSHEETS = frozenset({".xlsx", ".xlsm"})
_ARCHIVES = frozenset({".zip"})
_OTHER_SPREADSHEETS = frozenset({".xls", ".ods", ".numbers"})
ENDINGS = frozenset({*_KINDS, *_TABLES, *_SPREADSHEETS, *_ARCHIVES, *_OTHER_SPREADSHEETS})
"""Endings by which a name is that of a file."""

_MARKS = ",;\t|"
_CONTROL_SIGNS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OF_XLSX = b"xl/"
_DOCUMENT_KEY = re.compile(r"(?:okrsdk|client|cycle|objectives|key_results|check_ins|okrs)[ ]*:(?:[ ]|$)")
_FEWEST_CELLS, _MOST_LINES, _MOST_WORDS = 3, 20, 4


def read_source(name: str, data: bytes, *, is_named: bool = True, encoding: str = "") -> Source:
    """The content of a file with what it holds.

    Args:
        name: the file's name, which the messages name as well.
        data: its content.
        is_named: whether the ending of the name says what it holds; standard input has none, so its content tells.
        encoding: the encoding of its text, where people say it; otherwise it is found out.

    Raises:
        ConfigError: it holds something that is not read; the message says what it is and what to do instead.
    """
    suffix = PurePath(name).suffix.lower() if is_named else ""
    if suffix in _OTHER_SPREADSHEETS or data.startswith(_OLE):
        raise ConfigError(f"{name} is a spreadsheet in a form that is not read. Save it as .xlsx or .csv.")
    if suffix in _ARCHIVES or (suffix not in _SPREADSHEETS and data.startswith(_ZIP) and not _is_xlsx(data)):
        return Source(name=name, kind=SourceKind.ARCHIVE, text="", data=data)
    if suffix in _SPREADSHEETS or data.startswith(_ZIP):
        return _spreadsheet(name, data)
    if is_named and suffix not in _KINDS and suffix not in _TABLES:
        raise ConfigError(
            f"{name} has no ending that says what it holds. Tables end in .csv, .tsv or .xlsx, documents in .json, "
            ".yaml or .yml, drafts in .txt or .md, JSON lines in .jsonl, the export of Viva Goals in .zip: rename it."
        )
    text, found = decoded(data, name=name, told=encoding)
    text, count = _CONTROL_SIGNS.subn("", text)
    kind = SourceKind.TABLE if suffix in _TABLES else _KINDS[suffix] if is_named else _kind_of(text)
    if kind is SourceKind.JSON and _is_json_line_by_line(text):
        kind = SourceKind.JSON_LINES
    if kind is SourceKind.TABLE and text.strip() and not any(mark in text for mark in _MARKS):
        kind = SourceKind.DRAFT  # one column of sentences
    elif kind is SourceKind.DRAFT:
        kind = _kind_of_draft(text)
    said = [f"encoding {found}"] if found not in ("utf-8", "ascii") else []
    said += [f"control characters left out: {count}"] if count else []
    return Source(name=name, kind=kind, text=text, encoding=found, said=tuple(said))


def _is_xlsx(data: bytes) -> bool:
    """Whether a ZIP is a spreadsheet: by the names of its files, since the bytes of any large ZIP say everything."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith(_OF_XLSX.decode()) for name in archive.namelist())
    except BadZipFile:
        return _OF_XLSX in data


def _spreadsheet(name: str, data: bytes) -> Source:
    if not data.startswith(_ZIP) or _OF_XLSX not in data:
        raise ConfigError(f"{name} is no .xlsx spreadsheet. Open it, and save it as .xlsx or .csv.")
    return Source(name=name, kind=SourceKind.SPREADSHEET, text="", data=data)


def _kind_of(text: str) -> SourceKind:
    """What a text without a name holds."""
    lines = [line for line in text.split("\n") if line.strip()]
    first = next((line for line in lines if not line.startswith(("#", "---"))), "")
    if lines and lines[0].lstrip().startswith(("{", "[")):
        return SourceKind.JSON_LINES if _is_json_line(lines[0]) else SourceKind.JSON
    return SourceKind.YAML if _DOCUMENT_KEY.match(first) else SourceKind.DRAFT


def _is_json_line(line: str) -> bool:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and ("objective" in data or isinstance(data.get("key_results"), list))


def _is_json_line_by_line(text: str) -> bool:
    """Whether a text that is called JSON has an object of its own on its first line, and more below it."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1 or not text.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _kind_of_draft(text: str) -> SourceKind:
    """What a text holds that is called a draft: a table or JSON is never taken for sentences."""
    if looks_like_table(text):
        return SourceKind.TABLE
    return SourceKind.JSON if text.lstrip()[:1] in ("{", "[") and _is_json(text) else SourceKind.DRAFT


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def looks_like_table(text: str) -> bool:
    """Whether a text is a table of cells parted by commas, semicolons or tabs, below a header.

    >>> looks_like_table("Objective,Key Result,Target;Win the north,Bookings,20".replace(";", chr(10)))
    True
    >>> looks_like_table("Win north, south, east; - Bookings, calls, visits from 10 to 20".replace(";", chr(10)))
    False
    """
    lines = [line for line in text.split("\n") if line.strip()][:_MOST_LINES]
    return len(lines) > 1 and any(_is_parted(lines, mark) for mark in (",", ";", "\t"))


def _is_parted(lines: list[str], mark: str) -> bool:
    if mark not in lines[0]:
        return False
    header, *rows = csv.reader([_unquoted(line, mark) for line in lines], delimiter=mark)
    is_header = len(header) >= _FEWEST_CELLS and all(len(cell.split()) <= _MOST_WORDS for cell in header)
    known = [cell for cell in header if _is_known(cell)]
    is_even = bool(rows) and all(len(row) == len(header) for row in rows)
    is_tight = f"{mark} " not in lines[0] and all(cell.strip() for cell in header)
    return is_header and (len(known) > 1 or (is_even and is_tight))


def _unquoted(line: str, mark: str) -> str:
    """A line that is quoted as a whole, without the quotes."""
    whole = re.fullmatch(r'"((?:[^"]|"")*)"\s*', line)
    return whole[1].replace('""', '"') if whole and mark in whole[1] else line


def _is_known(cell: str) -> bool:
    word = normalized(cell)
    last = word.split()[-1:] or [""]
    return bool(meanings_of(cell)) or word in LEFT_OUT or last[0] == "id"
