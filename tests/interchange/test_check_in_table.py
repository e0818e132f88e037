"""Tables of check-ins: which column is which, and days of another country."""

from dataclasses import replace
from datetime import date

import pytest

from okrsdk.errors import ConfigError
from okrsdk.interchange.check_in_headers import mapped_fields
from okrsdk.interchange.check_in_table import read_check_in_table
from okrsdk.interchange.importers.sources import read_source
from okrsdk.model import KeyResult, Objective, OkrSet

OKRS = OkrSet(
    objectives=(Objective(id="O1", text="Be found"),),
    key_results=(KeyResult(id="O1-KR1", objective_id="O1", text="Raise visits from 100 to 200"),),
)


def table(text, *mapped, locale=""):
    source = read_source("week.csv", text.encode())
    okr_set = replace(OKRS, locale=locale)
    return read_check_in_table(source, okr_set, on=date(2026, 11, 20), mapping=mapped_fields(mapped))


@pytest.mark.parametrize("header", ["Stand", "Stand:"])
def test_a_column_that_people_name_goes_before_one_with_our_title(header):
    found = table(f"Key result,Value,{header}\nO1-KR1,7,5\n", f"{header}=value")
    assert [row.check_in.value for row in found.rows] == [5]
    assert found.unread == ("Value",)


def test_a_column_that_people_name_has_to_be_there():
    with pytest.raises(
        ConfigError, match=r"week\.csv has no column stnad\. Its columns are Key result, Value, Stand\."
    ):
        table("Key result,Value,Stand\nO1-KR1,7,5\n", "Stnad=value")


@pytest.mark.parametrize(
    ("locale", "written", "day"),
    [
        ("de_DE", "10.11.2026", date(2026, 11, 10)),
        ("", "10.11.2026", date(2026, 11, 10)),
        ("en_US", "10/11/2026", date(2026, 10, 11)),
        ("en_US", "31.10.2026", date(2026, 10, 31)),
        ("en_US", "Oct. 11, 2026", date(2026, 10, 11)),
    ],
)
def test_a_day_is_read_by_the_locale_of_the_workbook(locale, written, day):
    (row,) = table(f'Key result,Value,Date\nO1-KR1,7,"{written}"\n', locale=locale).rows
    assert row.check_in.day == day


def test_a_day_with_points_is_not_guessed_where_the_month_comes_first():
    (row,) = table("Schlüsselergebnis;Wert;Datum\nO1-KR1;7;10.11.2026\n", locale="en_US").rows
    assert row.refused == "Date: 10.11.2026 is no day, or may be two. Write it as 2026-03-31."
