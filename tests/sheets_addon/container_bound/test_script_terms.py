"""Cells gathered into blocks, and values as a script types them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_addon.container_bound.script_terms import Area, areas, typed

CELLS = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.sampled_from("ab"))


def _covered(area: Area) -> list[tuple[int, int]]:
    rows = range(area.row, area.row + area.rows)
    return [(row, column) for row in rows for column in range(area.column, area.column + area.columns)]


@given(CELLS)
def test_every_cell_is_in_exactly_one_block_of_its_kind(cells):
    found = [(cell, kind) for area, kind in areas(cells) for cell in _covered(area)]
    assert dict(found) == cells
    assert len(found) == len(cells)


def test_columns_that_reach_equally_far_make_one_block():
    cells = {(row, column): "x" for row in range(1, 4) for column in range(2, 6)}
    assert list(areas(cells)) == [(Area(1, 2, 3, 4), "x")]


def test_a_gap_or_another_kind_begins_a_new_block():
    cells = {(0, 0): "x", (1, 0): "y", (3, 0): "y", (0, 2): "x"}
    assert [area for area, _ in areas(cells)] == [
        Area(0, 0, 1, 1),
        Area(0, 2, 1, 1),
        Area(1, 0, 1, 1),
        Area(3, 0, 1, 1),
    ]


def test_a_script_counts_from_one():
    assert Area(0, 2, 3, 4).document == {"row": 1, "column": 3, "rows": 3, "columns": 4}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "'quoted",
        "1-2",
        "March 2026",
        "TRUE",
        "vero",
        "45 %",
        "$5",
        " ",
        "a\n=b",
        "007",
        "O1-KR1x",
    ],
)
def test_what_people_wrote_is_typed_as_text(text):
    assert typed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "green", "at_risk", "Overall score", "Needs attention", "O12", "Q1.2-KR3"])
def test_our_own_words_and_ids_are_typed_as_they_are(text):
    assert typed(text) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("0.70"), 0.7),
        (Decimal(3), 3),
        (0.25, 0.25),
        (True, True),
        (None, ""),
        (date(2026, 3, 31), "2026-03-31"),
    ],
)
def test_numbers_ticks_days_and_blanks_are_what_they_are(value, expected):
    assert typed(value) == expected
    assert type(typed(value)) is type(expected)
