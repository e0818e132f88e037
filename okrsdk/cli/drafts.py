"""Drafts on the command line: read, and narrowed to a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.importers.draft import Draft
from okrsdk.interchange.importers.draft_source import draft_in
from okrsdk.interchange.importers.sources import Source

if TYPE_CHECKING:
    from okrsdk.model import Cycle, Month


def draft_of(source: Source, cycle: str | None) -> Draft:
    """The objectives and key results of a draft, of one cycle.

    Args:
        source: plain text, Markdown or JSON lines.
        cycle: the cycle that is meant; None where the draft has only one.

    Raises:
        ConfigError: `cycle` is no cycle.
        InvalidOkrError: there is nothing in it, or it has several cycles and none was asked for.
    """
    draft = draft_in(source)
    if cycle is None:
        _refuse_several_cycles(source, draft)
        return draft
    chosen = draft.of_cycle(parsed_cycle(cycle))
    if not chosen.objectives:
        raise InvalidOkrError(f"{source.name} has no OKRs of {cycle}. It has those of {', '.join(draft.cycles)}.")
    return chosen


def parsed_cycle(text: str, *, fiscal_year_starts: Month | None = None) -> Cycle:
    """The cycle that was asked for.

    Args:
        text: its name.
        fiscal_year_starts: the month in which the client's fiscal year starts.

    Raises:
        ConfigError: it is none.
    """
    from okrsdk.model import Cycle

    try:
        return Cycle.parse(text, fiscal_year_starts=fiscal_year_starts)
    except ValueError as error:
        raise ConfigError(str(error), setting="cycle") from error


def _refuse_several_cycles(source: Source, draft: Draft) -> None:
    if len(draft.cycles) > 1:
        raise InvalidOkrError(
            f"{source.name} has the OKRs of several cycles: {', '.join(draft.cycles)}. Say which are meant, as in "
            "--cycle 2026-Q1."
        )
