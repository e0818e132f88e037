"""A refresh as text for a terminal, and as JSON: each key result before and after, and why nothing was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.cycle import RefreshOutcome
from okrsdk.reports.check_in_text import doubt_text
from okrsdk.reports.figures import measured
from okrsdk.reports.json_values import json_value
from okrsdk.reports.phrases import dotted, shown_day
from okrsdk.reports.text_style import PLAIN, TextStyle, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from okrsdk.cycle import RefreshedValue


def refresh_text(
    values: Sequence[RefreshedValue], *, title: str, on: date, is_written: bool, style: TextStyle = PLAIN
) -> Iterator[str]:
    """A refresh as lines of text: a line a key result, then how many check-ins there are, and what needs people.

    Args:
        values: what became of each value.
        title: what the workbook is called.
        on: the day it is of.
        is_written: whether the check-ins were written.
        style: how to lay it out.
    """
    yield f"{style.bold(title)}{style.symbols(f' · {shown_day(on)}')}"
    for one in values:
        name = one.key_result.id or "no ID"
        yield style.wrapped(f"{name}  {_line(one)}", indent=" " * 4, first="  ")
    new = sum(one.check_in is not None for one in values)
    if new:
        where = "in the workbook" if is_written else "not written: this was a dry run"
        yield f"{counted(new, 'check-in')} {'is' if new == 1 else 'are'} {where}."
    elif values:
        yield "Nothing is new, so no check-in is written."
    if left := sum(one.needs_people for one in values):
        yield f"{counted(left, 'key result')} {'needs' if left == 1 else 'need'} a look."


def refresh_document(values: Sequence[RefreshedValue], *, title: str, on: date, is_written: bool) -> dict[str, object]:
    """A refresh as values that `json.dumps` takes: days are ISO 8601, numbers JSON numbers, what is not known is null.

    Args:
        values: what became of each value.
        title: what the workbook is called.
        on: the day it is of.
        is_written: whether the check-ins were written.
    """
    rows = [
        {
            "key_result_id": one.key_result.id,
            "outcome": str(one.outcome),
            "before": json_value(one.before),
            "value": None if one.reading is None else json_value(one.reading.value),
            "as_of": None if one.reading is None else json_value(one.reading.as_of),
            "source": None if one.reading is None else one.reading.source,
            "why": _why(one),
        }
        for one in values
    ]
    return {"title": title, "on": on.isoformat(), "written": is_written, "values": rows}


def _line(one: RefreshedValue) -> str:
    before = measured(one.key_result, one.before)
    stays = "not known" if one.before is None else f"stays at {before}"
    if one.reading is None:
        return f"not read{'' if one.before is None else f', {stays}'}: {one.problem}"
    value = measured(one.key_result, one.reading.value)
    source = f"{one.reading.source}, {shown_day(one.reading.as_of)}"
    if one.outcome is RefreshOutcome.CHECKED_IN:
        return dotted(value if value == before else f"{before} → {value}", source, _why(one))
    if one.outcome is RefreshOutcome.UNCHANGED:
        return dotted(value, source, "unchanged")
    if one.outcome is RefreshOutcome.KEPT:
        return dotted(f"{stays}, {_why(one)}", f"{value} by {source}")
    return dotted(stays, f"{value} by {source}", _why(one))


def _why(one: RefreshedValue) -> str:
    """Why a value was not written, or what was special about it."""
    match one.outcome:
        case RefreshOutcome.UNREAD:
            return one.problem
        case RefreshOutcome.KEPT if one.newest is not None:
            return f"{'read' if one.newest.is_automatic else 'said'} on {shown_day(one.newest.day)}"
        case RefreshOutcome.TYPED:
            return "Current was typed, without a day: check in, or clear it, to let the source go on."
        case RefreshOutcome.DOUBTFUL if one.doubt is not None:
            return f"{doubt_text(one.key_result, one.doubt)} --yes takes it all the same."
        case _:
            return "" if one.check_in is None else one.check_in.changed
