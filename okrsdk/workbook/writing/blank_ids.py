"""New IDs on their way into blank cells, as one `batchUpdate` of `findReplace` requests.

A request that writes values can name a cell by its row only, and goes over whatever has moved there meanwhile. So an ID
is not written but put in place of nothing: `findReplace` with an expression that only a blank cell fulfils leaves every
other cell alone. Whatever moves, and whether an answer comes or not, no ID that a row had is changed. One that came to
rest in a wrong blank cell is taken off by its own text, wherever that is by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.workbook.sheets_types import showing_changes

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.writing.plan import WritePlan
    from okrsdk.workbook.writing.response import SheetState
    from okrsdk.workbook.writing.verify import WriteOutcome

_BLANK = r"^\s*$"
# A replaced cell is read as if it had been typed, and a dollar or a backslash may name a group.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "'")
_OF_EXPRESSIONS = frozenset("$\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewId:
    """An ID and the cell in which it belongs.

    Attributes:
        sheet_id: its sheet.
        column: the 0-based column.
        row: the 0-based row.
        text: the ID.
    """

    sheet_id: int
    column: int
    row: int
    text: str


class StrayId(NamedTuple):
    """A new ID that is somewhere in a sheet where it does not belong."""

    sheet_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdWrites:
    """What is done to IDs in one request: first those taken off that are astray, then those filled in that are missing.

    Attributes:
        missing: the IDs that are put into blank cells.
        astray: the IDs that are taken off.
    """

    missing: tuple[NewId, ...] = ()
    astray: tuple[StrayId, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.missing and not self.astray


NO_IDS = IdWrites()


def can_be_typed(text: str) -> bool:
    """Whether an ID stays what it is when it is typed; it may begin with the ID that people gave its objective.

    >>> can_be_typed("O1-KR2"), can_be_typed("=A1-KR2"), can_be_typed("US$-KR1")
    (True, False, False)
    """
    return not text.startswith(_LIKE_A_FORMULA) and _OF_EXPRESSIONS.isdisjoint(text)


def following_ids(
    plan: WritePlan, state: SheetState, outcome: WriteOutcome, sent: IdWrites, *, is_refused: bool = False
) -> IdWrites:
    """What is to be done to IDs next.

    Args:
        plan: the plan.
        state: what the columns hold now.
        outcome: what that was judged to be.
        sent: what the last request asked for.
        is_refused: whether that was refused, so that nothing of it was done.
    """
    missing: list[NewId] = []
    astray: list[StrayId] = list(sent.astray) if is_refused else []
    for table in plan.tables:
        sheet_id, key = table.sheet_id, table.id_column.key
        column = state.places.get(key, table.id_column.index)
        for row, text in outcome.blank_ids.get(key, {}).items():
            if can_be_typed(str(text)):
                missing.append(NewId(sheet_id=sheet_id, column=column, row=row, text=str(text)))
        astray += [StrayId(sheet_id, text) for text in outcome.stray_ids.get(key, ())]
        # What was put into another column, which had come to be where that of the IDs was.
        others = (own for own in sent.missing if own.sheet_id == sheet_id and own.column != column)
        astray += [StrayId(sheet_id, own.text) for own in others]
    return IdWrites(missing=tuple(missing), astray=tuple(dict.fromkeys(astray)))


def id_request(writes: IdWrites) -> JsonObject:
    """The body of the `batchUpdate`; sent with the fields `CHANGED_FIELDS`, its answer shows the workbook."""
    requests = [*map(_taken_off, writes.astray), *map(_filled_in, writes.missing)]
    return showing_changes(requests)


def _taken_off(own: StrayId) -> JsonObject:
    return _replaced({"find": own.text, "replacement": "", "sheetId": own.sheet_id})


def _filled_in(own: NewId) -> JsonObject:
    cell = {
        "sheetId": own.sheet_id,
        "startRowIndex": own.row,
        "endRowIndex": own.row + 1,
        "startColumnIndex": own.column,
        "endColumnIndex": own.column + 1,
    }
    return _replaced({"find": _BLANK, "searchByRegex": True, "replacement": own.text, "range": cell})


def _replaced(request: JsonObject) -> JsonObject:
    # Without formulas: one that shows nothing makes no cell blank.
    return {"findReplace": {**request, "matchEntireCell": True, "matchCase": True, "includeFormulas": False}}
