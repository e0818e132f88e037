"""JSON and YAML of other tools: objectives that hold their key results, whatever the keys are called.

A mapping is an objective where a key names one (`objective`, `O`, `Ziel`), or where it has a title and a list of key
results. Its key results are texts, or mappings with a title and values. Keys mean what headers of columns mean; a value
further out (`Period`) holds for all that is within. A list of flat mappings is a table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeGuard

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.found_records import (
    FoundInitiative,
    FoundKeyResult,
    FoundRecord,
    FoundRecords,
    sentence,
)
from okrsdk.interchange.importers.header_meanings import (
    CYCLE,
    DESCRIPTION,
    ID,
    INITIATIVE,
    KEY_RESULT,
    OBJECTIVE,
    TEXT,
    TITLE,
    Meaning,
    key_meaning,
    meanings_of,
)
from okrsdk.interchange.importers.measures import has_number
from okrsdk.interchange.importers.nested_check_ins import check_ins_in, newest_value
from okrsdk.interchange.importers.okr_records import SourceInfo, reading_of, records_in
from okrsdk.interchange.importers.source_cycles import of_one_cycle
from okrsdk.interchange.importers.source_table import SourceRow, SourceTable, text_of
from okrsdk.interchange.importers.source_values import manner_of
from okrsdk.interchange.importers.table_reading import read_tables
from okrsdk.language.numbers import read_amount

if TYPE_CHECKING:
    from okrsdk.interchange.importers.reading_options import ReadingOptions
    from okrsdk.interchange.importers.source_reading import SourceReading

NESTED = "objectives with their key results in them"
_NAMES_OF_PERSON = ("name", "full_name", "fullName", "email", "title", "value", "label", "text")
_ANY = (str, int, float, Decimal, bool, date)
_RESULT = frozenset({"result", "outcome", "value", "kr_text", "content"})
_RESULTS = frozenset({"results", "outcomes", "children", "measures", "metrics", "kpis", "krs"})


def read_nested(data: object, *, name: str, lines: Mapping[str, int], options: ReadingOptions) -> SourceReading:
    """The OKRs of plain data in the form of another tool.

    Args:
        data: what a JSON or YAML parser gives.
        name: what the source is called in messages.
        lines: the 1-based line of each path in its text, as far as known.
        options: what is told of the source.

    Raises:
        ConfigError: nothing in it is known to be an objective or a key result.
        InvalidOkrError: it has several cycles and none was asked for.
    """
    table = _table(data, name, lines)
    if table is not None:
        return read_tables([table], options)
    walk = _Walk(lines=lines)
    walk.read(data, "", {})
    found = walk.found
    if not found.objectives and _are_sentences(data):
        walk.read_sentences(data)
    if not found.objectives and not found.key_results:
        raise ConfigError(
            f"{name} is in the form of another tool, and nothing in it is known to be an objective. Write the OKRs as "
            "a list of mappings with the keys objective and key_results, or as a table with a header."
        )
    cycle = of_one_cycle(found, options.cycle, name=name)
    return reading_of(
        found, SourceInfo(name=name, layout=NESTED, cycle=cycle), manner_of(records_in(found), decimal=None)
    )


def _table(data: object, name: str, lines: Mapping[str, int]) -> SourceTable | None:
    """A list of flat mappings as a table, at the top or as the only value there; None for what is nested."""
    path = ""
    if isinstance(data, Mapping):
        lists = [(str(key), value) for key, value in data.items() if isinstance(value, list)]
        if len(lists) != 1 or any(isinstance(value, Mapping) for value in data.values()):
            return None
        path, data = lists[0]
    if not isinstance(data, list) or not data or not all(isinstance(item, Mapping) for item in data):
        return None
    if any(isinstance(value, Mapping | list) and value for item in data for value in item.values()):
        return None
    keys = list(dict.fromkeys(str(key) for item in data for key in item))
    if len(keys) == 1:
        return None
    rows = [SourceRow(line=lines.get(path, 1), cells=tuple(keys))]
    for place, item in enumerate(data):
        line = lines.get(f"{path}[{place}]", place + 1)
        rows.append(SourceRow(line=line, cells=tuple(_plain(item.get(key)) for key in keys)))
    return SourceTable(name=name, rows=tuple(row for row in rows if row.filled))


def _plain(value: object) -> object:
    """A value as a cell: one of a person or a choice by its name, a list by its parts."""
    if isinstance(value, Mapping):
        return next((value[key] for key in _NAMES_OF_PERSON if isinstance(value.get(key), str | int)), None)
    if isinstance(value, list):
        return ", ".join(filter(None, (text_of(_plain(item)) for item in value))) or None
    return value if isinstance(value, _ANY) else None


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Goes through the data from the top, and collects its records."""

    lines: Mapping[str, int]
    found: FoundRecords = field(default_factory=FoundRecords)

    def read(self, node: object, path: str, around: Mapping[str, object], above: FoundRecord | None = None) -> None:
        """Reads what is at a path; `around` is what the mappings around it say of all within."""
        if isinstance(node, list | tuple):
            for place, item in enumerate(node):
                self.read(item, f"{path}[{place}]", around, above)
        elif isinstance(node, Mapping):
            text, rest = _objective_in(node)
            if text:
                self._objective(text, rest, path, around, above)
                return
            inner = {**around, **_context(node)}
            for key, value in node.items():
                if isinstance(value, Mapping | list):
                    self.read(value, _below(path, key), inner, above)

    def read_sentences(self, data: Mapping[str, object]) -> None:
        """Reads objectives that are the keys of lists of key results."""
        for text, items in data.items():
            objective = self._record(str(text), {}, str(text))
            self.found.objectives.append(objective)
            self._key_results(items, str(text), objective)

    def _objective(
        self, text: str, node: Mapping[str, object], path: str, around: Mapping[str, object], above: FoundRecord | None
    ) -> None:
        objective = self._record(text, node, path)
        objective.cells = {**around, **objective.cells}
        if above is not None:
            objective.cells.setdefault("contributes_to", above.text)
        self.found.objectives.append(objective)
        for key, value in node.items():
            own = _below(path, key)
            kind = _kind_of_list(key, value)
            if kind == KEY_RESULT:
                self._key_results(value, own, objective)
            elif kind == INITIATIVE:
                self._initiatives(value, own, objective, None)
            elif isinstance(value, Mapping | list) and _plain(value) is None:
                self.read(value, own, around, objective)

    def _key_results(self, items: object, path: str, objective: FoundRecord) -> None:
        for item, own in _items(items, path):
            if isinstance(item, Mapping):
                text = _text_in(item, KEY_RESULT)
                if not text and _objective_in(item)[0]:
                    self.read(item, own, {}, objective)
                    continue
                record = self._record(text, item, own)
            else:
                record = FoundRecord(text=sentence(text_of(item)), line=self._line(own), path=own)
            if not record.text and not record.cells:
                continue
            self.found.key_results.append(FoundKeyResult(record=record, objective=objective))
            for key, value in item.items() if isinstance(item, Mapping) else ():
                if _kind_of_list(key, value) == INITIATIVE:
                    self._initiatives(value, _below(own, key), objective, record)
                elif check_ins := check_ins_in(value, record):
                    self.found.check_ins += check_ins
                    record.cells.setdefault("current", newest_value(check_ins))
                elif isinstance(value, Mapping | list) and value and _plain(value) is None and not _is_measure(value):
                    record.carried[str(key)] = json.dumps(value, ensure_ascii=False, default=str)

    def _initiatives(self, items: object, path: str, objective: FoundRecord, key_result: FoundRecord | None) -> None:
        for item, own in _items(items, path):
            text = _text_in(item, INITIATIVE) if isinstance(item, Mapping) else text_of(item)
            record = FoundRecord(text=sentence(text), line=self._line(own), path=own)
            if text:
                self.found.initiatives.append(
                    FoundInitiative(record=record, objective=objective, key_result=key_result)
                )

    def _record(self, text: str, node: Mapping[str, object], path: str) -> FoundRecord:
        """A record with what the keys of a mapping say of it; unknown keys are carried along."""
        record = FoundRecord(text=sentence(text), line=self._line(path), path=path)
        for key, value in node.items():
            if _is_measure(value) and isinstance(value, Mapping):
                inner = self._record("", value, path)
                record.cells = {**inner.cells, **record.cells}
                record.carried |= {f"{key} {header}": text for header, text in inner.carried.items()}
                continue
            cell = _plain(value)
            meaning = _meaning_of(str(key), cell)
            if cell is None or (isinstance(cell, str) and not cell.strip()) or _kind_of_list(key, value):
                continue
            if meaning is None:
                record.carried[str(key)] = text_of(cell)
            elif meaning.field == ID:
                record.key = record.key or text_of(cell)
            elif meaning.field not in (TEXT, TITLE):
                record.cells.setdefault(meaning.field, cell)
            elif sentence(text_of(cell)) != record.text:
                record.carried[str(key)] = text_of(cell)
        return record

    def _line(self, path: str) -> int:
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)


def _meaning_of(key: str, cell: object) -> Meaning | None:
    """The likeliest meaning of a key beside its value: `goal` beside an amount is the target, and no objective."""
    is_amount = isinstance(cell, int | float | Decimal) or (isinstance(cell, str) and read_amount(cell) is not None)
    fits = (one for one in meanings_of(key) if not (is_amount and one.field == TEXT))
    return next(fits, key_meaning(key))


def _are_sentences(data: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a mapping has sentences as keys and lists of measured sentences below them."""
    if not isinstance(data, Mapping) or not all(isinstance(items, list) and items for items in data.values()):
        return False
    texts = [item for items in data.values() for item in items]
    are_objectives = bool(texts) and all(len(str(key).split()) > 1 for key in data)
    return are_objectives and all(isinstance(text, str) and has_number(text) for text in texts)


def _below(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _is_measure(value: object) -> bool:
    """Whether a value is a mapping of what a key result is measured by: `{"start": 10, "target": 20}`."""
    fields = (
        {meaning.field for key in value if (meaning := key_meaning(str(key)))} if isinstance(value, Mapping) else ()
    )
    return bool({"baseline", "target", "current"} & {*fields})


def _items(items: object, path: str) -> Iterator[tuple[object, str]]:
    if isinstance(items, Mapping) and items and all(isinstance(item, Mapping) for item in items.values()):
        for key, item in items.items():
            yield item, _below(path, key)
        return
    for place, item in enumerate(items if isinstance(items, list | tuple) else [items]):
        yield item, f"{path}[{place}]"


def _objective_in(node: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """The sentence of the objective that a mapping is, empty where it is none, and all that the mapping says of it."""
    for key, value in node.items():
        if key_meaning(str(key)) == Meaning(OBJECTIVE, TEXT):
            if isinstance(value, str) and value.strip():
                return value, node
            if isinstance(value, Mapping) and (text := _text_in(value, OBJECTIVE)):
                return text, {**{k: v for k, v in node.items() if k != key}, **value}
    has_results = any(_kind_of_list(key, value) == KEY_RESULT for key, value in node.items())
    return (_text_in(node, OBJECTIVE), node) if has_results else ("", node)


def _text_in(node: Mapping[str, object], record: str) -> str:
    """The sentence of a mapping that is a record of a kind."""
    wanted = (Meaning(record, TEXT), Meaning("", TITLE), Meaning("", "metric"), Meaning("", DESCRIPTION))
    texts = {
        key_meaning(str(key)): value
        for key, value in reversed([*node.items()])
        if isinstance(value, str) and value.strip()
    }
    named = next((text for meaning in wanted if (text := str(texts.get(meaning) or ""))), "")
    others = (str(value) for key, value in node.items() if str(key).lower() in _RESULT and isinstance(value, str))
    return named or next(others, "")


def _kind_of_list(key: object, value: object) -> str:
    """Of which kind the items of a list are by its key: key results or initiatives; empty for anything else."""
    meaning = key_meaning(str(key))
    is_list = isinstance(value, list | tuple) or (isinstance(value, Mapping) and _plain(value) is None)
    if not is_list:
        return ""
    if meaning is not None and meaning.field == TEXT and meaning.record in (KEY_RESULT, INITIATIVE):
        return meaning.record
    return KEY_RESULT if str(key).lower() in _RESULTS and _are_results(value) else ""


def _are_results(items: object) -> bool:
    """Whether items are mappings with a title and a target, or something else by which a key result is known."""
    own: Sequence[object] = items if isinstance(items, list) else []
    known = ("target", "current", "baseline", "progress")
    return bool(own) and all(
        isinstance(item, Mapping) and any(m is not None and m.field in known for m in map(key_meaning, map(str, item)))
        for item in own
    )


def _context(node: Mapping[str, object]) -> dict[str, object]:
    """What a mapping around others says of all of them: the cycle."""
    labels = [
        value
        for key, value in node.items()
        if isinstance(value, str | int) and (meaning := key_meaning(str(key))) is not None and meaning.field == CYCLE
    ]
    return {CYCLE: labels[0]} if labels else {}
