"""A sheet of people's own adopted from the sidebar: the preview, what is written, and the way back."""

import pytest

from sheets_addon.addon.navigation import Links, Route
from sheets_addon.addon.source_form import SourceForm

from .cards import buttons, card_of, navigation_of, note_of, text_of, widgets
from .conftest import app_of
from .own_sheet import OwnSheet
from .visitor import Visitor

HEADER: list[object] = ["Objective", "Key result", "Start", "Target", "Actual", "Owner", "Zone"]
ROWS: list[list[object]] = [
    HEADER,
    ["Win the north", "Bookings from 10 to 20", 10, 20, 15, "Head of Sales", "N1"],
    ["Win the north", "Calls from 1 to 9", 1, 9, 5, "", ""],
    ["Grow", "Leads from 5 to 9", 5, 9, 6, "", ""],
    ["Total", "", "", "", 26, "", ""],
]


@pytest.fixture
def own(local):
    made = OwnSheet(local)
    made.write(ROWS)
    return made


@pytest.fixture
def team(spreadsheets, own):
    return Visitor(app_of(spreadsheets), own.id)


def test_rows_that_read_as_okrs_are_offered_first_and_shown_column_by_column(team, own, local):
    before = own.cells()
    local.reset_requests()
    offer = team.open()
    assert local.requests["sheets"] == 1
    assert "But its rows read as OKRs: 2 objectives and 3 key results." in text_of(offer)
    looks = [button.get("type") for group in widgets(offer, "buttonList") for button in group["buttons"]]
    assert looks == ["FILLED", None]
    answer = team.click(buttons(offer)["Use this sheet for OKRs"])
    assert navigation_of(answer) == "pushCard"
    assert local.requests["sheets"] == 2
    preview = card_of(answer)
    assert preview["header"]["subtitle"] == "2 objectives · 3 key results"
    assert "Read as one row per key result, its objective repeated." in text_of(preview)
    held = {one["text"]: one.get("bottomLabel") for one in widgets(preview, "decoratedText")}
    assert held["Start → Baseline"] == "10, 1, 5"
    assert held["Actual → Current"] == "15, 5, 6"
    assert held["Zone → kept beside, as it is"] == "N1"
    assert "Right of your columns on Sheet1" in text_of(preview)
    assert "Total" in text_of(preview)
    assert [one["value"] for one in widgets(preview, "textInput")] == ["Our plan", "2026-Q1"]
    assert own.cells() == before


def test_of_more_rows_than_any_has_okrs_nothing_is_worked_out_before_it_is_asked_for(team, own):
    for tab in ("North", "South", "West"):
        own.add_tab(tab)
        own.write([[f"{tab} {n}"] for n in range(700)], tab)
    offer = team.open()
    assert "But its rows read as OKRs" not in text_of(offer)
    assert "Use this sheet for OKRs" in buttons(offer)


def test_adopting_leaves_every_cell_and_undo_gives_the_sheet_back(team, own, local):
    before = own.cells()
    preview = team.press(team.open(), "Use this sheet for OKRs")
    local.reset_requests()
    answer = team.click(buttons(preview)["Use this sheet"], {"client_name": "Acme Dental", "cycle": "2026-Q1"})
    assert local.requests["sheets"] == 2
    assert (navigation_of(answer), note_of(answer)) == ("popToRoot updateCard", "Adopted")
    after = own.cells()["Sheet1"]
    assert [row[: len(old)] for row, old in zip(after, before["Sheet1"], strict=True)] == before["Sheet1"]
    assert after[1][7:9] == ["O1-KR1", "O1"]
    home = team.press(card_of(answer), "Home")
    assert home["header"]["title"] == "Acme Dental"
    client = team.press(home, "Client")
    back = team.click(buttons(client)["Give the sheet back"])
    assert note_of(back) == "The spreadsheet is as it was before"
    assert "Use this sheet for OKRs" in buttons(card_of(back))
    assert own.cells() == before


def test_undo_asks_where_people_wrote_into_what_was_added(team, own):
    adopted = card_of(team.click(buttons(team.press(team.open(), "Use this sheet for OKRs"))["Use this sheet"]))
    own.write([["2026-02-01", "O1-KR1", 12]], "Check-ins")
    question = team.press(adopted, "Undo")
    assert question["header"]["title"] == "Take it off all the same?"
    assert "Check-ins" in text_of(question)
    assert "Check-ins" in own.cells()
    assert note_of(team.click(buttons(question)["Take it off"])) == "The spreadsheet is as it was before"
    assert "Check-ins" not in own.cells()


def test_what_a_column_holds_is_said_with_two_choices(team):
    preview = team.press(team.open(), "Use this sheet for OKRs")
    said = team.press(preview, "Read again", {"column": "Zone", "meaning": "source"})
    rows = {one["text"]: one.get("topLabel") for one in widgets(said, "decoratedText")}
    assert rows["Zone → Source"] == "as you said"
    # What was said goes along with the adoption.
    assert {"key": "mapping", "value": '{"Zone": "source"}'} in buttons(said)["Use this sheet"]["action"]["parameters"]


@pytest.mark.parametrize(
    ("inputs", "said"),
    [({"cycle": "next one"}, "next one"), ({"cycle": "2026-Q1", "tab": "Gone"}, "has no tab 'Gone'")],
)
def test_what_is_wrong_with_the_form_is_said_on_it_and_nothing_is_written(team, own, inputs, said):
    before = own.cells()
    preview = team.press(team.open(), "Use this sheet for OKRs")
    form = team.press(preview, "Use this sheet", inputs)
    assert said in text_of(form)
    assert "--" not in text_of(form)
    assert "Show what it comes to" in buttons(form)
    assert own.cells() == before


def test_of_several_tabs_with_okrs_one_is_chosen(team, own):
    own.add_tab("Second")
    own.write(ROWS, "Second")
    form = team.press(team.open(), "Use this sheet for OKRs")
    assert "has several tabs with OKRs: Sheet1, Second." in text_of(form)
    [choice] = [one for one in widgets(form, "selectionInput") if one["name"] == "tab"]
    preview = card_of(team.click({"action": choice["onChangeAction"]}, {"tab": "Second"}))
    assert "Right of your columns on Second" in text_of(preview)


def test_a_sheet_without_okrs_is_offered_the_tabs_first(team, own):
    own.write([["Invoices", "", "", "", "", "", ""], *[[""] * 7] * 4])
    offer = team.open()
    looks = [button.get("type") for group in widgets(offer, "buttonList") for button in group["buttons"]]
    assert looks == [None, "FILLED"]
    assert "⚠" in text_of(team.press(offer, "Use this sheet for OKRs"))


def test_what_was_said_is_carried_by_every_click():
    form = SourceForm(client="Acme", cycle="2026-Q1", tab="Plan", mapping={"Ziel": "target"})
    click = Links(base="x").to(Route.ADOPT, **form.parameters)
    carried = {pair["key"]: pair["value"] for pair in click["action"]["parameters"]}  # type: ignore[index]  # JSON
    assert carried == {
        "spreadsheet": "", "client_name": "Acme", "cycle": "2026-Q1", "tab": "Plan", "mapping": '{"Ziel": "target"}',
    }  # fmt: skip
