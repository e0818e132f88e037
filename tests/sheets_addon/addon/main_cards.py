"""The main cards of a sample client, each as it looks at first."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from okrsdk.assessment import Assessment, assess
from okrsdk.cycle import status
from okrsdk.findings import Table
from okrsdk.model import OkrSet, StrategyEntry, StrategyPart
from sheets_addon.addon.cards.adoption import out_of_sight_card, undo_question_card
from sheets_addon.addon.cards.check import check_card
from sheets_addon.addon.cards.check_in import Form, check_in_card
from sheets_addon.addon.cards.client import client_card
from sheets_addon.addon.cards.deciding import DecisionForm, decision_card
from sheets_addon.addon.cards.errors import offer_card, permission_card
from sheets_addon.addon.cards.finding import finding_card
from sheets_addon.addon.cards.grade import grade_card, graded_card
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.importing import no_rows_card
from sheets_addon.addon.cards.key_result import key_result_card
from sheets_addon.addon.cards.meeting import meeting_card
from sheets_addon.addon.cards.row_form import RowForm, inputs_of, no_form_card, row_form_card, saved_card
from sheets_addon.addon.cards.strategy import next_cycle_section, strategy_card
from sheets_addon.addon.check_filter import CheckFilter
from sheets_addon.addon.check_in_round import round_of
from sheets_addon.addon.navigation import Links
from sheets_addon.addon.widgets import Card, card
from tests.samples import sample

LINKS = Links(base="https://okr.example.com/addon", spreadsheet_id="x", workbook_url="https://docs.example.com/x")
DAY, LAST_WEEKS = date(2026, 11, 16), date(2026, 12, 21)
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
    yield finding_card(own.findings[0], LINKS, asked=CheckFilter(), fix=None, can_write=True)
    yield from (
        permission_card(LINKS),
        offer_card("", LINKS, cycle="2026-Q1"),
        no_rows_card(LINKS),
        no_form_card(LINKS),
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
