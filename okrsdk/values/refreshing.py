"""A refresh: the values of a workbook's key results from where they are kept, as check-ins, in one read and one write.

Each spreadsheet that is named costs one further read, each file one fetch, however many key results name it. What one
source refuses or does not answer is told of its key results, and the others go on.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.cycle import RefreshedValue, refreshed_value, unread_value
from okrsdk.errors import OkrError, SourceError
from okrsdk.language.source_references import (
    CellReference,
    FileReference,
    Misread,
    QueryReference,
    named_source,
    source_reference,
)
from okrsdk.model import Reading, day_asked
from okrsdk.values.file_values import value_in_file
from okrsdk.values.found_value import FoundValue, reading_of
from okrsdk.values.sheets import values_in_sheets
from okrsdk.values.sql import Databases
from okrsdk.values.value_source import ValueSource, installed_source, told_by_source
from okrsdk.values.web import FileReader
from okrsdk.workbook.writing.current_cell import has_formula_in_current

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from okrsdk.model import KeyResult, OkrSet, Today
    from okrsdk.sheets import Workbook
    from okrsdk.values.settings import SourceSettings
    from okrsdk.workbook import WorkbookReading

_AT_ONCE = 4
_FRESH = 5.0
"""Seconds after which people may well have gone on, so that the workbook is read again before it is written."""
_NO_SOURCES: Mapping[str, ValueSource] = MappingProxyType({})
_Reference: TypeAlias = "CellReference | FileReference | QueryReference | Misread | str"
"""Where a value is: a reference, what is wrong with one, or the name of a source that was installed or given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """What a refresh came to.

    Attributes:
        reading: the workbook as it was read.
        on: the client's day.
        values: the key results whose Source is a reference, in order, each with what became of it.
        words: how many active key results have words as their Source, or none.
        is_written: whether the check-ins were written; not in a dry run, nor where there are none.
    """

    reading: WorkbookReading
    on: date
    values: tuple[RefreshedValue, ...]
    words: int
    is_written: bool

    @property
    def is_closed(self) -> bool:
        """Whether the cycle was closed, so that nothing was asked for."""
        return self.reading.okr_set.closed_on is not None


def refresh_workbook(  # noqa: PLR0913 - the clock is passed in beside what users choose
    workbook: Workbook,
    *,
    on: date | Today,
    settings: SourceSettings,
    sources: Mapping[str, ValueSource] = _NO_SOURCES,
    save_doubtful: bool = False,
    dry_run: bool = False,
    now: Callable[[], float] = time.monotonic,
) -> Refresh:
    """What the sources of a workbook's key results say, written as automatic check-ins where that is news.

    Args:
        workbook: the workbook.
        on: the client's day, or today as the client has it; values without a day are of it.
        settings: what may be read.
        sources: sources of one's own by name, which go before those that are installed.
        save_doubtful: whether to write also what may be a slip.
        dry_run: whether to write nothing.
        now: seconds on a clock that never goes back; where sources took long, the workbook is read once more.

    Raises:
        InvalidOkrError: it is not an OKR workbook, or has no Check-ins tab.
        StaleWorkbookError: people moved columns or kept moving rows; the message says what to look at.
        SheetsError: the workbook cannot be read or written; the message says when it may have been written.
        ConfigError: an extra is not installed.
    """
    reading, started = workbook.inspect(), now()
    day = day_asked(on, reading.okr_set.client)
    asked = {} if reading.okr_set.closed_on is not None else dict(_asked(reading.okr_set, sources))
    found = _Sight(workbook=workbook, settings=settings, sources=sources, on=day).readings(reading.okr_set, asked)
    if now() - started > _FRESH:
        reading = workbook.inspect()  # what people said meanwhile comes first
    active = [one for _, one in _active(reading.okr_set)]
    values = tuple(
        _judged(reading, one, found[_key(one)], on=day, save_doubtful=save_doubtful)
        for one in active
        if _key(one) in found
    )
    check_ins = [one.check_in for one in values if one.check_in is not None]
    if check_ins and not dry_run:
        workbook.record(reading, *check_ins)
    return Refresh(
        reading=reading,
        on=day,
        values=values,
        words=len(active) - len(values),
        is_written=bool(check_ins) and not dry_run,
    )


def _key(key_result: KeyResult) -> tuple[str, str]:
    """What tells of which key result a value is, also after people moved its row; one with another Source has none."""
    return key_result.id, key_result.source


def _active(okr_set: OkrSet) -> Iterator[tuple[int, KeyResult]]:
    """The active key results of objectives that are not given up, each with its place."""
    given_up = {one.id for one in okr_set.objectives if not one.is_active}
    return (
        (at, one) for at, one in enumerate(okr_set.key_results) if one.is_active and one.objective_id not in given_up
    )


def _asked(okr_set: OkrSet, sources: Mapping[str, ValueSource]) -> Iterator[tuple[int, _Reference]]:
    """Where the value of each active key result is, by its place; those whose Source is words are left out."""
    for at, key_result in _active(okr_set):
        reference = source_reference(key_result.source)
        if reference is not None:
            yield at, reference
        elif (named := named_source(key_result.source)) is not None and _is_source(named[0], sources):
            yield at, named[0]


def _is_source(name: str, sources: Mapping[str, ValueSource]) -> bool:
    try:
        return installed_source(name, sources) is not None
    except SourceError:
        return True  # it is one that cannot be loaded, which is said of its key results


def _judged(
    reading: WorkbookReading, key_result: KeyResult, found: Reading | OkrError, *, on: date, save_doubtful: bool
) -> RefreshedValue:
    okr_set = reading.okr_set
    if isinstance(found, OkrError):
        return unread_value(okr_set, key_result, str(found), on=on)
    return refreshed_value(
        okr_set,
        key_result,
        found,
        on=on,
        is_current_formula=has_formula_in_current(reading, key_result.id),
        save_doubtful=save_doubtful,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sight:
    """What values are looked up with."""

    workbook: Workbook
    settings: SourceSettings
    sources: Mapping[str, ValueSource]
    on: date

    def readings(self, okr_set: OkrSet, asked: Mapping[int, _Reference]) -> dict[tuple[str, str], Reading | OkrError]:
        """The reading of each key result, or why there is none, by its ID and Source."""
        ids = Counter(one.id for one in okr_set.key_results)
        cells = [one for one in asked.values() if isinstance(one, CellReference)]
        in_sheets = (
            values_in_sheets(cells, self.workbook.connection, self.settings, own_id=self.workbook.spreadsheet_id)
            if cells
            else {}
        )
        files = self._files({one.place: one for one in asked.values() if isinstance(one, FileReference)})
        databases = Databases.of(self.settings.queries)
        found: dict[tuple[str, str], Reading | OkrError] = {}
        for at, reference in asked.items():
            key_result = okr_set.key_results[at]
            key = _key(key_result)
            try:
                _refuse_unclear(key_result, ids)
                match reference:
                    case Misread():
                        raise SourceError(f"Its Source cannot be read: {reference.problem}")
                    case str():
                        found[key] = self._of_ones_own(reference, key_result)
                    case CellReference():
                        found[key] = self._read(in_sheets[reference], key_result, reference.kind)
                    case FileReference():
                        found[key] = self._read(self._in(reference, files[reference.place]), key_result, reference.kind)
                    case QueryReference():
                        value = databases.value(reference.name, key_result, on=self.on)
                        found[key] = self._read(value, key_result, reference.kind)
            except OkrError as error:
                found[key] = error
        return found

    def _files(self, references: Mapping[str, FileReference]) -> dict[str, bytes | OkrError]:
        """What each file holds, or why it cannot be read; several are fetched at a time."""
        reader = FileReader(settings=self.settings)

        def fetched(reference: FileReference) -> bytes | OkrError:
            try:
                return reader.read(reference)
            except OkrError as error:
                return error

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return dict(zip(references, pool.map(fetched, references.values()), strict=True))

    def _in(self, reference: FileReference, data: bytes | OkrError) -> FoundValue:
        if isinstance(data, OkrError):
            raise data
        return value_in_file(data, reference, on=self.on)

    def _read(self, found: FoundValue | OkrError, key_result: KeyResult, kind: str) -> Reading:
        if isinstance(found, OkrError):
            raise found
        return reading_of(found, key_result, on=self.on, source=kind)

    def _of_ones_own(self, name: str, key_result: KeyResult) -> Reading:
        source = installed_source(name, self.sources)
        if source is None:
            raise SourceError(f"There is no source {name} any more.")
        return told_by_source(name, source, key_result, on=self.on)


def _refuse_unclear(key_result: KeyResult, ids: Counter[str]) -> None:
    """Stops where a check-in could not name the key result.

    Raises:
        SourceError: it has no ID, or shares it.
    """
    if not key_result.id:
        raise SourceError("It has no ID yet, so no check-in can name it. Grade the workbook first, which assigns one.")
    if ids[key_result.id] > 1:
        raise SourceError(f"Several rows have the ID {key_result.id}. Give each its own.")
