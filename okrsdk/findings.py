"""Findings: what is wrong or doubtful in a set of OKRs, as values.

Wrong data is never an exception here. A check returns all its findings at once; each says what, where in OKR terms, and
what to do. Where that is in a spreadsheet (`Key Results!K7`), a document or a text is known to its reader, which makes
a `PlacedFinding` of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How bad a finding is.

    `error`: cannot be graded or stored right. `warning`: breaks the practice. `info`: a hint.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for info: the order in which people want to read them."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Table(StrEnum):
    """The tables of an OKR set, by the names people see on the tabs."""

    CLIENT = "Client"
    FUNNEL = "Funnel"
    OBJECTIVES = "Objectives"
    KEY_RESULTS = "Key Results"
    CHECK_INS = "Check-ins"
    DECISIONS = "Decisions"
    FINAL_SCORES = "Final scores"
    STRATEGY = "Strategy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in an OKR set, in OKR terms.

    Attributes:
        table: the table; None for the set as a whole.
        record: ID of the record (`O1-KR2`), None when it has none or the whole table is meant.
        position: 0-based place of the record in its table; distinguishes records with one ID or none.
        field: name of the column's field (`target`), None for the whole record.
    """

    table: Table | None = None
    record: str | None = None
    position: int | None = None
    field: str | None = None

    @property
    def cell(self) -> tuple[Table | None, int | None, str | None]:
        """Table, position and field: the same for all findings on one cell, whatever its record is called."""
        return self.table, self.position, self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong or doubtful.

    Attributes:
        code: stable code of the rule, a family letter and three digits (`K203`).
        severity: how bad it is.
        location: where it is.
        message: what is wrong, one sentence.
        suggestion: what to do about it, one sentence; empty when the message says it all.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    suggestion: str = ""

    @property
    def advice(self) -> str:
        """What is wrong and what to do about it, in one text."""
        return strung((self.message, self.suggestion))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFinding:
    """A finding with where its reader looks for it.

    Attributes:
        finding: the finding.
        cell: its cell in a spreadsheet (`'Key Results'!K7`).
        path: its path in a document (`objectives[0].target`).
        line: its 1-based line in a text.
        record_line: the 1-based line in a text on which its objective begins.
    """

    finding: Finding
    cell: str | None = None
    path: str | None = None
    line: int | None = None
    record_line: int | None = None

    @property
    def place(self) -> str:
        """Where to look, in words; empty where the source as a whole is meant."""
        line = "" if self.line is None else text("line {line}", line=self.line)
        return strung((self.cell or "", line, self.path or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """What a rule says of itself: the text behind a code, for the docs and `okr rules CODE`.

    Attributes:
        code: a family letter and three digits. T: table structure, O: objective, K: key result, M: measurability,
            A: alignment, C: cycle.
        name: short name in words (`tactic-as-objective`).
        severity: of its findings, unless a policy says otherwise.
        why: the reason one can learn from, two or three sentences.
        source: where the practice comes from (`practice 4`).
        bad: an example that is found.
        good: the same example as it should be.
    """

    code: str
    name: str
    severity: Severity
    why: str
    source: str
    bad: str
    good: str

    @property
    def title(self) -> str:
        """Its name in words, to be said in other languages too: `tactic as objective`."""
        return text(self.name.replace("-", " "))

    @property
    def reason(self) -> str:
        """Why it is there, to be said in other languages too."""
        return text(self.why)

    def finding(self, location: Location, message: str, suggestion: str = "") -> Finding:
        """What the rule found at a place, in its own severity."""
        return Finding(
            code=self.code, severity=self.severity, location=location, message=message, suggestion=suggestion
        )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is of severity error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by table and record from the top, worst first within a record."""
    tables = tuple(Table)

    def key(finding: Finding) -> tuple[int, int, int, str, str]:
        place = finding.location
        table = -1 if place.table is None else tables.index(place.table)
        position = -1 if place.position is None else place.position
        return (table, position, finding.severity.rank, finding.code, place.field or "")

    return tuple(sorted(findings, key=key))


def joined(on_structure: Iterable[Finding], of_rules: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings on the structure and those of the rules, in reading order, each problem once.

    What cannot be read counts as blank for the rules. A rule that finds the same cell blank, and is no graver, would
    only say something untrue about it, so it is left out.
    """
    structure = tuple(on_structure)
    unread = {finding.location.cell: finding.severity.rank for finding in structure if finding.location.field}
    new = (finding for finding in of_rules if finding.severity.rank < unread.get(finding.location.cell, len(Severity)))
    return in_reading_order([*structure, *new])
