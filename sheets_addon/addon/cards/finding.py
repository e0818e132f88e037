"""One finding: what is wrong, why that matters, where it is, and what can be done about it from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Severity, Table
from okrsdk.reports.names import severity_name
from okrsdk.reports.phrases import dotted
from okrsdk.texts import text
from sheets_addon.addon.cards.check import finding_parameters, rule_name, why_row
from sheets_addon.addon.cards.wording import fix_text, warning
from sheets_addon.addon.navigation import Route
from sheets_addon.addon.widgets import Card, Section, button, buttons, card, paragraph, row, section, text_field

if TYPE_CHECKING:
    from okrsdk.findings import Finding
    from okrsdk.rules.fixes import Fix
    from sheets_addon.addon.check_filter import CheckFilter
    from sheets_addon.addon.navigation import Links

WHY = "why"
"""Name of the field for the reason of a mute."""
LONGEST_WHY = 300


def finding_card(finding: Finding, links: Links, *, asked: CheckFilter, fix: Fix | None, error: str = "") -> Card:
    """The card of a finding.

    Args:
        finding: the finding.
        links: where clicks lead.
        asked: which findings the check shows, to go back to.
        fix: what puts it right; None where a person has to decide.
        error: what is wrong with the reason of a mute.
    """
    place = finding.location
    carried = {**finding_parameters(finding), **asked.parameters}
    cell = links.cell(place)
    actions = [button(text("Go to the cell"), cell)] if cell else []
    if fix is not None:
        actions.insert(0, button(fix_text(fix), links.to(Route.FIX, **carried), is_main=True))
    return card(
        rule_name(finding.code),
        section(
            row(finding.message, over=dotted(place.record or "", links.address(place)), under=finding.suggestion),
            buttons(*actions) if actions else None,
        ),
        section(why_row(finding.code, finding.severity)),
        _mute_section(finding, links, carried, error),
        subtitle=dotted(finding.code, severity_name(finding.severity)),
    )


def can_be_muted(finding: Finding) -> bool:
    """Whether people may decide to live with a finding: it is no error, and of a row with a Mute column."""
    in_row = finding.location.table in (Table.OBJECTIVES, Table.KEY_RESULTS) and finding.location.position is not None
    return in_row and finding.severity is not Severity.ERROR


def _mute_section(finding: Finding, links: Links, carried: dict[str, str], error: str) -> Section | None:
    if not can_be_muted(finding):
        return None
    return section(
        paragraph(text("Looked at and decided to live with it? Say why; it is noted in the row's Mute column.")),
        text_field(WHY, text("Reason"), longest=LONGEST_WHY),
        paragraph(warning(error)) if error else None,
        buttons(button(text("Mute"), links.to(Route.MUTE, **carried))),
        title=text("Mute"),
    )
