import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from okrsdk.assessment import assess
from okrsdk.errors import ConfigError
from okrsdk.interchange.exporters.sqlite_tables import append_to_sqlite, sqlite_files
from tests.interchange.conftest import DAY, DENTAL, HEATING


def asked(content, query):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        return database.execute(query).fetchall()


def test_the_tables_answer_sql_with_numbers_and_days(both):
    content = sqlite_files(both)[0].content
    assert asked(content, "SELECT avg(score), max(graded_at), typeof(position) FROM facts") == [
        (0.7, "2026-02-14", "integer")
    ]
    assert asked(content, "SELECT name, average_sale FROM clients ORDER BY name") == [
        ("Harbor Dental", 310.5),
        ("Lakeshore Heating", None),
    ]
    assert asked(content, "SELECT text, stages FROM key_results WHERE position = 1") == [
        ("=Online booking", "0.3: chosen | 1: live")
    ]


def test_each_column_is_described_where_it_is_made(dental):
    (made,) = asked(sqlite_files([dental])[0].content, "SELECT sql FROM sqlite_master WHERE name = 'scores'")
    assert '"score" REAL, -- Progress as graded, 0–1.' in made[0]


def test_appending_replaces_the_same_workbook_and_day_and_keeps_the_rest(both):
    content = sqlite_files(both)[0].content
    for _ in range(2):
        content = append_to_sqlite([assess(DENTAL, on=date(2026, 2, 21))], content)[0].content
    renamed = replace(DENTAL, objectives=(replace(DENTAL.objectives[0], text="Be chosen first"),))
    content = append_to_sqlite([assess(renamed, on=DAY)], content)[0].content
    assert asked(content, "SELECT workbook, graded_at, count(*) FROM facts GROUP BY 1, 2") == [
        ("Harbor Dental · 2026-Q1", "2026-02-14", 2),
        ("Harbor Dental · 2026-Q1", "2026-02-21", 2),
    ]
    assert asked(content, "SELECT text FROM objectives ORDER BY 1") == [
        ("Be chosen first",),
        ("Keep every customer warm",),
    ]


def test_a_removed_key_result_leaves_the_tables_and_stays_in_the_facts_of_its_days(dental):
    content = sqlite_files([dental])[0].content
    fewer = replace(DENTAL, key_results=DENTAL.key_results[:1])
    content = append_to_sqlite([assess(fewer, on=date(2026, 2, 21))], content)[0].content
    assert asked(content, "SELECT count(*) FROM key_results") == [(1,)]
    assert asked(content, "SELECT graded_at, count(*) FROM facts GROUP BY 1") == [("2026-02-14", 2), ("2026-02-21", 1)]


def test_columns_that_a_database_lacks_are_added_and_those_of_others_stay(dental):
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            "CREATE TABLE clients (workbook TEXT, tier TEXT); INSERT INTO clients VALUES ('A', 'gold')"
        )
        older = database.serialize()
    content = append_to_sqlite([dental], older)[0].content
    assert asked(content, "SELECT workbook, tier, currency FROM clients ORDER BY 1") == [
        ("A", "gold", None),
        ("Harbor Dental · 2026-Q1", None, "USD"),
    ]


def test_a_database_whose_changes_may_be_beside_it_is_refused(dental, tmp_path):
    path = tmp_path / "okrs.sqlite"
    path.write_bytes(sqlite_files([dental])[0].content)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
    with pytest.raises(ConfigError, match="in WAL mode, whose changes may be in a file beside it"):
        append_to_sqlite([dental], path.read_bytes())


@pytest.mark.parametrize("content", [b"Client,Cycle\r\n", b"SQLite format 3\x00" + b"x" * 100])
def test_what_is_no_database_is_refused(content):
    with pytest.raises(ConfigError, match="is no SQLite database of okrsdk"):
        append_to_sqlite([assess(HEATING, on=DAY)], content)
