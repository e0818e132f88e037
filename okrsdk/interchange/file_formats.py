"""The formats in which OKRs are written, by the ending of the file's name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import PurePath


class DocumentFormat(StrEnum):
    """The formats a set of OKRs can be written in. CSV is for other tools to read and cannot be read back."""

    JSON = "json"
    YAML = "yaml"
    CSV = "csv"


_FORMATS = {
    ".json": DocumentFormat.JSON,
    ".yaml": DocumentFormat.YAML,
    ".yml": DocumentFormat.YAML,
    ".csv": DocumentFormat.CSV,
}


def format_to_write(path: PurePath) -> DocumentFormat:
    """The format to write the file in.

    Raises:
        ConfigError: there is none of that ending.
    """
    chosen = _FORMATS.get(path.suffix.lower())
    if chosen is None:
        raise ConfigError(f"{path} does not end in .json, .yaml or .csv.")
    return chosen
