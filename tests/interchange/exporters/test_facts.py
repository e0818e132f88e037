import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.assessment import assess
from okrsdk.errors import ConfigError
from okrsdk.interchange import export_format_named
from tests.interchange.conftest import DAY, DENTAL, HEATING


def of_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def of_parquet(content):
    return pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()


FORMS = [("facts", of_csv), ("facts-parquet", of_parquet)]


def grown(name, content, *assessments):
    known = export_format_named(name)
    if not content:
        return known.write(assessments)[0].content
    assert known.append
    return known.append(assessments, content)[0].content


def days(rows):
    return [(str(row["graded_at"]), row["workbook"], int(row["position"])) for row in rows]


@pytest.mark.parametrize(("name", "rows_of"), FORMS)
def test_days_follow_each_other_and_a_day_that_is_there_is_replaced(name, rows_of):
    first, second = (assess(DENTAL, on=day) for day in (DAY, date(2026, 2, 21)))
    content = grown(name, grown(name, grown(name, b"", first), second), first)
    workbook = "Harbor Dental · 2026-Q1"
    assert sorted(days(rows_of(content))) == [
        ("2026-02-14", workbook, 0),
        ("2026-02-14", workbook, 1),
        ("2026-02-21", workbook, 0),
        ("2026-02-21", workbook, 1),
    ]


@pytest.mark.parametrize(("name", "rows_of"), FORMS)
def test_the_facts_are_what_was_graded(name, rows_of):
    first, second = rows_of(grown(name, b"", assess(DENTAL, on=DAY)))
    assert (first["key_result_id"], first["client"], first["band"]) == ("O1-KR1", "Harbor Dental", "green")
    assert Decimal(str(first["score"])) == Decimal("0.7")
    assert second["score"] in ("", None)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=6))
def test_in_whatever_order_days_come_none_is_doubled_and_none_is_lost(grades):
    content = b""
    for days_later, is_both in grades:
        day = DAY + timedelta(days_later)
        sets = [DENTAL, HEATING] if is_both else [DENTAL]
        content = grown("facts", content, *(assess(okr_set, on=day) for okr_set in sets))
    found = days(of_csv(content))
    assert len(set(found)) == len(found)
    assert {row[0] for row in found} == {str(DAY + timedelta(later)) for later, _ in grades}


def test_cells_and_columns_that_people_added_to_a_csv_stay():
    content = grown("facts", b"", assess(DENTAL, on=DAY))
    header, *rows = content.decode().split("\r\n")
    noted = "\r\n".join([f"{header},note", *(f"{row},seen" for row in rows if row)]) + "\r\n"
    found = of_csv(grown("facts", noted.encode("utf-8-sig"), assess(DENTAL, on=date(2026, 2, 21))))
    assert [row["note"] for row in found] == ["seen", "seen", "", ""]
    assert [row["key_result"] for row in found][1] == "'=Online booking"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("facts", b"Client,Cycle\r\nA,B\r\n", "is no CSV of facts: it has no column workbook"),
        ("facts", b"\xff\xfe", "is no CSV of facts"),
        ("facts", b'workbook,graded_at\r\n"A', "is no CSV of facts"),
        ("facts", b"workbook,graded_at\r\nA\r\n", "Row 2 of the file has more or fewer cells than its header"),
        ("facts-parquet", b"workbook,graded_at\r\n", "is no Parquet file of facts"),
    ],
)
def test_a_file_of_something_else_is_refused_and_left_alone(name, content, message):
    with pytest.raises(ConfigError, match=message):
        grown(name, content, assess(DENTAL, on=DAY))
