"""What a source says, whatever its form was: the OKRs, how they were understood, and all that was not taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.findings import PlacedFinding, Table
from okrsdk.workbook.addresses import cell_name, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsdk.findings import Finding
    from okrsdk.interchange.importers.draft import NotTaken
    from okrsdk.model import OkrSet


class UnderstoodBy(StrEnum):
    """What told the meaning of a column: the mapping, its header, or what its cells hold; or nothing did."""

    MAPPING = "mapping"
    HEADER = "header"
    CONTENT = "content"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReading:
    """How one column of a source was understood.

    Attributes:
        header: its header as it is written; the letter of the column where it has none.
        meaning: what it holds: the name of a column of ours (`target`), or `objective`, `key_result`, `progress`, …
            (see `okrsdk.interchange.importers.column_meanings`); empty where that is not known.
        by: what told it.
        samples: up to three of its values, as they are written.
        tab: the tab it is on; empty for a text.
        remark: what becomes of its values where they do not go into a column of their own.
    """

    header: str
    meaning: str
    by: UnderstoodBy
    samples: tuple[str, ...] = ()
    tab: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A piece of work that the source lists. It is no part of an OKR, so it is kept beside them.

    Attributes:
        text: the work.
        objective_id: the objective it is for; empty where the source does not say.
        key_result_id: the key result it is for; empty where the source does not say.
        external_id: its ID in the source; empty without one.
        line: its 1-based line, or row of its tab.
    """

    text: str
    objective_id: str = ""
    key_result_id: str = ""
    external_id: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlace:
    """Where a record is in its source.

    Attributes:
        line: the 1-based line on which it begins, or its row in a tab.
        tab: the tab; empty for a text.
        columns: the 0-based column of each field that has one.
        path: its path in nested data (`okrs[0].key_results[1]`); empty elsewhere.
    """

    line: int
    tab: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """What a source says.

    Attributes:
        name: what the source is called in messages.
        layout: how it holds its OKRs (`one row per key result`, `tree by parent ID`, …).
        okr_set: its OKRs; what could not be read counts as blank.
        findings: all that is wrong or doubtful in what was read (family T), in reading order.
        columns: how each column was understood, in order.
        not_taken: every row and cell that became no part of the OKRs, with its line (0-based) and the reason.
        initiatives: the work it lists.
        carried: per table and record what its columns without a meaning hold, by header; blank cells are left out.
        places: per table where each record is.
        said: what was found out about the source, a few words each.
    """

    name: str
    layout: str
    okr_set: OkrSet
    findings: tuple[Finding, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    carried: Mapping[Table, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    places: Mapping[Table, tuple[RecordPlace, ...]] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    def placed(self, findings: Iterable[Finding]) -> tuple[PlacedFinding, ...]:
        """The findings, each with its line or cell in the source."""
        return tuple(self._placed(one) for one in findings)

    def _placed(self, finding: Finding) -> PlacedFinding:
        location = finding.location
        own = self.places.get(location.table, ()) if location.table else ()
        if location.position is None or location.position >= len(own):
            return PlacedFinding(finding=finding)
        place = own[location.position]
        column = place.columns.get(location.field or "")
        path = ".".join(filter(None, (place.path, location.field or ""))) if place.path else None
        if not place.tab:
            return PlacedFinding(finding=finding, line=place.line, path=path)
        row = f"{place.line}:{place.line}" if column is None else cell_name(place.line - 1, column)
        return PlacedFinding(finding=finding, cell=f"{quoted(place.tab)}!{row}")
