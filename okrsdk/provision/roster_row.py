"""One row of a roster: what each of its cells says, with every problem in its row and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from okrsdk.model import Client, FunnelStage, FunnelStep, OkrSet, Visibility
from okrsdk.provision.roster import RosterEntry, Share, file_id_in, key_from_name
from okrsdk.rules.checking import context_of
from okrsdk.rules.client_profile import RULES as PROFILE_RULES
from okrsdk.rules.rule_context import Form
from okrsdk.schema.choice_words import VISIBILITY_WORDS, choice_named
from okrsdk.schema.roster_table import FUNNEL_FIELD, roster_columns
from okrsdk.schema.validation import diagnosis
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.layout.cell_values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
    from okrsdk.schema.column import Column

ROLES = {"editors": "writer", "commenters": "commenter", "viewers": "reader"}
"""The column of the roster by which people get each of Drive's roles, the mightiest first."""
_IDS = ("folder", "workbook", "last_workbook", "template")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_KEY = re.compile(r"[\w.-]{1,60}")
_VISIBILITY = re.compile(r"\s*([^:(,–]+?)\s*(?:[:(,–]\s*([^)]*?)\)?\s*)?")
_LONGEST_NAME = 200
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is wrong in a roster.

    Attributes:
        line: the line or row.
        index: the 0-based place of the column; -1 where the roster has no such column.
        text: what is wrong with its place, and what to do.
    """

    line: int
    index: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Reads the rows of a roster: problems are collected, and none ends the reading.

    Attributes:
        table: the roster.
        header: its header.
        rows: the rows below it.
        columns: what its columns are, by their 0-based place.
        problems: what is wrong, as far as it was read.
        notes: what was left out, one sentence each.
    """

    table: SourceTable
    header: SourceRow
    rows: Sequence[SourceRow]
    columns: Mapping[int, Column]
    problems: list[Problem]
    notes: tuple[str, ...] = field(default=())

    def entry(self, row: SourceRow) -> RosterEntry:
        """The client of a row; where something in the row is wrong, `problems` says so and the rest of it is there."""
        before = len(self.problems)
        values = dict(self._values(row))
        name = self._name(row, values)
        key = self._key(row, values, name)
        shares = tuple(self._shares(row, values))
        starts = {own: self._file_id(row, own, values.pop(own, "")) for own in _IDS}
        starts["okrs"] = self._file(row, values.pop("okrs", ""))
        self._refuse_contradictions(row, starts)
        funnel = tuple(self._funnel(row, values))
        client = Client(name=name, funnel=funnel, **values)
        self._refuse_profile(row, client)
        return RosterEntry(
            client=client if len(self.problems) == before else Client(name=name),
            key=key,
            has_own_key=bool(row.text(self.index("key"))),
            place=self.place(row, "name"),
            places={own.name: self.place(row, own.name) for index, own in self.columns.items() if row.text(index)},
            shares=shares,
            **starts,
        )

    def problem(self, row: SourceRow, name: str, words: str) -> Problem:
        """What is wrong with the cell of a row in a column."""
        return Problem(line=row.line, index=self.index(name), text=f"{self.place(row, name)}: {words}")

    def place(self, row: SourceRow, name: str) -> str:
        """Where the cell of a row in a column is, in words; the column is called as the roster calls it."""
        index = self.index(name)
        if self.table.tab and index >= 0:
            return f"{quoted(self.table.tab)}!{cell_name(row.line - 1, index)}"
        return f"line {row.line}, {self.title(name)}"

    def index(self, name: str) -> int:
        """The 0-based place of a column; -1 where there is none."""
        return next((index for index, column in self.columns.items() if column.name == name), -1)

    def title(self, name: str) -> str:
        """What the roster calls a column; its title where it has no such column."""
        index = self.index(name)
        return self.header.text(index) or next(column.title for column in roster_columns() if column.name == name)

    # What a column holds follows from its declaration alone, as in the records of workbooks.
    def _values(self, row: SourceRow) -> Iterator[tuple[str, Any]]:
        for index, column in self.columns.items():
            value = read_value(column, row.cell(index))
            if value is None:
                continue
            if column.allows(value):
                choice = column.choice(value) if column.choices and isinstance(value, str) else None
                yield column.name, value if choice is None else choice
            else:
                _, message, cure = diagnosis(replace(column, title=self.title(column.name)), value)
                self._say(row, column.name, message, _percent_cure(column, value) or cure)

    def _name(self, row: SourceRow, values: dict[str, Any]) -> str:
        name, title = str(values.pop("name", "")).strip(), self.title("name")
        if not name and not row.text(self.index("name")):
            self._say(row, "name", f"{title} is blank.", "Write the client's name, or clear the row.")
        elif name and (not name.isprintable() or len(name) > _LONGEST_NAME):
            cure = f"Write it in one line of at most {_LONGEST_NAME} characters."
            self._say(row, "name", f"{title} is no name.", cure)
        return name

    def _key(self, row: SourceRow, values: dict[str, Any], name: str) -> str:
        key = str(values.pop("key", "")).strip() or key_from_name(name)
        if name and not _KEY.fullmatch(key):
            cure = "Write letters, digits, dots and hyphens, 1 to 60 of them."
            self._say(row, "key", f'{self.title("key")} is "{key}".', cure)
        return key

    def _shares(self, row: SourceRow, values: dict[str, Any]) -> Iterator[Share]:
        seen: set[str] = set()
        for name, role in ROLES.items():
            for address in values.pop(name, ()):
                if not _EMAIL.fullmatch(address):
                    self._say(row, name, f'"{address}" is no e-mail address.', "Write addresses with commas between.")
                elif address.casefold() not in seen:
                    seen.add(address.casefold())
                    yield Share(email=address, role=role)

    def _file_id(self, row: SourceRow, name: str, text: str) -> str:
        found = file_id_in(text) if text else ""
        if found is None:
            cure = "Open it in Drive and copy the URL from the browser; names are not unique there."
            cure += " Or clear it, and have folders made: --client-folders." if name == "folder" else ""
            self._say(row, name, f'"{text}" is neither a URL nor an ID of Drive.', cure)
        return found or ""

    def _file(self, row: SourceRow, text: str) -> str:
        if "://" not in text:
            return text
        cure = f"Write the path of one; the last cycle's workbook belongs in {self.title('last_workbook')}."
        self._say(row, "okrs", f'"{text}" is no file of this machine.', cure)
        return ""

    def _refuse_contradictions(self, row: SourceRow, starts: Mapping[str, str]) -> None:
        filled = [name for name in ("okrs", "last_workbook", "template") if starts[name]]
        if starts["workbook"] and filled:
            titles = ", ".join(self.title(name) for name in filled)
            self._say(row, "workbook", "A workbook that is adopted keeps what it holds.", f"Clear it, or {titles}.")
        elif len(filled) > 1:
            titles = " and ".join(self.title(name) for name in filled)
            self._say(row, filled[-1], f"{titles} each say what the workbook starts with.", "Keep one of them.")

    def _funnel(self, row: SourceRow, values: dict[str, Any]) -> Iterator[FunnelStep]:
        for stage in FunnelStage:
            name = f"{FUNNEL_FIELD}{stage}"
            text = str(values.pop(name, ""))
            if not text:
                continue
            match = _VISIBILITY.fullmatch(text)
            visibility = choice_named(match[1], Visibility, VISIBILITY_WORDS) if match else None
            if match is None or visibility is None:
                cure = "Write visible, partial or blind, and where it is seen: visible: CRM."
                self._say(row, name, f'{self.title(name)} is "{text}".', cure)
            else:
                yield FunnelStep(stage=stage, visibility=Visibility(visibility), system=match[2] or "")

    def _refuse_profile(self, row: SourceRow, client: Client) -> None:
        """What the check of the workbook would say of its profile: a time zone, currency or policy that is none."""
        context = context_of(OkrSet(client=client), policy=None, on=None, form=Form.TABLES)
        for rule in PROFILE_RULES:
            for location, violation in rule.check(context):
                self._say(row, str(location.field), violation.message, violation.suggestion)
        if context.policy_error:
            self._say(row, "policy", context.policy_error, "")

    def _say(self, row: SourceRow, name: str, message: str, cure: str) -> None:
        self.problems.append(self.problem(row, name, f"{message} {cure}".rstrip()))


def _percent_cure(column: Column, value: object) -> str:
    """What to write for 30 where a share belongs; empty where it is something else."""
    is_share = column.number_format.endswith("%") and isinstance(value, Decimal) and 1 < value <= _WHOLE
    return f"Write {value:f}% or {(value / _WHOLE).normalize():f}." if is_share and isinstance(value, Decimal) else ""
