"""The goals above a goal, as the cell of a view names them: read from the right, whatever a title holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.interchange.importers.viva_goals.alignment import Alignment, alignments_in
from okrsdk.interchange.importers.viva_goals.check_in_cells import check_ins_in

TITLES = st.text(alphabet="Ab1 ,;()%&", min_size=1, max_size=20).map(lambda text: " ".join(text.split()).lstrip(";, "))
NAMED = st.builds(
    lambda title, key, weight: Alignment(title=title, key=str(key), weight=str(weight)),
    TITLES.filter(bool),
    st.integers(1, 10**9),
    st.decimals(0, 100, places=2),
)


@given(st.lists(NAMED, max_size=4), st.sampled_from(["; ", ", ", "\n"]))
def test_what_was_written_is_read(alignments, mark):
    cell = mark.join(f"{one.title}(weight: {one.weight}%, Id: {one.key})" for one in alignments)
    assert alignments_in(cell) == tuple(alignments)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("Win (B2B)", [("Win (B2B)", "", "")]),
        ("Win(Id: 7)", [("Win", "7", "")]),
        ("See (Id: 7) of last year(weight: 12,5%, Id: 9)", [("See (Id: 7) of last year", "9", "12.5")]),
        ("Win(weight: 50%, Id: 1)\nGrow(weight: 50%, Id: 2)", [("Win", "1", "50"), ("Grow", "2", "50")]),
    ],
)
def test_cells_in_every_form(cell, expected):
    assert [(one.title, one.key, one.weight) for one in alignments_in(cell)] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2025-11-03: 30", [("2025-11-03", "30", "")]),
        ("2025-11-03 09:00:00 UTC - 45% - two of four", [("2025-11-03", "45%", "two of four")]),
        ("2025-11-03: 3 ports closed", [("2025-11-03", "", "3 ports closed")]),
        ("2025-11-03: 2025-11-17", [("2025-11-03", "", "2025-11-17")]),
        ("2025-11-03: calm; rain; 2025-11-17: 4.5", [("2025-11-03", "", "calm; rain"), ("2025-11-17", "4.5", "")]),
        ("2025-13-03: 30", []),
        ("3 Nov 2025: 30", []),
        ("2025-11-03: 30; 40 later", [("2025-11-03", "", "30; 40 later")]),
    ],
)
def test_histories_are_read_where_they_can_mean_one_thing(cell, expected):
    assert [(str(one.day), one.value, one.said) for one in check_ins_in(cell)] == expected
