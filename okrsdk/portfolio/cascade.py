"""The cascade: which objective serves which key result of another workbook, as `Contributes to` says."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.portfolio.summary import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from okrsdk.portfolio.summary import ObjectiveRow, WorkbookRow

_BREAKS = re.compile(r"[\W_]+")


class Broken(StrEnum):
    """What is wrong with a reference, as the rest of a sentence about it."""

    NO_WORKBOOK = "names a workbook that is not in this portfolio"
    SEVERAL_WORKBOOKS = "fits several workbooks of this portfolio"
    NO_KEY_RESULT = "names a key result that its workbook does not have"
    CIRCULAR = "leads back to itself"


class Place(NamedTuple):
    """An objective of the portfolio: its workbook's ID and its own."""

    spreadsheet_id: str
    objective_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An objective that serves a key result of another workbook.

    Attributes:
        client: whose objective it is.
        objective_id: the objective.
        reference: the key result, as people wrote it.
        parent: whose key result it is; empty where that is not known.
        key_result_id: the key result; empty where that is not known.
        broken: what is wrong with it; None where it leads to a key result.
    """

    client: str
    objective_id: str
    reference: str
    parent: str = ""
    key_result_id: str = ""
    broken: Broken | None = None


def cascade(rows: Iterable[WorkbookRow]) -> tuple[Link, ...]:
    """The references from workbook to workbook, in the order of the rows; those within one workbook are left out.

    A reference is `WORKBOOK/KEY RESULT`, where the workbook is a client, a client with its cycle, a title, or a cycle
    that one other workbook has, and the key result is its ID or its sentence. Without a workbook it is a sentence or an
    ID of the workbook itself, which the rules of one workbook check.
    """
    return _Cascade(tuple(row for row in rows if not row["problem"])).links()


@dataclass(frozen=True, slots=True)
class _Cascade:
    rows: Sequence[WorkbookRow]

    def links(self) -> tuple[Link, ...]:
        names = self._names()
        found = [
            (Place(row["spreadsheet_id"], own["id"]), *self._link(row, own, names))
            for row in self.rows
            for own in row["objectives"]
            if "/" in own["contributes_to"]
        ]
        onwards = {place: above for place, _, above in found if above is not None}
        return tuple(_circled(link, place, onwards) for place, link, _ in found)

    def _names(self) -> Mapping[str, list[WorkbookRow]]:
        names: dict[str, list[WorkbookRow]] = defaultdict(list)
        for row in self.rows:
            for name in {_folded(name) for name in _names_of(row)} - {""}:
                names[name].append(row)
        return names

    def _link(
        self, row: WorkbookRow, own: ObjectiveRow, names: Mapping[str, list[WorkbookRow]]
    ) -> tuple[Link, Place | None]:
        """The reference of an objective, and the objective above it."""
        reference = own["contributes_to"]
        workbook, _, wanted = reference.rpartition("/")
        link = Link(client=name_of(row), objective_id=own["id"], reference=reference)
        parents = [one for one in names.get(_folded(workbook), ()) if one is not row]
        if len(parents) != 1:
            return _but(link, Broken.SEVERAL_WORKBOOKS if parents else Broken.NO_WORKBOOK), None
        (parent,) = parents
        for above in parent["objectives"]:
            for key_result in above["key_results"]:
                if _folded(wanted) in (_folded(key_result["id"]), _folded(key_result["text"])):
                    led = _but(link, None, parent=name_of(parent), key_result_id=key_result["id"])
                    return led, Place(parent["spreadsheet_id"], above["id"])
        return _but(link, Broken.NO_KEY_RESULT, parent=name_of(parent)), None


def _names_of(row: WorkbookRow) -> Iterator[str]:
    yield from (row["title"], row["client"], row["cycle"], f"{row['client']} {row['cycle']}", row["spreadsheet_id"])


def _folded(text: str) -> str:
    return _BREAKS.sub(" ", text.casefold()).strip()


def _circled(link: Link, place: Place, onwards: Mapping[Place, Place]) -> Link:
    """The link, broken where going on from its objective leads back to it."""
    seen, at = {place}, onwards.get(place)
    while at is not None and at not in seen:
        seen.add(at)
        at = onwards.get(at)
    if at != place:
        return link
    return _but(link, Broken.CIRCULAR, parent=link.parent, key_result_id=link.key_result_id)


def _but(link: Link, broken: Broken | None, *, parent: str = "", key_result_id: str = "") -> Link:
    return Link(
        client=link.client,
        objective_id=link.objective_id,
        reference=link.reference,
        parent=parent,
        key_result_id=key_result_id,
        broken=broken,
    )
