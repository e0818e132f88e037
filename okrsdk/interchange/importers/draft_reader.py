"""Drafts before they are in a sheet: plain text or Markdown, read into objectives and key results.

A plain draft has its objectives at the margin and their key results below, indented or bulleted::

    Become the first choice of families in town
      - Bookings from 100 to 140 a month
      - Rating on the map from 4.1 to 4.6

Pages say it in more ways: with labels (`Objective 1: …`, `KR1 — …`, in several languages), with headings or bold lines
above lists, with tables, with fields below a key result. How a page marks its objectives decides what its other lines
are. Nothing is guessed: what is neither is listed as not taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.blocks import BlockKind, read_blocks
from okrsdk.interchange.importers.collected import Collected, OpenObjective, OpenRecord
from okrsdk.interchange.importers.column_words import CYCLE_WORDS, LEFT_OUT
from okrsdk.interchange.importers.cycle_headings import cycle_in, is_cycle_name
from okrsdk.interchange.importers.draft_tables import key_result_table
from okrsdk.interchange.importers.evidence import (
    Evidence,
    are_all_measured,
    evidence_in,
    is_prose,
    is_title,
    names_goals,
)
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import (
    Label,
    label_of,
    may_be_an_objective,
    may_name_a_field,
    split_fields,
)
from okrsdk.interchange.importers.measures import has_number, states_change, states_goal
from okrsdk.interchange.importers.outline import Node, outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.interchange.importers.draft import Draft

_OTHER_SECTION = "in a section of other content"
_UNLABELLED = "no label; the OKRs here have one"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the reading is.

    Attributes:
        objective: the objective whose part is read.
        key_result: the key result whose part is read.
        cycle: the cycle of the headings above.
        takes: `objectives` or `key_results` below a heading that says so.
        skips: why nothing is taken here.
        is_measured_list: all items of the list that is read have amounts.
    """

    objective: OpenObjective | None = None
    key_result: OpenRecord | None = None
    cycle: str = ""
    takes: str = ""
    skips: str = ""
    is_measured_list: bool = False


def read_draft(text: str) -> Draft:
    """The objectives and key results of a draft in plain text or Markdown, each with its line, and what was not taken.

    >>> draft = read_draft("- Win the north; - Bookings from 10 to 20".replace("; ", chr(10) + "  "))
    >>> draft.objectives[0].text, draft.objectives[0].key_results[0].text
    ('Win the north', 'Bookings from 10 to 20')
    """
    roots = outline(read_blocks(text))
    reader = _Reader(evidence_in(roots))
    reader.read(roots, _Place(cycle=_own_cycle(roots)))
    return reader.collected.draft()


def _own_cycle(roots: Sequence[Node]) -> str:
    """The cycle that a field of the page names (`Period: 2026-Q1`), be it in a quote or in the front matter."""
    for root in roots:
        for node in (root, *root.below()):
            label = label_of(node.block.text)
            if label.role is Role.FIELD and label.name in CYCLE_WORDS and (cycle := cycle_in(label.text)):
                return cycle
    return ""


class _Reader:
    """Reads the nodes in order, by what the evidence says of the page."""

    def __init__(self, evidence: Evidence) -> None:
        self.collected = Collected()
        self._evidence = evidence
        self._open: OpenObjective | None = None
        self._awaits_objective: Node | None = None

    def read(self, nodes: Sequence[Node], place: _Place) -> None:
        """Reads nodes that have one parent."""
        is_loose = place.objective is None and self._evidence.is_plain
        inner = replace(place, is_measured_list=is_loose and are_all_measured(nodes))
        for node in nodes:
            self._read(node, inner)

    def _read(self, node: Node, place: _Place) -> None:
        if node.block.kind is BlockKind.ASIDE:
            self._aside(node)
        elif node.block.is_struck:
            self._skip([node], "struck out")
        elif place.skips:
            self._leave_out(node, place.skips)
            self.read(node.children, place)
        elif node.block.kind is BlockKind.TABLE:
            self._table(node, place)
        else:
            self._by_role(node, place)

    def _by_role(self, node: Node, place: _Place) -> None:
        match node.role:
            case Role.OBJECTIVE:
                self._objective(node, place)
            case Role.OBJECTIVES:
                self._objectives(node, place)
            case Role.KEY_RESULT:
                self._key_result(node, place)
            case Role.KEY_RESULTS:
                inner = replace(place, objective=place.objective or self._open, key_result=None, takes="key_results")
                self.read(node.children, inner)
            case Role.INITIATIVES:
                self._skip([node], "an initiative: the work, no key result")
            case Role.FIELD:
                self._field(node, place)
            case Role.OTHER if self._evidence.skips_other_sections or not node.has_below(Role.OBJECTIVE):
                self._close(node)
                self._skip([node], _OTHER_SECTION)
            case _:
                self._plain(node, place)

    # Objectives

    def _objective(self, node: Node, place: _Place) -> None:
        inner = next((child for child in node.children if child.role is Role.OBJECTIVE), None)
        if inner is not None and not inner.is_section and not inner.label.number and node.is_section and inner.text:
            self._leave_out(node, "the name of the objective below it")
            self.read(node.children, replace(place, objective=None, key_result=None))
        elif node.text:
            self._add_objective(node, node.label, node.children, place)
        else:
            self._named_below(node, place)

    def _named_below(self, node: Node, place: _Place) -> None:
        """`Objective` alone: the first line below it is the objective."""
        quoted = [child for child in node.children[:1] if child.block.kind is BlockKind.ASIDE and node.is_section]
        first = next((child for child in [*quoted, *node.children] if child in quoted or child.is_plain_text), None)
        if first is None:
            self._awaits_objective = node
            self.read(node.children, place)
            return
        rest = [child for child in node.children if child is not first]
        before = rest[: node.children.index(first)]
        self.read(before, replace(place, objective=None, key_result=None))
        self._add_objective(first, first.label, [*first.children, *rest[len(before) :]], place)

    def _objectives(self, node: Node, place: _Place) -> None:
        count = len(self.collected.objectives)
        self._open = None
        self.read(node.children, replace(place, objective=None, key_result=None, takes="objectives"))
        if len(self.collected.objectives) > count + 1:
            self._open = None

    def _add_objective(self, node: Node, label: Label, children: Sequence[Node], place: _Place) -> None:
        is_line = node.block.kind is BlockKind.LINE and not node.is_section and label.role is Role.PLAIN
        cycle = cycle_in(label.text, place.cycle) if node.role is Role.OBJECTIVE and node.is_section else ""
        objective = self.collected.add_objective(label, node.block.line, is_line=is_line, cycle=place.cycle or cycle)
        objective.record.level = node.block.level
        self._open, self._awaits_objective = objective, None
        self.read(children, replace(place, objective=objective, key_result=None, takes=""))

    # Key results and what is below them

    def _key_result(self, node: Node, place: _Place) -> None:
        objective = place.objective or self._open or self._numbered(node) or self._without_objective(node, place)
        if not node.text:
            first = next((child for child in node.children if child.is_plain_text), None)
            if first is None:
                return self.read(node.children, place)
            rest = [*first.children, *(child for child in node.children if child is not first)]
            label = replace(first.label, role=Role.KEY_RESULT)
            return self._add_key_result(objective, label, first.block.line, rest, place)
        return self._add_key_result(objective, node.label, node.block.line, node.children, place)

    def _add_key_result(
        self, objective: OpenObjective, label: Label, line: int, children: Sequence[Node], place: _Place
    ) -> None:
        if not re.search(r"\w", label.text):
            return
        record = self.collected.add_key_result(objective, label, line)
        self.read(children, replace(place, objective=objective, key_result=record, takes=""))

    def _numbered(self, node: Node) -> OpenObjective | None:
        """The objective that the number of a key result names: `KR2.1` belongs to the second."""
        first, point, _ = node.label.number.partition(".")
        objectives = self.collected.objectives
        return objectives[int(first) - 1] if point and 0 < int(first) <= len(objectives) else None

    def _without_objective(self, node: Node, place: _Place) -> OpenObjective:
        last = self.collected.objectives[-1] if self.collected.objectives else None
        if last is not None and not last.has_text:
            return last
        return self.collected.add_without_objective(node.block.line, place.cycle)

    def _field(self, node: Node, place: _Place) -> None:
        if place.key_result is None and may_be_an_objective(node.label):
            label = replace(node.label, role=Role.OBJECTIVE)
            return self._add_objective(node, label, node.children, place)
        if place.key_result is None and place.objective is not None and states_change(node.text):
            label = Label(role=Role.PLAIN, text=node.block.text, owners=node.label.owners)
            return self._add_key_result(place.objective, label, node.block.line, node.children, place)
        if not node.text and node.children:
            said = "; ".join(child.block.text for child in node.children)
            return self._set(replace(node.label, text=said), node.block.line, place)
        for part in split_fields(node.block.text):
            self._set(label_of(part), node.block.line, place)
        return self.read(node.children, place)

    def _set(self, label: Label, line: int, place: _Place) -> None:
        if label.name in CYCLE_WORDS and cycle_in(label.text):
            return
        if place.key_result is not None:
            self.collected.set_field(place.key_result, label, line)
        elif place.objective is not None:
            self.collected.set_field(place.objective.record, label, line, is_objective=True)
        else:
            reason = LEFT_OUT.get(label.name, "no objective or key result to belong to")
            self.collected.leave_out(line, f"{label.name}: {label.text}", reason)

    def _detail(self, node: Node, place: _Place) -> None:
        """What is below a key result: the rest of it, a key result of its own, or a detail."""
        record = place.key_result
        if record is None or place.objective is None:
            return
        text = node.block.text
        parts = split_fields(text)
        if len(parts) > 1:
            for part in parts:
                self._set(label_of(part), node.block.line, place)
            return
        if node.block.is_inside and has_number(text) and not has_number(record.text):
            record.text = f"{record.text}: {text}"
        elif node.is_item and not node.block.is_ordered and not record.is_labelled and states_change(node.text):
            self._add_key_result(place.objective, node.label, node.block.line, node.children, place)
            return
        else:
            name = may_name_a_field(text)
            reason = f"no column is called {name}" if name else f"a detail of the key result on line {record.line + 1}"
            self._leave_out(node, reason)
        self.read(node.children, place)

    # What says nothing of itself

    def _plain(self, node: Node, place: _Place) -> None:
        if place.key_result is not None and not node.is_section:
            self._detail(node, place)
        elif self._awaits_objective is not None and node.is_plain_text:
            self._add_objective(node, node.label, node.children, place)
        elif node in self._evidence.sections:
            self._add_objective(node, node.label, node.children, replace(place, objective=None))
        elif node.is_section:
            self._section(node, place)
        elif place.objective is not None:
            self._below_objective(node, place)
        elif place.takes == "key_results":
            self._loose_key_result(node, place)
        elif self._is_objective(node, place):
            self._add_objective(node, node.label, node.children, place)
        else:
            self._stray(node, place)

    def _section(self, node: Node, place: _Place) -> None:
        """A heading or bold line that is no objective: the name of the page, a cycle, or something else."""
        text = node.block.text
        if place.objective is not None and states_goal(node.text):
            return self._add_key_result(place.objective, node.label, node.block.line, node.children, place)
        cycle = cycle_in(text, place.cycle)
        if node.block.kind is BlockKind.HEADING:
            self._close(node)
            is_name_of_page = node.block.level == 1 and not place.objective
            if cycle or is_title(text) or is_name_of_page:
                if not (is_name_of_page or names_goals(text) or is_cycle_name(text)):
                    self._leave_out(node, "only the cycle is taken")
                return self.read(node.children, _Place(cycle=cycle or place.cycle))
        self._leave_out(node, "a heading that is no objective")
        if place.objective is not None and not node.has_below(Role.KEY_RESULT, Role.KEY_RESULTS):
            skips = (
                _OTHER_SECTION
                if place.objective.key_results or not any(has_number(inner.text) for inner in node.below())
                else ""
            )
            return self.read(node.children, replace(place, key_result=None, skips=skips))
        return self.read(node.children, replace(place, key_result=None, cycle=cycle or place.cycle))

    def _below_objective(self, node: Node, place: _Place) -> None:
        objective = place.objective
        if objective is None:
            return
        is_key_result = node.is_item or (objective.is_line and node.block.level > objective.record.level)
        is_key_result = is_key_result or (place.takes == "key_results" and not is_prose(node.text))
        if not is_key_result:
            self._leave_out(node, "text, no key result")
            self.read(node.children, place)
            return
        is_intro = node.text.endswith((":", "：")) and not has_number(node.text) and bool(node.children)
        has_labelled = any(record.is_labelled for record in objective.key_results)
        if is_intro:
            self._leave_out(node, "heads a list")
            skips = _OTHER_SECTION if objective.key_results else ""
            self.read(node.children, replace(place, skips=skips))
        elif has_labelled and not has_number(node.text):
            self._leave_out(node, _UNLABELLED)
            self.read(node.children, replace(place, skips=_UNLABELLED))
        else:
            self._add_key_result(objective, node.label, node.block.line, node.children, place)

    def _loose_key_result(self, node: Node, place: _Place) -> None:
        """A line below `Key results` where there is no objective."""
        if (self._evidence.has_labels and not has_number(node.text)) or is_prose(node.text) or not node.text:
            self._leave_out(node, _UNLABELLED if self._evidence.has_labels else "text, no key result")
            self.read(node.children, place)
        else:
            self._add_key_result(
                self._without_objective(node, place), node.label, node.block.line, node.children, place
            )

    def _is_objective(self, node: Node, place: _Place) -> bool:
        """Whether a line or item outside all objectives is one itself."""
        if place.takes == "objectives" and not self._evidence.has_labels:
            return re.search(r"\w", node.text) is not None and (not is_prose(node.text) or bool(node.children))
        return self._evidence.makes_objective(node) and not (node.is_item and place.is_measured_list)

    def _stray(self, node: Node, place: _Place) -> None:
        """A line or item that belongs to no objective."""
        if node.is_item and self._open is not None and self._evidence.has_labels and has_number(node.text):
            self._add_key_result(self._open, node.label, node.block.line, node.children, place)
        elif node.is_item and place.is_measured_list and not self._evidence.has_headings:
            self._add_key_result(
                self._without_objective(node, place), node.label, node.block.line, node.children, place
            )
        else:
            self._leave_out(node, _UNLABELLED if self._evidence.has_labels and node.is_item else "text, no objective")
            self.read(node.children, place)

    def _close(self, node: Node) -> None:
        if node.block.kind is BlockKind.HEADING:
            self._open = self._awaits_objective = None

    # Tables, asides and what is left out

    def _table(self, node: Node, place: _Place) -> None:
        table = key_result_table(node.block)
        if table is None:
            self._leave_out(node, "in a table without a column of key results")
            return
        objective = place.objective or self._open
        for row in table.rows:
            if row.objective and (objective is None or row.objective != objective.record.text):
                label = Label(role=Role.OBJECTIVE, text=row.objective)
                objective = self._open = self.collected.add_objective(label, row.line, cycle=place.cycle)
            if row.text:
                objective = objective or self._without_objective(node, place)
            self.collected.add_row(objective, row)
        for header, reason in table.left_out:
            self.collected.leave_out(node.block.line, f"column {header}", reason)

    def _aside(self, node: Node) -> None:
        label = label_of(node.block.text)
        if not (label.role is Role.FIELD and label.name in CYCLE_WORDS and cycle_in(label.text)):
            self._leave_out(node, node.block.reason)

    def _skip(self, nodes: Sequence[Node], reason: str) -> None:
        for node in nodes:
            self._leave_out(node, reason)
            self._skip(node.children, reason)

    def _leave_out(self, node: Node, reason: str) -> None:
        if node.block.kind is BlockKind.TABLE:
            for line, cells in node.block.rows:
                self.collected.leave_out(line, " | ".join(cells).replace("\v", " "), reason)
        else:
            self.collected.leave_out(node.block.line, node.block.text, reason)
