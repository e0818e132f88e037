"""What is known of a goal, in words: for the descriptions of tools that have no columns for it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.grading import Coverage
from okrsdk.interchange.csv_cells import cell_text
from okrsdk.interchange.exporters.goals import AMOUNTS, percent, score_cells
from okrsdk.language.amount_text import amount_text
from okrsdk.language.percentages import percent_factor
from okrsdk.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from okrsdk.interchange.exporters.goals import Goal
    from okrsdk.model import CheckIn, KeyResult

_SHOWN_APART = frozenset({"text", "id", "objective_id", "score", "band", "progress", "pace", "confidence", "graded_at"})
_DEFAULTS = {"kind": "increase", "commitment": "aspirational", "weight": Decimal(1), "status": "active"}


def description(goal: Goal, *, without: Collection[str] = ()) -> str:
    """All that is known of the goal as lines `Title: value`, scores first, its check-ins last.

    Args:
        goal: the goal.
        without: names of columns that the format has a place of its own for.
    """
    return "\n".join(f"{title}: {value}" if title else value for title, value in facts(goal, without=without))


def facts(goal: Goal, *, without: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The same, title and value apart; of a check-in only its value.

    Args:
        goal: the goal.
        without: names of columns that the format has a place of its own for.
    """
    yield from _scores(goal)
    yield from _place(goal, without)
    yield from _columns(goal, without)
    for check_in in goal.check_ins:
        yield "", check_in_text(check_in, goal.key_result)


def score_text(goal: Goal) -> str:
    """Its scores in a few words, such as `0.46 yellow · progress 46 % · behind · confidence 0.6`.

    Blank scores are left out; where there is no score, the reason stands in its place.
    """
    cells = score_cells(goal)
    progress, confidence = cells["Progress"], cells["Confidence"]
    score = f"{cells['Score']:.2f} {cells['Band']}" if isinstance(cells["Score"], Decimal) else "not graded"
    parts = (
        score,
        f"progress {percent(progress)} %" if isinstance(progress, Decimal) else "",
        str(cells["Pace"] or "").replace("_", " "),
        f"confidence {confidence.normalize():f}" if isinstance(confidence, Decimal) else "",
        str(cells["Coverage"]) if isinstance(cells["Coverage"], Coverage) else "",
    )
    return " · ".join(filter(None, parts))


def amount(value: Decimal | None, key_result: KeyResult) -> str:
    """A value of a key result with its unit, as people write it; a milestone is done or not, blank is empty."""
    if value is None:
        return ""
    if key_result.kind is Kind.MILESTONE:
        return "done" if value >= 1 else "not done"
    if key_result.kind is Kind.STAGES:
        return f"{value.normalize():f}"
    return amount_text(value, key_result.unit, factor=percent_factor(key_result))


def check_in_text(check_in: CheckIn, key_result: KeyResult | None) -> str:
    """A check-in on one line: `Check-in 2026-02-14: 92 calls, confidence 0.6. What changed: …`."""
    value = check_in.value
    told = (
        "" if value is None else amount(value, key_result) if key_result else f"{value.normalize():f}",
        "" if check_in.confidence is None else f"confidence {check_in.confidence.normalize():f}",
    )
    words = (
        (", ".join(filter(None, told))),
        f"What changed: {check_in.changed}" if check_in.changed else "",
        f"What blocks: {check_in.blocks}" if check_in.blocks else "",
        f"By: {check_in.by}" if check_in.by else "",
    )
    return f"Check-in {check_in.day}: {'. '.join(filter(None, words))}"


def cut(text: str, longest: int) -> str:
    """The text in at most so many characters, an ellipsis where it was cut.

    >>> cut("Be the first call", 9), cut("Be", 9)
    ('Be the f…', 'Be')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _scores(goal: Goal) -> Iterator[tuple[str, str]]:
    reason = getattr(goal.score, "reason", "")
    yield "Score", f"{score_text(goal)} (on {goal.assessment.on})"
    if reason:
        yield "Not graded", reason


def _place(goal: Goal, without: Collection[str]) -> Iterator[tuple[str, str]]:
    yield "ID", goal.key
    if goal.client and "client" not in without:
        yield "Client", goal.client
    if goal.cycle and "cycle" not in without:
        yield "Cycle", goal.cycle
    if goal.key_result and not goal.parent and goal.key_result.objective_id:
        yield "Objective", goal.key_result.objective_id


def _columns(goal: Goal, without: Collection[str]) -> Iterator[tuple[str, str]]:
    from okrsdk.schema import ColumnOwner, columns

    for column in columns(goal.table):
        if column.name in _SHOWN_APART or column.name in without:
            continue
        record = goal.record if column.owner is ColumnOwner.USER else goal.score
        value = goal.current if column.name == "current" else getattr(record, column.name)
        if value == _DEFAULTS.get(column.name):
            continue
        text = _text(value, goal.key_result if column.name in AMOUNTS else None)
        if text:
            yield column.title, text


def _text(value: object, key_result: KeyResult | None) -> str:
    if isinstance(value, Decimal) and key_result is not None:
        return amount(value, key_result)
    return cell_text(value)
