"""From the nested document to flat records, one list per table: the form in which a sheet arrives too.

Nothing is lost without a word: every key and every value ends in a record or in a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Finding, Location, Table
from okrsdk.interchange.document.document_rules import UNKNOWN_KEY, WRONG_SHAPE
from okrsdk.model import Stage
from okrsdk.schema import Column, ColumnOwner, ColumnType, columns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Record: TypeAlias = dict[str, object]

OBJECTIVES, KEY_RESULTS, CHECK_INS, CLIENT, FUNNEL = "objectives", "key_results", "check_ins", "client", "funnel"
DECISIONS, FINAL_SCORES, STRATEGY = "decisions", "final_scores", "strategy"
FORMAT_VERSION = 1
VERSION, CYCLE, OBJECTIVE_ID, SCORES = "okrsdk", "cycle", "objective_id", "scores"
SECTIONS = {
    Table.CLIENT: CLIENT,
    Table.FUNNEL: f"{CLIENT}.{FUNNEL}",
    Table.OBJECTIVES: OBJECTIVES,
    Table.KEY_RESULTS: KEY_RESULTS,
    Table.CHECK_INS: CHECK_INS,
    Table.DECISIONS: DECISIONS,
    Table.FINAL_SCORES: FINAL_SCORES,
    Table.STRATEGY: STRATEGY,
}
TOP_KEYS = (VERSION, CLIENT, CYCLE, OBJECTIVES, KEY_RESULTS, CHECK_INS, DECISIONS, FINAL_SCORES, STRATEGY)
_NOUNS = {
    Table.CLIENT: "the client",
    Table.FUNNEL: "a funnel stage",
    Table.OBJECTIVES: "an objective",
    Table.KEY_RESULTS: "a key result",
    Table.CHECK_INS: "a check-in",
    Table.DECISIONS: "a decision",
    Table.FINAL_SCORES: "a final score",
    Table.STRATEGY: "an entry of the strategy",
}
_ELSEWHERE = {
    CYCLE: "does not belong there: write the cycle at the top of the document, beside the client.",
    OBJECTIVE_ID: "does not belong there: a key result belongs to the objective around it.",
}
_SCALARS = (str, bool, int, float, Decimal, date)
_SHOWN = 40


@dataclass(slots=True)
class Records:
    """The records of a document while it is read.

    Attributes:
        rows: per table the records, each with the raw values under its fields' names.
        paths: per table the path of each record (`objectives[0].key_results[2]`).
        findings: what could not be put into a record.
    """

    rows: dict[Table, list[Record]] = field(default_factory=lambda: {table: [] for table in Table})
    paths: dict[Table, list[str]] = field(default_factory=lambda: {table: [] for table in Table})
    findings: list[Finding] = field(default_factory=list)

    def add(
        self, table: Table, data: object, path: str, *, nested: Collection[str] = (), without: Collection[str] = ()
    ) -> Record | None:
        """The record of one mapping, added to its table; None, with a finding, when it is no mapping.

        Args:
            table: its table.
            data: the mapping.
            path: where it is.
            nested: keys that hold further records, which the caller reads.
            without: columns of the table that are not written there.
        """
        if not isinstance(data, Mapping):
            cure = f"Write {_NOUNS[table]} as a mapping of keys and values."
            self.wrong_shape(Location(field=path), path, data, cure)
            return None
        own = {column.name: column for column in written_columns(table) if column.name not in without}
        name = data.get("id")
        place = Location(table=table, record=name if isinstance(name, str) else None, position=len(self.rows[table]))
        record: Record = {}
        self.rows[table].append(record)
        self.paths[table].append(path)
        for key, value in data.items():
            if key in own:
                cell_path = f"{path}.{key}"
                record[key] = (
                    value if _is_plain(value) else self._listed(own[key], value, replace(place, field=key), cell_path)
                )
            elif key in without:
                # No cell of this record: the path alone tells the place.
                self.findings.append(
                    UNKNOWN_KEY.finding(Location(field=f"{path}.{key}"), f"{path}.{key} {_ELSEWHERE[key]}")
                )
            elif key not in nested:
                known = [*own, *nested]
                self.unknown_key(replace(place, field=str(key)), f"{path}.{key}", _NOUNS[table], known)
        return record

    def items(self, data: object, path: str) -> Iterator[tuple[object, str]]:
        """The items of a list with their paths; a finding when it is no list, nothing when it is absent."""
        if isinstance(data, list | tuple):
            for index, item in enumerate(data):
                yield item, f"{path}[{index}]"
        elif data is not None:
            self.wrong_shape(Location(field=path), path, data, "Write a list here.")

    def value(self, column: Column, value: object, place: Location, path: str) -> object:
        """The raw value of one cell; None, with a finding, when it has a shape that no cell of the column has."""
        return value if _is_plain(value) else self._listed(column, value, place, path)

    def _listed(self, column: Column, value: object, place: Location, path: str) -> object:
        listed = {ColumnType.PEOPLE: _names, ColumnType.STAGES: _stages}.get(column.type)
        known = None if listed is None else listed(value)
        if known is None:
            self.wrong_shape(place, path, value, _cure(column))
        return known

    def unknown_key(self, place: Location, path: str, noun: str, known: Collection[str]) -> None:
        """Reports a key that the format does not have."""
        key = place.field or ""
        close = get_close_matches(key.casefold(), known, n=1)
        suggestion = f"Did you mean {close[0]}?" if close else f"Leave it out; the keys are {', '.join(known)}."
        if key in _computed(place.table):
            suggestion = "Leave it out: okrsdk works it out."
        self.findings.append(UNKNOWN_KEY.finding(place, f"{path} is not a key of {noun}.", suggestion))

    def wrong_shape(self, place: Location, path: str, value: object, suggestion: str) -> None:
        """Reports a value of the wrong shape."""
        self.findings.append(
            WRONG_SHAPE.finding(place, f"{path} is {_shape(value)}, which cannot be read there.", suggestion)
        )


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, _SCALARS)


@cache
def written_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table that people write, in order."""
    return tuple(column for column in columns(table) if column.owner is ColumnOwner.USER)


def _computed(table: Table | None) -> frozenset[str]:
    if table is None:
        return frozenset()
    return frozenset(column.name for column in columns(table) if column.owner is ColumnOwner.OKR)


def _names(value: object) -> tuple[str, ...] | None:
    """The names in a list of texts; None when it is none."""
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        return None
    return tuple(name.strip() for name in value if name.strip())


def _stages(value: object) -> tuple[Stage, ...] | None:
    """The stages in a list of mappings; None when it is none."""
    if not isinstance(value, list | tuple):
        return None
    stages = [_stage(item) for item in value]
    known = tuple(stage for stage in stages if stage is not None)
    return known if len(known) == len(stages) else None


def _stage(item: object) -> Stage | None:
    if not isinstance(item, Mapping) or set(item) != {"score", "name"}:
        return None
    score, name = item["score"], item["name"]
    if isinstance(score, bool) or not isinstance(score, int | float | Decimal) or not 0 <= score <= 1:
        return None
    return Stage(score=Decimal(str(score)), name=name.strip()) if isinstance(name, str) and name.strip() else None


def _shape(value: object) -> str:
    if value is None:
        return "blank"
    if isinstance(value, Mapping):
        return "a mapping of keys and values"
    if isinstance(value, list | tuple):
        return "a list"
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _cure(column: Column) -> str:
    if column.type is ColumnType.STAGES:
        return "Write the stages as “0.3: pilot signed | 1.0: live”, or as a list of score (0–1) and name."
    if column.type is ColumnType.PEOPLE:
        return "Write the names as a list of texts, or as one text with commas."
    return "Write one value here."
