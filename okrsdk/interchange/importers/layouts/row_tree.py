"""Rows as a tree: what is below what, what each row is by that, and the records that come of it.

Where a column says what a row is, that counts. Where none does, the tree says it, as far as it can: a row below others
is a key result where it is measured or nothing is below it, the rows around key results are objectives, and what is
below a key result is an initiative. A tree of three levels without a measure may be read in two ways, so it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.found_records import (
    OWN_OF,
    FoundInitiative,
    FoundKeyResult,
    FoundRecord,
    FoundRecords,
    TableContent,
    sentence,
)
from okrsdk.interchange.importers.header_meanings import INITIATIVE, KEY_RESULT, OBJECTIVE
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.source_table import SourceRow
from okrsdk.texts import text

_MEASURES = ("baseline", "target", "current")
_MOST_LEVELS = 2


@dataclass(slots=True, kw_only=True, eq=False)
class RowNode:
    """A row of a tree.

    Attributes:
        row: the row.
        text: its sentence.
        key: its ID in the source.
        role: what it is, as far as the source says it; plain where it does not.
        parent: the row above it.
        reference: the ID of a row above it that is not in the table.
        children: the rows below it.
    """

    row: SourceRow
    text: str
    key: str = ""
    role: Role = Role.PLAIN
    parent: RowNode | None = None
    reference: str = ""
    children: list[RowNode] = field(default_factory=list)

    def above(self) -> Iterator[RowNode]:
        """The rows above it, nearest first."""
        node, seen = self.parent, {id(self)}
        while node is not None and id(node) not in seen:
            seen.add(id(node))
            yield node
            node = node.parent


def is_measured(content: TableContent, row: SourceRow) -> bool:
    """Whether a row has a baseline, a target or a current value."""
    return any(content.text(row, "", name) or content.text(row, KEY_RESULT, name) for name in _MEASURES)


def adopt(parent: RowNode, child: RowNode) -> None:
    """Puts a row below another."""
    child.parent = parent
    parent.children.append(child)


def break_circles(nodes: Sequence[RowNode]) -> None:
    """Takes the row above from rows that are below themselves."""
    for node in nodes:
        if node.parent is not None and any(above is node for above in node.parent.above()):
            node.parent.children.remove(node)
            node.parent = None


def with_roles(content: TableContent, nodes: Sequence[RowNode]) -> None:
    """Gives every row that does not say what it is the role that its place in the tree gives it.

    Raises:
        ConfigError: the tree can be read in two ways.
    """
    plain = [node for node in nodes if node.role is Role.PLAIN]
    if not plain:
        return
    is_any_measured = any(is_measured(content, node.row) for node in nodes)
    depth = max(len(list(node.above())) + 1 for node in nodes)
    if len(plain) == len(nodes) and depth > _MOST_LEVELS and not is_any_measured:
        raise ConfigError(
            text(
                "{name} has {depth} levels of rows and nothing that says which are objectives and which key results. "
                "Add a column Type with the words Objective, Key result and Initiative, or map one that has them: "
                '--map "Kind=row_type".',
                name=content.name,
                depth=depth,
            )
        )
    for node in plain:
        node.role = _role(content, node, is_any_measured=is_any_measured)


def _role(content: TableContent, node: RowNode, *, is_any_measured: bool) -> Role:
    if any(above.role is Role.KEY_RESULT or _is_key_result(content, above) for above in node.above()):
        return Role.INITIATIVES
    if is_any_measured:
        is_leaf = not node.children and node.parent is not None and is_measured(content, node.row)
        return Role.KEY_RESULT if _is_key_result(content, node) or is_leaf else Role.OBJECTIVE
    return Role.KEY_RESULT if node.parent is not None and not node.children else Role.OBJECTIVE


def _is_key_result(content: TableContent, node: RowNode) -> bool:
    """Whether a row is measured, and is below another whose rows are."""
    if node.parent is None or not is_measured(content, node.row):
        return False
    return not any(is_measured(content, inner.row) for inner in node.children)


def records_of(content: TableContent, nodes: Iterable[RowNode]) -> FoundRecords:
    """The records of the rows of a tree, whichever of two rows comes first, the one above or the one below."""
    found = FoundRecords()
    records: dict[int, FoundRecord] = {}
    by_role: dict[Role, list[RowNode]] = {}
    for node in nodes:
        by_role.setdefault(node.role, []).append(node)
    for node in by_role.pop(Role.OBJECTIVE, []):
        records[id(node)] = _objective(content, node)
        found.objectives.append(records[id(node)])
    for node in by_role.pop(Role.KEY_RESULT, []):
        records[id(node)] = _record(content, node, KEY_RESULT)
        objective = _nearest(node, Role.OBJECTIVE, records)
        found.key_results.append(
            FoundKeyResult(record=records[id(node)], objective=objective, reference=node.reference)
        )
    for node in by_role.pop(Role.INITIATIVES, []):
        found.initiatives.append(
            FoundInitiative(
                record=_record(content, node, INITIATIVE),
                objective=_nearest(node, Role.OBJECTIVE, records),
                key_result=_nearest(node, Role.KEY_RESULT, records),
            )
        )
    for node in (one for rest in by_role.values() for one in rest):
        found.leave_out(node.row, text("neither an objective nor a key result, by its type"))
    return found


def _record(content: TableContent, node: RowNode, kind: str) -> FoundRecord:
    return content.record(node.row, of=OWN_OF[kind], text=sentence(node.text), key=node.key)


def _objective(content: TableContent, node: RowNode) -> FoundRecord:
    """An objective; what it is below is what it contributes to, by its ID or its words."""
    record = content.record(node.row, of=("", OBJECTIVE), text=sentence(node.text), key=node.key)
    above = next((one for one in node.above() if one.role in (Role.OBJECTIVE, Role.KEY_RESULT)), None)
    served = node.reference if above is None else above.text
    if served:
        record.cells.setdefault("contributes_to", served)
    return record


def _nearest(node: RowNode, role: Role, records: dict[int, FoundRecord]) -> FoundRecord | None:
    return next((records[id(above)] for above in node.above() if above.role is role and id(above) in records), None)
