"""What is asked about a check-in before it is saved, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.figures import aim, measured

if TYPE_CHECKING:
    from okrsdk.cycle import Doubt
    from okrsdk.model import KeyResult


def doubt_text(key_result: KeyResult, doubt: Doubt) -> str:
    """Why a value may be a slip, in sentences that end in no question."""
    return " ".join(filter(None, (_far(key_result, doubt), _back(key_result, doubt), _same(doubt))))


def _far(key_result: KeyResult, doubt: Doubt) -> str:
    if doubt.ways is None:
        return ""
    way = f"It is {doubt.ways:,f} times the whole way away" if doubt.ways > 1 else "It is off the way"
    meant = "" if doubt.meant is None else f" Perhaps {measured(key_result, doubt.meant)} is meant."
    return (
        f"{way} from the aim, {aim(key_result)}.{meant} A slip of the hand or another unit would make the score wrong."
    )


def _back(key_result: KeyResult, doubt: Doubt) -> str:
    if doubt.back_from is None or doubt.ways is not None:
        return ""
    return f"It was {measured(key_result, doubt.back_from)} before: this is further from the target."


def _same(doubt: Doubt) -> str:
    if doubt.same_as is None:
        return ""
    return f"The last {doubt.same_as} check-ins say the same: was it measured anew?"
