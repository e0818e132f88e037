"""Tables with a row per key result and day: the columns of the day, of the value on it, and of what was said then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.header_meanings import (
    CHANGED,
    CHECKED_ON,
    CURRENT,
    ID,
    KEY_RESULT,
    PROGRESS,
    TEXT,
    TITLE,
    Meaning,
)
from okrsdk.interchange.importers.source_reading import UnderstoodBy
from okrsdk.language.normalize import normalized
from okrsdk.schema.header_words import listed_words
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.interchange.importers.source_table import SourceRow
    from okrsdk.interchange.importers.table_column import TableColumn

DAYS = frozenset(
    listed_words("""
        date, day, on, as of, week, week of, week ending, reported on, check in, check in day, date of check in
        datum, tag, woche, stichtag, am
        jour, semaine, date du point
        fecha, dia, semana
        data, giorno, settimana
        dag, week
        日付, 日, 週
    """)
)
"""Headers of the day of a check-in."""
VALUES = frozenset(
    listed_words("""
        value, reading, result, number, measured, reported, reported value, amount
        wert, messwert, ergebnis
        valeur, resultat
        valor, resultado, medicion
        valore, risultato
        waarde, resultaat
        値, 数値
    """)
)
"""Headers of the value on that day."""
SAID = frozenset(
    listed_words("""
        note, notes, comment, comments, remark, remarks, update, what changed, changes
        notiz, notizen, kommentar, anmerkung, was hat sich geandert
        remarque, remarques, commentaire, commentaires
        nota, notas, comentario, comentarios
        observacao, observacoes
        commento, commenti
        opmerking, opmerkingen
        備考, メモ, コメント
    """)
)
"""Headers of what was said then."""
LOG_WORDS = DAYS | VALUES | SAID
_NAMES = (Meaning(KEY_RESULT, TEXT), Meaning(KEY_RESULT, ID), Meaning("", TITLE))
_FEWEST_SINGLE = 0.9
"""Which part of the rows must be the only one of its key result and day."""


def with_log(columns: Sequence[TableColumn], body: Sequence[SourceRow]) -> list[TableColumn]:
    """The columns with those of a log told, where the same key result is on several rows, each of another day."""
    day = _day_column(columns)
    name = next((one for meaning in _NAMES for one in columns if one.meaning == meaning), None)
    if day is None or name is None or not is_log(body, name.index, day.index):
        return [*columns]
    return as_log(columns)


def as_log(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns with those of a log told: the day, the value on it where no other column has it, and the notes."""
    day = _day_column(columns)
    found = [_as_day(one) if one is day else one for one in columns]
    meanings = {one.meaning.field for one in found if one.meaning is not None}
    if not meanings & {CURRENT, PROGRESS}:
        found = _told(found, VALUES, Meaning("", CURRENT), is_numeric=True)
    return _told(found, SAID, Meaning("", CHANGED), is_numeric=False)


def _as_day(column: TableColumn) -> TableColumn:
    by = column.by if column.by is UnderstoodBy.MAPPING else UnderstoodBy.HEADER
    return replace(column, meaning=Meaning("", CHECKED_ON), by=by, remark=text("each row is a check-in"))


def is_log(rows: Sequence[SourceRow], name: int, day: int) -> bool:
    """Whether rows have the same key result on several days; a blank name is that of the row above."""
    days: dict[str, set[str]] = defaultdict(set)
    count, above = 0, ""
    for row in rows:
        above = normalized(row.text(name)) or above
        if above and row.text(day):
            days[above].add(row.text(day))
            count += 1
    singles = sum(map(len, days.values()))
    return any(len(own) > 1 for own in days.values()) and singles >= _FEWEST_SINGLE * count


def _day_column(columns: Sequence[TableColumn]) -> TableColumn | None:
    known = next((one for one in columns if one.meaning == Meaning("", CHECKED_ON)), None)
    unknown = (
        one
        for one in columns
        if one.meaning is None and normalized(one.header) in DAYS and one.content.is_mostly(one.content.days)
    )
    return known or next(unknown, None)


def _told(
    columns: Sequence[TableColumn], words: frozenset[str], meaning: Meaning, *, is_numeric: bool
) -> list[TableColumn]:
    """The columns with the first unknown one of some headers told."""
    first = next(
        (
            one
            for one in columns
            if one.meaning is None
            and normalized(one.header) in words
            and (not is_numeric or one.content.is_mostly(one.content.numbers))
        ),
        None,
    )
    return [
        replace(one, meaning=meaning, by=UnderstoodBy.HEADER, remark="") if one is first else one for one in columns
    ]
