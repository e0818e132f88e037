"""Files of OKRs, read and written; what a file holds follows from its name and its content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.sources import Source, read_source

if TYPE_CHECKING:
    from okrsdk.interchange import DocumentFormat, LoadedDocument
    from okrsdk.model import OkrSet


def open_source(path: str | Path) -> Source:
    """The text of a file with what it holds: a document, a draft or JSON lines.

    Raises:
        ConfigError: there is no such file, or it holds something that is not read.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror or error}.") from error
    return read_source(str(file), data)


def load_document(path: str | Path) -> LoadedDocument:
    """The OKRs in a JSON or YAML file, with all findings on its structure.

    Raises:
        ConfigError: there is no such file, it is no OKR document, or its text is broken.
        SchemaVersionError: the document is of a newer format.
    """
    from okrsdk.interchange import read_document

    return read_document(open_source(path))


def load_okr_set(path: str | Path) -> OkrSet:
    """The OKRs in a JSON or YAML file, if all of it can be read.

    Raises:
        InvalidOkrError: something in it cannot be read.
        ConfigError: as of `load_document`.
        SchemaVersionError: the document is of a newer format.
    """
    from okrsdk.interchange import read_okr_set

    return read_okr_set(open_source(path))


def write_document(okr_set: OkrSet, path: Path, file_format: DocumentFormat) -> None:
    """Writes a set of OKRs to a file in one of the formats.

    Raises:
        ConfigError: it cannot be written.
    """
    from okrsdk.interchange import dump_document

    try:
        path.write_text(dump_document(okr_set, file_format), encoding="utf-8", newline="")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from error
