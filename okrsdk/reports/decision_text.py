"""A decision as text for a terminal, and as JSON."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from okrsdk.cycle import doubts
from okrsdk.model import Change, Decision
from okrsdk.reports.figures import aim
from okrsdk.reports.json_values import json_value
from okrsdk.reports.phrases import dotted
from okrsdk.reports.text_style import PLAIN, TextStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import Recalibration
    from okrsdk.model import KeyResult

_SAID = {
    Change.REPLACED: "is replaced",
    Change.DROPPED: "is dropped",
    Change.RETARGETED: "has another target",
    Change.REASSIGNED: "has another owner",
    Change.RECOMMITTED: "has another commitment",
    Change.WORK: "stays, the work for it changes",
    Change.KEPT: "stays as it is",
}


def decision_text(found: Recalibration, *, style: TextStyle = PLAIN) -> Iterator[str]:
    """What was decided, as lines of text.

    Args:
        found: the decision and what it makes of the key result.
        style: how to lay it out.
    """
    decision = found.decision
    said = "" if decision.change is None else _SAID.get(decision.change, "")
    yield _named(found.before, said, style)
    if found.new is not None:
        yield _named(found.new, "takes its place", style)
        yield style.wrapped(dotted(str(found.new.kind), aim(found.new), found.new.owner), indent="    ")
        for doubt in doubts(found):
            yield style.wrapped(doubt.advice, first=f"    {doubt.severity} {doubt.code}: ", indent="      ")
    elif decision.change in (Change.RETARGETED, Change.REASSIGNED, Change.RECOMMITTED):
        yield style.wrapped(" → ".join(filter(None, (decision.before, decision.after))), indent="    ")
        if found.after.text != found.before.text:
            yield style.wrapped(f"It says now: {found.after.text}", indent="    ")
    elif decision.after:
        yield style.wrapped(f"Work: {decision.after}", indent="    ")
    if answers := decision.answers.replace("-", ""):
        yield style.wrapped(f"Raised no more: {answers}", indent="    ")


def _named(key_result: KeyResult, said: str, style: TextStyle) -> str:
    return style.wrapped(f"{said}: {key_result.text}", first=f"  {style.bold(key_result.id)} ", indent="    ")


def decision_document(found: Recalibration) -> dict[str, object]:
    """What was decided, as values that `json.dumps` takes."""
    new = None if found.new is None else {"id": found.new.id, "text": found.new.text}
    return {"decision": decision_line(found.decision), "new": new}


def decision_line(decision: Decision) -> dict[str, object]:
    """A line of the log of decisions, under the names of its attributes, as values that `json.dumps` takes."""
    return {own.name: json_value(getattr(decision, own.name)) for own in fields(Decision)}
