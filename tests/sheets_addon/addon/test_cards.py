"""Cards as such: their limits, their figures, and how they read. No sheet is needed for that."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from okrsdk.assessment import Assessment, assess
from okrsdk.cycle import status
from okrsdk.findings import Finding, Location, Severity, Table
from okrsdk.grading import Band, grade
from okrsdk.language.amount_text import amount_text
from okrsdk.model import CheckIn, Client, Commitment, Cycle, KeyResult, Kind, Objective, OkrSet, Stage, Status
from okrsdk.reports import score_bar
from okrsdk.reports.figures import aim, measured, trend
from okrsdk.rules import STANDARD
from sheets_addon.addon.cards.check import check_card
from sheets_addon.addon.cards.client import client_card
from sheets_addon.addon.cards.errors import error_card
from sheets_addon.addon.cards.grade import ScoreChange, grade_card, graded_card
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.key_result import key_result_card
from sheets_addon.addon.cards.meeting import meeting_card
from sheets_addon.addon.cards.wording import score_figure
from sheets_addon.addon.navigation import Links, Route, page_of
from sheets_addon.addon.widgets import card, row, section

from .cards import buttons, text_of, validated, widgets

ON = date(2026, 2, 14)
LINKS = Links(base="https://okr.example.com/addon", spreadsheet_id="abc", workbook_url="https://docs.google.com/x")


@pytest.mark.parametrize(("count", "last"), [(2, "O1-KR2"), (25, "and 5 more")])
def test_an_error_names_the_records_beside_which_anothers_score_may_be(count, last):
    names = [f"O1-KR{number}" for number in range(1, count + 1)]
    shown = error_card("x" * 700, LINKS, retry=Route.WRITE_SCORES, parameters={}, in_doubt=names)
    said = text_of(validated(shown))
    assert "Do not rely on these scores" in str(shown)
    assert all(name in said for name in names[:20])
    assert said.rstrip().endswith(last)
    assert "Do not rely" not in str(error_card("No.", LINKS, retry=Route.HOME, parameters={}))


def key_result(number: int = 1, **changes: Any) -> KeyResult:
    good: dict[str, Any] = {
        "id": f"O1-KR{number}",
        "objective_id": "O1",
        "text": f"Raise visits {number} from 100 to 200",
    }
    return KeyResult(**{**good, "baseline": Decimal(100), "target": Decimal(200), **changes})


def assessed(okr_set: OkrSet, findings: tuple[Finding, ...] = ()) -> Assessment:
    return Assessment(okr_set=okr_set, policy=STANDARD, findings=findings, scores=grade(okr_set, on=ON))


def assessment(*key_results: KeyResult, findings: tuple[Finding, ...] = (), **others: Any) -> Assessment:
    objectives = others.pop("objectives", (Objective(id="O1", text="New patients find us first"),))
    okr_set = OkrSet(cycle=Cycle.parse("2026-Q1"), objectives=objectives, key_results=key_results, **others)
    return assessed(okr_set, findings)


def finding(number: int, severity: Severity = Severity.WARNING, code: str = "K201") -> Finding:
    place = Location(table=Table.KEY_RESULTS, record=f"O1-KR{number}", position=number - 1, field="text")
    return Finding(code=code, severity=severity, location=place, message=f"Message {number}.", suggestion="Do this.")


def big(count: int = 500) -> Assessment:
    """So many objectives with two key results each, and 2,000 findings."""
    objectives = tuple(Objective(id=f"O{n}", text="x" * 5000) for n in range(count))
    key_results = tuple(
        key_result(n, objective_id=f"O{n % count}", text="y" * 5000, current=Decimal(n % 300)) for n in range(2 * count)
    )
    check_ins = tuple(CheckIn(day=ON, key_result_id="O1-KR1", confidence=Decimal("0.5")) for _ in range(1000))
    severities = tuple(Severity)
    findings = tuple(finding(1, severities[n % 3], f"K{n}") for n in range(2000))
    return assessment(*key_results, objectives=objectives, check_ins=check_ins, findings=findings)


def test_the_cards_of_a_very_large_workbook_keep_within_googles_limits():
    large = big()
    changes = [ScoreChange(record=f"O{n}", text="x" * 5000, before=None, after=Decimal(1)) for n in range(3000)]
    last = large.okr_set.key_results[1], large.scores.key_results[1]
    for made in (
        home_card(large, LINKS),
        home_card(large, LINKS, page=10_000),
        check_card(large, LINKS),
        check_card(large, LINKS, page=50),
        grade_card(large, changes, LINKS),
        grade_card(assessment(key_result()), changes, LINKS, page=7),
        graded_card(large, changes, LINKS),
        key_result_card(large, *last, LINKS),
        client_card(large, LINKS),
        meeting_card(status(large), LINKS),
    ):
        validated(made)


def test_the_meeting_is_an_agenda_with_its_text_to_copy():
    days = (date(2026, 1, 20), date(2026, 2, 12))
    said = [CheckIn(day=day, key_result_id="O1-KR1", value=Decimal(110 + day.month)) for day in days]
    own = assessment(key_result(1, current=Decimal(112)), key_result(2), check_ins=tuple(said))
    made = validated(meeting_card(status(own), LINKS))
    titles = [one.get("header") for one in made["sections"]]
    assert titles[1:3] == ["Moved since 31 Jan 2026 (1)", "Check-ins owed (1)"]
    moved = widgets(made, "decoratedText")[0]
    assert (moved["topLabel"], moved["text"]) == ("O1-KR1 · Raise visits 1 from 100 to 200", "111 → 112")
    [text] = widgets(made, "textInput")
    assert "111 → 112" in text["value"]
    assert "## Check-ins owed" in text["value"]
    assert list(buttons(made)) == ["Home", "Check in (1 due)"]


def test_a_meeting_about_nothing_says_so():
    made = validated(meeting_card(status(assessment()), LINKS))
    assert "Nothing to talk about" in text_of(made)


def test_the_check_ins_of_a_key_result_come_by_page_from_the_newest_on():
    said = [CheckIn(day=date(2026, 1, day), key_result_id="O1-KR1", value=Decimal(day)) for day in range(1, 13)]
    own = assessment(key_result(), check_ins=tuple(said))
    card = key_result_card(own, own.okr_set.key_results[0], own.scores.key_results[0], LINKS, page=2)
    days = [row["topLabel"] for row in widgets(card, "decoratedText") if row.get("topLabel", "").endswith("Jan 2026")]
    assert days == [f"{day} Jan 2026" for day in (7, 6, 5, 4, 3)]
    assert [text for text in buttons(card) if "of 3" in text] == ["← Previous (1 of 3)", "Next → (3 of 3)"]


def test_every_key_result_is_on_one_page_of_home():
    large, seen = big(50), []
    for number in range(1, 150 // 30 + 1):
        shown = home_card(large, LINKS, page=number)
        rows = [widget for widget in widgets(shown, "decoratedText") if widget.get("topLabel", "").startswith("O1-KR")]
        seen += [one["topLabel"].split(" ")[0] for one in rows if one["text"].startswith("y") and "bottomLabel" in one]
    assert sorted(seen) == sorted(f"O1-KR{n}" for n in range(100))


def test_every_finding_is_on_one_page_of_the_check_worst_first():
    found = (*(finding(n) for n in range(1, 31)), finding(99, Severity.ERROR))
    own = assessment(key_result(), findings=found)
    first, second = (validated(check_card(own, LINKS, page=page)) for page in (1, 2))
    assert first["sections"][2]["header"].startswith("Errors")
    said = [widget["text"] for one in (first, second) for widget in widgets(one, "decoratedText")]
    assert said == ["<b>O1-KR99</b> Message 99.", *(f"<b>O1-KR{n}</b> Message {n}." for n in range(1, 31))]
    assert "Next → (2 of 2)" in buttons(first)
    assert "← Previous (1 of 2)" in buttons(second)


def test_the_reason_of_a_rule_is_said_once_for_all_its_findings():
    own = assessment(key_result(), findings=(finding(1), finding(2), finding(3, code="K203")))
    made = validated(check_card(own, LINKS))
    reasons = [one["text"] for one in widgets(made, "textParagraph")]
    assert len([text for text in reasons if text.startswith("<b>")]) == 2
    # A line a finding is in sight; the reason and what to do are folded below.
    shown = [(one["header"], one["uncollapsibleWidgetsCount"], len(one["widgets"])) for one in made["sections"][2:4]]
    assert shown == [("Warnings · Task as key result", 2, 4), ("Warnings · Unquantified change", 1, 3)]


def test_no_findings_are_good_news():
    assert "No findings" in text_of(validated(check_card(assessment(), LINKS)))


def test_home_of_an_empty_workbook_says_what_is_missing():
    empty = assessed(OkrSet())
    made = validated(home_card(empty, LINKS, title="Plans"))
    assert made["header"] == {"title": "Plans", "subtitle": "no cycle: fill in the Client tab"}
    assert [one.get("header") for one in made["sections"]] == ["No OKRs here yet", None]
    assert "An objective:</b> New patients in town find us first" in text_of(made)
    assert "on their way" not in text_of(made)
    assert list(buttons(made)) == [
        "Write the first objective", "Check", "Client", "Refresh", "Add an objective", "Strategy", "Read rows as OKRs",
    ]  # fmt: skip


def main_button(made: dict[str, Any]) -> str:
    [filled] = [one["text"] for group in widgets(made, "buttonList") for one in group["buttons"] if "type" in one]
    return filled


def test_errors_come_before_a_score_that_is_never_green_then():
    wrong = Finding(
        code="T101",
        severity=Severity.ERROR,
        location=Location(table=Table.KEY_RESULTS, position=1),
        message="Broken.",
        suggestion="Mend it.",
    )
    good = key_result(current=Decimal(190)), key_result(2, current=Decimal(190))
    for findings, text, under in (
        ((), '<font color="#07402F">██████████████│████·· 0.90</font>', "green · pass mark 0.7 · 2 of 2 met"),
        (
            (wrong, wrong),
            '<font color="#c5221f">2 errors</font><br>██████████████│████·· 0.90',
            "pass mark 0.7 · 2 of 2 met",
        ),
    ):
        rows = widgets(validated(home_card(assessment(*good, findings=findings), LINKS)), "decoratedText")
        overall, [objective] = rows[0], [one for one in rows if one.get("bottomLabel", "").endswith("2 of 2 met")][1:]
        assert (overall["text"], overall["bottomLabel"]) == (text, under)
        # Nor is that of an objective with errors below it.
        assert ("07402F" in objective["text"]) is (not findings)
        assert objective["bottomLabel"] == ("2 errors · 2 of 2 met" if findings else "green · 2 of 2 met")
    assert overall["onClick"]["action"]["function"].endswith("/check")


@pytest.mark.parametrize(
    ("on", "said", "main"),
    [
        ("2026-02-12", "2026-02-10", "Check"),
        ("2026-02-25", "2026-02-10", "Check in (1 due)"),
        ("2026-04-01", "2026-02-10", "Close the cycle"),
    ],
)
def test_the_filled_button_is_what_the_day_asks_for(on, said, main):
    okr_set = assessment(key_result(), check_ins=(CheckIn(day=date.fromisoformat(said), key_result_id="O1-KR1"),))
    made = validated(home_card(assess(okr_set.okr_set, on=date.fromisoformat(on)), LINKS))
    assert main_button(made) == main
    assert ("The cycle is over: close it" in text_of(made)) == (main == "Close the cycle")
    assert ("Check-ins owed" in text_of(made)) == (main == "Check in (1 due)")


def test_errors_come_before_what_else_the_day_asks_for():
    for on in (date(2026, 2, 25), date(2026, 4, 1)):
        wrong = finding(1, Severity.ERROR, "T101"), finding(2, Severity.ERROR, "T101")
        own = assess(assessment(key_result(), key_result(2)).okr_set, on=on, table_findings=wrong)
        made = validated(home_card(own, LINKS))
        assert main_button(made) == "Correct 2 errors"
        first, second, *others = buttons(made)
        assert (first, second) == ("Correct 2 errors", "Check in (2 due)" if on.month == 2 else "Close the cycle")
        assert "Check" not in others
        assert buttons(made)[first]["action"]["function"].endswith("/check")


def test_home_says_who_owes_check_ins_and_how_many_are_late():
    owners = ["Front Desk Lead", "", "Front Desk Lead", *(f"Lead {n}" for n in range(5))]
    own = [key_result(n, owner=owner) for n, owner in enumerate(owners)]
    made: dict[str, Any] = home_card(assess(assessment(*own).okr_set, on=date(2026, 1, 15)), LINKS)
    [owed] = [part for part in made["sections"] if part.get("header") == "Check-ins owed"]
    said = [(one["decoratedText"].get("topLabel"), one["decoratedText"]["text"]) for one in owed["widgets"]]
    assert said[:2] == [("Front Desk Lead", "2 check-ins"), ("No owner", "1 check-in")]
    assert said[5:] == [(None, "and 2 more owners")]
    late = home_card(assess(assessment(key_result(owner="Lead")).okr_set, on=date(2026, 1, 31)), LINKS)
    assert "1 check-in · 1 late" in text_of(late)


def test_key_results_of_no_objective_are_shown_under_their_own_head():
    own = assessment(key_result(1), key_result(2, objective_id="O7"), key_result(3, objective_id=""))
    made = validated(home_card(own, LINKS))
    heads = [one.get("header") for one in made["sections"]]
    assert heads[-3:-1] == ["O1 · New patients find us first", "Without an objective"]
    assert len(made["sections"][-2]["widgets"]) == 2


def test_replaced_key_results_say_so_and_raise_no_concern():
    replaced = key_result(status=Status.REPLACED)
    made = home_card(assessment(replaced), LINKS)
    assert "O1-KR1 · replaced" in text_of(made)
    assert assessment(replaced).concerns() == ()


def test_promises_are_measured_by_a_mark_of_one():
    own = assessment(key_result(commitment=Commitment.COMMITTED, current=Decimal(180)))
    assert own.pass_mark() == 1
    assert "████████████████····│ 0.80" in text_of(home_card(own, LINKS))
    assert assessment(key_result(), key_result(2, commitment=Commitment.COMMITTED)).pass_mark() == Decimal("0.7")


def test_a_key_result_without_check_ins_shows_no_trend():
    own = assessment(key_result())
    made = validated(key_result_card(own, own.okr_set.key_results[0], own.scores.key_results[0], LINKS))
    assert "Pace and trend" not in [one.get("header") for one in made["sections"]]


def test_pace_is_told_in_numbers_and_values_beside_confidence():
    told = [(3, "100", "0.7"), (10, "105", "0.6"), (17, "112", "0.5")]
    check_ins = tuple(
        CheckIn(
            day=date(2026, 1, 14 + day), key_result_id="O1-KR1", value=Decimal(value), confidence=Decimal(confidence)
        )
        for day, value, confidence in told
    )
    own = assessment(key_result(unit="visits"), check_ins=check_ins)
    made = validated(key_result_card(own, own.okr_set.key_results[0], own.scores.key_results[0], LINKS))
    [pace] = [one for one in made["sections"] if one.get("header") == "Pace and trend"]
    said = [
        (row["topLabel"], row["text"], row["bottomLabel"]) for row in widgets({"sections": [pace]}, "decoratedText")
    ]
    # 45 of 90 days: 100 + 100 × 0.7 × 0.5. To 170 in 45 days: 58 / (45 / 7) = 9.02.
    # Weeks counted back from 31 January: 0, 0, 5, 7.
    assert said == [
        (
            "Pace",
            "Expected by now 135 visits, you have 112 visits",
            "Needs 9 visits a week to its 0.7; so far 2.5 visits, at best 7 visits",
        ),
        # Expected on those days: 100 + 70 × (0, 17, 24, 31) / 90 = 100, 113.2, 118.7, 124.1.
        ("Values", "▁▁▁▂ 100 visits → 112 visits<br>▁▂▂▃ expected", "Up is towards the target."),
        ("Confidence, the owner's own", "▆▅▅ 0.7 → 0.5", "The trend matters more than the number."),
    ]


def test_where_no_line_runs_to_the_target_there_is_no_pace():
    own = assessment(key_result(kind=Kind.MILESTONE, baseline=None, target=None, current=Decimal(0)))
    made = validated(key_result_card(own, own.okr_set.key_results[0], own.scores.key_results[0], LINKS))
    assert "Expected by now" not in text_of(made)


def test_the_profile_shows_money_in_the_clients_currency():
    client = Client(name="Acme", currency="USD", average_sale=Decimal(450), close_rate=Decimal("0.42"))
    shown = {
        one["topLabel"]: one["text"] for one in widgets(client_card(assessment(client=client), LINKS), "decoratedText")
    }
    assert (shown["Average sale"], shown["Close rate"], shown["Policy"]) == ("$450", "42 %", "not filled in")


@pytest.mark.parametrize(
    ("score", "mark", "shown"),
    [
        ("0", "0.7", "··············│······"),
        ("0.69", "0.7", "█████████████·│······"),
        ("0.70", "0.7", "██████████████│······"),
        ("1", "0.7", "██████████████│██████"),
        ("0.99", "1", "███████████████████·│"),
    ],
)
def test_a_bar_never_reaches_a_mark_that_the_score_does_not(score, mark, shown):
    assert score_bar(Decimal(score), Decimal(mark)) == shown


def test_a_bar_has_the_colour_of_its_band():
    assert score_figure(Decimal(1), Band.GREEN, Decimal("0.7")).startswith('<font color="#07402F">')
    assert score_figure(None, None, Decimal("0.7")) == "not graded"


def test_a_trend_shows_every_step_from_the_first_to_the_last():
    assert trend([Decimal(text) for text in ("0", "0.25", "0.5", "1")]) == "▁▃▅█ 0.0 → 1.0"
    assert trend([]) == ""


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("0.45", "%", "45 %"),
        ("45", "%", "45 %"),
        ("1234567.5", "", "1,234,567.5"),
        ("-3", "€", "-€3"),
        ("10", "jobs", "10 jobs"),
    ],
)
def test_amounts_read_as_people_write_them(number, unit, shown):
    assert amount_text(Decimal(number), unit) == shown


STAGES = (Stage(score=Decimal("0.3"), name="pilot"), Stage(score=Decimal(1), name="live"))


@pytest.mark.parametrize(
    ("kind", "value", "said", "aimed"),
    [
        (Kind.INCREASE, "150", "150", "from 100 to 200"),
        (Kind.AT_LEAST, "150", "150", "at least 200"),
        (Kind.AT_MOST, "150", "150", "at most 200"),
        (Kind.BETWEEN, "150", "150", "between 100 and 200"),
        (Kind.MILESTONE, "1", "done", "to be done"),
        (Kind.MILESTONE, "0", "not done", "to be done"),
        (Kind.STAGES, "0.3", "pilot", "pilot → live"),
        (Kind.FIND_BASELINE, "7", "7", "to find out where we are"),
    ],
)
def test_every_kind_is_said_in_its_own_terms(kind, value, said, aimed):
    own = key_result(kind=kind, stages=STAGES)
    assert measured(own, Decimal(value)) == said
    assert aim(own) == aimed
    assert measured(own, None) == "not known"


def test_a_page_beyond_the_last_is_the_last():
    assert page_of([1, 2, 3], 9, size=2).items == (3,)
    assert page_of([], 1, size=2).items == ()


def test_what_does_not_fit_into_a_card_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="101 widgets"):
        section(*[row("One")] * 101)
    with pytest.raises(ValueError, match="101 sections"):
        card("Too much", *[section(row("x"))] * 101)
    assert section() is None


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({}, "no baseline and no target yet"),
        ({"baseline": Decimal(12)}, "baseline 12, no target yet"),
        ({"target": Decimal(22)}, "target 22, no baseline yet"),
        ({"baseline": Decimal(12), "target": Decimal(22)}, "from 12 to 22"),
        ({"kind": Kind.AT_LEAST}, "no target yet"),
        ({"kind": Kind.AT_LEAST, "target": Decimal(3)}, "at least 3"),
    ],
)
def test_an_aim_says_which_of_its_numbers_are_missing(numbers, said):
    assert aim(KeyResult(text="Bookings", **numbers)) == said
