"""The OKR document: a set of OKRs as nested plain data, the form behind JSON and YAML files.

::

    okrsdk: 1
    client: {name: …, currency: …, funnel: [{stage: …, visibility: …, system: …}]}
    cycle: 2026-Q1
    objectives:
      - {id: O1, text: …, key_results: [{id: O1-KR1, text: …, kind: …, baseline: …, target: …}]}
    key_results: []  # those whose objective is not in the document, with its objective_id
    check_ins:
      - {day: 2026-02-02, key_result_id: O1-KR1, value: …, confidence: …}
    decisions:
      - {day: 2026-02-10, key_result_id: O1-KR1, change: retargeted, before: …, after: …, why: …}
    final_scores: []  # what `okr close` wrote down of every record
    strategy:
      - {id: C1, part: challenge, text: …, why: …}
      - {part: kpi, text: …, source: …, healthy_from: …, current: …}

The keys are the names of the columns. Values may be written as people write them in a sheet (`45 %`, `$1.2k`). A
document goes the way of a sheet: frames, then the same validation, then the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from okrsdk.errors import SchemaVersionError
from okrsdk.findings import Finding, Location, PlacedFinding, Table, in_reading_order
from okrsdk.interchange.document.lines import lines_of
from okrsdk.interchange.document.record_values import read_values
from okrsdk.interchange.document.records import (
    CHECK_INS,
    CLIENT,
    CYCLE,
    DECISIONS,
    FINAL_SCORES,
    FORMAT_VERSION,
    FUNNEL,
    KEY_RESULTS,
    OBJECTIVE_ID,
    OBJECTIVES,
    SCORES,
    SECTIONS,
    STRATEGY,
    TOP_KEYS,
    VERSION,
    Record,
    Records,
)
from okrsdk.model import OkrSet
from okrsdk.schema import columns, load_tables
from okrsdk.schema.table_cells import table_cells
from okrsdk.workbook.record_ids import link_records

_FLAT = (
    (Table.CHECK_INS, CHECK_INS),
    (Table.DECISIONS, DECISIONS),
    (Table.FINAL_SCORES, FINAL_SCORES),
    (Table.STRATEGY, STRATEGY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedDocument:
    """What a document says.

    Attributes:
        okr_set: its OKRs; what could not be read counts as blank.
        findings: all that is wrong with its structure, in reading order.
        paths: per table the path of each record (`objectives[0].key_results[2]`).
        text: the text it was read from; empty where it came as data.
    """

    okr_set: OkrSet
    findings: tuple[Finding, ...]
    paths: Mapping[Table, tuple[str, ...]]
    text: str = field(default="", repr=False)

    def placed(self, findings: Iterable[Finding]) -> tuple[PlacedFinding, ...]:
        """The findings, each with its path and, of a text, its line; its record's where the field is not there."""
        found = [(one, self.path(one.location)) for one in findings]
        lines = lines_of(self.text) if found and self.text else {}
        return tuple(PlacedFinding(finding=one, path=path or None, line=_line(lines, path)) for one, path in found)

    def path(self, location: Location) -> str:
        """Where a location is in the document: `objectives[0].key_results[2].target`."""
        if location.table is None:
            return location.field or ""
        if location.table is Table.CLIENT and location.field == CYCLE:
            return CYCLE
        own = self.paths.get(location.table, ())
        is_known = location.position is not None and location.position < len(own)
        record = own[location.position] if is_known and location.position is not None else SECTIONS[location.table]
        return f"{record}.{location.field}" if is_known and location.field else record


def _line(lines: Mapping[str, int], path: str) -> int | None:
    """The line of a path, or of the nearest part around it that is in the text."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path, 1 if lines else None)


def okr_set_from_document(data: object) -> LoadedDocument:
    """The OKRs of a document, with all findings on its structure; wrong data is never an exception.

    Objectives and key results without an ID get the next free one, since what is inside an objective belongs to it.

    Args:
        data: what a JSON or YAML parser gives: mappings, lists, texts, numbers (exact ones as Decimal), days.

    Raises:
        SchemaVersionError: the document is of a newer format.
    """
    records = Records()
    if isinstance(data, Mapping):
        _read_version(records, data)
        _read_sections(records, data)
    else:
        cure = f"An OKR document is a mapping with the keys {', '.join(TOP_KEYS)}."
        records.wrong_shape(Location(), "The document", data, cure)
    cells = {table: table_cells(table, rows) for table, rows in read_values(records.rows).items()}
    told = {finding.location.cell for finding in records.findings}
    loaded = load_tables(cells)
    findings = [finding for finding in loaded.findings if finding.location.cell not in told]
    return LoadedDocument(
        okr_set=loaded.okr_set,
        findings=in_reading_order([*records.findings, *findings]),
        paths={table: tuple(paths) for table, paths in records.paths.items()},
    )


def _read_version(records: Records, data: Mapping[object, object]) -> None:
    written = data.get(VERSION, FORMAT_VERSION)
    version = _version(written)
    if version < 1:
        cure = f"Write {VERSION}: {FORMAT_VERSION}, the version of the format."
        records.wrong_shape(Location(field=VERSION), VERSION, written, cure)
    if version > FORMAT_VERSION:
        message = (
            f"The document is of format {version}; this okrsdk reads up to format {FORMAT_VERSION}. Update okrsdk."
        )
        raise SchemaVersionError(message, found=version, supported=FORMAT_VERSION)


def _version(written: object) -> int:
    """The version that is written, 0 when it is none."""
    try:
        return int(str(written)) if isinstance(written, int | Decimal) else 0
    except ValueError:
        return 0


def _read_sections(records: Records, data: Mapping[object, object]) -> None:
    for key in data:
        if key not in (*TOP_KEYS, SCORES):  # scores are worked out anew, whatever an export says beside the OKRs
            records.unknown_key(Location(field=str(key)), str(key), "the document", TOP_KEYS)
    _read_client(records, data)
    parents = _read_objectives(records, data)
    for item, path in records.items(data.get(KEY_RESULTS), KEY_RESULTS):
        records.add(Table.KEY_RESULTS, item, path)
    for table, key in _FLAT:
        for item, path in records.items(data.get(key), key):
            records.add(table, item, path)
    link_records(records.rows, parents)


def _read_client(records: Records, data: Mapping[object, object]) -> None:
    client = data.get(CLIENT)
    profile = {} if client is None else client
    record = records.add(Table.CLIENT, profile, CLIENT, nested=(FUNNEL,), without=(CYCLE,))
    if record is None:
        record = records.add(Table.CLIENT, {}, CLIENT)
    if record is not None:
        place = Location(table=Table.CLIENT, position=0, field=CYCLE)
        (column,) = (column for column in columns(Table.CLIENT) if column.name == CYCLE)
        record[CYCLE] = records.value(column, data.get(CYCLE), place, CYCLE)
    if isinstance(profile, Mapping):
        for item, path in records.items(profile.get(FUNNEL), f"{CLIENT}.{FUNNEL}"):
            records.add(Table.FUNNEL, item, path)


def _read_objectives(records: Records, data: Mapping[object, object]) -> list[tuple[Record, Record]]:
    """Reads the objectives with the key results in them; gives each of these with its objective."""
    parents = []
    for item, path in records.items(data.get(OBJECTIVES), OBJECTIVES):
        objective = records.add(Table.OBJECTIVES, item, path, nested=(KEY_RESULTS,))
        if objective is None or not isinstance(item, Mapping):
            continue
        for inner, inner_path in records.items(item.get(KEY_RESULTS), f"{path}.{KEY_RESULTS}"):
            key_result = records.add(Table.KEY_RESULTS, inner, inner_path, without=(OBJECTIVE_ID,))
            if key_result is not None:
                parents.append((key_result, objective))
    return parents
