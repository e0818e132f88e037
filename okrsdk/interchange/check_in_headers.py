"""What tables of check-ins call their columns, in the languages of other tables, and what a person says of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.findings import Table
from okrsdk.interchange.importers.label_words import ROLES, Role
from okrsdk.interchange.importers.log_columns import DAYS, SAID, VALUES
from okrsdk.language.normalize import normalized
from okrsdk.schema.header_words import HEADER_WORDS, listed_words
from okrsdk.schema.tables import columns
from okrsdk.workbook.layout.locate import fields_by_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONFIDENCE = """
    confidence level, confidence score
    zuversicht, konfidenz
    confiance
    confianza
    confianca
    fiducia
    vertrouwen
    自信度, 自信, 確信度
"""
_BLOCKS = """
    blocker, blocking, in the way, obstacle, obstacles, impediment, impediments
    was blockiert, blockiert, blockaden, hindernis, hindernisse, was im weg steht
    ce qui bloque, blocage, blocages, obstacles, freins
    que bloquea, lo que bloquea, bloqueo, bloqueos, obstaculos
    o que bloqueia, bloqueios
    cosa blocca, che cosa blocca, ostacoli, blocchi
    wat blokkeert, blokkades, obstakels
    障害, 課題
"""
_CHANGED = "was sich geandert hat, ce qui a change, que cambio, que ha cambiado, o que mudou, cosa e cambiato"
_BY = """
    said by, reported by, updated by, who
    gemeldet von, eingetragen von, autor, autorin
    auteur, saisi par, rapporte par
    autor, autora, reportado por, informado por
    autore, inserito da
    auteur, ingevuld door
    記入者, 報告者
"""
_KEY_RESULTS = [word for word, role in ROLES.items() if role is Role.KEY_RESULT]
_WORDS = {
    "key_result_id": [*_KEY_RESULTS, *(f"{word} id" for word in _KEY_RESULTS)],
    "day": DAYS,
    "value": [*VALUES, *HEADER_WORDS["current"]],
    "confidence": listed_words(_CONFIDENCE),
    "changed": [*SAID, *listed_words(_CHANGED)],
    "blocks": listed_words(_BLOCKS),
    "by": listed_words(_BY),
}


def check_in_fields() -> dict[str, str]:
    """Which field of a check-in a header names, in its one form for all spellings; our own names go before others."""
    others = {word: name for name, words in reversed(_WORDS.items()) for word in words}
    return {**others, **fields_by_header(columns(Table.CHECK_INS))}


def mapped_fields(pairs: Iterable[str]) -> dict[str, str]:
    """Per header, normalized, the field of a check-in that people say it is; the last `=` parts the two.

    Args:
        pairs: what was typed: `Stand=value`.

    Raises:
        ConfigError: one has no `=`, or names no column of check-ins.

    >>> mapped_fields(["Stand am Freitag=value", "Wie sicher? = Confidence"])
    {'stand am freitag': 'value', 'wie sicher?': 'confidence'}
    """
    return dict(map(_mapped, pairs))


def _mapped(pair: str) -> tuple[str, str]:
    header, equals, meaning = pair.rpartition("=")
    names = {**check_in_fields(), **{normalized(name): name for name in _field_names()}}
    field = names.get(normalized(meaning))
    if not equals or not header.strip() or field is None:
        known = ", ".join(column.title for column in columns(Table.CHECK_INS))
        raise ConfigError(
            f"{pair!r} maps nothing. Write the header and what its column holds, one of {known}: Stand=Value.",
            setting="map",
        )
    return normalized(header).rstrip(":："), field


def _field_names() -> Iterator[str]:
    return (column.name for column in columns(Table.CHECK_INS))
