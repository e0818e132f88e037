"""What status and report say of the strategy."""

from datetime import date
from decimal import Decimal

from okrsdk.assessment import assess
from okrsdk.cycle import status
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet, StrategyEntry, StrategyPart
from okrsdk.reports.html import report_html
from okrsdk.reports.status_document import status_document
from okrsdk.reports.status_text import status_markdown, status_text

BACKLOG = StrategyEntry(
    part=StrategyPart.KPI, text="<Backlog>", source="Help desk", healthy_to=Decimal(20), current=Decimal(31)
)
OKRS = OkrSet(
    client=Client(name="Harbor Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Answer before anyone asks twice"),),
    key_results=(KeyResult(id="O1-KR1", objective_id="O1", text="Calls answered", lesson="Two people are enough"),),
    strategy=(BACKLOG, StrategyEntry(id="C1", part=StrategyPart.CHALLENGE, text="Support is slow", why="May")),
)


def _status(on):
    return status(assess(OKRS, on=on))


def test_the_kpis_are_shown_with_value_health_range_and_source_all_the_time():
    lines = list(status_text(_status(date(2026, 2, 2)), title="Harbor Dental"))
    assert "  KPIs · practice 19" in lines
    assert "    - <Backlog>: 31 · above its healthy range · at most 20 · Help desk" in lines
    assert not any("2026-Q2" in line for line in lines)


def test_in_the_last_two_weeks_each_section_names_the_row_of_the_practice_behind_it():
    text = status_markdown(_status(date(2026, 3, 20)), title="Harbor Dental")
    assert [line for line in text.splitlines() if "practice" in line and line.startswith("##")] == [
        "## Set 2026-Q2 with everyone (practice 15)",
        "## Questions to answer first (practice 20)",
        "## Challenges without an objective (practice 20)",
        "## KPIs out of their range (practice 19)",
        "## Lessons so far (practice 14)",
        "## KPIs (practice 19)",
    ]
    assert "- [ ] **C1** Support is slow" in text
    assert r"- [ ] **\<Backlog\>** 31 · above its healthy range · at most 20 · Help desk" in text


def test_the_document_has_the_same_and_nothing_of_the_next_cycle_before():
    early, late = (status_document(_status(day), title="x") for day in (date(2026, 2, 2), date(2026, 3, 20)))
    assert early["next_cycle"] is None
    assert early["kpis"] == late["kpis"] == [
        {
            "name": "<Backlog>", "source": "Help desk", "current": 31, "healthy_from": None, "healthy_to": 20,
            "unit": "", "health": "above",
        }
    ]  # fmt: skip
    following = late["next_cycle"]
    assert isinstance(following, dict)
    assert following["challenges_without_objective"] == ["C1"]
    assert following["lessons"] == [{"key_result": "O1-KR1", "lesson": "Two people are enough"}]


def test_the_page_escapes_what_people_wrote():
    page = report_html(assess(OKRS, on=date(2026, 3, 20)), title="Harbor Dental")
    assert "<h2>KPIs</h2>" in page
    assert "<strong>&lt;Backlog&gt;</strong> 31 · above its healthy range · at most 20 · Help desk" in page
    assert "<h2>Set 2026-Q2 with everyone</h2>" in page
