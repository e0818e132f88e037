"""What a goal of an export says: the values that go into columns of ours, and all others as texts to keep beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.source_values import is_percent_word
from okrsdk.interchange.importers.viva_goals.export_files import (
    Data,
    Goal,
    day,
    mapping,
    mappings,
    number,
    text,
)
from okrsdk.model import Kind
from okrsdk.schema.choice_words import KIND_WORDS, choice_named

_IN_PLACE = frozenset({
    "ID", "Title", "Owner", "Time Period", "Alignment", "Parent IDs", "Children", "Teams", "Outcome", "Progress",
    "Status", "Score", "Phased Targets",
})  # fmt: skip
"""The keys that are not kept as they are, because they are read."""
NOTES = "Notes from Viva Goals"
_HUNDRED = Decimal(100)
_TAG = re.compile(r"<[^>]{0,2000}>")
_BREAK = re.compile(r"(?i)<\s*(?:br|/p|/div|/li)\s*/?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a key result is measured, with its amounts in its unit and percentages as shares."""

    cells: Mapping[str, object]
    is_percent: bool

    def amount(self, value: object) -> Decimal | None:
        """An amount as the export writes it, in the unit of the key result."""
        found = number(value)
        return found / _HUNDRED if found is not None and self.is_percent else found


def measure_of(goal: Goal) -> Measure:
    """How a goal is measured: by its metric, or in percent of completion."""
    outcome = mapping(goal.item.data.get("Outcome"))
    if not goal.is_metric:
        cells: dict[str, object] = {"unit": "%", "metric": "progress", "baseline": Decimal(0), "target": Decimal(1)}
        return Measure(cells=cells, is_percent=True)
    unit = text(outcome.get("Metric Unit"))
    measure = Measure(cells={}, is_percent=is_percent_word(unit))
    found = {
        "metric": text(outcome.get("Metric Name")) or None,
        "unit": "%" if measure.is_percent else unit or None,
        "baseline": measure.amount(outcome.get("Start")),
        "target": measure.amount(outcome.get("Target")),
        "kind": kind_of(text(outcome.get("Target Type"))),
    }
    cells = {name: value for name, value in found.items() if value is not None}
    return Measure(cells=cells, is_percent=measure.is_percent)


def kind_of(words: str) -> Kind | None:
    """The kind of key result that a type of target means; None for words that are not known.

    >>> kind_of("Stay below"), kind_of("Increase"), kind_of("As the board says")
    (<Kind.AT_MOST: 'at_most'>, <Kind.INCREASE: 'increase'>, None)
    """
    found = choice_named(words, Kind, KIND_WORDS) if words else None
    return Kind(found) if found is not None else None


def cells_of(goal: Goal, role: Role, measure: Measure | None) -> dict[str, object]:
    """The values of a goal by field, of a record of its role."""
    data = goal.item.data
    owners = [name for one in mappings(data.get("Owner")) if (name := _name(one))]
    cells: dict[str, object] = {"cycle": _period(data)}
    if role is Role.OBJECTIVE:
        cells |= {"owner": next(iter(owners), ""), "co_owners": ", ".join(owners[1:])}
    else:
        cells |= {"owner": ", ".join(owners), "due": day(data.get("End Date"))}
        cells |= {} if measure is None else measure.cells
    if role is Role.KEY_RESULT:
        cells["commitment"] = text(data.get("Goal Type"))
    cells |= {"status": text(data.get("Status")), "score": number(data.get("Score"))}
    cells["progress"] = number(data.get("Progress"))
    return {name: cell for name, cell in cells.items() if cell not in (None, "")}


def _period(data: Data) -> str:
    period = mapping(data.get("Time Period"))
    return text(period.get("ID")) or text(period.get("Name")) or text(data.get("Time Period"))


def period_name(goal: Goal) -> str:
    """The name of the period of a goal, as the goal says it."""
    period = goal.item.data.get("Time Period")
    return text(mapping(period).get("Name")) or text(period)


def kept_of(goal: Goal, role: Role, teams: Mapping[str, str]) -> dict[str, str]:
    """All that a goal says and for which a record of its role has no column, by header; lines are kept.

    What people read has a header of its own; all else, known or not, is a line of the notes.

    Args:
        goal: the goal.
        role: what it is.
        teams: what is known of each team, by its ID and by its name.
    """
    data = goal.item.data
    taken = _IN_PLACE | ({"End Date"} if role is not Role.OBJECTIVE and day(data.get("End Date")) else set())
    taken |= {"Goal Type"} if role is Role.KEY_RESULT else set()
    beside = {key: said(value) for key, value in data.items() if key not in taken}
    kept = {"Description": beside.pop("Description", "")}
    kept["Owner e-mail"] = "; ".join(text(one.get("Email")) for one in mappings(data.get("Owner")) if one.get("Email"))
    kept["Teams"] = "\n".join(_team(one, teams) for one in mappings(data.get("Teams"))) or said(data.get("Teams"))
    kept["Phased targets"] = _phased(mapping(data.get("Phased Targets"))) or said(data.get("Phased Targets"))
    kept["Aligned to"] = _aligned(goal, role)
    kept["Outcome"] = _outcome(goal, role)
    kept[NOTES] = "\n".join(f"{key}: {value}" for key, value in beside.items() if value)
    return {key: value for key, value in kept.items() if value}


def _team(one: Data, teams: Mapping[str, str]) -> str:
    return teams.get(text(one.get("ID"))) or teams.get(text(one.get("Name"))) or said(one)


def _aligned(goal: Goal, role: Role) -> str:
    """The goals above, where a record has no place for all that is said of them."""
    is_said = len(goal.above) == 1 and (role is not Role.OBJECTIVE or not goal.above[0].weight)
    if is_said or not goal.above:
        return ""
    lines = []
    for one in goal.above:
        aside = "; ".join(filter(None, (f"weight {one.weight} %" if one.weight else "", f"ID {one.key}")))
        lines.append(f"{one.title} ({aside})" if one.title else f"ID {one.key}")
    return "\n".join(lines)


def _outcome(goal: Goal, role: Role) -> str:
    """What is said of the outcome and has no column: all of it, or a type of target that is not known."""
    outcome = mapping(goal.item.data.get("Outcome"))
    if role is not Role.KEY_RESULT:
        return said(outcome) if goal.is_metric else ""
    known = {"Outcome Type", "Metric Name", "Metric Unit", "Start", "Target"}
    known |= {"Target Type"} if kind_of(text(outcome.get("Target Type"))) else set()
    return said(
        {
            key: value
            for key, value in outcome.items()
            if key not in known or (not goal.is_metric and key != "Outcome Type")
        }
    )


def _phased(phased: Data) -> str:
    """Phased targets in words: `monthly: 20 by 2025-10-31; 35 by 2025-11-30`."""
    steps = [
        f"{text(one.get('Target Value'))} by {day(one.get('Target Date')) or text(one.get('Target Date'))}"
        for one in mappings(phased.get("Phased Targets"))
    ]
    interval = text(phased.get("Interval"))
    return f"{interval}: {'; '.join(steps)}".removeprefix(": ") if steps else ""


def _name(person: Data) -> str:
    return text(person.get("Name")) or text(person.get("Email"))


def person_named(value: object) -> str:
    """The name of a person that a value is; empty where it is none."""
    return _name(mapping(value)) or text(value)


def said(value: object) -> str:
    """A value in words: a person by name and address, any other mapping as `key: value; …`, a list line by line."""
    if isinstance(value, Mapping):
        if {"Name", "Email"} <= value.keys() <= {"ID", "Name", "Email"}:
            return " ".join(filter(None, (text(value["Name"]), f"<{text(value['Email'])}>")))
        parts = {str(key): said(own) for key, own in value.items()}
        return "; ".join(f"{key}: {own}" for key, own in parts.items() if own)
    if isinstance(value, list):
        return "\n".join(own for own in map(said, value) if own)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return text(value)


def note_text(note: object) -> str:
    r"""The words of a note: as plain text, else those of its HTML.

    >>> note_text({"Check In Note": "", "Check In Note HTML": "<p>Two &amp; two</p><p>One is back</p>"})
    'Two & two\nOne is back'
    """
    both = mapping(note)
    if plain := text(both.get("Check In Note")) or text(note):
        return plain
    lines = _TAG.sub("", _BREAK.sub("\n", text(both.get("Check In Note HTML")))).splitlines()
    return "\n".join(line for line in (html.unescape(one).strip() for one in lines) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCheckIn:
    """A check-in of a goal, as the export has it."""

    number: int
    goal_key: str
    on: date | None
    value: object
    words: str
    by: str

    @property
    def line(self) -> str:
        """The check-in in one line, where it is kept as a note."""
        value = text(self.value)
        shown = ": ".join(filter(None, (value, " ".join(self.words.split()))))
        return f"{self.on or 'no day'}: {shown}" + (f" (by {self.by})" if self.by else "")


def check_in_of(data: Data, place: int) -> DatedCheckIn:
    """The check-in that an item of the file of check-ins is.

    Its words are the status and the note; where it was written down on another day than it is of, that day as well.
    """
    on = day(data.get("CheckIn Date")) or day(data.get("Activity Date"))
    written = day(data.get("Activity Date"))
    words = [text(data.get("Status")), note_text(data.get("Check In Note"))]
    words += [f"Written down on {written}."] if written is not None and written != on else []
    return DatedCheckIn(
        number=place,
        goal_key=text(data.get("OKR ID")),
        on=on,
        value=data.get("Current Value"),
        words="\n".join(filter(None, words)),
        by=person_named(data.get("Check In Owner")),
    )
