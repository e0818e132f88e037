"""Whether what an import wrote is where it belongs, and what puts it right.

A request names cells by row, and people sort and insert rows meanwhile. The answer shows the workbook anew: each row is
known by its ID, its External ID or its words, each column by its mark or header. A cell that ought to hold something
else, be it one of ours or one of people's that was written over, is written again, until an answer shows all at rest.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.workbook.developer_metadata import MEMORY_MARK
from okrsdk.workbook.importing.matching import words_of
from okrsdk.workbook.importing.memory import header_key, plain_value
from okrsdk.workbook.importing.request import SentCell, appended_cells
from okrsdk.workbook.importing.row_identity import HEADER, RowIdentities
from okrsdk.workbook.importing.source import IMPORTED_TABLES
from okrsdk.workbook.score_values import okr_columns
from okrsdk.workbook.writing.current_cell import Content, Formula, content_at, is_same_content, is_tied_to_its_row

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from okrsdk.findings import Table
    from okrsdk.workbook.importing.import_plan import ImportPlan
    from okrsdk.workbook.importing.source import OkrRecord
    from okrsdk.workbook.layout.positions import ColumnPlace, TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading


class _Spot(NamedTuple):
    """A cell by what it is: table, record (its position as it was read, `HEADER`, or below that a new one), column."""

    table: Table
    owner: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an answer shows.

    Attributes:
        corrections: the cells to write next, by their place in the answer.
        in_doubt: names of records whose cells may hold something that is not theirs, or lost what they held, in this
            answer or one before.
    """

    corrections: tuple[SentCell, ...] = ()
    in_doubt: tuple[str, ...] = ()


class Settling:
    """An import that was sent, until all of it is at rest.

    Args:
        plan: what was planned.
        before: the workbook that the plan was made on.
        sent: the cells that the first request wrote.
    """

    def __init__(self, plan: ImportPlan, before: WorkbookReading, sent: Sequence[SentCell]) -> None:
        self._plan = plan
        self._before = before.layout.tables
        self._places = {table: _places(self._before[table]) for table in IMPORTED_TABLES}
        self._identities = {table: RowIdentities(self._before[table]) for table in IMPORTED_TABLES}
        self._appended = {table: appended_cells(plan, before, table) for table in IMPORTED_TABLES}
        self._wanted = {_spot(own): own.content for own in sent}
        self._written: set[object] = set()
        self._in_doubt: dict[str, None] = {}

    def judge(self, after: WorkbookReading, sent: Sequence[SentCell]) -> Judgement:
        """What the answer to the request that wrote `sent` shows."""
        corrections: list[SentCell] = []
        in_doubt: list[str] = []
        for table in IMPORTED_TABLES:
            layout = after.layout.tables.get(table)
            if layout is None:
                in_doubt.append(f"the tab {table}")
                continue
            seen = _Seen(layout, self._identities[table])
            if HEADER not in seen.rows:
                in_doubt.append(f"the header row of {layout.title}, which is gone")
            own_sent = [own for own in sent if own.table is table]
            if not self._written and _is_askew(seen, self._appended[table]):
                own_sent += self._appended_askew(seen)
            elif any(spot.table is table and spot.owner < HEADER for spot in self._wanted):
                seen.add({_owner(row[0]): seen.row_of_id(row) for row in self._appended[table]})
            corrections += self._gone_over(seen, own_sent, in_doubt)
            corrections += self._corrections(seen)
            if not self._written:
                corrections += _lost_headers(seen, own_sent)
        self._written |= {_form(own.content) for own in sent if own.content is not None}
        self._in_doubt |= dict.fromkeys(in_doubt)
        told = self._in_doubt if corrections else self._in_doubt | dict.fromkeys(self._lost_records(after))
        return Judgement(corrections=tuple(corrections), in_doubt=tuple(told))

    def _appended_askew(self, seen: _Seen) -> list[SentCell]:
        """The cells of new rows that were appended while columns were moved, each with its row as it is found."""
        found: list[SentCell] = []
        for cells in self._appended[seen.layout.table]:
            row = seen.row_of_cells(cells)
            if row is not None:
                seen.add({_owner(cells[0]): row})
                self._wanted |= {_spot(own): own.content for own in cells}
                found += [replace(own, row=row) for own in cells]
        return found

    def _gone_over(self, seen: _Seen, sent: Sequence[SentCell], in_doubt: list[str]) -> Iterator[SentCell]:
        """Note what was in other cells that a write went over; blanks for those for which that is not known."""
        contents = {_form(own.content) for own in sent}
        inserted = set() if self._written else {own.index for own in sent if own.owner is None}
        for own in sent:
            owner, key = seen.owners.get(own.row), seen.keys.get(own.index)
            is_there = key is None or is_same_content(content_at(seen.places[key], own.row), own.content)
            if (owner, key) == (_owner(own), own.key) or own.content is None or not is_there:
                continue
            if owner is None or key is None:
                is_own_column = own.index in inserted or key == MEMORY_MARK
                is_own_row = (owner is not None and owner < HEADER) or seen.holds_only(own.row, contents)
                is_ours = is_own_column or is_own_row or key in _okr_fields(own.table)
                in_doubt += [] if is_ours else [f"row {own.row + 1} of {seen.layout.title}"]
                yield replace(own, content=None)
                continue
            spot, held = _Spot(own.table, owner, key), self._held(own.table, owner, key)
            if spot in self._wanted:
                continue
            is_astray = is_tied_to_its_row(held) and own.row != self._row(own.table, owner)
            # Its references would be those of the row it has left; but the value of another is no better than none.
            in_doubt += [self._name(own.table, owner)] if is_astray else []
            self._wanted[spot] = None if is_astray else held

    def _corrections(self, seen: _Seen) -> Iterator[SentCell]:
        """The cells that do not hold what they should; what people typed in the meantime stays."""
        table = seen.layout.table
        ours = self._written | {_form(content) for spot, content in self._wanted.items() if spot.table is table}
        for spot, content in self._wanted.items():
            row, place = seen.rows.get(spot.owner), seen.places.get(spot.key)
            if spot.table is not table or row is None or place is None:
                continue
            held, was = content_at(place, row), self._held(table, spot.owner, spot.key)
            is_as_before = is_same_content(held, was) and not isinstance(held, Formula)
            if not is_same_content(held, content) and (held is None or is_as_before or _form(held) in ours):
                owner = None if spot.owner == HEADER else spot.owner
                yield SentCell(table=table, owner=owner, key=spot.key, row=row, index=place.index, content=content)

    def _lost_records(self, after: WorkbookReading) -> Iterator[str]:
        """The new records that are not there once, with their words: an ID was given twice, or a row deleted."""
        there: list[OkrRecord] = [*after.okr_set.objectives, *after.okr_set.key_results]
        said = {(one.id, words_of(one.text)) for one in there}
        ids = Counter(one.id for one in there)
        for own in self._plan.new:
            if (own.id, words_of(own.text)) not in said or (own.id and ids[own.id] != 1):
                yield own.name

    def _held(self, table: Table, owner: int, key: str) -> Content:
        """What a cell held before; nothing in a new row."""
        row = self._row(table, owner)
        return None if row is None else content_at(self._places[table].get(key), row)

    def _row(self, table: Table, owner: int) -> int | None:
        layout = self._before[table]
        return layout.header_row if owner == HEADER else None if owner < HEADER else layout.rows[owner]

    def _name(self, table: Table, owner: int) -> str:
        id_ = self._held(table, owner, "id")
        return str(id_ or self._held(table, owner, "text") or self._before[table].title)


def _okr_fields(table: Table) -> frozenset[str]:
    """The columns that okrsdk owns, in which nothing of people's is lost."""
    return frozenset(column.name for column in okr_columns(table))


class _Seen:
    """A table as an answer shows it: whose each row is, and which column each is."""

    def __init__(self, layout: TableLayout, identities: RowIdentities) -> None:
        self.layout = layout
        self.places = _places(layout)
        self.keys = {place.index: key for key, place in self.places.items()}
        header = {} if layout.header_row < 0 else {HEADER: layout.header_row}
        self.rows = {**header, **identities.rows(layout)}
        self.owners = {row: owner for owner, row in self.rows.items()}

    def add(self, rows: Mapping[int, int | None]) -> None:
        """Tell whose the new rows are."""
        found = {owner: row for owner, row in rows.items() if row is not None}
        self.rows |= found
        self.owners |= {row: owner for owner, row in found.items()}

    def holds_only(self, row: int, forms: Container[object]) -> bool:
        """Whether a row holds nothing but what was written."""
        held = (content_at(place, row) for place in self.places.values())
        return all(own is None or _form(own) in forms for own in held)

    def row_of_id(self, cells: Sequence[SentCell]) -> int | None:
        """The row with the ID of a new record, whose cells these are."""
        wanted = next((own.content for own in cells if own.key == "id"), None)
        free = (row for row in self.layout.rows if row not in self.owners)
        return next((row for row in free if wanted and content_at(self.places.get("id"), row) == wanted), None)

    def row_of_cells(self, cells: Sequence[SentCell]) -> int | None:
        """The last row that holds these cells where they were written."""
        seen = [(self.places[self.keys[own.index]], own.content) for own in cells if own.index in self.keys]
        free = (row for row in reversed(self.layout.rows) if row not in self.owners)
        return next((row for row in free if all(is_same_content(content_at(at, row), own) for at, own in seen)), None)


def _lost_headers(seen: _Seen, sent: Sequence[SentCell]) -> Iterator[SentCell]:
    """Headers of new columns that are not in the header row; the first answer shows these where they were inserted."""
    for own in sent:
        if own.owner is None and own.key not in seen.places and HEADER in seen.rows:
            yield replace(own, row=seen.layout.header_row)


def _is_askew(seen: _Seen, appended: Sequence[Sequence[SentCell]]) -> bool:
    """Whether columns are elsewhere than new rows were written for."""
    return any(own.key not in seen.places or seen.places[own.key].index != own.index for row in appended for own in row)


def _form(content: Content) -> object:
    """A content as it is compared with those that were written."""
    return content if isinstance(content, Formula) else plain_value(content)


def _spot(own: SentCell) -> _Spot:
    return _Spot(own.table, _owner(own), own.key)


def _owner(own: SentCell) -> int:
    return HEADER if own.owner is None else own.owner


def _places(layout: TableLayout) -> Mapping[str, ColumnPlace]:
    """The place of every column by its key."""
    found = {**layout.columns, **{header_key(place.header): place for place in layout.others.values()}}
    return found | ({} if layout.memory is None else {MEMORY_MARK: layout.memory})
