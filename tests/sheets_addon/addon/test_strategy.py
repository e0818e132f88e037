"""Setting the next cycle from the sidebar: asked on the first card, answered in a tab that one click adds."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from okrsdk.findings import Table
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet, StrategyEntry, StrategyPart
from okrsdk.sheets import Workbook, create_workbook

from .cards import buttons, card_of, note_of, text_of
from .conftest import app_of
from .visitor import Visitor

OKRS = OkrSet(
    client=Client(name="Harbor Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Fill the quiet months"),),
    key_results=(
        KeyResult(
            id="O1-KR1",
            objective_id="O1",
            text="Bookings in January from 20 to 45",
            baseline=Decimal(20),
            target=Decimal(45),
            current=Decimal(22),
            lesson="Recalls by phone work",
        ),
    ),
)
TOLD = (
    StrategyEntry(id="C1", part=StrategyPart.CHALLENGE, text="Empty chairs in winter", why="Rent goes up"),
    *(StrategyEntry(part=StrategyPart.KPI, text=f"Wait, site {number}", healthy_to=Decimal(5)) for number in range(6)),
    StrategyEntry(part=StrategyPart.KPI, text="No-shows", healthy_to=Decimal(8), current=Decimal(12), unit="%"),
)
LAST_WEEKS = datetime(2026, 3, 20, 18, tzinfo=UTC)
SECTION = "Set 2026-Q2 with everyone"


@pytest.fixture
def visiting(spreadsheets, local, connection):
    def made(now=LAST_WEEKS, strategy=()):
        own = create_workbook(replace(OKRS, strategy=strategy), connection)
        local.reset_requests()
        return Visitor(app_of(spreadsheets, now=now), own.spreadsheet_id)

    return made


def headers(card):
    return [one.get("header") for one in card["sections"]]


def test_the_first_card_turns_to_the_next_cycle_in_the_last_two_weeks(visiting):
    assert SECTION not in headers(visiting(datetime(2026, 3, 10, 18, tzinfo=UTC)).open())
    said = text_of(visiting(strategy=TOLD).open())
    for part in (SECTION, "8 questions are open", "C1 · No objective answers it yet", "Empty chairs in winter"):
        assert part in said
    for part in ("12 % · above its healthy range · at most 8 %", "O1-KR1 · will not be reached", "1 lesson is written"):
        assert part in said


def test_the_card_shows_what_is_told_and_asks_for_the_rest(visiting):
    visitor = visiting(strategy=TOLD)
    card = visitor.press(visitor.open(), "Strategy")
    said = text_of(card)
    assert headers(card)[1:] == ["Where we stand", "Challenge", "KPI", "What success looks like"]
    for part in ("Rent goes up", "and 2 more", "Where do we stand:", "How would you tell a friend"):
        assert part in said
    assert "Add the Strategy tab" not in buttons(card)


def test_one_click_adds_the_tab_and_another_takes_it_off(visiting, connection, local):
    visitor = visiting()
    card = visitor.press(visitor.open(), "Strategy")
    local.reset_requests()
    answer = visitor.click(buttons(card)["Add the Strategy tab"])
    assert (note_of(answer), local.requests["sheets"]) == ("The Strategy tab is there", 2)
    own = Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection)
    assert Table.STRATEGY in own.inspect().layout.tables
    gone = visitor.click(buttons(card_of(answer))["Undo"])
    assert note_of(gone) == "The Strategy tab was taken off"
    assert own.inspect().okr_set == OKRS


def test_a_tab_with_answers_is_not_taken_off(visiting, connection):
    visitor = visiting()
    card = card_of(visitor.click(buttons(visitor.press(visitor.open(), "Strategy"))["Add the Strategy tab"]))
    sheet = connection.gspread.open_by_key(visitor.spreadsheet_id).worksheet("Strategy")
    sheet.update_cell(2, 3, "Winters lose money")
    stays = visitor.press(card, "Undo")
    assert "Something was written in the tab Strategy" in text_of(stays)
    assert "Winters lose money" in text_of(visitor.press(stays, "Strategy"))
