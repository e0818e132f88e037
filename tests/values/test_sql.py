"""One value of a database: read only, one row, told in a sentence where there is none."""

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from threading import Event

import pytest

from okrsdk.errors import SourceError
from okrsdk.model import KeyResult
from okrsdk.values import Query
from okrsdk.values.found_value import FoundValue
from okrsdk.values.sql import Databases, answer_in_time

pytest.importorskip("sqlalchemy")
ON = date(2026, 11, 18)
SALES = KeyResult(id="O1-KR1", text="Sales")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "sales.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("create table sales (day text, key_result text, amount numeric)")
        rows = [("2026-11-16", "O1-KR1", 40), ("2026-11-17", "O1-KR1", 42.5), ("2026-12-01", "O1-KR1", 99)]
        made.executemany("insert into sales values (?, ?, ?)", [*rows, ("2026-11-17", "O1-KR2", None)])
        made.commit()
    return path


@pytest.fixture
def ask(database):
    """Gives what a query gives, whose database is in the environment."""

    def asked(text, url=f"sqlite:///{database}"):
        own = Databases(queries={"q": Query(text=text, url_variable="DB")}, environment={"DB": url})
        return own.value("q", SALES, on=ON)

    return asked


NEWEST = "select amount, day from sales where key_result = :key_result and day <= :on order by day desc limit 1;"


def test_a_query_gives_a_value_and_its_day(ask, database):
    found = ask(f"-- the newest\n/* of one */ {NEWEST}")
    assert (found.raw, found.day) == (42.5, date(2026, 11, 17))
    assert ask("select count(*) from sales") == FoundValue(raw=4, where="The query q")
    url = f"sqlite:///{database}"
    told = Databases(queries={"q": Query(text=NEWEST, url=url)}, environment={})
    assert told.value("q", SALES, on=date(2026, 11, 16)).raw == Decimal(40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("select amount from sales where day > '2027'", "gives no row, so the value is not known"),
        ("select amount from sales", "gives more than one row"),
        ("select 1, 2, 3", "gives 3 columns"),
        ("select 1, 'soon'", "gives no day in its second column"),
        ("select amount from sale", "The query q failed: no such table: sale"),
        ("select :of", "The query wants :of. Known are :on, the day, and :key_result"),
        ("update sales set amount = 0", "does not begin with SELECT or WITH"),
        ("with x as (select 1) delete from sales", "attempt to write a readonly database"),
        ("select 1; delete from sales", "The query q failed"),
    ],
)
def test_what_is_no_one_value_is_told_and_nothing_is_changed(ask, text, words):
    with pytest.raises(SourceError) as told:
        ask(text)
    assert words in str(told.value)
    assert ask("select count(*) from sales where amount > 0").raw == 3


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "The query q needs DB: set it to the URL of the database."),
        ("nonsense", "is none that SQLAlchemy knows"),
        ("oracle9://kim:secret@db/x", "is none that SQLAlchemy knows"),
        ("sqlite:////gone/sales.db", "There is no such SQLite file"),
        ("postgresql+pg8000://kim:secret@127.0.0.1:1/x", "The driver of the database is not installed"),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_without_its_url(ask, url, words):
    with pytest.raises(SourceError) as told:
        ask("select 1", url)
    assert words in str(told.value)
    assert "secret" not in str(told.value)


def test_a_query_is_one_of_the_settings(ask):
    with pytest.raises(SourceError, match=r"The settings name no query 'other'; they name q"):
        Databases(queries={"q": Query(text="select 1", url="sqlite://")}, environment={}).value("other", SALES, on=ON)


def test_a_database_that_hangs_is_left_behind():
    until_the_end = Event()

    def hang():
        until_the_end.wait()
        return FoundValue(raw=1, where="late")

    with pytest.raises(SourceError, match=r"no answer within 0\.01 seconds"):
        answer_in_time(hang, 0.01)
    until_the_end.set()
