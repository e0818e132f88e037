"""A round of check-ins in a real browser: how many clicks it costs, and how its cards look."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.sheets import connect, create_workbook, settings_from
from tests.browsing import COUNT, axe_finds

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEY_RESULTS = 14


def okrs() -> OkrSet:
    """Fourteen key results, of which each was last told of more than two weeks ago."""
    numbers = range(1, KEY_RESULTS + 1)
    return OkrSet(
        client=Client(name="Acme Dental"),
        cycle=Cycle.parse("2026-Q4"),
        objectives=(Objective(id="O1", text="New patients find us first"),),
        key_results=tuple(
            KeyResult(
                id=f"O1-KR{number}",
                objective_id="O1",
                text=f"Raise visits of kind {number} from 100 to 200 a month by December 31",
                baseline=Decimal(100),
                target=Decimal(200),
            )
            for number in numbers
        ),
        check_ins=tuple(
            CheckIn(
                day=date(2026, 10, 20), key_result_id=f"O1-KR{number}", value=Decimal(110), confidence=Decimal("0.6")
            )
            for number in numbers
        ),
    )


def test_a_round_of_fourteen_key_results_takes_at_most_thirty_clicks(open_bench, bench):
    with connect(settings_from({"OKR_HOME": str(bench.local.path)}), local=bench.local) as connection:
        own = create_workbook(okrs(), connection).spreadsheet_id
    page = open_bench(workbook=own)
    title, sidebar = page.locator("#sidebar .okr-title"), page.locator("#sidebar")
    expect(title).to_have_text("Acme Dental")
    page.evaluate(COUNT)
    sidebar.get_by_role("button", name="Check in (14 due)").click()
    for number in range(1, KEY_RESULTS + 1):
        expect(title).to_have_text(f"Check-in · O1-KR{number}")
        if number == 1:
            assert axe_finds(page, "#sidebar") == []
            widths = page.locator("#sidebar .okr-view").evaluate("node => [node.scrollWidth, node.clientWidth]")
            assert widths[0] == widths[1]
        if number % 2:
            sidebar.get_by_label("Value today").click()
            page.keyboard.type("120")
            page.keyboard.press("Tab")
            page.keyboard.type("0.7")
            sidebar.get_by_role("button", name="Next").click()
        else:
            sidebar.get_by_role("button", name="Unchanged").click()
    expect(title).to_have_text("14 check-ins saved")
    assert axe_finds(page, "#sidebar") == []
    # One to begin; one to repeat a value, two to type one.
    assert page.evaluate("window.clicks") == 1 + 7 * 1 + 7 * 2
    sidebar.get_by_role("button", name="Home").click()
    expect(title).to_have_text("Acme Dental")
    expect(sidebar.get_by_role("button", name="Check in (")).to_have_count(0)
    bench.spreadsheet_id = own
    assert [row[1:4] for row in bench.values("Check-ins")[-2:]] == [["O1-KR13", 120, 0.7], ["O1-KR14", 110, 0.6]]
