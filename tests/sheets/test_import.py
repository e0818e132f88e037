"""Imports into a workbook in Local Sheets: what they cost, what they write, and people who edit in the same moment."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal

import httpx
import pytest

from okrsdk.errors import InvalidOkrError, StaleWorkbookError
from okrsdk.findings import Table
from okrsdk.model import CheckIn, KeyResult, Objective
from okrsdk.sheets.connection import connect
from okrsdk.sheets.creation import create_workbook, import_into_new
from okrsdk.sheets.settings import SheetsSettings
from okrsdk.workbook.importing.source import ImportSource
from tests.sheets.test_race import (
    ROWS,
    Person,
    delete_the_first_and_the_last_row,
    everything_at_once,
    insert_a_column_before_the_scores,
    insert_a_new_key_result,
    insert_a_row_above_the_header,
    insert_rows_above_the_first,
    move_the_ids_to_the_end,
    rows_of,
    sort_down,
    text,
)

WRITE = r"POST .*:batchUpdate$"


@pytest.fixture
def twelve(okr_set):
    """Twelve key results with words of their own."""
    own = okr_set(ROWS)
    key_results = (
        replace(one, text=f"Booked first visits in town {n} from 0 to 100", current=Decimal(10 + n))
        for n, one in enumerate(own.key_results)
    )
    return replace(own, key_results=tuple(key_results))


def later(okr_set):
    """A week later: every second Current has moved, and there is a key result more."""
    key_results = [
        replace(one, current=one.current + 40) if n % 2 else one for n, one in enumerate(okr_set.key_results)
    ]
    key_results.append(KeyResult(id="N1", objective_id="O2", text="Reviews from 10 to 50", baseline=Decimal(10)))
    return replace(okr_set, key_results=tuple(key_results))


def source(okr_set):
    regions = tuple({"Region": f"North {n}"} for n in range(len(okr_set.key_results)))
    return ImportSource(okr_set=okr_set, carried={Table.KEY_RESULTS: regions})


def by_id(person):
    """The rows of the Key Results by their ID, each as its cells by header; rows without ID as they are."""
    grid = [[text(cell) for cell in row] for row in person.grid()]
    at = next(number for number, row in enumerate(grid) if "Key result" in row)
    named = [dict(zip(grid[at], row, strict=False)) for row in grid[at + 1 :]]
    plain = [{header: value for header, value in row.items() if value != "" and header != ""} for row in named]
    key = next(header for header in ("ID", "Kürzel") if header in grid[at])
    return {row.get(key, n): row for n, row in enumerate(plain) if row}


@pytest.fixture
def imported(connection, local, tmp_path, twelve):
    """Makes a workbook by an import, and the person who edits it."""

    def make():
        workbook = create_workbook(twelve, connection)
        workbook.import_okrs(source(twelve))
        local.reset_requests()
        return workbook, Person(connect(SheetsSettings(home=tmp_path), local=local), workbook.spreadsheet_id)

    return make


def test_an_import_costs_one_read_and_one_write_and_a_second_one_finds_nothing_to_do(imported, local, twelve):
    workbook, person = imported()
    done = workbook.import_okrs(source(later(twelve)))
    assert local.requests == {"sheets": 2, "drive": 0}
    assert [(own.record, own.before, own.after) for own in done.changes] == [
        (twelve.key_results[n].id, Decimal(10 + n), Decimal(50 + n)) for n in range(1, ROWS, 2)
    ]
    assert [own.name for own in done.new] == ["N1"]
    assert by_id(person)["N1"]["Region"] == f"North {ROWS}"
    before = person.grid()
    local.reset_requests()
    assert workbook.import_okrs(source(later(twelve))).is_done
    assert (local.requests["sheets"], person.grid()) == (1, before)


def test_the_workbook_says_what_the_source_says(imported, twelve):
    workbook, _ = imported()
    new = Objective(id="G7", text="Win the north", owner="Head of Sales")
    check_in = CheckIn(day=date(2026, 1, 12), key_result_id="N1", value=Decimal(20))
    okr_set = later(twelve)
    okr_set = replace(okr_set, objectives=(*okr_set.objectives, new), check_ins=(check_in,))
    workbook.import_okrs(source(okr_set))
    assert workbook.read() == okr_set


def test_nothing_that_people_typed_is_written_over(imported, twelve):
    workbook, person = imported()
    rows = {n: f"N{n + 2}" for n in (1, 3, 5)}
    person.type(rows[1], [99])
    person.type(rows[3], ["=40+2"])
    person.type(rows[5], [""])
    done = workbook.import_okrs(source(later(twelve)))
    kept = {own.record: (own.before, str(own.kept)) for own in done.kept}
    ids = {n: twelve.key_results[n].id for n in rows}
    assert kept == {
        ids[1]: (Decimal(99), "both changed"),
        ids[3]: (Decimal(42), "holds a formula"),
        ids[5]: (None, "both changed"),
    }
    found = by_id(person)
    assert [found[ids[n]].get("Current") for n in rows] == [99, 42, None]


def test_nothing_that_was_imported_becomes_a_formula(workbook):
    okr_set = workbook.read()
    sum_of_one = replace(okr_set.key_results[0], source="=1+1", text="Calls from 0 to 9")
    carried = {Table.OBJECTIVES: ({"=Budget": '=HYPERLINK("http://x")'},)}
    workbook.import_okrs(
        ImportSource(okr_set=replace(okr_set, key_results=(replace(sum_of_one, id="N1"),)), carried=carried)
    )
    person = Person(workbook.connection, workbook.spreadsheet_id)
    assert by_id(person)["N1"]["Source"] == "=1+1"
    cells = person.http.values_get(person.id, "Objectives!P1:P2")["values"]
    assert cells == [["=Budget"], ['=HYPERLINK("http://x")']]


def test_what_was_shown_is_what_is_written_or_nothing(imported, twelve):
    workbook, person = imported()
    shown = workbook.import_okrs(source(later(twelve)), dry_run=True)
    person.type("N3", [12])
    before = person.grid()
    with pytest.raises(StaleWorkbookError, match=r"changed since the plan was shown\. Nothing was written"):
        workbook.import_okrs(source(later(twelve)), agreed=shown)
    assert person.grid() == before


def test_a_workbook_with_an_id_on_two_rows_is_refused(imported, twelve):
    workbook, person = imported()
    person.type("A3", ["O1-KR1"])
    with pytest.raises(InvalidOkrError, match=r"cannot be imported into, and nothing was written.*given twice"):
        workbook.import_okrs(source(later(twelve)))


@pytest.mark.parametrize(
    "edit",
    [
        sort_down,
        insert_rows_above_the_first,
        insert_a_new_key_result,
        delete_the_first_and_the_last_row,
        move_the_ids_to_the_end,
        insert_a_column_before_the_scores,
        everything_at_once,
    ],
    ids=lambda edit: edit.__name__,
)
def test_an_edit_between_read_and_write_ends_as_if_it_had_come_first(imported, local, twelve, edit):
    workbook, person = imported()
    edit(person)
    workbook.import_okrs(source(later(twelve)))
    wanted = by_id(person)

    workbook, person = imported()
    local.interleave(WRITE, lambda: edit(person))
    # What they had typed into Current of the new row in that moment, nobody can know.
    is_told = edit is insert_a_new_key_result
    with pytest.raises(StaleWorkbookError, match="Look at row 5 of Key Results;") if is_told else nullcontext():
        workbook.import_okrs(source(later(twelve)))
    found = by_id(person)
    assert {key: row for key, row in found.items() if isinstance(key, str)} == {
        key: row for key, row in wanted.items() if key in found and isinstance(key, str)
    }
    gone = {"delete_the_first_and_the_last_row": 2, "everything_at_once": 1}
    assert len({key for key in wanted if isinstance(key, str)} - set(found)) == gone.get(edit.__name__, 0)
    assert [row for key, row in found.items() if isinstance(key, int)] == [
        row for key, row in wanted.items() if isinstance(key, int)
    ]


def test_a_formula_that_is_written_over_is_told_and_leaves_no_value_of_another(imported, local, twelve):
    workbook, person = imported()
    person.type("N6", ["=K6+14"])
    local.interleave(WRITE, lambda: person.do({"insertDimension": {"range": rows_of("ROWS", 3, 4)}}))
    with pytest.raises(StaleWorkbookError, match=r"Look at O2-KR2; File > Version history") as told:
        workbook.import_okrs(source(later(twelve)))
    assert told.value.in_doubt == ("O2-KR2",)
    currents = [own.current for own in workbook.read().key_results][: len(twelve.key_results)]
    assert currents == [None if n == 4 else Decimal(50 + n if n % 2 else 10 + n) for n in range(ROWS)]


def test_a_new_column_arrives_though_a_row_comes_above_its_header(connection, local, twelve):
    workbook = create_workbook(twelve, connection)
    person = Person(connection, workbook.spreadsheet_id)
    local.interleave(WRITE, lambda: insert_a_row_above_the_header(person))
    workbook.import_okrs(source(twelve))
    assert [row["Region"] for row in by_id(person).values()] == [f"North {n}" for n in range(ROWS)]
    assert not any(text(cell) for cell in person.grid()[0])


def test_a_header_row_that_is_deleted_in_the_same_moment_is_told(imported, local, twelve):
    workbook, person = imported()
    local.interleave(WRITE, lambda: person.do({"deleteDimension": {"range": rows_of("ROWS", 0, 1)}}))
    with pytest.raises(StaleWorkbookError, match="Look at the header row of Key Results, which is gone"):
        workbook.import_okrs(source(later(twelve)))


def test_an_id_that_somebody_gave_in_the_same_moment_is_told(imported, local, twelve):
    workbook, person = imported()
    local.interleave(WRITE, lambda: person.type(f"A{ROWS + 2}", ["N1", "O1", "Calls from 0 to 5"]))
    with pytest.raises(StaleWorkbookError, match=r"Look at N1; File > Version history") as told:
        workbook.import_okrs(source(later(twelve)))
    assert told.value.in_doubt == ("N1",)


def lose_the_answer(local):
    """Has the next write answered 503 after it was done."""
    rule = {"match": "POST .*:batchUpdate", "first": 1, "status": 503, "when": "after"}
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://localhost") as admin:
        headers = {"X-Local-Sheets": "1"}
        admin.put("/_local/faults", json={"rules": [rule]}, headers=headers).raise_for_status()


def test_an_import_whose_answer_was_lost_is_done_once(imported, local, twelve):
    workbook, person = imported()
    lose_the_answer(local)
    done = workbook.import_okrs(source(later(twelve)))
    assert [own.name for own in done.new] == ["N1"]
    assert list(by_id(person)).count("N1") == 1
    assert workbook.import_okrs(source(later(twelve))).is_done


def test_rows_that_were_deleted_meanwhile_are_added_again(imported, local, twelve):
    workbook, person = imported()
    rows = {"sheetId": 103, "dimension": "ROWS", "startIndex": 6, "endIndex": 100}
    local.interleave(WRITE, lambda: person.do({"deleteDimension": {"range": rows}}))
    workbook.import_okrs(source(later(twelve)))
    assert set(by_id(person)) == {one.id for one in later(twelve).key_results}


def test_a_new_workbook_keeps_what_the_source_has_beside_its_okrs(connection, twelve):
    workbook = import_into_new(source(twelve), connection)
    person = Person(connection, workbook.spreadsheet_id)
    assert by_id(person)["O1-KR1"]["Region"] == "North 0"
    assert workbook.import_okrs(source(twelve)).is_done
