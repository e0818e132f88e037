"""Initiatives beside the OKRs: each as a line in a column of the key result or objective that it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.importers.draft import NotTaken
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.interchange.importers.found_records import FoundInitiative, FoundRecord, FoundRecords

INITIATIVES = "Initiatives"
_FOR_NOTHING = text("an initiative for no objective or key result")


def keep_initiatives(found: FoundRecords) -> None:
    """Writes each initiative, with all that is known of it, beside the record that it is for.

    An initiative is no part of an OKR, so there is no column of ours for it; one that is for nothing is listed as not
    taken.

    Args:
        found: the records of one cycle, changed in place.
    """
    there = {id(record) for record in (*found.objectives, *(one.record for one in found.key_results))}
    for initiative in found.initiatives:
        owner = _record_of(initiative, there)
        if owner is None:
            record = initiative.record
            found.not_taken.append(NotTaken(line=record.line - 1, text=record.text, reason=_FOR_NOTHING))
            continue
        lines = [owner.carried[INITIATIVES]] if INITIATIVES in owner.carried else []
        owner.carried[INITIATIVES] = "\n".join([*lines, _line(initiative.record)])


def _record_of(initiative: FoundInitiative, there: set[int]) -> FoundRecord | None:
    records = (initiative.key_result, initiative.objective)
    return next((one for one in records if one is not None and id(one) in there), None)


def _line(record: FoundRecord) -> str:
    """An initiative in one line: `Buy a tug (ID: 7; Owner: Head of Pilots; Due: 2025-11-30)`."""
    known = {"ID": record.key} | {name.replace("_", " ").capitalize(): text_of(c) for name, c in record.cells.items()}
    known |= {header: " ".join(text.split()) for header, text in record.carried.items()}
    told = "; ".join(f"{name}: {text}" for name, text in known.items() if text)
    return f"{record.text} ({told})" if told else record.text
