"""What a check found: worst first, each with its reason, its cell, and what to do."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.reports import severity_counts
from okrsdk.reports.phrases import cycle_week, dotted, listed
from okrsdk.rulebook import rule_info
from okrsdk.workbook.first_steps import first_steps
from sheets_addon.addon.cards.wording import SEVERITY_COLOURS
from sheets_addon.addon.markup import bold, coloured, joined
from sheets_addon.addon.navigation import PAGE, Route, page_buttons, page_of
from sheets_addon.addon.widgets import Card, Widget, button, card, footer, paragraph, row, section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding
    from sheets_addon.addon.navigation import Links

_PAGE = 20
# From what cannot be read to how it goes: the order in which one sets things right.
_FAMILIES = "TOKMAC"
_TITLES = {
    Severity.ERROR: "Errors: cannot be graded or stored right",
    Severity.WARNING: "Warnings: against the practice",
    Severity.INFO: "Hints",
}


def check_card(assessment: Assessment, links: Links, *, page: int = 1) -> Card:
    """The card of a check.

    Args:
        assessment: what was found and scored.
        links: where clicks lead.
        page: which page of the findings to show, from 1.
    """
    shown = page_of(sorted(assessment.findings, key=_worst_first), page, size=_PAGE)
    sections = [
        section(*_by_rule(found, links), title=_TITLES[severity])
        for severity, found in groupby(shown.items, key=lambda found: found.severity)
    ]
    return card(
        "Check",
        section(paragraph(_summary(assessment, links)), page_buttons(shown, links, Route.CHECK)),
        *sections,
        section(page_buttons(shown, links, Route.CHECK) if shown.items else None),
        subtitle=cycle_week(assessment.okr_set, assessment.on),
        foot=footer(
            button("Check again", links.to(Route.CHECK, **{PAGE: "1"})), button("Grade", links.to(Route.GRADE))
        ),
    )


def finding_row(finding: Finding, links: Links) -> Widget:
    """A finding: its code and cell, what is wrong, what to do; a click jumps to the cell."""
    place = finding.location
    where = links.address(place) or str(place.table or "Workbook")
    over = dotted(finding.code, place.record or "", where)
    return row(finding.message, over=over, under=finding.suggestion, click=links.cell(place))


def why_row(code: str, severity: Severity) -> Widget | None:
    """Name and reason of a rule; None for a code that is not known."""
    info = rule_info(code)
    if info is None:
        return None
    name = info.name.replace("-", " ")
    return paragraph(joined(bold(coloured(name[:1].upper() + name[1:] + ".", SEVERITY_COLOURS[severity])), info.why))


def _worst_first(finding: Finding) -> tuple[int, int, str]:
    return finding.severity.rank, _FAMILIES.find(finding.code[:1]), finding.code


def _by_rule(found: Iterable[Finding], links: Links) -> Iterator[Widget | None]:
    for code, those in groupby(found, key=lambda finding: finding.code):
        own = list(those)
        yield why_row(code, own[0].severity)
        for finding in own:
            yield finding_row(finding, links)


def _summary(assessment: Assessment, links: Links) -> str:
    counts = severity_counts(assessment.findings)
    if assessment.okr_set.is_empty:
        return f"No OKRs here yet. {first_steps(links.layout)}"
    if not counts:
        return "No findings: these OKRs follow the practice."
    return f"{listed(counts)}. Click a finding to go to its cell."
