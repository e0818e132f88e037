"""What a check found: worst first, one line each by rule, the reason folded; filtered, turned and fixed in place."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.reports import severity_counts
from okrsdk.reports.phrases import as_sentence, capitalized, cycle_week, dotted, listed
from okrsdk.rulebook import rule_info
from okrsdk.rules.fixes import sure_fix
from okrsdk.texts import strung, text
from okrsdk.workbook.first_steps import first_steps
from sheets_addon.addon.cards.wording import SEVERITY_COLOURS, fix_text
from sheets_addon.addon.check_filter import OBJECTIVE, OWNER, RULE, SEVERITY, CheckFilter, whose
from sheets_addon.addon.markup import bold, coloured, joined
from sheets_addon.addon.navigation import PAGE, Page, Route, page_buttons, page_of
from sheets_addon.addon.widgets import (
    Card,
    Choice,
    Picker,
    Section,
    Widget,
    button,
    card,
    choice_field,
    footer,
    icon_button,
    paragraph,
    row,
    section,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.widgets import Button

KEPT = {"kept": "yes"}
"""What a click carries that may be answered from what was read a moment ago."""
TO_PAGE = "to_page"
"""Name of the field that says which page to jump to."""
_PAGE = 20
_CHOICES = 90
_PAGES = 100
_REACHED = 2
# From what cannot be read to how it goes: the order in which one sets things right.
_FAMILIES = "TOKMAC"
_SEVERITIES = {Severity.ERROR: text("Errors"), Severity.WARNING: text("Warnings"), Severity.INFO: text("Hints")}


def check_card(
    assessment: Assessment,
    links: Links,
    *,
    asked: CheckFilter | None = None,
    page: int = 1,
) -> Card:
    """The card of a check.

    Args:
        assessment: what was found and scored.
        links: where clicks lead.
        asked: which findings to show; all without.
        page: which page of them to show, from 1.
    """
    asked = asked or CheckFilter()
    shown = page_of(sorted(asked.of(assessment), key=_worst_first), page, size=_PAGE)
    groups = groupby(shown.items, key=lambda finding: (finding.severity, finding.code))
    return card(
        text("Check"),
        section(paragraph(_summary(assessment, links)), *_turns(shown, asked, links), *_jump(shown, asked, links)),
        _filter_section(assessment, asked, links),
        *(_rule_section(assessment, list(own), links, asked) for _, own in groups),
        section(None if shown.items else paragraph(text("Nothing of that kind."))) if assessment.findings else None,
        section(*_turns(shown, asked, links)),
        subtitle=cycle_week(assessment.okr_set, assessment.on),
        foot=footer(
            button(text("Check again"), links.to(Route.CHECK, **asked.parameters, **{PAGE: str(shown.number)})),
            button(text("Grade"), links.to(Route.GRADE)),
        ),
    )


def finding_row(finding: Finding, links: Links) -> Widget:
    """A finding: its code and cell, what is wrong, what to do; a click jumps to the cell."""
    place = finding.location
    where = links.address(place) or (str(place.table) if place.table else text("Workbook"))
    over = dotted(finding.code, place.record or "", where)
    return row(finding.message, over=over, under=finding.suggestion, click=links.cell(place))


def why_row(code: str, severity: Severity) -> Widget | None:
    """Name and reason of a rule; None for a code that is not known."""
    info = rule_info(code)
    if info is None:
        return None
    return paragraph(joined(bold(coloured(as_sentence(rule_name(code)), SEVERITY_COLOURS[severity])), info.reason))


def rule_name(code: str) -> str:
    """The name of a rule in words; its code where it is not known."""
    info = rule_info(code)
    return capitalized(code if info is None else info.title)


def finding_parameters(finding: Finding) -> dict[str, str]:
    """What an action about a finding carries."""
    place = finding.location
    said = {"code": finding.code, "table": place.table or "", "record": place.record or "", "field": place.field or ""}
    return said | {"place": "" if place.position is None else str(place.position)}


def _worst_first(finding: Finding) -> tuple[int, int, str]:
    return finding.severity.rank, _FAMILIES.find(finding.code[:1]), finding.code


def _rule_section(assessment: Assessment, own: list[Finding], links: Links, asked: CheckFilter) -> Section | None:
    """The findings of one rule, a line each; folded below them why, and what to do about each."""
    code, severity = own[0].code, own[0].severity
    lines = [_line(assessment, finding, links, asked) for finding in own]
    cures = Counter(finding.suggestion for finding in own if finding.suggestion)
    return section(
        *lines,
        why_row(code, severity),
        *(paragraph(cure) for cure in cures),
        title=dotted(_SEVERITIES[severity], rule_name(code)),
        shown=len(lines),
    )


def _line(assessment: Assessment, finding: Finding, links: Links, asked: CheckFilter) -> Widget:
    place = finding.location
    carried = {**finding_parameters(finding), **asked.parameters}
    fix = sure_fix(finding, assessment.okr_set)
    end: Button
    if fix is None:
        end = icon_button(
            "info", text("{code}: what to do", code=finding.code), links.to(Route.FINDING, **carried, **KEPT)
        )
    else:
        end = button(text("Fix"), links.to(Route.FIX, **carried))
    cure = "" if fix is None else strung([fix_text(fix), "?"], "")
    return row(
        joined(bold(place.record or links.address(place)), finding.message),
        under=cure,
        click=links.cell(place),
        button=end,
    )


def _filter_section(assessment: Assessment, asked: CheckFilter, links: Links) -> Section | None:
    """The fields that choose among the findings; folded while nothing is chosen."""
    found = assessment.findings
    if not found:
        return None
    owned = [whose(assessment, finding) for finding in found]
    fields = (
        (SEVERITY, text("Severity"), {str(own): name for own, name in _SEVERITIES.items()}, asked.severity),
        (OBJECTIVE, text("Objective"), _objectives(assessment, {own for own, _ in owned}), asked.objective),
        (OWNER, text("Owner"), {name: name for name in sorted({owner for _, owner in owned} - {""})}, asked.owner),
        (RULE, text("Rule"), _rules(found), asked.rule),
    )
    change = links.to(Route.CHECK, **{PAGE: "1"}, **KEPT)
    widgets = [
        choice_field(name, label, _choices(those), value=value, picker=Picker.DROP_DOWN, on_change=change)
        for name, label, those, value in fields
        if len(those) > 1 or value
    ]
    return section(*widgets, title=text("Filter"), shown=None if asked.parameters else 0)


def _choices(those: Mapping[str, str]) -> list[Choice]:
    return [Choice(text=text("all"), value=""), *(Choice(text=name, value=own) for own, name in those.items())][
        :_CHOICES
    ]


def _objectives(assessment: Assessment, there: Iterable[str]) -> dict[str, str]:
    ids = set(there) - {""}
    return {own.id: dotted(own.id, own.text) for own in assessment.okr_set.objectives if own.id in ids}


def _rules(found: Iterable[Finding]) -> dict[str, str]:
    counts = Counter(finding.code for finding in found)
    return {
        code: text("{code} {rule} ({n})", code=code, rule=rule_name(code), n=count)
        for code, count in sorted(counts.items())
    }


def _turns(shown: Page[Finding], asked: CheckFilter, links: Links) -> Iterator[Widget]:
    """The way to the pages beside this one, and to any other."""
    turn = page_buttons(shown, links, Route.CHECK, **asked.parameters, **KEPT)
    if turn is not None:
        yield turn


def _jump(shown: Page[Finding], asked: CheckFilter, links: Links) -> Iterator[Widget]:
    """The field that jumps to a page, where buttons do not reach every one."""
    if shown.last > _REACHED:
        numbers = range(1, min(shown.last, _PAGES) + 1)
        yield choice_field(
            TO_PAGE,
            text("Page"),
            [Choice(text=text("{page} of {pages}", page=at, pages=shown.last), value=str(at)) for at in numbers],
            value=str(shown.number),
            picker=Picker.DROP_DOWN,
            on_change=links.to(Route.CHECK, **{**asked.parameters, **KEPT, PAGE: TO_PAGE}),
        )


def _summary(assessment: Assessment, links: Links) -> str:
    counts = severity_counts(assessment.findings)
    if assessment.okr_set.is_empty:
        return strung([text("No OKRs here yet."), first_steps(links.layout)])
    if not counts:
        return text("No findings: these OKRs follow the practice.")
    return text("{counts}. Click a finding to go to its cell.", counts=listed(counts))
