"""What a layout finds in the rows of a table: records with their cells as they are written, not yet as values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.draft import NotTaken
from okrsdk.interchange.importers.field_values import is_blank_cell
from okrsdk.interchange.importers.header_meanings import (
    EXTERNAL_ID,
    ID,
    INITIATIVE,
    KEY_RESULT,
    OBJECTIVE,
    REFERENCE,
    TEXT,
    unit_of_header,
)
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import label_of
from okrsdk.interchange.importers.measures import states_change
from okrsdk.interchange.importers.source_table import SourceRow, text_of
from okrsdk.interchange.importers.table_column import TableColumn
from okrsdk.language.normalize import normalized
from okrsdk.schema.column import is_blank

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from okrsdk.findings import RuleInfo


@dataclass(slots=True, kw_only=True, eq=False)
class FoundRecord:
    """An objective, a key result or an initiative of a source.

    Attributes:
        text: its sentence.
        line: the 1-based line on which it is.
        tab: the tab it is on.
        key: its ID in the source.
        cells: what the source says of it, by field, as written.
        columns: the 0-based column of each of these.
        carried: what columns without a meaning say of it, by header.
        path: its path in nested data.
        is_typed: whether its cells are values already, with percentages as shares.
    """

    text: str = ""
    line: int = 1
    tab: str = ""
    key: str = ""
    cells: dict[str, object] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    path: str = ""
    is_typed: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class FoundKeyResult:
    """A key result with its objective.

    Attributes:
        record: the key result.
        objective: its objective.
        reference: the ID by which the source names its objective.
        log: what each row of a log says of it, in order; none where its source is no log.
        updates: what its check-ins on another tab say, in order.
    """

    record: FoundRecord
    objective: FoundRecord | None = None
    reference: str = ""
    log: list[FoundRecord] = field(default_factory=list)
    updates: list[FoundRecord] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, eq=False)
class FoundInitiative:
    """An initiative with what it is for."""

    record: FoundRecord
    objective: FoundRecord | None = None
    key_result: FoundRecord | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class FoundCheckIn:
    """A check-in of a key result, with what the source says in it by field: `day`, `value`, `changed`, `by`."""

    key_result: FoundRecord
    line: int = 1
    tab: str = ""
    cells: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDoubt:
    """What is doubtful about a record already when it is found, with what to do about it."""

    record: FoundRecord
    rule: RuleInfo
    message: str
    cure: str


@dataclass(slots=True, kw_only=True)
class FoundRecords:
    """All that a layout found.

    Attributes:
        objectives: in order.
        key_results: in order.
        initiatives: in order.
        check_ins: those that the source has apart from its key results, in order.
        doubts: what is doubtful about objectives and key results.
        not_taken: the rows and cells that became no part of a record, with the reason.
        remarks: by header, what became of the values of a column.
    """

    objectives: list[FoundRecord] = field(default_factory=list)
    key_results: list[FoundKeyResult] = field(default_factory=list)
    initiatives: list[FoundInitiative] = field(default_factory=list)
    check_ins: list[FoundCheckIn] = field(default_factory=list)
    doubts: list[FoundDoubt] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    remarks: dict[str, str] = field(default_factory=dict)

    def leave_out(self, row: SourceRow, reason: str) -> None:
        """Lists a row as not taken."""
        shown = " | ".join(text for index in row.filled if (text := row.text(index)))
        if shown:
            self.not_taken.append(NotTaken(line=row.line - 1, text=shown, reason=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContent:
    """A table as its layout gets it.

    Attributes:
        columns: its columns with their meanings.
        rows: the rows that may hold records; banner, totals and repeated headers are not among them.
        tab: its tab.
        name: what it is called in messages.
        places: the column of each meaning, by record and field; numbered columns are not among them.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[SourceRow, ...]
    tab: str = ""
    name: str = ""
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def has(self, record: str, name: str) -> bool:
        """Whether a column holds a field of a record."""
        return (record, name) in self.places

    def text(self, row: SourceRow, record: str, name: str) -> str:
        """What a row says in the column of a field, in one line; empty where it says nothing or there is none."""
        index = self.places.get((record, name))
        text = "" if index is None else row.text(index)
        return "" if is_blank_cell(text) else text

    def record(self, row: SourceRow, *, of: Collection[str], text: str = "", key: str = "") -> FoundRecord:
        """A record of a row: what the columns of some kinds of records say, and the unknown columns.

        Args:
            row: the row.
            of: the kinds of records whose columns are taken; empty text for columns of the row's own record.
            text: its sentence.
            key: its ID in the source.
        """
        found = FoundRecord(text=text, line=row.line, tab=self.tab, key=key)
        for column in self.columns:
            cell = row.cell(column.index)
            if is_blank(cell) or (isinstance(cell, str) and is_blank_cell(cell)):
                continue
            meaning = column.meaning
            if meaning is None:
                found.carried[column.label] = cell.strip() if isinstance(cell, str) else text_of(cell)
            elif meaning.field == EXTERNAL_ID:
                found.key = text_of(cell)
            elif meaning.record in of and not meaning.number and meaning.field not in _STRUCTURE:
                found.cells[meaning.field] = cell
                found.columns[meaning.field] = column.index
                if meaning.field in _MEASURED and (unit := unit_of_header(column.header)):
                    found.cells.setdefault("unit", unit)
        return found


_MEASURED = frozenset({"baseline", "target", "current"})
_STRUCTURE = frozenset({TEXT, ID, "title", "parent", "row_type", "depth", "ignore", REFERENCE})


def content_of_table(
    columns: Sequence[TableColumn], rows: Sequence[SourceRow], *, tab: str = "", name: str = ""
) -> TableContent:
    """A table with the places of its meanings."""
    places = {
        (column.meaning.record, column.meaning.field): column.index
        for column in columns
        if column.meaning is not None and not column.meaning.number
    }
    return TableContent(columns=tuple(columns), rows=tuple(rows), tab=tab, name=name, places=places)


def sentence(text: str) -> str:
    """A sentence without the label before it (`KR1: …`, `Objective 2 – …`) and without the mark of a list.

    >>> sentence("KR1 — Clean addresses"), sentence("- Orders from 10 to 20"), sentence("Revenue: from 10 to 20")
    ('Clean addresses', 'Orders from 10 to 20', 'Revenue: from 10 to 20')
    """
    plain = without_mark(" ".join(text.split()))
    label = label_of(plain)
    is_labelled = label.role in (Role.OBJECTIVE, Role.KEY_RESULT, Role.INITIATIVES) and label.text
    return label.text if is_labelled else plain


def without_mark(text: str) -> str:
    """A line without the mark of a list before it.

    >>> without_mark("- Orders from 10 to 20"), without_mark("2) Orders"), without_mark("2 orders a day")
    ('Orders from 10 to 20', 'Orders', '2 orders a day')
    """
    return _MARK.sub("", text)


_MARK = re.compile(r"^(?:[-*•–·▪◦‣]|\(?\d{1,2}(?:\.\d{1,2})*[.)])\s+")
_PART = re.compile(r"\s*(?:[-*•–·▪◦‣]|\(?\d{1,2}[.)]|(?:KR|RC)\s?\d*\s?[:.)–-])\s*\S", re.IGNORECASE)


def sentences(cell: object) -> list[str]:
    """The key results in one cell: several where each of its lines is marked as one of a list, or each part has a way.

    >>> sentences("- Orders from 10 to 20" + chr(10) + "- Calls from 3 to 1"), sentences("Orders" + chr(10) + "a month")
    (['Orders from 10 to 20', 'Calls from 3 to 1'], ['Orders a month'])
    """
    lines = [line for line in str(cell).splitlines() if line.strip()] if isinstance(cell, str) else []
    if len(lines) > 1 and all(_PART.match(line) for line in lines):
        return [sentence(line) for line in lines]
    parts = [part for part in text_of(cell).split(";") if part.strip()]
    if len(parts) > 1 and all(states_change(part) for part in parts):
        return [sentence(part.strip()) for part in parts]
    return [sentence(text_of(cell))]


def same_words(first: str, second: str) -> bool:
    """Whether two sentences are the same but for case, accents and blanks."""
    return normalized(first) == normalized(second)


OWN_OF = {
    OBJECTIVE: ("", OBJECTIVE),
    KEY_RESULT: ("", KEY_RESULT),
    INITIATIVE: ("", INITIATIVE),
}
"""The kinds of columns that a record of a row of its own takes."""
