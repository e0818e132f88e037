"""What one record says of another: IDs that stand twice, and references to records that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Finding, Location, RuleInfo, Table
from okrsdk.schema import table_findings
from okrsdk.schema.column import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.schema.frames import Frames

_REFERENCES = (
    (Table.KEY_RESULTS, "objective_id", Table.OBJECTIVES, table_findings.UNKNOWN_OBJECTIVE, "objective"),
    (Table.KEY_RESULTS, "replaced_by", Table.KEY_RESULTS, table_findings.UNKNOWN_KEY_RESULT, "key result"),
    (Table.CHECK_INS, "key_result_id", Table.KEY_RESULTS, table_findings.UNKNOWN_KEY_RESULT, "key result"),
)
_SHOWN_IDS = 8


def reference_findings(frames: Frames) -> Iterator[Finding]:
    """The findings on IDs and references of all tables."""
    for table in (Table.OBJECTIVES, Table.KEY_RESULTS):
        yield from _duplicate_ids(frames, table)
    for table, field, target, rule, noun in _REFERENCES:
        if table in frames and target in frames and "id" in frames[target]:
            yield from _unknown(frames, table, field, _Target(_ids(frames, target, "id"), rule, noun))


class _Target:
    """What a reference may point to."""

    def __init__(self, ids: list[str], rule: RuleInfo, noun: str) -> None:
        self.ids = ids
        self.known = set(ids) - {""}
        self.rule = rule
        self.noun = noun

    @property
    def choices(self) -> str:
        known = [own for own in dict.fromkeys(self.ids) if own]
        shown = ", ".join(known[:_SHOWN_IDS])
        return shown if len(known) <= _SHOWN_IDS else f"{shown}, … ({len(known)} in all)"


def _duplicate_ids(frames: Frames, table: Table) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for position, own in enumerate(_ids(frames, table, "id")):
        if own and own in first:
            location = Location(table=table, record=own, position=position, field="id")
            message = f"The ID {own} stands twice: it is already that of record {first[own] + 1} of {table}."
            yield table_findings.DUPLICATE_ID.finding(
                location, message, "Clear one of the two; it gets the next free ID."
            )
        first.setdefault(own, position)


def _unknown(frames: Frames, table: Table, field: str, target: _Target) -> Iterator[Finding]:
    records = _ids(frames, table, "id")
    for position, reference in enumerate(_ids(frames, table, field)):
        if not reference or reference in target.known:
            continue
        record = records[position] if position < len(records) else ""
        location = Location(table=table, record=record or None, position=position, field=field)
        message = f"There is no {target.noun} {reference} in this workbook."
        cure = f"Use one of: {target.choices}." if target.known else f"Give the {target.noun}s their IDs first."
        yield target.rule.finding(location, message, cure)


def _ids(frames: Frames, table: Table, field: str) -> list[str]:
    frame = frames.get(table)
    if frame is None or field not in frame:
        return []
    return ["" if is_blank(value) else str(value).strip() for value in frame[field]]
