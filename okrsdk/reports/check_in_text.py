"""What is asked about a check-in before it is saved, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.figures import aim, measured
from okrsdk.texts import plural, strung, text

if TYPE_CHECKING:
    from okrsdk.cycle import Doubt
    from okrsdk.model import KeyResult


def doubt_text(key_result: KeyResult, doubt: Doubt) -> str:
    """Why a value may be a slip, in sentences that end in no question."""
    return strung([_far(key_result, doubt), _back(key_result, doubt), _same(doubt)])


def _far(key_result: KeyResult, doubt: Doubt) -> str:
    if doubt.ways is None:
        return ""
    way = aim(key_result)
    far = (
        text("It is {times:,f} times the whole way away from the aim, {aim}.", times=doubt.ways, aim=way)
        if doubt.ways > 1
        else text("It is off the way from the aim, {aim}.", aim=way)
    )
    meant = "" if doubt.meant is None else text("Perhaps {value} is meant.", value=measured(key_result, doubt.meant))
    return strung([far, meant, text("A slip of the hand or another unit would make the score wrong.")])


def _back(key_result: KeyResult, doubt: Doubt) -> str:
    if doubt.back_from is None or doubt.ways is not None:
        return ""
    before = measured(key_result, doubt.back_from)
    return text("It was {before} before: this is further from the target.", before=before)


def _same(doubt: Doubt) -> str:
    if doubt.same_as is None:
        return ""
    return plural(
        "The last check-in says the same: was it measured anew?",
        "The last {n} check-ins say the same: was it measured anew?",
        n=doubt.same_as,
    )
