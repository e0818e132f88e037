"""What the reading of a draft has collected so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from okrsdk.interchange.importers.column_words import COLUMNS, LEFT_OUT
from okrsdk.interchange.importers.draft import Draft, DraftKeyResult, DraftObjective, NotTaken
from okrsdk.interchange.importers.draft_tables import TableRow
from okrsdk.interchange.importers.field_values import (
    amount_in,
    field_value,
    is_blank_cell,
    is_more_than_amount,
    on_scale_of_sentence,
    unit_in,
    with_kind,
)
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import Label, label_of, split_fields
from okrsdk.interchange.importers.measures import has_number, result_after_arrow, states_change
from okrsdk.language.normalize import normalized

_OF_OBJECTIVES = frozenset({"owner", "why", "weight"})
_MEASURED = frozenset({"baseline", "target", "current"})
# How far an objective or key result is, in the opinion of its page: `(0.4)`, `[40 %]`, of an objective `=> 40 %` too.
_SCORE_LAST = re.compile(r"\s*[\[(]\s?(?:\d{1,3}\s?%|[01]?[.,]\d{1,2})\s?[\])]\s*$")
_PROGRESS_LAST = re.compile(rf"\s*(?:=>|⇒)\s*\d{{1,3}}\s?%\s*$|{_SCORE_LAST.pattern}")
# `(now at $14k)`, `(aktuell bei 25)`
_CURRENT_LAST = re.compile(
    r"\s*[\[(（](?P<name>[^\W\d_][^\d()\[\]（）]*?)(?:\s+(?:at|bei|à|a|en|em|op))?"
    r"\s+(?P<value>[^\s\d()\[\]（）]*\d[^()\[\]（）]*)[\])）]\.?$"
)
_BRACKET = re.compile(r"\s*[\[(（](?P<fields>[^()\[\]（）]+)[\])）]\.?$")


@dataclass(slots=True, kw_only=True)
class OpenRecord:
    """An objective or key result that is being read."""

    text: str
    line: int
    is_labelled: bool = False
    level: int = 0
    values: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class OpenObjective:
    """An objective that is being read, with its key results."""

    record: OpenRecord
    has_text: bool = True
    is_line: bool = False
    cycle: str = ""
    key_results: list[OpenRecord] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Collected:
    """The objectives found and what was not taken."""

    objectives: list[OpenObjective] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)

    def leave_out(self, line: int, text: str, reason: str) -> None:
        """Lists something as not taken; what says nothing is not listed."""
        if re.search(r"\w", text):
            self.not_taken.append(NotTaken(line=line, text=text.strip(), reason=reason))

    def add_objective(self, label: Label, line: int, *, is_line: bool = False, cycle: str = "") -> OpenObjective:
        """A new objective, open for its key results."""
        text, fields = _trailing_fields(label.text)
        text = self._without_progress(text, _PROGRESS_LAST, line)
        record = OpenRecord(text=text, line=line, is_labelled=label.role is Role.OBJECTIVE)
        if label.owners:
            record.values["owner"] = ", ".join(label.owners)
        objective = OpenObjective(record=record, is_line=is_line, cycle=cycle)
        self.objectives.append(objective)
        for one in fields:
            self.set_field(record, label_of(one), line, is_objective=True)
        return objective

    def add_without_objective(self, line: int, cycle: str) -> OpenObjective:
        """A place for key results that have no objective."""
        objective = OpenObjective(record=OpenRecord(text="", line=line), has_text=False, cycle=cycle)
        self.objectives.append(objective)
        return objective

    def add_key_result(self, objective: OpenObjective, label: Label, line: int) -> OpenRecord:
        """A new key result of an objective; fields at the end of its line are taken from it."""
        text, fields = _trailing_fields(label.text)
        score = _SCORE_LAST.search(text)
        if score is not None and has_number(text[: score.start()]):
            text = self._without_progress(text, _SCORE_LAST, line)
        text, current = _trailing_current(text)
        record = OpenRecord(text=text, line=line, is_labelled=label.role is Role.KEY_RESULT)
        self.set_value(record, "current", current, line)
        if label.owners:
            record.values["owner"] = ", ".join(label.owners)
        result = result_after_arrow(text)
        if result is not None:
            record.text, record.values["current"] = result
        objective.key_results.append(record)
        for one in fields:
            self.set_field(record, label_of(one), line)
        return record

    def _without_progress(self, text: str, progress: re.Pattern[str], line: int) -> str:
        """A sentence without the progress at its end, which is listed."""
        found = progress.search(text)
        if found is None or not found.start():
            return text
        self.leave_out(line, found[0].strip(), LEFT_OUT["progress"])
        return text[: found.start()]

    def add_row(self, objective: OpenObjective | None, row: TableRow) -> None:
        """A row of a table: a key result of the objective, or values of the objective itself."""
        if not row.text or objective is None:
            record = objective.record if objective is not None and row.objective else None
        else:
            own = label_of(row.text)
            is_coded = own.role is Role.KEY_RESULT and own.text
            label = own if is_coded else Label(role=Role.KEY_RESULT, text=row.text)
            record = self.add_key_result(objective, label, row.line)
        for text, reason in row.left_out:
            self.leave_out(row.line, text, reason)
        for column, text in row.cells:
            if record is None:
                self.leave_out(row.line, f"{column}: {text}", "in a row without a key result")
            else:
                self.set_value(record, column, text, row.line)

    def set_field(self, record: OpenRecord, label: Label, line: int, *, is_objective: bool = False) -> None:
        """Gives a record the value of a field, or lists the field as not taken."""
        text = " ".join(filter(None, [label.text, *(f"@{one}" for one in label.owners)]))
        column = COLUMNS.get(label.name, "")
        said = f"{label.name}: {text}"
        if column == "owner" and label.owners:
            text = ", ".join(filter(None, [label.text, *label.owners]))
        if not column:
            self.leave_out(line, said, LEFT_OUT.get(label.name, "no column has that name"))
        elif is_objective and column not in _OF_OBJECTIVES:
            self.leave_out(line, said, "belongs to a key result, and this is an objective")
        else:
            self.set_value(record, column, text, line)

    def set_value(self, record: OpenRecord, column: str, text: str, line: int) -> None:
        """Gives a record the value that a text means in a column, or lists the text as not taken."""
        if is_blank_cell(text):
            return
        value = field_value(column, text)
        if value is None:
            kind = (
                "a number"
                if column in _MEASURED or column == "weight"
                else "a day"
                if column == "due"
                else f"a {column}"
            )
            self.leave_out(line, f"{column}: {text}", f"not {kind} for sure")
        elif column in record.values and record.values[column] != value:
            self.leave_out(line, f"{column}: {text}", f"there is already a {column}")
        else:
            record.values[column] = value
            unit = unit_in(text) if column in _MEASURED else ""
            if unit:
                record.values.setdefault("unit", unit)
            if column in _MEASURED and is_more_than_amount(text):
                self.leave_out(line, f"{column}: {text}", "only the amount is taken")

    def draft(self) -> Draft:
        """All of it as a value."""
        kept = [one for one in self.objectives if one.has_text or one.key_results]
        return Draft(
            objectives=tuple(_objective(one) for one in kept),
            not_taken=tuple(sorted(self.not_taken, key=lambda one: one.line)),
        )


def _objective(one: OpenObjective) -> DraftObjective:
    return DraftObjective(
        text=one.record.text if one.has_text else None,
        line=one.record.line,
        key_results=tuple(_key_result(record) for record in one.key_results),
        values=one.record.values,
        cycle=one.cycle,
    )


def _key_result(record: OpenRecord) -> DraftKeyResult:
    values = with_kind(on_scale_of_sentence(record.values, record.text), record.text)
    return DraftKeyResult(text=record.text, line=record.line, values=values)


def _trailing_fields(text: str) -> tuple[str, list[str]]:
    """A sentence without the fields at its end: `… to 20 (Owner: Sales)`, `… to 20 | Owner: Sales`."""
    bracket = _BRACKET.search(text)
    if bracket is not None and _are_fields(split_fields(bracket["fields"])):
        return text[: bracket.start()], split_fields(bracket["fields"])
    first, *rest = re.split(r"\s+[|｜—–]\s+", text)
    if rest and _are_fields(rest):
        return first, rest
    return text, []


def _trailing_current(text: str) -> tuple[str, str]:
    """A sentence from one amount to another and the current value in brackets at its end, empty without one."""
    found = _CURRENT_LAST.search(text)
    if found is None or COLUMNS.get(normalized(found["name"])) != "current" or amount_in(found["value"]) is None:
        return text, ""
    return (text[: found.start()], found["value"]) if states_change(text[: found.start()]) else (text, "")


def _are_fields(parts: list[str]) -> bool:
    return all((label := label_of(part)).role is Role.FIELD and (label.text or label.owners) for part in parts)
