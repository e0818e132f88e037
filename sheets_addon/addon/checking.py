"""The check in the sidebar: its pages, one finding of it, and what puts a finding right with a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import NotFoundError
from okrsdk.findings import Table
from okrsdk.rules.fixes import sure_fix
from okrsdk.sheets.row_write import write_rows
from okrsdk.texts import text
from okrsdk.workbook.importing.row_edits import CellEdit, plan_edits
from sheets_addon.addon.cards.check import KEPT, TO_PAGE, check_card, finding_parameters
from sheets_addon.addon.cards.finding import LONGEST_WHY, WHY, can_be_muted, finding_card
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.wording import fix_text
from sheets_addon.addon.check_filter import check_filter
from sheets_addon.addon.navigation import PAGE, page_number
from sheets_addon.addon.responses import home, pushed, updated

if TYPE_CHECKING:
    from okrsdk.findings import Finding
    from sheets_addon.addon.check_filter import CheckFilter
    from sheets_addon.addon.visit import Sight, Visit
    from sheets_addon.addon.widgets import Card, Json

_GONE = text("This finding is no longer there: its row was changed, moved or deleted. Check again.")


def show_check(visit: Visit) -> Json:
    """What is wrong or doubtful; a page of it, or what a filter lets through, without a read where that can be."""
    event = visit.event
    sight = visit.see_kept() if KEPT.items() <= event.parameters.items() else visit.see()
    page = event.parameters.get(PAGE, "")
    number = page_number(event.inputs.get(TO_PAGE, "")) if page == TO_PAGE else visit.page
    return (updated if page else pushed)(_check(visit, sight, page=number))


def show_finding(visit: Visit) -> Json:
    """One finding."""
    sight = visit.see_kept()
    return pushed(_finding_card(visit, sight, _finding(visit, sight)))


def fix_finding(visit: Visit) -> Json:
    """Writes what puts a finding right, and shows what is left, in one read and one write."""
    sight = visit.see()
    finding = _finding(visit, sight)
    fix = sure_fix(finding, sight.assessment.okr_set)
    if fix is None:
        return updated(_finding_card(visit, sight, finding))
    edit = CellEdit(table=fix.table, position=fix.position, field=fix.field, value=fix.value)
    return _written(visit, sight, edit, note=fix_text(fix))


def mute_finding(visit: Visit) -> Json:
    """Notes why people live with a finding, or asks for the reason."""
    sight = visit.see()
    finding = _finding(visit, sight)
    # What was typed comes as a parameter where it is sent again after an error.
    said = {**visit.event.parameters, **visit.event.inputs}.get(WHY, "")
    place, why = finding.location, " ".join(said.replace(";", ",").split())
    if not can_be_muted(finding) or place.table is None or place.position is None:
        return updated(_finding_card(visit, sight, finding))
    if not 0 < len(why) <= LONGEST_WHY:
        return updated(_finding_card(visit, sight, finding, error=text("Say why, in a few words.")))
    okr_set = sight.assessment.okr_set
    records = okr_set.objectives if place.table is Table.OBJECTIVES else okr_set.key_results
    mutes = "; ".join(filter(None, (records[place.position].mute.strip(), f"{finding.code}: {why}")))
    edit = CellEdit(table=place.table, position=place.position, field="mute", value=mutes)
    return _written(visit, sight, edit, note=text("{code} is muted here", code=finding.code))


def _written(visit: Visit, sight: Sight, edit: CellEdit, *, note: str) -> Json:
    visit.forget()
    after = visit.seeing(write_rows(visit.spreadsheet, sight.reading, plan_edits(sight.reading, [edit])))
    below = home_card(after.assessment, after.links, title=after.reading.title)
    return home(_check(visit, after), below=below, note=note)


def _asked(visit: Visit) -> CheckFilter:
    return check_filter({**visit.event.parameters, **visit.event.inputs})


def _check(visit: Visit, sight: Sight, *, page: int = 1) -> Card:
    return check_card(sight.assessment, sight.links, asked=_asked(visit), page=page)


def _finding_card(visit: Visit, sight: Sight, finding: Finding, *, error: str = "") -> Card:
    return finding_card(
        finding,
        sight.links,
        asked=_asked(visit),
        fix=sure_fix(finding, sight.assessment.okr_set),
        error=error,
    )


def _finding(visit: Visit, sight: Sight) -> Finding:
    """The finding that an action is about.

    Raises:
        NotFoundError: it is no longer there.
    """
    said = visit.event.parameters.items()
    for finding in sight.assessment.findings:
        if finding_parameters(finding).items() <= said:
            return finding
    raise NotFoundError(_GONE)
