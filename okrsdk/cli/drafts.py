"""Drafts on the command line: read, narrowed to a cycle, and what was not taken of them shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.importers.draft import Draft
from okrsdk.interchange.importers.sources import Source, SourceKind
from okrsdk.reports.text_style import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.model import Cycle, Month
    from okrsdk.reports.text_style import TextStyle

_FEWEST_COLUMNS = 12


def draft_of(source: Source, cycle: str | None) -> Draft:
    """The objectives and key results of a draft, of one cycle.

    Args:
        source: plain text, Markdown or JSON lines.
        cycle: the cycle that is meant; None where the draft has only one.

    Raises:
        ConfigError: `cycle` is no cycle.
        InvalidOkrError: there is nothing in it, a line of JSON lines is no draft, or it has several cycles and none
            was asked for.
    """
    draft = _read(source)
    if not draft.objectives:
        raise InvalidOkrError(
            f"{source.name} has no objective and no key result in it. Write an objective on a line of its own, and its "
            "key results below it, indented."
        )
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


def cycle_of(draft: Draft) -> Cycle | None:
    """The only cycle of a draft; None when it names none that can be read."""
    from okrsdk.model import Cycle

    try:
        return Cycle.parse(draft.cycles[0]) if len(draft.cycles) == 1 else None
    except ValueError:
        return None


def drafted(draft: Draft) -> str:
    """How much was read: `2 objectives, 5 key results`."""
    return f"{counted(draft.objective_count, 'objective')}, {counted(draft.key_result_count, 'key result')}"


def not_taken_lines(draft: Draft, style: TextStyle) -> Iterator[str]:
    """What was not taken of a draft, each with its line and the reason."""
    if not draft.not_taken:
        return
    yield f"Not taken ({len(draft.not_taken)}):"
    for one in draft.not_taken:
        head = f"  line {one.line + 1}".ljust(_FEWEST_COLUMNS)
        text = style.shortened(one.text, max(style.width - len(head) - len(one.reason) - 4, _FEWEST_COLUMNS))
        yield f"{head} {text} {style.faint(style.symbols(f'· {one.reason}'))}"


def _read(source: Source) -> Draft:
    if source.kind is SourceKind.JSON_LINES:
        from okrsdk.interchange.importers.json_lines import read_json_lines

        return Draft(objectives=read_json_lines(source.text))
    from okrsdk.interchange.importers.draft_reader import read_draft

    return read_draft(source.text)


def _refuse_several_cycles(source: Source, draft: Draft) -> None:
    if len(draft.cycles) > 1:
        raise InvalidOkrError(
            f"{source.name} has the OKRs of several cycles: {', '.join(draft.cycles)}. Say which are meant, as in "
            "--cycle 2026-Q1."
        )
