"""Files of OKRs, read and written; what a file holds follows from its name and its content."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.sources import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.interchange import DocumentFormat, ExportFormat, ReadingOptions
    from okrsdk.model import OkrSet


def open_source(path: str | Path, *, encoding: str = "") -> Source:
    """The content of a file with what it holds: a document, a table, a spreadsheet, a draft or JSON lines.

    Raises:
        ConfigError: there is no such file, or it holds something that is not read.
    """
    file = Path(path)
    return read_source(str(file), _contents(file), encoding=encoding)


def _contents(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror or error}.") from error


def load_okr_set(path: str | Path, options: ReadingOptions | None = None) -> OkrSet:
    """The OKRs in a file of any form, if all of it can be read.

    Args:
        path: the file.
        options: what is told of it; what is not is found out.

    Raises:
        InvalidOkrError: something in it cannot be read.
        ConfigError: there is no such file, it cannot be read as OKRs, or its text is broken.
        SchemaVersionError: the document is of a newer format.
    """
    from okrsdk.interchange import ReadingOptions, read_okr_set

    told = options or ReadingOptions()
    return read_okr_set(open_source(path, encoding=told.encoding), told)


def load_mapping(path: str | Path) -> dict[str, str]:
    """The mapping of columns in a JSON or YAML file: per header what its column holds.

    Raises:
        ConfigError: there is no such file, or it is no such mapping.
    """
    from okrsdk.interchange.document.formats import parse_data
    from okrsdk.interchange.importers.column_mapping import mapping_of

    source = open_source(path)
    return mapping_of(parse_data(source), name=source.name)


def save_mapping(mapping: Mapping[str, str], path: Path) -> None:
    """Writes a mapping of columns to a YAML file, from which it can be read again.

    Raises:
        ConfigError: it cannot be written.
    """
    from okrsdk.interchange.document.yaml_text import write_yaml

    write_file(path, write_yaml(dict(mapping)).encode())


def write_document(okr_set: OkrSet, path: Path, file_format: DocumentFormat) -> None:
    """Writes a set of OKRs to a file in one of the formats.

    Raises:
        ConfigError: it cannot be written.
    """
    from okrsdk.interchange import dump_document

    write_file(path, dump_document(okr_set, file_format).encode())


def from_tables(path: str | Path, *, workbook: str | None = None) -> OkrSet:
    """The OKRs of one workbook in tidy tables: a folder of CSVs or Parquet files, an `.xlsx` or an `.sqlite` file.

    Args:
        path: the folder or file, as `okr export` writes it.
        workbook: which of several workbooks is meant, as the column `workbook` names it.

    Raises:
        ConfigError: there are no such tables, or several workbooks and none is named.
        InvalidOkrError: a cell cannot be read; `findings` tells of every such cell.
    """
    from okrsdk.interchange.tidy.files import READ_SUFFIXES, tables_in
    from okrsdk.interchange.tidy.reading import chosen_okr_set

    place = Path(path)
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    held = {file.name: _contents(file) for file in files if file.suffix.lower() in READ_SUFFIXES}
    return chosen_okr_set(tables_in(held), workbook=workbook)


def append_export(assessments: Sequence[Assessment], path: Path, export_format: ExportFormat) -> tuple[Path, ...]:
    """Adds OKRs to a file of a format that grows, or makes it; gives the file.

    Raises:
        ConfigError: the format does not grow, the file holds something else, or it cannot be read or written.
    """
    if export_format.append is None:
        raise ConfigError(f"{export_format.name} cannot be appended to. Write it anew.")
    if not path.exists():
        return write_export(assessments, path, export_format)
    own = [file for file in export_format.append(assessments, _contents(path)) if not file.is_companion]
    write_file(path, own[0].content)
    return (path,)


def write_export(assessments: Sequence[Assessment], path: Path, export_format: ExportFormat) -> tuple[Path, ...]:
    """Writes OKRs in a format; gives the files that were written.

    A format of several files is written to a folder. Any other goes to the file `path`, or where `path` is a folder or
    has no ending and does not exist, to a file of its own name inside.

    Raises:
        ConfigError: the format cannot hold them, `path` is one file and they make several, or it cannot be written.
    """
    files = export_format.write(assessments)
    if not export_format.suffix or path.is_dir() or not (path.suffix or path.exists()):
        places = {path / file.name: file.content for file in files}
    else:
        own = [file for file in files if not file.is_companion]
        if len(own) != 1:
            names = ", ".join(file.name for file in own)
            raise ConfigError(f"{path} is one file, and these are {len(own)}: {names}. Name a folder instead.")
        places = {path: own[0].content}
    for place, content in places.items():
        write_file(place, content)
    return tuple(places)


def write_file(path: Path, contents: bytes) -> None:
    """Puts a file in its place whole, or leaves what was there: it is written beside and then renamed.

    Raises:
        ConfigError: it cannot be written; the message says why.
    """
    if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
        with _refusals(path):
            path.write_bytes(contents)
        return
    place = path.resolve()
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    with _refusals(path):
        place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _refusals(path):
            with beside.open("xb") as file:
                file.write(contents)
                file.flush()
                os.fsync(file.fileno())
            if place.exists():
                shutil.copymode(place, beside)
            beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        cure = _CURES.get(error.errno or 0, "")
        raise ConfigError(f"{path} cannot be written: {error.strerror or error}.{cure}") from error


_CURES = {
    errno.ENOSPC: " Make room on the disk; what was there is left as it was.",
    errno.EACCES: " Choose a folder that you may write to.",
    errno.EROFS: " Choose a folder that you may write to.",
}
