"""A log of key results: each of its rows is a check-in, and all of them together say what is now, the newest last."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.found_records import FoundCheckIn
from okrsdk.interchange.importers.header_meanings import CHANGED, CHECKED_ON, CONFIDENCE, CURRENT, CYCLE, PROGRESS
from okrsdk.interchange.importers.record_units import take_units
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.interchange.importers.source_values import read_confidence, read_source_day

if TYPE_CHECKING:
    from okrsdk.interchange.importers.found_records import FoundKeyResult, FoundRecord
    from okrsdk.interchange.importers.source_values import Manner

_OF_THE_DAY = frozenset({CHECKED_ON, CURRENT, CHANGED, CYCLE, PROGRESS, "by"})


def logged_check_ins(one: FoundKeyResult, manner: Manner) -> list[FoundCheckIn]:
    """The check-ins of a key result in a log, by day, then those on another tab; none of one that has none.

    Its record becomes what the rows of the log say together: of each cell the newest that is filled. What an older row
    says otherwise, and what has no column of a check-in, is among what changed.

    Args:
        one: the key result, whose record is changed in place.
        manner: how cells are written.
    """
    entries = sorted(one.log, key=lambda own: _order(own, manner))  # rows whose day cannot be read keep their place
    record = one.record
    for entry in entries:
        record.cells |= {name: cell for name, cell in entry.cells.items() if name not in (CHANGED, CYCLE)}
        record.columns |= entry.columns
        record.carried |= entry.carried
    if entries:
        record.line = entries[-1].line
        record.cells = {name: cell for name, cell in record.cells.items() if name not in (CHANGED, CHECKED_ON)}
    check_ins = [_check_in(record, entry, manner) for entry in entries]
    if entries and "confidence" in check_ins[-1].cells:
        record.cells.pop(CONFIDENCE, None)
    updates = sorted(one.updates, key=lambda own: _order(own, manner))
    return check_ins + [_check_in(record, entry, manner) for entry in updates]


def _order(entry: FoundRecord, manner: Manner) -> tuple[bool, date]:
    day = read_source_day(entry.cells.get(CHECKED_ON), manner)
    return (False, day) if isinstance(day, date) else (True, date.min)


def _check_in(record: FoundRecord, entry: FoundRecord, manner: Manner) -> FoundCheckIn:
    confidence = read_confidence(entry.cells.get(CONFIDENCE), manner)
    said = [text_of(entry.cells.get(CHANGED))]
    for name, cell in entry.cells.items():
        if name in _OF_THE_DAY or (name == CONFIDENCE and confidence is not None) or cell == record.cells.get(name):
            continue
        said.append(f"{name.replace('_', ' ').capitalize()}: {text_of(cell)}")
    said += [f"{header}: {text}" for header, text in entry.carried.items() if text != record.carried.get(header)]
    entry.cells = {**record.cells, CURRENT: None} | entry.cells
    take_units(entry)
    cells = {
        "day": entry.cells.get(CHECKED_ON),
        "value": entry.cells.get(CURRENT),
        PROGRESS: entry.cells.get(PROGRESS),
        "confidence": confidence,
        "changed": "; ".join(filter(None, said)) or None,
        "by": entry.cells.get("by"),
    }
    said_of_day = {name: cell for name, cell in cells.items() if cell is not None}
    return FoundCheckIn(key_result=record, line=entry.line, tab=entry.tab, cells=said_of_day)
