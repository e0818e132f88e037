from datetime import date
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.errors import ConfigError
from okrsdk.interchange.tidy.rows import facts_rows, tidy_rows
from okrsdk.interchange.tidy.table_definitions import facts_table, tidy_tables
from okrsdk.model import KeyResult, OkrSet
from tests.interchange.conftest import DAY, DENTAL


def picked(row, *names):
    return tuple(row[name] for name in names)


def test_each_row_has_every_column_of_its_table_and_no_other(both):
    rows = tidy_rows(both)
    assert list(rows) == [
        "clients",
        "funnel",
        "objectives",
        "key_results",
        "check_ins",
        "decisions",
        "final_scores",
        "strategy",
        "scores",
    ]
    for table in tidy_tables():
        assert all(tuple(row) == table.names for row in rows[table.name])
    assert all(tuple(row) == facts_table().names for row in facts_rows(both))


def test_keys_tell_the_rows_apart(both):
    rows = {**tidy_rows(both), "facts": facts_rows(both)}
    for table in (*tidy_tables(), facts_table()):
        keys = [picked(row, *table.key) for row in rows[table.name]]
        assert len(set(keys)) == len(keys)
        assert all(None not in key for key in keys)


def test_a_workbook_is_known_by_its_client_and_cycle(both):
    clients = tidy_rows(both)["clients"]
    assert [picked(row, "workbook", "cycle", "cycle_starts", "cycle_ends", "average_sale") for row in clients] == [
        ("Harbor Dental · 2026-Q1", "2026-Q1", date(2026, 1, 1), date(2026, 3, 31), Decimal("310.50")),
        ("Lakeshore Heating · 2026-Q1", "2026-Q1", date(2026, 1, 1), date(2026, 3, 31), None),
    ]


def test_two_workbooks_of_one_client_and_cycle_are_refused(dental):
    with pytest.raises(ConfigError, match="2 of the workbooks are of Harbor Dental · 2026-Q1, so their rows could not"):
        tidy_rows([dental, dental])


def test_scores_are_those_of_the_set_its_objectives_and_its_key_results(dental):
    found = [
        picked(row, "scored", "position", "objective_id", "key_result_id", "score", "band", "graded", "active")
        for row in tidy_rows([dental])["scores"]
    ]
    assert found == [
        ("set", 0, None, None, Decimal("0.70"), "green", 1, 2),
        ("objective", 0, "O1", None, Decimal("0.70"), "green", 1, 2),
        ("key_result", 0, "O1", "O1-KR1", Decimal("0.70"), "green", None, None),
        ("key_result", 1, "O1", "O1-KR2", None, None, None, None),
    ]


def test_a_fact_has_its_client_objective_value_and_scores_beside_it(dental):
    first, second = facts_rows([dental])
    assert picked(first, "client", "objective", "objective_score", "graded_at", "grade") == (
        "Harbor Dental",
        "Be the practice that families choose first",
        Decimal("0.70"),
        DAY,
        "running",
    )
    # Current is blank: the check-in of February 9 counts. 19 is 7 of the 10 on the way from 12 to 22.
    assert picked(first, "key_result_id", "current", "progress", "score", "confidence", "reason") == (
        "O1-KR1",
        Decimal(19),
        Decimal("0.7"),
        Decimal("0.70"),
        Decimal("0.6"),
        None,
    )
    assert second["score"] is None
    assert second["reason"]


def test_the_final_grade_says_that_it_is_final():
    final = assess(DENTAL, on=date(2026, 3, 31), final=True)
    assert [picked(row, "grade", "score") for row in facts_rows([final])] == [("final", Decimal("0.70")), ("final", 0)]


def test_a_key_result_without_its_objective_is_a_fact_all_the_same():
    alone = OkrSet(key_results=(KeyResult(text="More calls"), KeyResult(objective_id="O9", text="Fewer calls")))
    found = facts_rows([assess(alone, on=DAY)])
    assert [picked(row, "workbook", "position", "objective_id", "objective", "key_result") for row in found] == [
        ("OKRs", 0, None, None, "More calls"),
        ("OKRs", 1, "O9", None, "Fewer calls"),
    ]
