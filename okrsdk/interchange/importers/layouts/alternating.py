"""Objectives and key results on rows of their own, one below the other, in one column of titles.

::

    Type;Title;Target              #;Title;Target                 Goal;Target
    Objective;Win the north;       O1;Win the north;              Win the north;
    Key result;Bookings;20         KR1;Bookings;20                  Bookings;20

What a row is follows from the first of these that tells it of all rows: a column of types, the code before the title,
the label in the title, dotted numbers, indents, and measures that only key results have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from okrsdk.interchange.importers.found_records import FoundRecords, TableContent
from okrsdk.interchange.importers.header_meanings import (
    ID,
    KEY_RESULT,
    OBJECTIVE,
    PROGRESS,
    REFERENCE,
    ROW_TYPE,
    TEXT,
    TITLE,
)
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.labels import label_of
from okrsdk.interchange.importers.layouts.layout import Layout
from okrsdk.interchange.importers.layouts.row_tree import RowNode, adopt, is_measured, records_of
from okrsdk.interchange.importers.row_types import row_type
from okrsdk.interchange.importers.source_table import SourceRow
from okrsdk.language.normalize import normalized
from okrsdk.texts import text

_CODE = re.compile(r"(?:O|OBJ|OKR)[ .#_-]?\d{1,3}[A-Za-z]?", re.IGNORECASE)
_KEY_RESULT_CODE = re.compile(
    r"(?:(?:O|OBJ)?[ .#_-]?\d{0,3}[ .#_:/-]*)?(?:KR|RC)[ .#_-]?\d{1,3}(?:\.\d+)*", re.IGNORECASE
)
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?")
_ROLES = (Role.OBJECTIVE, Role.KEY_RESULT)
_Roles = Sequence[Role]
_NO_TITLE = text("no title in it")


def _title_place(content: TableContent) -> int | None:
    """The column of the titles, where one column holds both objectives and key results."""
    if content.has(OBJECTIVE, TEXT) and content.has(KEY_RESULT, TEXT):
        return None
    places = (("", TITLE), (OBJECTIVE, TEXT), (KEY_RESULT, TEXT))
    return next((content.places[place] for place in places if place in content.places), None)


def _titled(content: TableContent) -> list[SourceRow]:
    place = _title_place(content)
    return [] if place is None else [row for row in content.rows if row.text(place)]


def _by_types(content: TableContent, rows: Sequence[SourceRow]) -> _Roles:
    return [row_type(content.text(row, "", ROW_TYPE)) for row in rows] if content.has("", ROW_TYPE) else []


def _by_codes(content: TableContent, rows: Sequence[SourceRow]) -> _Roles:
    places = [place for place in (("", ID), (OBJECTIVE, ID), (KEY_RESULT, ID)) if place in content.places]
    return [_role_of_code(content.text(row, *places[0])) for row in rows] if places else []


def _role_of_code(code: str) -> Role:
    if _CODE.fullmatch(code):
        return Role.OBJECTIVE
    return Role.KEY_RESULT if _KEY_RESULT_CODE.fullmatch(code) else Role.PLAIN


def _by_labels(content: TableContent, rows: Sequence[SourceRow]) -> _Roles:
    place = _title_place(content)
    roles = [label_of(row.text(place or 0)).role for row in rows]
    if Role.OBJECTIVE in roles and Role.KEY_RESULT not in roles:  # key results are told by their measures then
        measured = [is_measured(content, row) for row in rows]
        roles = [
            Role.KEY_RESULT if one and role is Role.PLAIN else role for role, one in zip(roles, measured, strict=True)
        ]
    return [role if role in (*_ROLES, Role.INITIATIVES) else Role.PLAIN for role in roles]


def _by_numbers(content: TableContent, rows: Sequence[SourceRow]) -> _Roles:
    """By dotted numbers, in the column of IDs or before the titles: 1 is an objective, 1.1 a key result."""
    place = _title_place(content)
    texts = [content.text(row, "", ID) or row.text(place or 0).split(" ")[0] for row in rows]
    found = [_DOTTED.fullmatch(text) for text in texts]
    if not all(found):
        return []
    depths = [match[1].count(".") for match in found if match]
    return [Role.OBJECTIVE if depth == min(depths) else Role.KEY_RESULT for depth in depths]


def _by_indents(content: TableContent, rows: Sequence[SourceRow]) -> _Roles:
    place = _title_place(content)
    cells = [row.cell(place or 0) for row in rows]
    return [Role.KEY_RESULT if re.match(r"\s|[-•*–·]\s", str(cell)) else Role.OBJECTIVE for cell in cells]


def _by_measures(content: TableContent, rows: Sequence[SourceRow]) -> _Roles:
    if content.has(KEY_RESULT, TEXT):
        return []
    has_any = [is_measured(content, row) or bool(content.text(row, "", PROGRESS)) for row in rows]
    return [Role.KEY_RESULT if one else Role.OBJECTIVE for one in has_any]


_WAYS: tuple[Callable[[TableContent, Sequence[SourceRow]], _Roles], ...] = (
    _by_types,
    _by_codes,
    _by_labels,
    _by_numbers,
    _by_indents,
    _by_measures,
)


def _roles(content: TableContent, rows: Sequence[SourceRow]) -> _Roles:
    """What the rows are, by the first way that tells it of all of them; nothing where none does."""
    for way in _WAYS:
        roles = way(content, rows)
        is_told = bool(roles) and Role.PLAIN not in roles
        if is_told and (way is _by_types or (roles[0] is Role.OBJECTIVE and Role.KEY_RESULT in roles)):
            return roles
    return ()


def _is_alternating(content: TableContent) -> bool:
    rows = _titled(content)
    return bool(rows) and bool(_roles(content, rows))


def read_alternating(content: TableContent) -> FoundRecords:
    """The records of a table with objectives and key results on rows of their own."""
    rows, place = _titled(content), _title_place(content) or 0
    nodes: list[RowNode] = []
    by_words: dict[str, RowNode] = {}
    objective: RowNode | None = None
    key_result: RowNode | None = None
    for row, role in zip(rows, _roles(content, rows), strict=True):
        places = (("", ID), (OBJECTIVE, ID), (KEY_RESULT, ID))
        key = next((text for one in places if (text := content.text(row, *one))), "")
        node = RowNode(row=row, text=row.text(place), key=key, role=role)
        named = by_words.get(normalized(content.text(row, OBJECTIVE, REFERENCE)))
        above = (key_result or objective) if role is Role.INITIATIVES else named or objective
        if role is Role.OBJECTIVE:
            objective, key_result = node, None
            by_words[normalized(node.text)] = node
        elif above is not None:
            adopt(above, node)
        key_result = node if role is Role.KEY_RESULT else key_result
        nodes.append(node)
    found = records_of(content, nodes)
    for row in content.rows:
        if not row.text(place):
            found.leave_out(row, _NO_TITLE)
    return found


ALTERNATING = Layout(
    name=text("objectives and key results on rows of their own"), detect=_is_alternating, read=read_alternating
)
