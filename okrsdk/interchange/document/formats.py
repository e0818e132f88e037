"""The formats of OKR documents: JSON and YAML, both read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.document.json_text import read_json, write_json
from okrsdk.interchange.document.reading import okr_set_from_document
from okrsdk.interchange.document.records import CHECK_INS, KEY_RESULTS, OBJECTIVES, TOP_KEYS, VERSION
from okrsdk.interchange.document.writing import document_from_okr_set
from okrsdk.interchange.document.yaml_text import read_yaml, write_yaml
from okrsdk.interchange.importers.sources import Source, SourceKind

if TYPE_CHECKING:
    from pathlib import PurePath

    from okrsdk.interchange.document.reading import LoadedDocument
    from okrsdk.model import OkrSet


class DocumentFormat(StrEnum):
    """The formats of documents: what is written in one is read back as it was."""

    JSON = "json"
    YAML = "yaml"


_WRITTEN_AS = {
    ".json": DocumentFormat.JSON,
    ".yaml": DocumentFormat.YAML,
    ".yml": DocumentFormat.YAML,
}
_OF_OTHERS = frozenset({"title", "objective", "name", "goal", "o", "O", "description"})
_READERS = {SourceKind.JSON: read_json, SourceKind.YAML: read_yaml}


def read_document(source: Source) -> LoadedDocument:
    """The OKRs of a JSON or YAML text in our own form, with all findings on its structure.

    Raises:
        ConfigError: it is no OKR document, or broken.
        SchemaVersionError: the document is of a newer format.
    """
    data = parse_data(source)
    if is_other_form(data):
        keys = ", ".join(TOP_KEYS)
        raise ConfigError(
            f"{source.name} is in the form of another tool. An OKR document is a mapping with the keys {keys}; write "
            "the OKRs so, or as a draft in a text file."
        )
    return document_of(data, source)


def parse_data(source: Source) -> object:
    """The plain data of a JSON or YAML text.

    Raises:
        ConfigError: it is neither, or broken.
    """
    reader = _READERS.get(source.kind)
    if reader is None:
        raise ConfigError(f"{source.name} is no OKR document, which ends in .json, .yaml or .yml.")
    try:
        return reader(source.text)
    except ValueError as error:
        raise ConfigError(f"{source.name} is broken: {str(error).rstrip('.')}.") from error


def document_of(data: object, source: Source) -> LoadedDocument:
    """The OKRs of plain data in our own form, read from a source.

    Raises:
        SchemaVersionError: the document is of a newer format.
    """
    return replace(okr_set_from_document(data), text=source.text)


def is_other_form(data: object) -> bool:
    """Whether plain data is no OKR document but that of another tool: a list, or not one key of ours.

    >>> is_other_form({"okrs": []}), is_other_form([{"title": "Win"}]), is_other_form({"objectives": []})
    (True, True, False)
    """
    if isinstance(data, Mapping):
        is_ours = any(key in data for key in TOP_KEYS) and not _are_objectives_of_others(data)
        return bool(data) and (not is_ours or _holds_others_alone(data))
    return isinstance(data, list) and any(isinstance(item, Mapping) for item in data)


def _holds_others_alone(data: Mapping[object, object]) -> bool:
    """Whether all records are in lists of other keys (`teams`), beside a cycle or client that is called as ours."""
    has_records = any(key in data for key in (VERSION, OBJECTIVES, KEY_RESULTS, CHECK_INS))
    others = [value for key, value in data.items() if key not in TOP_KEYS]
    return not has_records and any(isinstance(value, list) and _has_mapping(value) for value in others)


def _has_mapping(items: list[object]) -> bool:
    return any(isinstance(item, Mapping) for item in items)


def _are_objectives_of_others(data: Mapping[object, object]) -> bool:
    """Whether the objectives have their sentences under other keys than ours (`title`), or are a mapping by name."""
    items = data.get(OBJECTIVES)
    if isinstance(items, Mapping) and items and VERSION not in data:
        return all(isinstance(item, Mapping) for item in items.values())
    if VERSION in data or not isinstance(items, list) or not items:
        return False
    return all(isinstance(item, Mapping) and "text" not in item and _OF_OTHERS & {*item} for item in items)


def dump_document(okr_set: OkrSet, file_format: DocumentFormat) -> str:
    """The text of a set of OKRs in one of the formats."""
    match file_format:
        case DocumentFormat.JSON:
            return write_json(document_from_okr_set(okr_set))
        case DocumentFormat.YAML:
            return write_yaml(document_from_okr_set(okr_set))


def format_of(path: PurePath) -> DocumentFormat:
    """The format to write a file in, by the ending of its name.

    Raises:
        ConfigError: there is none of that ending.
    """
    chosen = _WRITTEN_AS.get(path.suffix.lower())
    if chosen is None:
        raise ConfigError(f"{path} does not end in .json or .yaml. Other formats: okr export, or okrsdk.export.")
    return chosen
