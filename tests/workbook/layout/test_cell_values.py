from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.typed_values import GROUPS
from okrsdk.findings import Table
from okrsdk.model import Kind, Stage
from okrsdk.schema import CellError, ColumnType, columns, validate
from okrsdk.workbook import read_value
from okrsdk.workbook.cell_data import sheet_value
from okrsdk.workbook.days import day_from_serial, serial_of
from okrsdk.workbook.layout.cell_values import CellContext

ALL_COLUMNS = [column for table in Table for column in columns(table)]
CASES = [case for _, cases in GROUPS for case in cases]


def column(name, table=Table.KEY_RESULTS):
    return next(column for column in columns(table) if column.name == name)


NUMBER, DAY = column("target"), column("due")


def read(case):
    return read_value(
        column(case.field, case.table),
        case.typed,
        number_format_type=case.format_type or None,
        context=CellContext(locale=case.locale, kind=case.kind, stages=case.stages, unit=case.unit, words=case.words),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.field}: {case.shown or case.typed}")
def test_a_cell_means_what_the_table_of_cases_says(case):
    value = read(case)
    assert value == case.means
    assert type(value) is type(case.means)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.field}: {case.shown or case.typed}")
def test_a_case_is_a_finding_exactly_when_the_table_says_so(case):
    frame = pd.DataFrame([{case.field: read(case)}], dtype=object)
    found = [finding for finding in validate({case.table: frame}) if finding.location.field == case.field]
    assert bool(found) == case.is_finding


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,234,567.89", "1234567.89"),
        ("1\u202f234\u00a0567", "1234567"),
        ("1’234", "1234"),
        ("\u22125", "-5"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        ("($1,200)", "-1200"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("US$ 5", "5"),
        ("2.5bn", "2500000000"),
        ("12.5%", "0.125"),
        ("-1.5k", "-1500"),
        ("0", "0"),
        ("007", "7"),
        ("5 M€", "5000000"),
        ("12,34,567", "1234567"),
        ("٣", "3"),
    ],
)
def test_more_ways_to_type_a_number(typed, value):
    assert str(read_value(NUMBER, typed)) == value


@pytest.mark.parametrize(
    "typed",
    [
        *("-", "–", "%", "$", "k", ".", ",", "TBD", "--5", "+-5", "(-5)", "5-10", "1/2", "1e3", "5 M€ x"),
        *("1 2", "1,234", "1.234", "1.234,", "0,123,456", "1.2.3", "1" * 40),
    ],
)
def test_what_is_no_number_for_sure_stays_as_typed(typed):
    assert read_value(NUMBER, typed) == typed


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-3-1", date(2026, 3, 1)),
        ("2026/03/31", date(2026, 3, 31)),
        ("2026-03-31T18:00:00Z", date(2026, 3, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        ("05/05/2026", date(2026, 5, 5)),
        ("31-03-2026", date(2026, 3, 31)),
        ("1st Sept. 2026", date(2026, 9, 1)),
        ("March 31 2026", date(2026, 3, 31)),
        ("2026-02-30", "2026-02-30"),
        ("32/01/2026", "32/01/2026"),
        ("13/13/2026", "13/13/2026"),
        ("03-04-2026", "03-04-2026"),
        ("3/4/26", "3/4/26"),
        ("31/12/99", date(2099, 12, 31)),
        ("2026-Q1", "2026-Q1"),
        ("31 Marz 2026", "31 Marz 2026"),
    ],
)
def test_days_as_text(typed, day):
    assert read_value(DAY, typed) == day


@pytest.mark.parametrize(
    ("typed", "value"), [("9" * 28 + "bn", "9" * 28 + "0" * 9), ("-" + "9" * 28 + "k", "-" + "9" * 28 + "000")]
)
def test_a_scale_makes_a_number_longer_than_arithmetic_keeps_and_loses_nothing(typed, value):
    assert str(read_value(NUMBER, typed)) == value


def test_serials_are_days_since_the_end_of_1899():
    assert serial_of(date(2020, 1, 1)) == 43831
    assert read_value(DAY, 43831) == date(2020, 1, 1)
    assert read_value(DAY, 36525, number_format_type="NUMBER") == Decimal(36525), "1999"
    assert read_value(DAY, 1, number_format_type="DATE") == date(1899, 12, 31)


def test_days_of_python_are_days_and_lose_their_time():
    assert read_value(DAY, datetime(2026, 3, 31, 9, 30)) == date(2026, 3, 31)
    assert read_value(NUMBER, date(2026, 3, 31)) == date(2026, 3, 31)


def test_choices_are_found_whatever_their_spelling():
    kind = column("kind")
    assert [read_value(kind, text) for text in ("AT_MOST", "at most", " At-Most", "át  möst")] == ["at_most"] * 4


def test_a_stage_named_twice_with_two_scores_is_not_guessed():
    stages = (Stage(score=Decimal("0.3"), name="live"), Stage(score=Decimal(1), name="Live"))
    assert read_value(column("current"), "live", context=CellContext(kind=Kind.STAGES, stages=stages)) == "live"


def test_stages_with_a_score_beyond_one_stay_as_typed():
    assert read_value(column("stages"), "0.3: a | 7: b") == "0.3: a | 7: b"
    assert read_value(column("stages"), "0,3: a\n1: b |") == (
        Stage(score=Decimal("0.3"), name="a"),
        Stage(score=Decimal(1), name="b"),
    )


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *((word, 1) for word in ("Erledigt", "terminée", "sí", "Concluído", "fatto", "gedaan", "完了")),
        *((word, 0) for word in ("offen", "pas encore", "Não", "nog niet", "いいえ")),
    ],
)
def test_a_milestone_is_done_or_not_in_the_languages_of_the_headers(typed, value):
    assert read_value(column("current"), typed, context=CellContext(kind=Kind.MILESTONE)) == value


def test_a_weight_is_no_box_even_of_a_milestone():
    ticked = True
    assert read_value(column("weight"), ticked, context=CellContext(kind=Kind.MILESTONE)) is ticked


@given(
    st.sampled_from(ALL_COLUMNS),
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.text("0123456789.,'% $€kM()-+ "),
        st.text("0123456789/-.: TZ"),
        st.decimals(),
        st.dates(),
        st.datetimes(),
        st.builds(CellError, st.text()),
        st.lists(st.text()),
    ),
    st.sampled_from([None, "TEXT", "NUMBER", "PERCENT", "CURRENCY", "DATE", "TIME", "DATE_TIME", "SCIENTIFIC"]),
    st.sampled_from([None, *Kind]),
)
def test_reading_never_raises_and_leaves_what_it_does_not_know(own, raw, number_format_type, kind):
    value = read_value(own, raw, number_format_type=number_format_type, context=CellContext(kind=kind))
    known = (Decimal, date, tuple, CellError, str, bool)
    assert value is None or value is raw or isinstance(value, known)
    if isinstance(raw, str) and isinstance(value, str) and own.type is not ColumnType.CHOICE:
        assert value in (raw, raw.strip())


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_numbers_come_back_as_they_were_written(number):
    assert read_value(NUMBER, sheet_value(number)) == number


@given(st.integers(0, 10**8), st.integers(0, 99))
def test_a_number_is_the_same_in_every_notation(whole, hundredths):
    plain = Decimal(whole) + Decimal(hundredths).scaleb(-2)
    english = f"{plain:,.2f}"
    german = english.replace(",", "_").replace(".", ",").replace("_", ".")
    swiss, french = english.replace(",", "'"), german.replace(".", "\u202f")
    assert {read_value(NUMBER, text) for text in (english, german, swiss, french)} == {plain}


@given(st.dates(date(1900, 1, 1)))
def test_days_come_back_as_they_were_written(day):
    assert day_from_serial(serial_of(day)) == day
    assert read_value(DAY, sheet_value(day), number_format_type="DATE") == day
    assert read_value(DAY, day.isoformat()) == day


def test_an_error_value_is_known_with_and_without_its_message():
    wanted = CellError("#DIV/0!")
    assert read_value(NUMBER, "#DIV/0! (Function DIVIDE parameter 2 cannot be zero.)") == wanted
    assert read_value(NUMBER, " #DIV/0! ") == wanted
    assert read_value(NUMBER, "#DIV/0! (") != wanted
