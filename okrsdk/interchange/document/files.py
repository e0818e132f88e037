"""OKR documents as files: the format follows from the file's name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.findings import has_errors
from okrsdk.interchange.document.json_text import read_json, write_json
from okrsdk.interchange.document.reading import okr_set_from_document
from okrsdk.interchange.document.writing import document_from_okr_set
from okrsdk.interchange.document.yaml_text import read_yaml, write_yaml
from okrsdk.interchange.exporters.csv import write_csv
from okrsdk.interchange.file_formats import DocumentFormat

if TYPE_CHECKING:
    from okrsdk.interchange.document.reading import LoadedDocument
    from okrsdk.model import OkrSet


_READERS = {".json": read_json, ".yaml": read_yaml, ".yml": read_yaml}


def load_document(path: str | Path) -> LoadedDocument:
    """The OKRs in a JSON or YAML file, with all findings on its structure.

    Raises:
        ConfigError: there is no such file, its name does not end in `.json`, `.yaml` or `.yml`, or its text is broken.
        SchemaVersionError: the document is of a newer format.
    """
    file = Path(path)
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise ConfigError(f"{file} cannot be read: an OKR document is a .json, .yaml or .yml file.")
    try:
        text = file.read_text(encoding="utf-8-sig")
        data = reader(text)
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8 text: byte {error.start} is no part of it.") from error
    except ValueError as error:
        raise ConfigError(f"{file} is broken: {str(error).rstrip('.')}.") from error
    return okr_set_from_document(data)


def load_okr_set(path: str | Path) -> OkrSet:
    """The OKRs in a JSON or YAML file, if all of it can be read.

    Raises:
        InvalidOkrError: something in it cannot be read.
        ConfigError: as of `load_document`.
        SchemaVersionError: the document is of a newer format.
    """
    document = load_document(path)
    if has_errors(document.findings):
        raise InvalidOkrError(f"{path} has errors.", findings=document.placed(document.findings))
    return document.okr_set


def write_document(okr_set: OkrSet, path: Path, file_format: DocumentFormat) -> None:
    """Writes a set of OKRs to a file in one of the formats.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        path.write_text(dump_document(okr_set, file_format), encoding="utf-8", newline="")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from error


def dump_document(okr_set: OkrSet, file_format: DocumentFormat) -> str:
    """The text of a set of OKRs in one of the formats."""
    match file_format:
        case DocumentFormat.JSON:
            return write_json(document_from_okr_set(okr_set))
        case DocumentFormat.YAML:
            return write_yaml(document_from_okr_set(okr_set))
        case DocumentFormat.CSV:
            return write_csv(okr_set)
