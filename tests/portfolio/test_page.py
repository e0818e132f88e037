"""The page of a portfolio in a browser: sortable, and as axe sees it."""

from datetime import date

import pytest

from okrsdk.portfolio.portfolio import Portfolio
from okrsdk.portfolio.portfolio_page import portfolio_html
from okrsdk.portfolio.summary import WorkbookRow
from tests.browsing import axe_finds
from tests.portfolio.rows import objective, row

pytestmark = pytest.mark.browser


def graded(client: str, score: float, **parts: object) -> WorkbookRow:
    own = row(client, objective("O1", score=score, champion=client, serves="Company/O1-KR1"), score=score)
    own |= {"band": "yellow", "pass_mark": 0.7, "url": "https://docs.example/1"}
    return {**own, **parts}  # type: ignore[typeddict-item]  # its keys are those of the row


PAGE = portfolio_html(
    Portfolio(
        rows=[
            graded("Beta", 0.5, behind=2, weekly=[0.1, 0.3, 0.5], last_check_in="2026-04-28"),
            graded("Alpha", 0.6, behind=10, errors=1),
            row("Company", objective("O1")),
        ]
    ),
    title="Portfolio 2026-Q2",
    on=date(2026, 5, 1),
)


def test_it_says_of_how_many_workbooks_the_mean_is():
    assert '<p class="overall">0.55</p><p class="quiet">mean score of 2 of 3 workbooks</p>' in PAGE


@pytest.mark.parametrize("is_dark", [False, True])
def test_axe_finds_nothing(page, is_dark):
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    page.set_content(PAGE)
    assert axe_finds(page, is_dark=is_dark) == []


def test_a_click_on_a_head_sorts_numbers_as_numbers_and_a_second_one_turns_it_round(page):
    page.set_content(PAGE)
    clients = page.locator("table.sortable tbody th")
    assert clients.all_inner_texts() == ["Beta", "Alpha", "Company"]
    head = page.get_by_role("button", name="Behind the calendar")
    head.click()
    assert clients.all_inner_texts() == ["Company", "Beta", "Alpha"]  # 0, 2, 10
    head.click()
    assert clients.all_inner_texts() == ["Alpha", "Beta", "Company"]
    page.get_by_role("button", name="Last check-in").click()
    assert clients.all_inner_texts()[0] == "Beta"  # those without one last
