"""Which record of the workbook each record of a source is: by External ID, else by ID, else by its words.

Words count under the same objective only, and only where neither side has them twice: what is not clear is left out and
told, since a guess would write over somebody's row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.language.normalize import normalized
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.model import OkrSet
    from okrsdk.workbook.importing.source import ImportSource, OkrRecord
_TWICE_THERE = text("the workbook has these words more than once, and no ID tells them apart")
_TWICE_IN_SOURCE = text("the source has these words more than once, and no ID tells them apart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The records of one table of a source.

    Attributes:
        pairs: per position in the source, the position in the workbook.
        new: the positions in the source that the workbook does not have.
        unclear: the positions that are left out, each with the reason.
    """

    pairs: Mapping[int, int] = field(default_factory=dict)
    new: tuple[int, ...] = ()
    unclear: Mapping[int, str] = field(default_factory=dict)


def match_objectives(source: ImportSource, workbook: OkrSet) -> Matches:
    """The objectives of a source."""
    there = workbook.objectives
    own = source.okr_set.objectives
    return _matched(
        source, own, there, [(words_of(one.text),) for one in own], [(words_of(one.text),) for one in there]
    )


def match_key_results(source: ImportSource, workbook: OkrSet, objectives: Matches) -> Matches:
    """The key results of a source, whose objectives are matched already."""
    own, there = source.okr_set.key_results, workbook.key_results
    parents, parents_there = parent_positions(source.okr_set), parent_positions(workbook)
    # A parent that is new has no key result in the workbook: its place is told from those of the workbook.
    sought = [None if at is None else objectives.pairs.get(at, -1 - at) for at in parents]
    keys = [(parent, words_of(one.text)) for parent, one in zip(sought, own, strict=True)]
    keys_there = [(parent, words_of(one.text)) for parent, one in zip(parents_there, there, strict=True)]
    found = _matched(source, own, there, keys, keys_there)
    orphans = {
        at: text("its objective was left out")
        for at, parent in enumerate(parents)
        if parent is not None and parent in objectives.unclear and at in found.new
    }
    new = tuple(at for at in found.new if at not in orphans)
    return Matches(pairs=found.pairs, new=new, unclear={**found.unclear, **orphans})


def parent_positions(okr_set: OkrSet) -> list[int | None]:
    """Per key result the position of its objective, by ID or by words; None where it has none."""
    by_id = {one.id: at for at, one in reversed(list(enumerate(okr_set.objectives))) if one.id}
    by_words = {words_of(one.text): at for at, one in reversed(list(enumerate(okr_set.objectives))) if one.text}
    named = (one.objective_id for one in okr_set.key_results)
    return [by_id.get(name, by_words.get(words_of(name))) if name else None for name in named]


def words_of(text: str) -> str:
    """The words of a sentence in one form for all its spellings; its full stop does not count."""
    return normalized(text).rstrip(" .!?:;")


def _matched(
    source: ImportSource,
    own: Sequence[OkrRecord],
    there: Sequence[OkrRecord],
    keys: Sequence[tuple[object, ...]],
    keys_there: Sequence[tuple[object, ...]],
) -> Matches:
    matching = _Matching(source, own, there)
    matching.by_names()
    matching.by_words(keys, keys_there)
    return matching.result()


class _Matching:
    """The matching of one table, under way."""

    def __init__(self, source: ImportSource, own: Sequence[OkrRecord], there: Sequence[OkrRecord]) -> None:
        self._source = source
        self._own = own
        self._there = there
        self._pairs: dict[int, int] = {}
        self._taken: set[int] = set()
        self._unclear: dict[int, str] = {}

    def by_names(self) -> None:
        """Match by External ID, then by ID; what two records of the source claim stays with the first."""
        externals = _positions([one.external_id for one in self._there])
        ids = _positions([one.id for one in self._there])
        seen: set[str] = set()
        for at, record in enumerate(self._own):
            names = self._source.names(record)
            if names and names[0] in seen:
                self._unclear[at] = text("{id} is in the source more than once; the first was taken", id=names[0])
                continue
            seen.update(names[:1])
            for found in (held.get(name, ()) for held in (externals, ids) for name in names):
                free = [position for position in found if self._may_be(record, position)]
                if free:
                    self._take(at, free, names[0])
                    break

    def by_words(self, keys: Sequence[tuple[object, ...]], keys_there: Sequence[tuple[object, ...]]) -> None:
        """Match those that are left by their words."""
        waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for position, key in enumerate(keys_there):
            if position not in self._taken and key[-1]:
                waiting[key].append(position)
        counts = Counter(key for at, key in enumerate(keys) if at not in self._pairs and at not in self._unclear)
        for at, key in enumerate(keys):
            if at in self._pairs or at in self._unclear:
                continue
            free = [position for position in waiting.get(key, ()) if self._may_be(self._own[at], position)]
            if free and (len(free) > 1 or counts[key] > 1):
                self._unclear[at] = _TWICE_THERE if len(free) > 1 else _TWICE_IN_SOURCE
            elif free:
                self._pairs[at] = free[0]

    def result(self) -> Matches:
        left = (at for at in range(len(self._own)) if at not in self._pairs and at not in self._unclear)
        return Matches(pairs=self._pairs, new=tuple(left), unclear=self._unclear)

    def _may_be(self, record: OkrRecord, position: int) -> bool:
        """Whether a record of the workbook is not known to be another one of the source."""
        held = self._there[position].external_id
        return not held or not record.external_id or held in self._source.names(record)

    def _take(self, at: int, found: Sequence[int], name: str) -> None:
        if len(found) > 1:
            self._unclear[at] = text("{id} is on {n} rows of the workbook", id=name, n=len(found))
        elif found[0] in self._taken:
            self._unclear[at] = text(
                "{id} is a row of the workbook that another record of the source was taken for", id=name
            )
        else:
            self._pairs[at] = found[0]
            self._taken.add(found[0])


def _positions(names: Sequence[str]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        if name:
            found[name].append(position)
    return found
