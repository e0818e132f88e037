"""Mutes: findings that people have looked at and decided to live with, said in the row they concern.

A mute names codes and a reason, as in `K201: the client insists on it; M301 M302: CRM access comes in May`. An error is
never muted: it prevents grading and is no matter of taste.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Severity, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsdk.findings import Finding

_CODES = r"[TOKMAC]\d{3}(?:[\s,]+(?:and\s+)?[TOKMAC]\d{3})*"
_MUTE = re.compile(rf"\s*(?P<codes>{_CODES})\s*(?:[:–—-]\s*(?P<reason>.*?))?\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """One part of a row's mute.

    Attributes:
        codes: the rules it silences; empty when it cannot be read.
        reason: why; without one it silences nothing.
        text: the part as written.
    """

    codes: tuple[str, ...]
    reason: str
    text: str

    @property
    def holds(self) -> bool:
        """Whether it says both what it silences and why."""
        return bool(self.codes) and bool(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """Findings after the mutes.

    Attributes:
        findings: those that are left.
        silenced: those that were muted, each with its reason.
    """

    findings: tuple[Finding, ...]
    silenced: tuple[tuple[Finding, str], ...]


def read_mutes(text: str) -> tuple[Mute, ...]:
    """The mutes of a cell: `CODES: reason`, several of them separated by `;` or on lines of their own.

    >>> [(mute.codes, mute.reason) for mute in read_mutes("K201: client insists; M301, M302: CRM in May")]
    [(('K201',), 'client insists'), (('M301', 'M302'), 'CRM in May')]
    >>> read_mutes("K201")[0].holds
    False
    """
    parts = [part.strip() for part in re.split(rf"\n|;(?=\s*{_CODES})", text, flags=re.IGNORECASE)]
    return tuple(_mute(part) for part in parts if part)


def _mute(part: str) -> Mute:
    match = _MUTE.fullmatch(part)
    if match is None:
        return Mute(codes=(), reason="", text=part)
    codes = tuple(code.upper() for code in re.findall(r"[TOKMAC]\d{3}", match["codes"], re.IGNORECASE))
    return Mute(codes=codes, reason=(match["reason"] or "").strip(), text=part)


def without_muted(findings: Iterable[Finding], mutes: Mapping[tuple[Table, int], str]) -> Muted:
    """The findings less those that their rows mute.

    Args:
        findings: of one set, in any order.
        mutes: the mute cells, by table and 0-based position of the record.
    """
    reasons = {
        (table, position, code): mute.reason
        for (table, position), text in mutes.items()
        for mute in read_mutes(text)
        if mute.holds
        for code in mute.codes
    }
    left: list[Finding] = []
    silenced: list[tuple[Finding, str]] = []
    for finding in findings:
        place = finding.location
        key = (place.table, place.position, finding.code)
        reason = reasons.get(key) if place.table is not None and place.position is not None else None  # type: ignore[arg-type]  # checked in this line
        if reason is None or finding.severity is Severity.ERROR:
            left.append(finding)
        else:
            silenced.append((finding, reason))
    return Muted(findings=tuple(left), silenced=tuple(silenced))
