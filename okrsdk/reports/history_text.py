"""What closed cycles teach, as text for a terminal and as values that `json.dumps` takes."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from okrsdk.reports.json_values import json_value
from okrsdk.reports.scores_text import INTERPRETATIONS
from okrsdk.reports.text_style import PLAIN, TextStyle, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import Aim, Calibration, CycleResult, History, Learnt, Reliability


def history_text(history: History, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """What closed cycles teach, as lines of text.

    Args:
        history: what they teach.
        style: how to lay it out.
    """
    yield style.bold("Cycles")
    for one in history.cycles:
        overall = " -- " if one.overall is None else f"{one.overall:.2f}"
        reading = "" if one.interpretation is None else INTERPRETATIONS[one.interpretation]
        reached = f"{one.reached} of {one.total} reached"
        yield f"  {one.cycle:<10}  {style.bold(overall)}  {style.symbols(' · ').join(filter(None, [reached, reading]))}"
    if history.aims:
        yield ""
        yield style.bold("How high the aims were, by owner of the objective")
        for aim in history.aims:
            reading = INTERPRETATIONS[aim.interpretation]
            yield f"  {aim.owner}: {aim.mean:.2f} over {counted(aim.key_results, 'key result')}, {reading}"
    if history.calibration is not None:
        yield ""
        yield from calibration_text(history.calibration, style=style)
    if history.learnt:
        yield ""
        yield style.bold("What was given up, and what was learnt")
        for learnt in history.learnt:
            yield from _learnt(learnt, style)


def _learnt(learnt: Learnt, style: TextStyle) -> Iterator[str]:
    key_result = learnt.key_result
    status = "" if key_result.is_active else f" {key_result.status}"
    said = f"  {learnt.cycle}  {key_result.id}{status}: "
    yield f"{said}{style.shortened(key_result.text, style.width - len(said))}"
    for label, text in (("Why", learnt.why), ("Instead", learnt.successor), ("Lesson", learnt.lesson)):
        if text:
            yield style.wrapped(f"{label}: {text}", indent="      ")


def history_document(history: History) -> dict[str, object]:
    """The same as values that `json.dumps` takes: cycles, aims, calibration and what was learnt."""
    calibration = history.calibration
    return {
        "cycles": [_record(one) for one in history.cycles],
        "aims": [_record(one) for one in history.aims],
        "calibration": None
        if calibration is None
        else {**_record(calibration, without="groups"), "groups": [_record(one) for one in calibration.groups]},
        "learnt": [
            {
                "cycle": one.cycle,
                "key_result": one.key_result.id,
                "text": one.key_result.text,
                "status": str(one.key_result.status),
                "why": one.why,
                "successor": one.successor,
                "lesson": one.lesson,
            }
            for one in history.learnt
        ],
    }


def calibration_verdict(found: Calibration) -> str:
    """Whether confidence told more of what came than always saying the base rate, by the figures that are shown."""
    own, base = round(found.brier, 3), round(found.base_brier, 3)
    if own == base:
        return "the base rate told as much"
    return "it told more than the base rate" if own < base else "the base rate alone told more"


def calibration_text(found: Calibration, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """What confidence was worth, as lines of text: its Brier score beside the base rate's, and how reliable it was.

    Args:
        found: what it was worth.
        style: how to lay it out.
    """
    yield style.bold("What confidence was worth")
    yield style.wrapped(
        f"Over {counted(found.cases, 'rating')} the Brier score is {found.brier:.3f} (0 is perfect). Always saying "
        f"{found.base_rate:.0%}, the share that reached its pass mark, makes {found.base_brier:.3f}: "
        f"{calibration_verdict(found)}.",
        indent="  ",
    )
    for group in found.groups:
        said = f"  {group.least:.1f} to {group.most:.1f}: {counted(group.cases, 'rating')}"
        yield f"{said}, {group.mean:.2f} in the mean, {group.reached:.0%} reached"


def _record(record: CycleResult | Aim | Calibration | Reliability, *, without: str = "") -> dict[str, object]:
    return {own.name: json_value(getattr(record, own.name)) for own in fields(record) if own.name != without}
