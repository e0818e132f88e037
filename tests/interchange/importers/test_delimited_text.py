"""Delimiter, decimal mark and line breaks of a text are found out, whatever the cells hold."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.delimited_text import read_delimited
from okrsdk.interchange.importers.table_reading import read_tables
from okrsdk.language.digits import Convention

HEADER = ("Objective", "Key result", "Baseline", "Target", "Current", "Remark")
_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\x85\u2028\u2029")
_REMARKS = st.text(_LETTERS | st.sampled_from('";,|\t\n'), max_size=30)
_AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)
_ROWS = st.lists(st.tuples(_AMOUNTS, _AMOUNTS, _AMOUNTS, _REMARKS), min_size=1, max_size=6)


def shown(amount: Decimal, mark: Convention) -> str:
    """The amount as a spreadsheet of that convention writes it, with groups."""
    text = f"{amount:,.2f}"
    return text if mark is Convention.POINT else text.translate(str.maketrans(",.", ".,"))


def written(rows: list[tuple[str, ...]], delimiter: str, ends: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ends).writerows([HEADER, *rows])
    return out.getvalue()


@settings(max_examples=25)
@given(
    rows=_ROWS,
    delimiter=st.sampled_from(",;\t|"),
    mark=st.sampled_from(list(Convention)),
    ends=st.sampled_from(["\n", "\r\n"]),
)
@example(rows=[(Decimal("1.00"), Decimal("2.00"), Decimal("3.00"), 'a "quote"; or,\ntwo')], delimiter=";",
         mark=Convention.COMMA, ends="\r\n")  # fmt: skip
def test_what_a_spreadsheet_writes_is_read_back(rows, delimiter, mark, ends):
    cells = [
        ("Win the north", f"Bookings of shop {number}", *(shown(amount, mark) for amount in row[:3]), row[3])
        for number, row in enumerate(rows)
    ]
    table = read_delimited(written(cells, delimiter, ends), name="okrs.csv")
    held = [tuple(cell or "" for cell in row.cells) for row in table.rows[1:]]
    assert held == [(*row[:5], row[5] if row[5].strip() else "") for row in _as_lines(cells)]
    found = read_tables([table])
    assert found.said[-1] == ("decimal comma" if mark is Convention.COMMA else "decimal point")
    key_results = found.okr_set.key_results
    assert [(one.baseline, one.target, one.current) for one in key_results] == [row[:3] for row in rows]


def _as_lines(cells: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(*row[:5], row[5].lstrip(" ") if not _is_quoted(row[5]) else row[5]) for row in cells]


def _is_quoted(text: str) -> bool:
    return any(sign in text for sign in '";,|\t\n')


@given(text=st.text(max_size=200))
def test_any_text_is_a_table_or_a_refusal_and_never_a_fault(text):
    assume("\x00" not in text)
    refused = ""
    try:
        assert all(row.filled for row in read_delimited(text, name="okrs.csv").rows)
    except ConfigError as error:
        refused = str(error)
    assert not refused or "a quote on line" in refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Objective,Target\nWin,5\n", ("parted by commas",)),
        ("Objective;Target\nWin;5,5\n", ("parted by semicolons",)),
        ("Objective\tTarget\nWin\t5.5\n", ("parted by tabs",)),
        ('"Objective,Target"\n"Win, they say",5\n', ("parted by commas",)),
        ('"Objective,Target"\n"Win,5"\n', ("parted by commas", "each line quoted as a whole")),
        ("sep=|\nObjective|Target\nWin|5\n", ("parted by vertical bars",)),
        ("Objective;Target\nWin;1,5\nLose;1.5\n", ("parted by semicolons",)),
    ],
)
def test_what_was_found_out_is_said(text, said):
    assert read_delimited(text, name="okrs.csv").said == said


def test_lines_are_those_of_the_text_where_cells_have_line_breaks():
    text = 'sep=;\n\nObjective;Target\n"Win\nthe\nnorth";5\n\nWin the south;6\n'
    assert [row.line for row in read_delimited(text, name="okrs.csv").rows] == [3, 4, 8]


def test_a_mark_that_is_told_is_taken_as_it_is():
    text = "Objective;Key result;Target\nWin;Bookings;1,234\n"
    table = read_delimited(text, name="okrs.csv", delimiter="semicolon", decimal="comma")
    assert read_tables([table]).okr_set.key_results[0].target == Decimal("1.234")
    with pytest.raises(ConfigError, match="';;' is no delimiter"):
        read_delimited(text, name="okrs.csv", delimiter=";;")
