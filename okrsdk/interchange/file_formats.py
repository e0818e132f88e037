"""What a file holds, by the ending of its name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import PurePath


class FileKind(StrEnum):
    """What a file holds that OKRs are read from."""

    DOCUMENT = "document"
    """An OKR document, JSON or YAML."""
    JSON_LINES = "json_lines"
    """A draft as JSON lines, one objective a line."""
    DRAFT = "draft"
    """A draft in plain text."""


class DocumentFormat(StrEnum):
    """The formats a set of OKRs can be written in. CSV is for other tools to read and cannot be read back."""

    JSON = "json"
    YAML = "yaml"
    CSV = "csv"


_KINDS = {
    ".json": FileKind.DOCUMENT,
    ".yaml": FileKind.DOCUMENT,
    ".yml": FileKind.DOCUMENT,
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".md": FileKind.DRAFT,
    ".txt": FileKind.DRAFT,
}
_FORMATS = {
    ".json": DocumentFormat.JSON,
    ".yaml": DocumentFormat.YAML,
    ".yml": DocumentFormat.YAML,
    ".csv": DocumentFormat.CSV,
}


def has_known_ending(path: PurePath) -> bool:
    """Whether OKRs are read from files of that ending."""
    return path.suffix.lower() in _KINDS


def file_kind(path: PurePath) -> FileKind:
    """What the file holds; a file of any other ending is a draft."""
    return _KINDS.get(path.suffix.lower(), FileKind.DRAFT)


def format_to_write(path: PurePath) -> DocumentFormat:
    """The format to write the file in.

    Raises:
        ConfigError: there is none of that ending.
    """
    chosen = _FORMATS.get(path.suffix.lower())
    if chosen is None:
        raise ConfigError(f"{path} does not end in .json, .yaml or .csv.")
    return chosen
