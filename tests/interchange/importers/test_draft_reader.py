"""Drafts: every form reads the same, nothing is lost in silence, cycles are told apart."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.interchange.importers.draft import okr_set_of
from okrsdk.interchange.importers.draft_reader import read_draft
from okrsdk.model import Cycle, Kind


def told(text):
    return [
        (objective.text, tuple(key_result.text for key_result in objective.key_results), objective.line)
        for objective in read_draft(text).objectives
    ]


EXPECTED = [("Win the north", ("Bookings from 10 to 20", "NPS of 40"), 0), ("Win the south", ("Rating of 4.6",), 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Win the north\n  Bookings from 10 to 20\n  NPS of 40\nWin the south\n  Rating of 4.6\n",
        "Win the north\n- Bookings from 10 to 20\n* NPS of 40\nWin the south\n1. Rating of 4.6",
        "- Win the north\n  - Bookings from 10 to 20\n  - NPS of 40\n- Win the south\n  - Rating of 4.6",
        "O1: Win the north\nKR1: Bookings from 10 to 20\nKR2: NPS of 40\nO2: Win the south\nKR1: Rating of 4.6",
        "**Goal 1:** Win the north\n- KR1: Bookings from 10 to 20\n- NPS of 40\n**O2:** Win the south\n- Rating of 4.6",
        "# Goal: Win the north\n* Bookings from 10 to 20\n* NPS of 40\n# Goal: Win the south\n* Rating of 4.6",
        "Win the north\n        Bookings from 10 to 20\n        NPS of 40\nWin the south\n        Rating of 4.6\n",
        "- Win the north\n\t- Bookings from 10 to 20\n\t- NPS of 40\n- Win the south\n\t- Rating of 4.6",
    ],
    ids=["indented", "bulleted", "nested", "labelled", "markdown", "headings", "far", "tabs"],
)
def test_every_way_of_writing_a_draft_reads_the_same(text):
    assert told(text) == EXPECTED


def test_titles_rules_and_blank_lines_say_nothing():
    text = "# OKRs of the second quarter\n\nWin the north\n\nKey results:\n- NPS of 40\n---\n"
    assert told(text) == [("Win the north", ("NPS of 40",), 2)]
    assert read_draft(text).not_taken == ()


def test_key_results_may_stand_alone():
    assert told("KR1: NPS of 40\nKR2: Rating of 4.6") == [(None, ("NPS of 40", "Rating of 4.6"), 0)]


@pytest.mark.parametrize("text", ["", "\n \n", "---\n\x00\n", "# \n- \n"])
def test_what_says_nothing_is_an_empty_draft(text):
    draft = read_draft(text)
    assert (draft.objectives, draft.not_taken) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "Win" + " " * 200_000 + "the north",
        "- a\n\n" * 2_000,
        "x\n" * 5_000,
        "[" * 20_000,
        "O1 " + "-" * 30_000,
        "@a " * 20_000,
        "KR: " + "from " * 20_000,
    ],
    ids=["blanks", "items", "lines", "brackets", "dashes", "people", "words"],
)
def test_no_page_stalls_the_reader(text):
    start = time.process_time()
    read_draft(text)
    assert time.process_time() - start < 5


def test_a_set_of_objectives_has_the_ids_of_a_workbook():
    okr_set = okr_set_of(*read_draft("Win the north\n- NPS of 40\n- Rating of 4.6").objectives)
    assert [objective.id for objective in okr_set.objectives] == ["O1"]
    assert [(kr.id, kr.objective_id) for kr in okr_set.key_results] == [("O1-KR1", "O1"), ("O1-KR2", "O1")]


def test_fields_become_values_of_the_key_result():
    page = (
        "Objective: Letters that arrive\n- KR1: Lost letters\n  - Baseline: 4 %\n  - Target: 1,5 %\n  - Current: 3 %\n"
        "  - Owner: @post\n  - Due: 31 March 2026\n  - Weight: 2\n  - Commitment: committed\n"
    )
    (key_result,) = okr_set_of(*read_draft(page).objectives).key_results
    values = (key_result.baseline, key_result.target, key_result.current, key_result.weight)
    assert values == (Decimal("0.04"), Decimal("0.015"), Decimal("0.03"), Decimal(2))
    assert (key_result.kind, key_result.unit, key_result.owner) == (Kind.DECREASE, "%", "post")
    assert (str(key_result.due), str(key_result.commitment)) == ("2026-03-31", "committed")


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("Target: as many as we can", "not a number for sure"),
        ("Target: 5 or 6", "not a number for sure"),
        ("Due: soon", "not a day for sure"),
        ("Confidence: 0.7", "confidence belongs to a check-in"),
        ("Status: on track", "pace and score say it, from the numbers"),
        ("Progress: 40 %", "okrsdk works this out from the numbers"),
        ("Target: 20 letters by the end of March", "only the amount is taken"),
        ("Sponsor: the mayor", "no column is called Sponsor"),
        ("Week 3: 24 letters", "a detail of the key result on line 2"),
    ],
)
def test_what_no_column_can_hold_is_listed_with_its_line_and_the_reason(field, reason):
    draft = read_draft(f"Objective: Letters that arrive\n- KR1: Lost letters\n  - {field}\n")
    assert [(one.line, one.reason) for one in draft.not_taken] == [(2, reason)]


@pytest.mark.parametrize("line", ["Client: Harbor Dental", "# Kunde: Harbor Dental", "- Cliente: Harbor Dental"])
def test_the_client_of_a_page_is_no_objective(line):
    draft = read_draft(f"{line}\n\nBecome the first choice of families\n  - Bookings from 100 to 140 a month\n")
    assert [one.text for one in draft.objectives] == ["Become the first choice of families"]
    assert [one.reason for one in draft.not_taken] == ["the Client tab names the client"]


def test_a_second_value_does_not_replace_the_first():
    draft = read_draft("O1: Letters that arrive\nKR1: Lost letters\n- Target: 5\n- Target: 6\n")
    assert draft.objectives[0].key_results[0].values["target"] == 5
    assert [one.reason for one in draft.not_taken] == ["there is already a target"]


def left_out(page):
    return [(one.line, one.text, one.reason) for one in read_draft(page).not_taken]


TABLE = "| Key result | Owner | |\n|--|--|--|\n| NPS of 40 | Sales | by phone |\n"
TABLE += "| Rating of 4.6 | Shop | | in May | or \\| June |\n"


def test_cells_without_a_header_are_listed():
    assert told(TABLE) == [(None, ("NPS of 40", "Rating of 4.6"), 0)]
    reason = "its column has no header"
    assert left_out(TABLE) == [(2, "by phone", reason), (3, "in May", reason), (3, "or | June", reason)]


def test_a_table_that_follows_another_at_once_is_listed_whole():
    page = "| Key result | Owner |\n|--|--|\n| NPS of 40 | Sales |\n"
    page += "| Risk | Plan | Cost |\n|--|--|--|\n| Strikes | Vans | 2,000 |\n"
    assert (5, "2,000", "its column has no header") in left_out(page)


@pytest.mark.parametrize(
    ("heading", "listed"),
    [("2026 Q1", []), ("Our goals of Q1 2026", []), ("2026 Q1: win the north", ["2026 Q1: win the north"])],
)
def test_what_a_heading_says_beside_its_cycle_is_listed(heading, listed):
    assert [
        text for _, text, _ in left_out(f"## {heading}\n\n### Letters that arrive\n- Lost letters from 90 to 30\n")
    ] == listed


TWO_CYCLES = (
    "# Goals 2026\n\n## Q1\n\n### Letters that arrive\n- Lost letters from 90 to 30\n\n## Q2\n\n"
    "### Parcels in one piece\n- Broken parcels from 20 to 5\n"
)


def test_a_page_of_several_cycles_says_which_there_are():
    assert read_draft(TWO_CYCLES).cycles == ("2026-Q1", "2026-Q2")


def test_the_objectives_of_another_cycle_are_listed_and_not_taken():
    second = read_draft(TWO_CYCLES).of_cycle(Cycle.parse("2026-Q2"))
    assert [objective.text for objective in second.objectives] == ["Parcels in one piece"]
    assert [(one.line, one.reason) for one in second.not_taken] == [(4, "of the cycle 2026-Q1")]


@pytest.mark.parametrize(
    ("heading", "cycle"),
    [
        ("2026 Q3", "2026-Q3"),
        ("Q3/2026", "2026-Q3"),
        ("OKRs – Q3 '2026", "2026-Q3"),
        ("Ziele 3. Quartal 2026", "2026-Q3"),
        ("Objectifs T3 2026", "2026-Q3"),
        ("3er trimestre de 2026", "2026-Q3"),
        ("2026年第3四半期", "2026-Q3"),
        ("H2 2026", "2026-H2"),
        ("FY26-Q3", "FY26-Q3"),
        ("OKRs 2026", "2026"),
    ],
)
def test_a_heading_names_the_cycle_of_what_is_below(heading, cycle):
    assert read_draft(f"# {heading}\n\n## Letters that arrive\n- Lost letters from 90 to 30\n").cycles == (cycle,)


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    draft = read_draft(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    taken = [one.line for one in draft.objectives] + [one.line for one in draft.not_taken]
    assert all(0 <= line < len(lines) for line in taken)


LINES = st.sampled_from(
    (
        "# W", "## W", "### Objective 1: W", "**W**", "**W:** W", "- W", "- W from 1 to 2", "  - W", "1. W", "W", "W.",
        "  - W from 3 to 4", "  W", "Objective: W", "KR1: W", "- KR2: W", "  - Owner: W", "  - Target: 5", "> W", "",
        "Key results:", "* W: W => 5 %", "| Key result | W |\n|--|--|\n| W | W |", "Notes", "- Notes", "Initiatives:",
        "~~W~~", "`W`", "[W](x)", "## Initiatives", "Ziel: W", "- @W W", "---", "- [ ] W", "W: W", "- Baseline: W",
        "### W from 1 to 2", "Goals: W", "2026 Q1: W", "## 2026 Q1", "<!-- W -->", "- W:", "Start: W | Target: 5",
        "```\nW\nW\n```", "<div>\nW\n</div>\n",
        "| W | W |\n|--|--|\n| W | W |", "| Objective | KR | Goal |\n|--|--|--|\n| W | W | W |",
    )
)  # fmt: skip


@given(st.lists(LINES, max_size=14))
def test_every_word_is_taken_or_listed(lines):
    # Each W becomes a word of its own; a title and a column that is taken are understood and so not listed.
    count = iter(range(10_000))
    page = "\n".join(re.sub("W", lambda _: f"w{next(count)}z", line) for line in lines)
    draft = read_draft(page)
    titles = re.findall(r"^# (w\d+z)$", page, re.MULTILINE)
    said = [*(one.text for one in draft.not_taken), *titles]
    for objective in draft.objectives:
        said += [objective.text or "", *map(str, objective.values.values())]
        for key_result in objective.key_results:
            said += [key_result.text, *map(str, key_result.values.values())]
    assert set(re.findall(r"w\d+z", page)) <= set(re.findall(r"w\d+z", " ".join(said)))
