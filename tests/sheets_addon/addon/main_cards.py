"""The main cards of a sample client, each as it looks at first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from okrsdk.assessment import Assessment, assess
from okrsdk.cycle import Doubt, Reason, closing, dropped, status
from okrsdk.findings import Table
from okrsdk.interchange import read_table
from okrsdk.interchange.adopting.planning import plan_adoption
from okrsdk.model import CheckIn, OkrSet, StrategyEntry, StrategyPart
from okrsdk.texts import text
from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, KeptFor, LeftOut, NewRecord
from sheets_addon.addon.cards.adoption import adopted_card, adoption_card, out_of_sight_card, undo_question_card
from sheets_addon.addon.cards.check import check_card
from sheets_addon.addon.cards.check_in import Form, check_in_card, doubt_card, recorded_card
from sheets_addon.addon.cards.client import client_card
from sheets_addon.addon.cards.deciding import DecisionForm, close_card, decided_card, decision_card
from sheets_addon.addon.cards.errors import error_card, offer_card, permission_card
from sheets_addon.addon.cards.finding import finding_card
from sheets_addon.addon.cards.grade import grade_card, graded_card
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.importing import import_card, import_form_card, imported_card, no_rows_card
from sheets_addon.addon.cards.key_result import key_result_card
from sheets_addon.addon.cards.meeting import meeting_card
from sheets_addon.addon.cards.round_end import round_end_card
from sheets_addon.addon.cards.row_form import RowForm, inputs_of, row_form_card, saved_card
from sheets_addon.addon.cards.strategy import kept_card, next_cycle_section, strategy_card
from sheets_addon.addon.check_filter import CheckFilter
from sheets_addon.addon.check_in_round import CheckInRound, round_of
from sheets_addon.addon.navigation import Links, Route
from sheets_addon.addon.source_form import SourceForm
from sheets_addon.addon.widgets import Card, card
from tests.samples import sample


def _cell(kept: KeptFor | None) -> ImportedCell:
    return ImportedCell(
        table=Table.KEY_RESULTS,
        record="O1-KR1",
        position=0,
        key="current",
        title="Current",
        before=Decimal("0.5"),
        after=DAY,
        kept=kept,
    )


def _held(value: dict[str, object]) -> dict[str, object]:
    return {"userEnteredValue": value, "effectiveValue": value}


def own_spreadsheet() -> dict[str, object]:
    """The same rows as the Sheets API gives them."""
    kinds = {int: "numberValue", str: "stringValue"}
    rows = [
        {"values": [{} if value == "" else _held({kinds[type(value)]: value}) for value in row]} for row in OWN_ROWS
    ]
    properties = {"title": "1", "sheetId": 0, "gridProperties": {"rowCount": 10, "columnCount": 6}}
    return {
        "spreadsheetId": "1",
        "properties": {"title": "1", "locale": "en_US"},
        "sheets": [{"properties": properties, "data": [{"rowData": rows}]}],
    }


LINKS = Links(base="https://okr.example.com/addon", spreadsheet_id="x", workbook_url="https://docs.example.com/x")
DAY, LAST_WEEKS = date(2026, 11, 16), date(2026, 12, 21)
OWN_ROWS = (
    ("Objective", "Key result", "Start", "Target", "Due", "Zone"),
    ("271", "Raise 828 from 1 to 9", 1, 9, 2, "5"),
    ("271", "Raise 828 from 1 to 9", 1, 8, 3, "5"),
    ("Total", "", "", "", "", ""),
)
IMPORT = ImportPlan(
    spreadsheet_id="1",
    title="1",
    new=(NewRecord(table=Table.OBJECTIVES, id="O3", text="3", values={"id": "O3", "weight": 2}),),
    changes=(_cell(None),),
    kept=tuple(map(_cell, KeptFor)),
    unchanged=("O1",),
    gone=("O1-KR9",),
    left_out=(
        LeftOut(table=Table.KEY_RESULTS, name="7", reason=text("{id} is on {n} rows of the workbook", id="7", n=2)),
    ),
    check_ins=(CheckIn(day=DAY, key_result_id="O1-KR1", value=Decimal(140)),),
)
STRATEGY = (
    StrategyEntry(part=StrategyPart.CHALLENGE, text="314"),
    StrategyEntry(part=StrategyPart.CHALLENGE, text="271", why="828"),
    StrategyEntry(part=StrategyPart.KPI, text="159", source="265", healthy_to=Decimal(8), current=Decimal(12)),
    StrategyEntry(part=StrategyPart.KPI, text="160", source="265", healthy_from=Decimal(8)),
    StrategyEntry(part=StrategyPart.KPI, text="161"),
)


@cache
def sample_assessment() -> Assessment:
    """The sample client in the middle of its cycle."""
    return assess(sample(), on=DAY)


def main_cards() -> Iterator[Card]:
    """The cards that people meet."""
    own = sample_assessment()
    first, score = own.okr_set.key_results[0], own.scores.key_results[0]
    yield from (
        home_card(own, LINKS),
        check_card(own, LINKS),
        client_card(own, LINKS),
        meeting_card(status(own), LINKS),
    )
    yield from (grade_card(own, [], LINKS), graded_card(own, [], LINKS))
    for one, scored in zip(own.okr_set.key_results, own.scores.key_results, strict=True):
        yield key_result_card(own, one, scored, LINKS)
    yield from (check_in_card(own, first, score, LINKS), decision_card(first, LINKS, form=DecisionForm()))
    yield check_in_card(
        own, first, score, LINKS, form=Form(in_round=round_of(one.id for one in own.okr_set.key_results))
    )
    yield finding_card(own.findings[0], LINKS, asked=CheckFilter(), fix=None)
    yield from (
        permission_card(LINKS),
        offer_card("", LINKS, cycle="2026-Q1"),
        no_rows_card(LINKS),
    )
    yield from (out_of_sight_card("", "okr import", LINKS), undo_question_card((), LINKS))
    yield row_form_card(RowForm(table=Table.OBJECTIVES, id="O1", inputs={"text": ""}), LINKS, others=2)
    yield row_form_card(
        RowForm(table=Table.KEY_RESULTS, id=first.id, inputs=inputs_of(Table.KEY_RESULTS, first)), LINKS
    )
    yield strategy_card(OkrSet(strategy=STRATEGY), LINKS, has_tab=False)
    yield strategy_card(OkrSet(), LINKS, has_tab=True)
    turning = next_cycle_section(status(assess(sample(), on=LAST_WEEKS)), LINKS)
    yield card("1", turning)
    yield saved_card(own, Table.KEY_RESULTS, 0, LINKS)
    yield from _of_errors_and_ends(own)
    yield from _of_own_rows()


def _of_errors_and_ends(own: Assessment) -> Iterator[Card]:
    """What went wrong, what was saved, decided and closed."""
    first, score = own.okr_set.key_results[0], own.scores.key_results[0]
    gone = text("There is no key result {id} any more.", id="O9")
    yield error_card(gone, LINKS, retry=Route.HOME, parameters={}, in_doubt=("O1-KR1",))
    told = replace(own.okr_set.check_ins[0], value=Decimal(7))
    yield recorded_card(own, first, score, told, LINKS, before={first.id: None})
    yield doubt_card(first, score, told, LINKS, doubt=Doubt(ways=Decimal(9)), carried={}, route=Route.RECORD_CHECK_IN)
    asked = CheckInRound(left=(), saved=(first.id,))
    yield round_end_card(status(own), asked, LINKS, before={first.id: None})
    reason = Reason(why="628", on=DAY, by="")
    yield decided_card(dropped(own.okr_set, first.id, reason=reason), LINKS)
    final = closing(assess(sample(), on=DAY, final=True), by="", is_meant=True)
    yield from (close_card(final, LINKS, is_written=False), close_card(final, LINKS, is_written=True))
    yield kept_card(text("There is no Strategy tab any more; nothing was changed."), LINKS)


def _of_own_rows() -> Iterator[Card]:
    """Rows of people's own, read as OKRs and made a workbook."""
    found = read_table(OWN_ROWS, name="1")
    form = SourceForm(tab="1", mapping={"2": "owner"}, error=text("{name} cannot be read as OKRs.", name="1"))
    yield import_form_card(form, LINKS, tabs=("1", "2"))
    yield import_card(found, IMPORT, form, LINKS, tabs=("1", "2"), agreed={})
    yield imported_card(IMPORT, LINKS)
    adopted = plan_adoption(own_spreadsheet(), cycle_if_unsaid="2026-Q4")
    yield from (adoption_card(adopted, form, LINKS, tabs=("1", "2")), adopted_card(adopted, LINKS))
