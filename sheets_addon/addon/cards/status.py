"""Where the OKRs are, at the head of the first card: the score, what to do next, what to decide, and who owes what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.reports import severity_counts
from okrsdk.reports.names import band_name
from okrsdk.reports.phrases import dotted, listed
from okrsdk.reports.status_agenda import owed_by_owner, turn_of_cycle
from okrsdk.texts import plural, text
from okrsdk.workbook.first_steps import EXAMPLE_KEY_RESULT, EXAMPLE_OBJECTIVE, first_steps
from sheets_addon.addon.cards.grade import FINAL
from sheets_addon.addon.cards.strategy import next_cycle_section
from sheets_addon.addon.cards.wording import (
    ERROR_COLOUR,
    NO_TEXT,
    error_count,
    more_key_results,
    pass_mark,
    score_figure,
)
from sheets_addon.addon.check_in_round import round_of
from sheets_addon.addon.markup import bold, coloured, joined, lines
from sheets_addon.addon.navigation import Route, key_result_parameters
from sheets_addon.addon.widgets import Button, Section, Widget, button, buttons, paragraph, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.cycle import CheckInOwed, Status
    from okrsdk.model import KeyResult
    from sheets_addon.addon.check_in_round import CheckInRound
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.widgets import Click

_ROWS = 5
"""Most things to decide, people who owe, and key results that need attention, each."""


def status_sections(status: Status, links: Links, *, begun: CheckInRound | None = None) -> Iterator[Section | None]:
    """The sections from the score to what needs attention; of a workbook without OKRs, how to begin.

    Args:
        status: where the OKRs are.
        links: where clicks lead.
        begun: a round of check-ins that was left, with what was told in it.
    """
    if status.assessment.okr_set.is_empty:
        yield section(*_beginning(links), title=text("No OKRs here yet"))
        return
    turn = turn_of_cycle(status)
    yield section(
        overall_row(status.assessment, links), paragraph(turn) if turn else None, _actions(status, links, begun)
    )
    yield next_cycle_section(status, links)
    yield section(*_decisions(status, links), title=text("To decide"))
    yield section(*_owing(status, links), title=text("Check-ins owed"))
    yield section(*_attention(status, links), title=text("Needs attention"))


def overall_row(assessment: Assessment, links: Links) -> Widget:
    """The overall score; while there are errors it has no band, since it rests on what is left."""
    scores, mark, errors = assessment.scores, assessment.pass_mark(), len(assessment.errors)
    band = None if errors else scores.band
    figure = score_figure(scores.overall, band, mark)
    return row(
        lines(coloured(error_count(errors), ERROR_COLOUR), figure) if errors else figure,
        over=text("Overall score"),
        under=dotted(band_name(band), pass_mark(mark), str(scores.coverage)),
        click=links.to(Route.CHECK) if errors else None,
    )


def due_button(owed: Sequence[CheckInOwed], links: Links) -> Button | None:
    """The button that begins the round of check-ins that are due; None where none is."""
    return button(_due(owed), _round(owed, links)) if owed else None


def _due(owed: Sequence[CheckInOwed]) -> str:
    return text("Check in ({n} due)", n=len(owed))


def _round(owed: Sequence[CheckInOwed], links: Links) -> Click:
    return links.to(Route.CHECK_IN_ROUND, **round_of(one.key_result.id for one in owed).parameters)


def _actions(status: Status, links: Links, begun: CheckInRound | None) -> Widget:
    """What one can do; first and filled what the day asks for."""
    asked = [button(said, click, is_main=not at) for at, (said, click) in enumerate(_asked(status, links, begun))]
    final = {FINAL: "yes"} if status.is_over else {}
    grade = button(text("Final grade") if final else text("Grade"), links.to(Route.GRADE, **final))
    others = [button(text("Meeting"), links.to(Route.MEETING)), button(text("Client"), links.to(Route.CLIENT))]
    return buttons(*asked, grade, *others)


def _asked(status: Status, links: Links, begun: CheckInRound | None) -> Iterator[tuple[str, Click]]:
    """What the day asks for, the most urgent first; that is a check where nothing is."""
    is_closed = status.assessment.okr_set.closed_on is not None
    errors = 0 if is_closed else len(status.assessment.errors)
    check = links.to(Route.CHECK)
    begun = begun if begun is not None and begun.said else None
    if begun is not None:
        left = links.to(Route.CHECK_IN_ROUND, **begun.parameters)
        yield text("Go on with check-ins ({n} not saved)", n=len(begun.said)), left
    if errors:
        # What is left out of the scores comes before what is added to them.
        yield plural("Correct {n} error", "Correct {n} errors", n=errors), check
    if status.is_over and not is_closed:
        yield text("Close the cycle"), links.to(Route.CLOSE)
    if status.owed and not status.is_over and begun is None:
        yield _due(status.owed), _round(status.owed, links)
    if not errors:
        yield text("Check"), check


def _beginning(links: Links) -> Iterator[Widget]:
    cell = links.first_objective()
    begin = button(text("Write the first objective"), links.to(Route.OBJECTIVE_FORM), is_main=True)
    jump = [] if cell is None else [button(text("Go to its cell"), cell)]
    yield paragraph(first_steps(links.layout))
    yield paragraph(joined(bold(text("An objective:")), EXAMPLE_OBJECTIVE))
    yield paragraph(joined(bold(text("A key result of it:")), EXAMPLE_KEY_RESULT))
    yield buttons(
        begin, *jump, button(text("Check"), links.to(Route.CHECK)), button(text("Client"), links.to(Route.CLIENT))
    )


def _decisions(status: Status, links: Links) -> Iterator[Widget]:
    for due in status.decisions[:_ROWS]:
        over = dotted(due.key_result.id, due.finding.code)
        click = _to_key_result(status.assessment, due.key_result, links)
        yield row(due.finding.message, over=over, under=due.finding.suggestion, click=click)
    if len(status.decisions) > _ROWS:
        yield row(_more_decisions(len(status.decisions) - _ROWS), click=links.to(Route.CHECK))


def _more_decisions(n: int) -> str:
    return plural("and {n} more decision", "and {n} more decisions", n=n)


def _owing(status: Status, links: Links) -> Iterator[Widget]:
    owing = list(owed_by_owner(status).items())
    for owner, owed in owing[:_ROWS]:
        late = sum(one.is_late for one in owed)
        count = dotted(
            plural("{n} check-in", "{n} check-ins", n=len(owed)), plural("{n} late", "{n} late", n=late) if late else ""
        )
        yield row(count, over=owner, click=_round(owed, links))
    if len(owing) > _ROWS:
        yield row(plural("and {n} more owner", "and {n} more owners", n=len(owing) - _ROWS))


def _attention(status: Status, links: Links) -> Iterator[Widget]:
    assessment = status.assessment
    counts = severity_counts(found for found in assessment.findings if found.severity is not Severity.INFO)
    if counts:
        yield row(listed(counts), over=text("Findings"), click=links.to(Route.CHECK))
    to_decide = {due.finding.location.position for due in status.decisions}
    concerns = [one for one in assessment.concerns() if one.score.position not in to_decide]
    for concern in concerns[:_ROWS]:
        yield row(
            concern.key_result.text or NO_TEXT,
            over=dotted(concern.score.id, concern.reason),
            click=links.to(Route.KEY_RESULT, **key_result_parameters(concern.score)),
        )
    if len(concerns) > _ROWS:
        yield row(more_key_results(len(concerns) - _ROWS))
    if not counts and not concerns and not status.decisions and not status.owed:
        yield row(text("Nothing: the OKRs read well and are on their way."))


def _to_key_result(assessment: Assessment, key_result: KeyResult, links: Links) -> Click | None:
    found = assessment.key_result(key_result.id)
    return None if found is None else links.to(Route.KEY_RESULT, **key_result_parameters(found[1]))
