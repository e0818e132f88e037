"""What one record says of another: IDs that are given twice, and references, by ID or by words, to other records."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.findings import Finding, Location, RuleInfo, Table
from okrsdk.language.normalize import normalized
from okrsdk.model import StrategyPart
from okrsdk.schema import table_findings
from okrsdk.schema.column import is_blank
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.schema.table_cells import Tables


class _Reference(NamedTuple):
    """A column that names records of a table."""

    table: Table
    field: str
    target: Table
    rule: RuleInfo


_REFERENCES = (
    _Reference(Table.OBJECTIVES, "challenge", Table.STRATEGY, table_findings.UNKNOWN_CHALLENGE),
    _Reference(Table.KEY_RESULTS, "objective_id", Table.OBJECTIVES, table_findings.UNKNOWN_OBJECTIVE),
    _Reference(Table.KEY_RESULTS, "replaced_by", Table.KEY_RESULTS, table_findings.UNKNOWN_KEY_RESULT),
    _Reference(Table.CHECK_INS, "key_result_id", Table.KEY_RESULTS, table_findings.UNKNOWN_KEY_RESULT),
    _Reference(Table.DECISIONS, "key_result_id", Table.KEY_RESULTS, table_findings.UNKNOWN_KEY_RESULT),
)
_NO_IDS = {
    Table.OBJECTIVES: text("Give the objectives their IDs first."),
    Table.KEY_RESULTS: text("Give the key results their IDs first."),
}
_SHOWN_IDS = 8
_SHOWN = 60
_ID_AND_WORDS = re.compile(r"(?P<id>\S*\w)(?:[:.)|]|\s+[–—-])?\s+(?P<words>.+)", re.DOTALL)


def resolve_references(tables: Tables) -> Tables:
    """The same tables with every reference as the ID of its record, where it is clear which one is meant.

    Understood are IDs in another case, the words of exactly one record, and its ID before its words.
    """
    resolved = dict(tables)
    for reference in _REFERENCES:
        own, target = resolved.get(reference.table), resolved.get(reference.target)
        if own is None or target is None or reference.field not in own or not _can_be_named(reference, tables):
            continue
        names = _names(tables, reference.target)
        cells = [names.id_of(cell) or cell if isinstance(cell, str) else cell for cell in own.of(reference.field)]
        resolved[reference.table] = replace(own, columns={**own.columns, reference.field: cells})
    return resolved


def reference_findings(tables: Tables) -> Iterator[Finding]:
    """The findings on IDs and references of all tables."""
    for table in (Table.OBJECTIVES, Table.KEY_RESULTS):
        yield from _duplicate_ids(tables, table)
    for reference in _REFERENCES:
        if reference.table in tables and _can_be_named(reference, tables):
            yield from _unknown(tables, reference)


class RecordNames:
    """What the records of a table are called.

    Args:
        ids: the ID of each, empty where it has none.
        texts: its words.
    """

    def __init__(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        self._all_ids, self._texts = ids, texts
        self.ids = {own: None for own in ids if own}

    def __contains__(self, reference: str) -> bool:
        return reference in self.ids

    def id_of(self, reference: str) -> str | None:
        """The ID of the one record that a reference means; None where it is none or not clear.

        >>> names = RecordNames(["O1-KR1", "O1-KR2"], ["Raise visits", "Cut the wait."])
        >>> names.id_of("o1-kr2"), names.id_of("raise visits."), names.id_of("O1-KR2: Cut the wait"), names.id_of("Win")
        ('O1-KR2', 'O1-KR1', 'O1-KR2', None)
        """
        stripped = reference.strip()
        if stripped in self:
            return stripped
        if found := self._by_id.get(_id_form(stripped)) or self._by_words.get(_words_form(stripped)):
            return found[0] if len(found) == 1 and found[0] else None
        both = _ID_AND_WORDS.fullmatch(stripped)
        named = self.id_of(both["words"]) if both else None
        return named if both and named and _id_form(both["id"]) == _id_form(named) else None

    @cached_property
    def _by_id(self) -> dict[str, list[str]]:
        return _by_form((_id_form(own), own) for own in self.ids)

    @cached_property
    def _by_words(self) -> dict[str, list[str]]:
        named = zip(self._all_ids, self._texts, strict=False)
        return _by_form((_words_form(text), own) for own, text in named if text)

    @property
    def choices(self) -> str:
        """The IDs, the first of many, to be told."""
        shown = ", ".join(islice(self.ids, _SHOWN_IDS))
        return shown if len(self.ids) <= _SHOWN_IDS else text("{ids}, … ({n} in all)", ids=shown, n=len(self.ids))


def _can_be_named(reference: _Reference, tables: Tables) -> bool:
    """Whether the records of the other table are there and have names; without any challenge, words are just words."""
    if reference.target is Table.STRATEGY:
        return reference.target in tables and bool(_challenges(tables).ids)
    return reference.target in tables and "id" in tables[reference.target]


def _names(tables: Tables, table: Table) -> RecordNames:
    if table is Table.STRATEGY:
        return _challenges(tables)
    return RecordNames(_texts(tables, table, "id"), _texts(tables, table, "text"))


def _challenges(tables: Tables) -> RecordNames:
    """The challenges of the strategy. One without an ID, which no write gives it, is called by its words."""
    parts, ids, texts = (_texts(tables, Table.STRATEGY, field) for field in ("part", "id", "text"))
    rows = zip(parts, ids or [""] * len(parts), texts, strict=False)
    own = [(id_ or text, text) for part, id_, text in rows if part == StrategyPart.CHALLENGE]
    return RecordNames([id_ for id_, _ in own], [text for _, text in own])


def _by_form(named: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form, own in named:
        found[form].append(own)
    return found


def _id_form(text: str) -> str:
    return normalized(text).replace(" ", "")


def _words_form(text: str) -> str:
    return normalized(text).rstrip(" .!?:;")


def _duplicate_ids(tables: Tables, table: Table) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for position, own in enumerate(_texts(tables, table, "id")):
        form = _id_form(own)
        if own and form in first:
            location = Location(table=table, record=own, position=position, field="id")
            message = text(
                "The ID {id} is given twice: it is already that of record {place} of {table}.",
                id=own,
                place=first[form] + 1,
                table=table,
            )
            cure = text("Clear one of the two; it gets the next free ID.")
            yield table_findings.DUPLICATE_ID.finding(location, message, cure)
        first.setdefault(form, position)


def _unknown(tables: Tables, reference: _Reference) -> Iterator[Finding]:
    names = _names(tables, reference.target)
    records = _texts(tables, reference.table, "id")
    for position, named in enumerate(_texts(tables, reference.table, reference.field)):
        if not named or named in names:
            continue
        record = records[position] if position < len(records) else ""
        location = Location(table=reference.table, record=record or None, position=position, field=reference.field)
        shown = named if len(named) <= _SHOWN else f"{named[: _SHOWN - 1]}…"
        cure = text("Use one of: {choices}.", choices=names.choices) if names.ids else _NO_IDS[reference.target]
        yield reference.rule.finding(location, _no_record(reference.target, shown), cure)


def _no_record(table: Table, shown: str) -> str:
    if table is Table.OBJECTIVES:
        return text("There is no objective {reference}.", reference=shown)
    if table is Table.STRATEGY:
        return text("There is no challenge {reference}.", reference=shown)
    return text("There is no key result {reference}.", reference=shown)


def _texts(tables: Tables, table: Table, field: str) -> list[str]:
    cells = tables[table].of(field) if table in tables else ()
    return ["" if is_blank(value) else str(value).strip() for value in cells]
