"""Mappings of columns: as people type them (`Ziel=target`), and as files that can be saved and used again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.header_meanings import mapped_meaning

if TYPE_CHECKING:
    from okrsdk.interchange.importers.source_reading import ColumnReading


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Per header what its column holds, from pairs as people type them; the last `=` parts a header from its meaning.

    Raises:
        ConfigError: one has no `=`, or names nothing that a column can hold.

    >>> parse_mapping(["Ziel=target", "Soll = Ist=current"])
    {'Ziel': 'target', 'Soll = Ist': 'current'}
    """
    found: dict[str, str] = {}
    for pair in pairs:
        header, equals, meaning = pair.rpartition("=")
        if not equals or not header.strip():
            raise ConfigError(
                f"{pair!r} maps nothing. Write the header and what its column holds: Ziel=target.", setting="map"
            )
        found[header.strip()] = mapped_meaning(meaning.strip()).name
    return found


def mapping_of(data: object, *, name: str) -> dict[str, str]:
    """The mapping that a file holds, from its plain data: headers with what their columns hold.

    Raises:
        ConfigError: it is no mapping of texts to texts, or names nothing that a column can hold.
    """
    if not isinstance(data, Mapping) or not all(isinstance(value, str) for value in data.values()):
        raise ConfigError(f"{name} is no mapping. Write one header a line, with what its column holds: Ziel: target.")
    return {str(header): mapped_meaning(meaning).name for header, meaning in data.items()}


def mapping_from(columns: Iterable[ColumnReading]) -> dict[str, str]:
    """The mapping under which a source is read as it was: what each column holds that has a meaning."""
    return {column.header: column.meaning for column in columns if column.meaning}
