from datetime import date
from decimal import Decimal

import pytest

from okrsdk.portfolio.cascade import Broken, cascade
from okrsdk.portfolio.portfolio import Portfolio
from okrsdk.portfolio.portfolio_page import portfolio_html
from okrsdk.portfolio.portfolio_table import portfolio_csv
from okrsdk.portfolio.portfolio_text import check_lines, link_text, status_lines
from okrsdk.portfolio.summary import WorkbookRow, unread
from tests.portfolio.rows import objective, row

COMPANY = row("Company", objective("O2"))


def test_the_lowest_score_comes_first_and_what_has_none_last():
    own = Portfolio(rows=[row("B", score=0.7), row("C"), row("A", score=0.35), row("D", score=0.7)])
    assert [one["client"] for one in own.read] == ["A", "B", "D", "C"]
    assert own.score == Decimal("0.58")  # 1.75 / 3 = 0.5833


def test_objectives_belong_to_their_champion_else_to_their_owner_whatever_the_case():
    rows = [
        row("A", objective("O1", score=0.5, champion="Strategist"), objective("O2", score=0.9, owner="strategist")),
        row("B", objective("O1", champion="Strategist"), objective("O2", score=0.2)),
    ]
    found = [
        (one.name, one.score, one.objectives, one.graded, one.workbooks) for one in Portfolio(rows=rows).by_champion()
    ]
    assert found == [("nobody", Decimal("0.20"), 1, 1, 1), ("Strategist", Decimal("0.70"), 3, 2, 2)]


def test_levels_are_told_apart():
    rows = [row("A", objective("O1", score=0.4, level="team"), objective("O2", score=0.8, level="company"))]
    assert [(one.name, one.score) for one in Portfolio(rows=rows).by_level()] == [
        ("team", Decimal("0.40")),
        ("company", Decimal("0.80")),
    ]


@pytest.mark.parametrize(
    "reference",
    ["Company/O2-KR1", "company 2026-Q2/o2-kr1", "Company · 2026-Q2/O2-KR1", "Company OKRs/Sentence of O2"],
)
def test_a_reference_names_a_workbook_and_a_key_result(reference):
    (link,) = cascade([COMPANY, row("Sales", objective("O1", serves=reference))])
    assert (link.parent, link.key_result_id, link.broken) == ("Company", "O2-KR1", None)
    assert link_text(link) == "Sales O1 serves O2-KR1 of Company."


@pytest.mark.parametrize(
    ("reference", "broken"),
    [
        ("Marketing/O2-KR1", Broken.NO_WORKBOOK),
        ("Company/O9-KR1", Broken.NO_KEY_RESULT),
        ("2026-Q2/O2-KR1", Broken.SEVERAL_WORKBOOKS),
        ("Sales/O1-KR1", Broken.NO_WORKBOOK),  # its own workbook, which the rules of one workbook look at
    ],
)
def test_a_reference_that_leads_nowhere_is_told(reference, broken):
    links = cascade([COMPANY, row("Sales", objective("O1", serves=reference)), row("Other")])
    assert [link.broken for link in links] == [broken]


def test_a_reference_without_a_workbook_is_one_within_it():
    assert cascade([row("Sales", objective("O1", serves="O2-KR1"))]) == ()


def test_what_leads_back_to_itself_is_circular_and_what_leads_into_the_circle_is_not():
    rows = [
        row("A", objective("O1", serves="B/O1-KR1")),
        row("B", objective("O1", serves="A/O1-KR1")),
        row("C", objective("O1", serves="A/O1-KR1")),
    ]
    assert [link.broken for link in cascade(rows)] == [Broken.CIRCULAR, Broken.CIRCULAR, None]


def test_what_could_not_be_read_is_told_and_stops_nothing():
    broken = unread(spreadsheet_id="x", title="Lost", url="", on=date(2026, 5, 1), problem="It is not shared.")
    other = unread(
        spreadsheet_id="y", title="Budget", url="", on=date(2026, 5, 1), problem="None.", is_okr_workbook=False
    )
    own = Portfolio(rows=[row("A", score=0.7), broken, other], missing=["Harbor Dental"])
    lines = list(status_lines(own))
    assert "Lost: not read. It is not shared." in lines
    assert "Left out, since they are no OKR workbooks: Budget." in lines
    assert own.has_trouble
    assert any("Harbor Dental" in line for line in lines)


def test_the_most_errors_come_first_in_a_check():
    worse: WorkbookRow = {**row("Zeta"), "errors": 2, "warnings": 1, "first_error": "Write a target."}
    lines = list(check_lines(Portfolio(rows=[row("Alpha"), worse])))
    assert [line.split("  ")[0].strip() for line in lines if not line.startswith(" ")] == ["Zeta", "Alpha"]
    assert lines[0].endswith("2 errors and 1 warning")
    assert lines[1].strip() == "Write a target."


def test_nothing_that_people_wrote_becomes_markup_or_a_formula():
    own = Portfolio(rows=[row("<b>&", score=0.5), row("=1+1", score=0.6)])
    page = portfolio_html(own, title="<i>", on=date(2026, 5, 1))
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;" in page
    assert ",'=1+1," in portfolio_csv(own)
