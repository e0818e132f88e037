"""What the cells of a source mean: shares on a scale, days and numbers in the manner of their table, words of state.

Each has one meaning, which `docs/import.md` shows: progress and confidence are shares, on the scale that their column
shows; words of state say whether a key result was dropped, or are kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.cycle_headings import cycle_in, is_cycle_name
from okrsdk.interchange.importers.days_in_words import day_in_words
from okrsdk.interchange.importers.header_meanings import without_signs
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.language.dates import read_day
from okrsdk.language.digits import Convention, shown_convention
from okrsdk.language.normalize import normalized
from okrsdk.language.numbers import read_amount
from okrsdk.model import Cycle
from okrsdk.schema.header_words import listed_words

if TYPE_CHECKING:
    from okrsdk.interchange.importers.found_records import FoundRecord

_LOCALES = {Convention.COMMA: "de_DE", Convention.POINT: "en_US"}
"""A locale of each convention, for numbers alone: days have one of their own."""
_DAY_FIRST, _MONTH_FIRST = "en_GB", "en_US"
_MONTHS = 12
_FIGURES = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b")
_POWER = re.compile(r"-?\d(?:[.,]\d{1,14})?E[+-]?\d{1,2}", re.IGNORECASE)
"""A large or small number as spreadsheets write it into a CSV."""
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,2})?")
_RUN = re.compile(r"\d[\d.,]*\d")
_OF_WHOLE = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*/\s*([1-9]\d{0,2})\s*")
_HUNDRED, _TEN, _FIVE = Decimal(100), Decimal(10), Decimal(5)
_PERCENT_WORDS = frozenset(
    listed_words(
        """
        %, percent, percentage, per cent, prozent, pourcentage, porcentaje, porcentagem, percentuale, procent
        パーセント
        """
    )
)
_DROPPED = frozenset(
    listed_words("""
        dropped, cancelled, canceled, abandoned, discarded, stopped, postponed, archived, removed, won't do
        abgebrochen, gestrichen, gestoppt, verschoben
        abandonne, annule, reporte, arrete
        cancelado, cancelada, descartado, abandonado, pospuesto, aplazado
        adiado, descartada
        annullato, abbandonato, rinviato
        geannuleerd, gestopt, uitgesteld
        中止, 延期, 取り下げ
    """)
)
_ACTIVE = frozenset(listed_words("active, open, aktiv, offen, actif, activo, ativo, attivo, actief, 有効"))
_REPLACED = frozenset(
    listed_words("replaced, superseded, ersetzt, remplace, reemplazado, substituido, sostituito, vervangen")
)
_CONFIDENCE_WORDS = {
    **dict.fromkeys(
        listed_words("high, h, hoch, eleve, haute, alta, alto, elevata, hoog, 高, 高い, green, grun"), Decimal("0.9")
    ),
    **dict.fromkeys(
        listed_words(
            "medium, mid, m, moderate, mittel, moyen, moyenne, media, medio, gemiddeld, 中, yellow, amber, gelb"
        ),
        Decimal("0.6"),
    ),
    **dict.fromkeys(
        listed_words("low, l, niedrig, faible, basse, baja, bajo, baixa, bassa, laag, 低, 低い, red, rot"),
        Decimal("0.3"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a table writes its numbers and days.

    Attributes:
        decimal: the decimal mark, where it was told or an amount showed it.
        number_locale: the locale to read numbers by; empty where no amount showed its decimal mark.
        day_locale: the locale to read days by; empty where no day showed its order.
        progress_scale: what counts as the whole way in a bare progress: 1 or 100; None where nothing tells.
        confidence_scale: the highest confidence: 1, 5, 10 or 100; None where nothing tells.
    """

    decimal: Convention | None = None
    number_locale: str = ""
    day_locale: str = ""
    progress_scale: Decimal | None = None
    confidence_scale: Decimal | None = None


def manner_of(records: Sequence[FoundRecord], *, decimal: Convention | None, confidence_header: str = "") -> Manner:
    """How the cells of all records are written together.

    Args:
        records: the records.
        decimal: the decimal mark, where it was told or found out by the source already.
        confidence_header: the header of the column of confidence, which may tell its scale: `Confidence (1-5)`.
    """
    amounts = [record.cells.get(name) for record in records for name in ("baseline", "target", "current")]
    amounts += [record.cells.get(name) for record in records for name in ("progress", "confidence", "score", "weight")]
    convention = decimal or _convention(cell for cell in amounts if isinstance(cell, str))
    number_locale = "" if convention is None else _LOCALES[convention]
    progress = [
        share for record in records if (share := _bare(record.cells.get("progress"), number_locale)) is not None
    ]
    confidence = [
        one for record in records if (one := _bare(record.cells.get("confidence"), number_locale)) is not None
    ]
    return Manner(
        decimal=convention,
        number_locale=number_locale,
        day_locale=_day_locale(record.cells.get(name) for record in records for name in ("due", "checked_on")),
        progress_scale=_scale_of_progress(progress),
        confidence_scale=_scale_of_confidence(confidence, confidence_header),
    )


def _convention(texts: Iterable[str]) -> Convention | None:
    shown = {shown_convention(run) for text in texts for run in _RUN.findall(text)} - {None}
    return shown.pop() if len(shown) == 1 else None


def _day_locale(cells: Iterable[object]) -> str:
    """The locale whose order of day and month the days in figures show: a number above 12 can be no month."""
    shown: set[str] = set()
    for cell in cells:
        if isinstance(cell, str) and (figures := _FIGURES.match(cell)):
            shown |= (
                {_DAY_FIRST} if int(figures[1]) > _MONTHS else {_MONTH_FIRST} if int(figures[2]) > _MONTHS else set()
            )
    return shown.pop() if len(shown) == 1 else ""


def _bare(cell: object, locale: str) -> Decimal | None:
    """The number of a cell without a sign of percent; None where it has one, or is none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float | Decimal):
        return Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(cell)
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):
        return Decimal(cell)  # it can mean only one number, which spares a closer look
    amount = read_amount(cell.strip(), locale or None) if isinstance(cell, str) else None
    return None if amount is None or amount.unit or amount.value is None or amount.whole is not None else amount.value


def _scale_of_progress(values: Sequence[Decimal]) -> Decimal | None:
    """100 where a progress is above 1.5, 1 where one is a fraction; None where all are 0 or 1, or there is none."""
    if any(abs(value) > Decimal("1.5") for value in values):
        return _HUNDRED
    return Decimal(1) if any(value % 1 for value in values) else None


def _scale_of_confidence(values: Sequence[Decimal], header: str) -> Decimal | None:
    told = re.search(r"[-–/~]\s?(100|10|5|1)\b(?![.,]\d)|\bof (100|10|5)\b", header)
    if told:
        return Decimal(told[1] or told[2])
    highest = max(values, default=Decimal(0))
    if highest > _TEN:
        return _HUNDRED
    if highest > _FIVE:
        return _TEN
    return Decimal(1) if any(value % 1 for value in values) and highest <= 1 else None


def read_share(cell: object, scale: Decimal | None, manner: Manner) -> Decimal | None:
    """The share that a cell says, in percent or on a scale; None where that is not clear.

    0 needs no scale, and 1 is the whole where nothing tells another. A fraction of 1 among numbers of 100 may be on
    another scale than they are.
    """
    if isinstance(cell, str) and (of := _OF_WHOLE.fullmatch(cell)):
        return Decimal(of[1].replace(",", ".")) / Decimal(of[2])
    bare = _bare(cell, manner.number_locale)
    if bare is not None:
        if scale is None:
            return bare if bare in (0, 1) else None
        return None if is_of_another_scale(bare, scale) else bare / scale
    amount = read_amount(cell.strip(), manner.number_locale or None) if isinstance(cell, str) else None
    if amount is None or amount.value is None:
        return None
    if amount.whole is not None:
        return amount.value / amount.whole if amount.whole else None
    return amount.value / _HUNDRED if amount.unit == "%" else None


def is_of_another_scale(bare: Decimal, scale: Decimal) -> bool:
    """Whether a number is a fraction of 1, while others of its column are of 5, 10 or 100.

    >>> is_of_another_scale(Decimal("0.4"), Decimal(100)), is_of_another_scale(Decimal("12.5"), Decimal(100))
    (True, False)
    """
    return scale > 1 and 0 < abs(bare) < 1


def bare_number(cell: object, manner: Manner) -> Decimal | None:
    """The number of a cell without a sign of percent; None where it has one, or is none."""
    return _bare(cell, manner.number_locale)


def read_confidence(cell: object, manner: Manner) -> Decimal | None:
    """The confidence that a cell says, 0–1: a number on the scale of its column, a share, or a word."""
    word = _CONFIDENCE_WORDS.get(normalized(text_of(cell)))
    if word is not None:
        return word
    bare = _bare(cell, manner.number_locale)
    if bare is not None and manner.confidence_scale is None:
        return Decimal(0) if bare == 0 else None
    share = read_share(cell, manner.confidence_scale, manner)
    return share if share is not None and 0 <= share <= 1 else None


def raw_amount(cell: object) -> object:
    """A cell of an amount, as a number at once where its text can mean only one, which spares a closer look.

    >>> raw_amount("12.5"), raw_amount("1.2E+05"), raw_amount("1.234")
    (Decimal('12.5'), Decimal('120000'), '1.234')
    """
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if _POWER.fullmatch(text):
        return Decimal(f"{Decimal(text.replace(',', '.')):f}")
    return Decimal(text) if _PLAIN.fullmatch(text) else cell


def read_source_day(cell: object, manner: Manner) -> object:
    """A cell of a day: the day where it is sure, else the cell as it is."""
    if not isinstance(cell, str):
        return cell
    known: date | None = read_day(cell.strip(), manner.day_locale or None) or day_in_words(cell.strip())
    if known is None and is_cycle_name(cell):
        known = _end_of(cycle_in(cell))
    return cell if known is None else known


def _end_of(cycle: str) -> date | None:
    """The last day of a cycle; None for one without its year, which is that of the whole source."""
    try:
        return Cycle.parse(cycle).end
    except ValueError:
        return None


def is_percent_word(text: str) -> bool:
    """Whether a unit, or a type of metric, is percent."""
    return normalized(text) in _PERCENT_WORDS or text.strip() == "%"


def status_of(text: str) -> str | None:
    """The status that a word of state means: `active`, `replaced` or `dropped`; None for words of pace and result.

    >>> status_of("Abgebrochen"), status_of("On track"), status_of("open")
    ('dropped', None, 'active')
    """
    word = normalized(without_signs(text))
    if word in _DROPPED or any(word.startswith((f"{one} ", f"{one}:", f"{one},")) for one in _DROPPED):
        return "dropped"
    return "replaced" if word in _REPLACED else "active" if word in _ACTIVE else None
