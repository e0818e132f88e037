"""The cycles of a source: labels of quarters beside its records, and the one cycle that is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.importers.cycle_headings import cycle_in
from okrsdk.interchange.importers.draft import NotTaken
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.model import Cycle
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.interchange.importers.found_records import FoundRecord, FoundRecords

_MONTHS = re.compile(r"((?:19|20)\d\d)[-/.]?([01]\d)\s*[-–—~]\s*((?:19|20)\d\d)[-/.]?([01]\d)")
_SHOWN = 12


def cycle_of_label(text: str) -> str:
    """The name of the cycle that a label means; the label itself where it means none that is known.

    >>> cycle_of_label("Q1 2026"), cycle_of_label("202601-202603"), cycle_of_label("T3/2026"), cycle_of_label("Spring")
    ('2026-Q1', '2026-Q1', '2026-Q3', 'Spring')
    """
    plain = text.strip()
    if months := _MONTHS.fullmatch(plain):
        plain = f"{months[1]}-{months[2]} - {months[3]}-{months[4]}"
    try:
        return Cycle.parse(plain).name
    except ValueError:
        return cycle_in(plain) or text.strip()


def of_one_cycle(found: FoundRecords, asked: str, *, name: str, banner: str = "") -> str:
    """The name of the one cycle that the records are of; those of others are taken out and listed.

    Args:
        found: the records, changed in place.
        asked: the cycle that was asked for; empty where none was.
        name: what the source is called.
        banner: the cycle of the whole source, for records that name none.

    Raises:
        ConfigError: the cycle that was asked for is none.
        InvalidOkrError: the records are of several cycles, or none is of the one that was asked for.
    """
    objectives = {id(one): _label(one) for one in found.objectives}
    labels = {**objectives, **{id(one.record): _label(one.record) for one in found.key_results}}
    for one in found.key_results:
        if one.objective is not None and not labels[id(one.record)]:
            labels[id(one.record)] = objectives.get(id(one.objective), "")
    there = list(dict.fromkeys(label for label in labels.values() if label))
    if not asked:
        if len(there) > 1:
            shown = ", ".join([*there[:_SHOWN], *(["…"] if len(there) > _SHOWN else [])])
            raise InvalidOkrError(
                text(
                    "{name} has the OKRs of several cycles: {cycles}. Say which are meant, as in --cycle {cycle}.",
                    name=name,
                    cycles=shown,
                    cycle=there[0],
                )
            )
        return there[0] if there else banner
    try:
        chosen = Cycle.parse(asked).name
    except ValueError as error:
        if asked not in there:
            raise ConfigError(str(error), setting="cycle") from error
        chosen = asked
    if len(there) != 1 or _is_cycle(there[0]):
        _take_out(found, labels, chosen, is_named=chosen in there)
    if there and not found.objectives and not found.key_results:
        raise InvalidOkrError(
            text(
                "{name} has no OKRs of {asked}. It has those of {cycles}.",
                name=name,
                asked=asked,
                cycles=", ".join(there[:_SHOWN]),
            )
        )
    return asked


def _is_cycle(label: str) -> bool:
    return bool(cycle_in(label)) or label[:1].isdigit()


def _label(record: FoundRecord) -> str:
    text = text_of(record.cells.pop("cycle", None))
    return cycle_of_label(text) if text else ""


def _take_out(found: FoundRecords, labels: dict[int, str], chosen: str, *, is_named: bool) -> None:
    """Takes the records of other cycles out; a label without its year (`Q1`) is that of the chosen one.

    The year alone is, too, unless others are labelled with the chosen cycle itself: then it is that of the whole year.
    """
    year, _, part = chosen.partition("-")
    names = {"", chosen, part} | (set() if is_named else {year})
    with_results = {id(one.objective) for one in found.key_results if labels[id(one.record)] in names}
    kept = {id(one) for one in found.objectives if labels[id(one)] in names or id(one) in with_results}
    for objective in found.objectives:
        if id(objective) not in kept:
            _leave_out(found, objective, labels[id(objective)])
    for one in found.key_results:
        if labels[id(one.record)] not in names:
            _leave_out(found, one.record, labels[id(one.record)])
    found.key_results = [one for one in found.key_results if labels[id(one.record)] in names]
    found.objectives = [one for one in found.objectives if id(one) in kept]
    for work in found.initiatives:
        if work.objective is not None and id(work.objective) not in kept:
            _leave_out(found, work.record, labels[id(work.objective)])
    found.initiatives = [work for work in found.initiatives if work.objective is None or id(work.objective) in kept]


def _leave_out(found: FoundRecords, record: FoundRecord, cycle: str) -> None:
    found.not_taken.append(
        NotTaken(line=record.line - 1, text=record.text, reason=text("of the cycle {cycle}", cycle=cycle))
    )
