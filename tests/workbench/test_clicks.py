"""How many clicks it costs to grade and to close a cycle."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.sheets import connect, create_workbook, settings_from
from tests.browsing import COUNT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENDED = OkrSet(
    client=Client(name="Acme Dental"),
    cycle=Cycle.parse("2026-Q3"),
    objectives=(Objective(id="O1", text="New patients find us first"),),
    key_results=(
        KeyResult(
            id="O1-KR1",
            objective_id="O1",
            text="Raise visits from 100 to 200 a month",
            baseline=Decimal(100),
            target=Decimal(200),
            current=Decimal(180),
        ),
    ),
)


def test_grading_takes_two_clicks_and_closing_two_more(open_bench, bench):
    with connect(settings_from({"OKR_HOME": str(bench.local.path)}), local=bench.local) as connection:
        bench.spreadsheet_id = create_workbook(ENDED, connection).spreadsheet_id
    page = open_bench(workbook=bench.spreadsheet_id)
    sidebar, title = page.locator("#sidebar"), page.locator("#sidebar .okr-title")
    expect(title).to_have_text("Acme Dental")
    page.evaluate(COUNT)
    sidebar.get_by_role("button", name="Final grade").click()
    sidebar.get_by_role("button", name="Write scores").click()
    expect(title).to_have_text("Scores written")
    assert page.evaluate("window.clicks") == 2
    assert bench.values("Key Results")[1][bench.column("Key Results", "Score")] == 0.8
    sidebar.get_by_role("button", name="Home").click()
    page.evaluate("window.clicks = 0")
    sidebar.get_by_role("button", name="Close the cycle").click()
    expect(title).to_have_text("Close the cycle")
    sidebar.get_by_role("button", name="Close the cycle").click()
    expect(title).to_have_text("The cycle is closed")
    assert page.evaluate("window.clicks") == 2
    assert bench.values("Final scores")[2][1] == "O1-KR1"
