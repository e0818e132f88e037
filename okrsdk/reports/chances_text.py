"""Chances as text and as values: what became of key results like these in the client's own closed cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.text_style import PLAIN, TextStyle
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.cycle import Chance, KeyResultChance

CHANCES_TITLE = text("By the closed cycles")
CHANCES_NOTE = text(
    "Of key results at the same point of their cycle, as far and with a like confidence, the share that reached its "
    "pass mark, drawn towards the share of all. No forecast of this one."
)


def chance_text(chance: Chance) -> str:
    """A chance with what it rests on: `62 % of those like it reached their pass mark (12 of 48 cases)`."""
    return text(
        "{share:.0%} of those like it reached their pass mark ({cases} of {all} cases)",
        share=chance.share,
        cases=chance.cases,
        all=chance.all_cases,
    )


def chances_text(found: Sequence[KeyResultChance], *, style: TextStyle = PLAIN) -> Iterator[str]:
    """The chances as lines of text; none where nothing can be said.

    Args:
        found: the chances.
        style: how to lay them out.
    """
    if not found:
        return
    yield style.bold(CHANCES_TITLE)
    yield style.wrapped(CHANCES_NOTE, indent="  ")
    for one in found:
        yield f"  {one.key_result.id}  {style.say(chance_text(one.chance))}"


def chances_document(found: Sequence[KeyResultChance]) -> list[dict[str, object]]:
    """The same as values that `json.dumps` takes."""
    return [
        {
            "key_result": one.key_result.id,
            "share": float(one.chance.share),
            "cases": one.chance.cases,
            "all_cases": one.chance.all_cases,
        }
        for one in found
    ]
