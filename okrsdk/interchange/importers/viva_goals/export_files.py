"""The files of a full export of Viva Goals: which is which, and the goals, check-ins, teams and periods in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from okrsdk.interchange.importers.viva_goals.alignment import Alignment
from okrsdk.language.dates import read_day
from okrsdk.model import Cycle

_PARTS = {
    "timeperiods": "periods",
    "teams": "teams",
    "users": "users",
    "checkins": "check_ins",
    "objectives": "goals",
    "okrs": "goals",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Data = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One mapping of a file, with its place in it."""

    data: Data
    path: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFiles:
    """What the files of an export hold, by what they are.

    Attributes:
        items: goals, check_ins, teams, users, periods.
        unknown: the paths of files of no known name.
        broken: what in the files is no mapping: its path.
    """

    items: Mapping[str, tuple[Item, ...]]
    unknown: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    def of(self, part: str) -> tuple[Item, ...]:
        """The items of one part."""
        return self.items.get(part, ())


def sorted_files(files: Mapping[str, object]) -> ExportFiles:
    """The items of the files of an export, by the names of the files: `TimePeriods`, `Teams`, `Users`, and so on.

    Args:
        files: the data of each file by its path.
    """
    items: dict[str, list[Item]] = {}
    unknown: list[str] = []
    broken: list[str] = []
    for path, data in files.items():
        part = _part_of(path)
        if part is None:
            unknown.append(path)
            continue
        name = PurePosixPath(path).name
        for place, item in enumerate(_listed(data)):
            if isinstance(item, Mapping):
                items.setdefault(part, []).append(Item(data=item, path=f"{name}[{place}]", number=place + 1))
            else:
                broken.append(f"{name}[{place}]")
    return ExportFiles(
        items={part: tuple(own) for part, own in items.items()}, unknown=tuple(unknown), broken=tuple(broken)
    )


def _part_of(path: str) -> str | None:
    plain = re.sub(r"[^a-z]", "", PurePosixPath(path).stem.lower())
    return next((part for word, part in _PARTS.items() if word in plain), None)


def _listed(data: object) -> Sequence[object]:
    """The items of a file: a list, the only list in a mapping, or the mapping itself."""
    if isinstance(data, Mapping):
        lists = [value for value in data.values() if isinstance(value, list)]
        return lists[0] if len(lists) == 1 and len(data) == 1 else [data]
    return data if isinstance(data, list) else [data]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Goal:
    """A goal of an export, of whichever type.

    Attributes:
        item: what the file says of it.
        key: its ID; empty without one.
        title: its title.
        type_word: what the organisation calls its type.
        above: the goals above it.
        is_metric: whether it is measured by a metric of its own, with a target.
        children: the IDs of the goals below it, as far as it names them itself.
    """

    item: Item
    key: str
    title: str
    type_word: str
    above: tuple[Alignment, ...] = ()
    is_metric: bool = False
    children: tuple[str, ...] = ()


def goal_of(item: Item) -> Goal:
    """The goal that an item of the file of goals is."""
    data = item.data
    named = [_alignment(one) for one in mappings(data.get("Alignment"))]
    known = {one.key for one in named}
    bare = [Alignment(title="", key=key) for key in texts(data.get("Parent IDs")) if key not in known]
    outcome = mapping(data.get("Outcome"))
    is_metric = text(outcome.get("Outcome Type")).lower() == "metric" or number(outcome.get("Target")) is not None
    return Goal(
        item=item,
        key=text(data.get("ID")),
        title=text(data.get("Title")),
        type_word=text(data.get("Type")),
        above=(*named, *bare),
        is_metric=is_metric and text(outcome.get("Outcome Type")).lower() != "percentage",
        children=tuple(text(one.get("ID")) for one in mappings(data.get("Children"))),
    )


def _alignment(one: Data) -> Alignment:
    return Alignment(title=text(one.get("Title")), key=text(one.get("ID")), weight=text(one.get("Weight")).rstrip("% "))


def period_labels(periods: Sequence[Item]) -> Mapping[str, str]:
    """The cycle that each period is, by its ID and by its name: its name where its days are those of that cycle.

    Where a period has other days than its name says (`Q1 2025` of a fiscal year), the days count.
    """
    labels: dict[str, str] = {}
    for item in periods:
        name = text(item.data.get("Time Period Name"))
        label = _label(name, day(item.data.get("Start Date")), day(item.data.get("End Date")))
        labels |= {key: label for key in (name, text(item.data.get("ID"))) if key}
    return labels


def _label(name: str, start: date | None, end: date | None) -> str:
    if start is None or end is None or end < start:
        return name
    for label in (name, re.sub(r"(?i)\bannual\b", "", name).strip()):
        try:
            cycle = Cycle.parse(label)
        except ValueError:
            continue
        if (cycle.start, cycle.end) == (start, end):
            return cycle.name
    return f"{start} to {end}"


def mapping(value: object) -> Data:
    """The value if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> Iterator[Data]:
    """The mappings in a list; one alone counts as a list of one."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield one


def texts(value: object) -> list[str]:
    """The texts in a list; a value alone counts as a list of one."""
    found = [text(one) for one in (value if isinstance(value, list) else [value])]
    return [one for one in found if one]


def text(value: object) -> str:
    """A text or number as text, empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value).strip()


def number(value: object) -> Decimal | None:
    """A number, also one that is written as text; None for anything else."""
    plain = text(value).replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text(value)) else text(value)
    return Decimal(plain) if re.fullmatch(r"-?\d{1,18}(\.\d{1,18})?", plain) else None


def day(value: object) -> date | None:
    """The day of an instant or day; None where there is none, or more than one reading."""
    plain = text(value)
    if found := _DAY.match(plain):
        try:
            return date.fromisoformat(found[0])
        except ValueError:
            return None
    return read_day(plain, None) if plain else None
