"""Fixes of which one can be sure: what to write into the very cell that a finding is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.language.filling import filled
from okrsdk.language.sentence import parse_key_result
from okrsdk.model import Kind

if TYPE_CHECKING:
    from okrsdk.findings import Finding
    from okrsdk.model import KeyResult, OkrSet

_FILLED = {"K222": "baseline", "K223": "target", "K230": "unit", "M305": "metric"}
_OPPOSITE = {Kind.INCREASE: Kind.DECREASE, Kind.DECREASE: Kind.INCREASE}
_DUPLICATE_ID, _UNKNOWN_CHOICE, _CONTRADICTORY_KIND = "T301", "T203", "K226"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What puts a finding right.

    Attributes:
        table: the table.
        position: the record's 0-based place in it.
        field: the column.
        value: what it is to hold, in canonical form; None to clear it.
    """

    table: Table
    position: int
    field: str
    value: object


def sure_fix(finding: Finding, okr_set: OkrSet) -> Fix | None:
    """The fix of a finding; None where a person has to decide.

    An ID that is given twice is cleared where it is repeated, since the next grade gives that record one of its own. A
    kind is set to what numbers or words say; a blank column is filled with what the sentence says.

    Args:
        finding: a finding on the set.
        okr_set: the OKRs.
    """
    place = finding.location
    if place.table is None or place.position is None:
        return None
    if finding.code == _DUPLICATE_ID:
        return Fix(table=place.table, position=place.position, field="id", value=None)
    if place.table is not Table.KEY_RESULTS or place.position >= len(okr_set.key_results):
        return None
    name, value = _value(finding, okr_set.key_results[place.position])
    return None if value in (None, "") else Fix(table=place.table, position=place.position, field=name, value=value)


def _value(finding: Finding, key_result: KeyResult) -> tuple[str, object]:
    """The column and what it is to hold; None or no text where that is not sure."""
    said = parse_key_result(key_result.text, None)
    if finding.code == _CONTRADICTORY_KIND:
        other = _OPPOSITE.get(key_result.kind)
        return "kind", other if said.kind in (None, other) else None
    if finding.code == _UNKNOWN_CHOICE and finding.location.field == "kind":
        return "kind", said.kind
    name = _FILLED.get(finding.code, "")
    return name, _said(key_result, name) if name and not getattr(key_result, name) else None


def _said(key_result: KeyResult, name: str) -> object:
    """What the sentence says of a blank column, where it says of the others what they hold."""
    bare = filled(replace(key_result, baseline=None, target=None))
    agrees = all(
        getattr(key_result, other) in (None, getattr(bare, other))
        for other in ("baseline", "target")
        if name in ("baseline", "target")
    )
    return getattr(bare, name) if agrees else None
