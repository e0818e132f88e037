"""A tree of rows, told by the ID of the row above, by columns for its levels, or by a number for the level.

::

    Row ID;Parent Row ID;Title           Level 1;Level 2             Level;Title
    1;;Win the north                     Win the north;              1;Win the north
    2;1;Bookings from 10 to 20           ;Bookings from 10 to 20     2;Bookings from 10 to 20
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.found_records import FoundRecords, TableContent
from okrsdk.interchange.importers.header_meanings import (
    DEPTH,
    ID,
    INITIATIVE,
    KEY_RESULT,
    OBJECTIVE,
    PARENT,
    ROW_TYPE,
    TEXT,
    TITLE,
)
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.layouts.layout import Layout
from okrsdk.interchange.importers.layouts.row_tree import RowNode, adopt, break_circles, records_of, with_roles
from okrsdk.interchange.importers.row_types import row_type
from okrsdk.language.normalize import normalized
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.interchange.importers.source_table import SourceRow

_ALIGNED_TO = "contributes_to"
_SEVERAL = re.compile(r"\s*[;|]\s*|,\s+|\n")
_NO_TITLE = text("no title in it")
_NO_TITLE_OR_LEVEL = text("no title, or no level, in it")


def _title(content: TableContent, row: SourceRow) -> str:
    texts = (content.text(row, *place) for place in _TITLES)
    return next((text for text in texts if text), "")


_TITLES = (("", TITLE), (OBJECTIVE, TEXT), (KEY_RESULT, TEXT), (INITIATIVE, TEXT))


def _key(content: TableContent, row: SourceRow) -> str:
    places = (("", ID), (OBJECTIVE, ID), (KEY_RESULT, ID), (INITIATIVE, ID))
    return next((key for place in places if (key := content.text(row, *place))), "")


def _has_parents(content: TableContent) -> bool:
    has_both = content.has(OBJECTIVE, TEXT) and content.has(KEY_RESULT, TEXT)
    is_titled = not has_both and any(content.has(*place) for place in _TITLES)
    return is_titled and (content.has("", PARENT) or _are_aligned_to_rows(content))


def _are_aligned_to_rows(content: TableContent) -> bool:
    """Whether rows of key results name the rows of their objectives as what they are aligned to."""
    if not (content.has("", _ALIGNED_TO) and content.has("", ROW_TYPE)):
        return False
    names = {normalized(_title(content, row)) for row in content.rows} | {_key(content, row) for row in content.rows}
    return any(
        row_type(content.text(row, "", ROW_TYPE)) is Role.KEY_RESULT and names & {named, normalized(named)}
        for row in content.rows
        if (named := content.text(row, "", _ALIGNED_TO))
    )


def read_by_parent(content: TableContent) -> FoundRecords:
    """The records of a tree in which each row names the row above it, by its ID or its words."""
    nodes = [
        RowNode(row=row, text=text, key=_key(content, row), role=row_type(content.text(row, "", ROW_TYPE)))
        for row in content.rows
        if (text := _title(content, row))
    ]
    by_name = {normalized(node.text): node for node in reversed(nodes)}
    by_name |= {node.key: node for node in reversed(nodes) if node.key}
    extra: list[tuple[SourceRow, str]] = []
    for node in nodes:
        named = content.text(node.row, "", PARENT if content.has("", PARENT) else _ALIGNED_TO)
        first, *others = [named] if named in by_name or normalized(named) in by_name else _SEVERAL.split(named)
        parent = by_name.get(first) or by_name.get(normalized(first))
        if parent is not None and parent is not node:
            adopt(parent, node)
        else:
            node.reference = first
        extra += [(node.row, other) for other in others if other]
    break_circles(nodes)
    with_roles(content, nodes)
    found = records_of(content, nodes)
    _leave_out_without_title(content, found)
    for row, other in extra:
        found.leave_out(row, _also_below(other))
    return found


def _also_below(other: str) -> str:
    return text("also below {other}: only the first row above counts", other=other)


def _leave_out_without_title(content: TableContent, found: FoundRecords) -> None:
    for row in content.rows:
        if not _title(content, row):
            found.leave_out(row, _NO_TITLE)


def _levels(content: TableContent) -> list[int]:
    """The columns of the levels, from the top."""
    levels = [
        (c.meaning.number, c.index) for c in content.columns if c.meaning is not None and c.meaning.record == "level"
    ]
    return [index for _, index in sorted(levels)]


def read_by_levels(content: TableContent) -> FoundRecords:
    """The records of a tree with a column for each level: a row is of the last level that it fills."""
    nodes: list[RowNode] = []
    open_nodes: dict[int, RowNode] = {}
    levels = _levels(content)
    for row in content.rows:
        for depth, index in enumerate(levels):
            text = row.text(index)
            if not text or (depth in open_nodes and normalized(open_nodes[depth].text) == normalized(text)):
                continue
            is_own = not any(row.text(later) for later in levels[depth + 1 :])
            kind = row_type(content.text(row, "", ROW_TYPE)) if is_own else Role.PLAIN
            node = RowNode(row=row, text=text, key=_key(content, row) if is_own else "", role=kind)
            above = next((open_nodes[level] for level in range(depth - 1, -1, -1) if level in open_nodes), None)
            if above is not None:
                adopt(above, node)
            open_nodes = {level: one for level, one in open_nodes.items() if level < depth} | {depth: node}
            nodes.append(node)
    with_roles(content, nodes)
    return records_of(content, nodes)


def read_by_depth(content: TableContent) -> FoundRecords:
    """The records of a tree with the number of each row's level: a row is below the last one of a smaller number."""
    nodes: list[RowNode] = []
    open_nodes: list[tuple[float, RowNode]] = []
    for row in content.rows:
        text = _title(content, row)
        depth = _depth(content.text(row, "", DEPTH))
        if not text or depth is None:
            continue
        node = RowNode(row=row, text=text, key=_key(content, row), role=row_type(content.text(row, "", ROW_TYPE)))
        while open_nodes and open_nodes[-1][0] >= depth:
            open_nodes.pop()
        if open_nodes:
            adopt(open_nodes[-1][1], node)
        open_nodes.append((depth, node))
        nodes.append(node)
    with_roles(content, nodes)
    found = records_of(content, nodes)
    for row in content.rows:
        if not _title(content, row) or _depth(content.text(row, "", DEPTH)) is None:
            found.leave_out(row, _NO_TITLE_OR_LEVEL)
    return found


def _depth(text: str) -> float | None:
    match = re.fullmatch(r"(?:level|l|ebene|niveau|nivel)?\s*(\d{1,2})", normalized(text))
    return float(match[1]) if match else None


BY_PARENT = Layout(name=text("a tree by the ID of the row above"), detect=_has_parents, read=read_by_parent)
BY_LEVELS = Layout(
    name=text("a tree with a column per level"), detect=lambda content: len(_levels(content)) > 1, read=read_by_levels
)
BY_DEPTH = Layout(
    name=text("a tree with a number per level"),
    detect=lambda content: content.has("", DEPTH) and any(content.has(*place) for place in _TITLES),
    read=read_by_depth,
)
