"""Which record is in a row, when rows may have moved and IDs may have been overwritten."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row by what tells which record is in it.

    Attributes:
        number: 0-based row of the sheet.
        id: its ID as text, empty when it has none.
        identity: what its other listed columns hold.
        is_ours: whether the write put the ID there, whatever was there before.
    """

    number: int
    id: str
    identity: tuple[object, ...]
    is_ours: bool

    @property
    def has_identity(self) -> bool:
        """Whether any of them holds something."""
        return any(value != "" for value in self.identity)


def match_rows(records: Sequence[Row], rows: Sequence[Row], ids_we_wrote: frozenset[str]) -> list[int | None]:
    """The position of the record in each row, None where there is none.

    In this order, and each record once: ID and identity fields agree; the identity fields agree (the ID is blank, or
    ours, or has been changed); the ID agrees and no write of ours can have put it there (someone changed the text).

    Args:
        records: the records as they were read, with the ID each has or gets.
        rows: the rows as they are now.
        ids_we_wrote: IDs that a write of ours may have put anywhere.
    """
    matching = _Matching(records, len(rows))
    matching.by(lambda row: (row.id, row.identity), [row for row in rows if row.id])
    matching.by(lambda row: row.identity, [row for row in rows if row.has_identity])
    trusted = [row for row in rows if row.has_identity and not row.is_ours and row.id not in ids_we_wrote | {""}]
    matching.by(lambda row: row.id, trusted)
    return matching.positions


class _Matching:
    def __init__(self, records: Sequence[Row], rows: int) -> None:
        self._records = records
        self._free = set(range(len(records)))
        self.positions: list[int | None] = [None] * rows

    def by(self, key: Callable[[Row], Hashable], rows: Sequence[Row]) -> None:
        """Match those that are still free and agree in `key`, in order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for position in sorted(self._free, reverse=True):
            waiting[key(self._records[position])].append(position)
        for row in rows:
            if self.positions[row.number] is None and (candidates := waiting.get(key(row))):
                position = candidates.pop()
                self._free.discard(position)
                self.positions[row.number] = position
