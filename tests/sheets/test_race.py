"""People sort, insert, delete, rename, move and hide while scores are written: none rests beside another key result."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from okrsdk.errors import InvalidOkrError, StaleWorkbookError
from okrsdk.findings import Table
from okrsdk.grading import grade
from okrsdk.sheets.connection import Connection, connect
from okrsdk.sheets.creation import create_workbook
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.workbook import Workbook

ON = date(2026, 3, 31)
SHEET = 103
WRITE = r"POST .*/values:batchUpdateByDataFilter"
FILL = r"POST .*:batchUpdate$"
ROWS = 12
WIDTH = 31
OKR_FIELDS = ("stretch_mark", "progress", "score", "band", "pace", "confidence", "graded_at")

Edit = Callable[["Person"], None]


class Person:
    """Somebody who edits the Key Results tab, over a connection of their own."""

    def __init__(self, connection: Connection, spreadsheet_id: str) -> None:
        self.http = connection.gspread.http_client
        self.id = spreadsheet_id

    def do(self, *requests: dict[str, Any]) -> None:
        self.http.batch_update(self.id, {"requests": list(requests)})

    def type(self, cell: str, *rows: Sequence[object]) -> None:
        self.http.values_update(
            self.id,
            f"'Key Results'!{cell}",
            params={"valueInputOption": "USER_ENTERED"},
            body={"values": list(rows)},
        )

    def grid(self) -> list[list[dict[str, Any]]]:
        """The cells down to well below the records, each with its formula, value, note and format."""
        fields = "sheets(data(rowData(values(userEnteredValue,effectiveValue,note,userEnteredFormat))))"
        params: dict[str, Any] = {"ranges": ["'Key Results'!A1:AE24"], "fields": fields, "prettyPrint": False}
        sheet = self.http.fetch_sheet_metadata(self.id, params=params)["sheets"][0]
        return [row.get("values", []) for row in sheet["data"][0].get("rowData", [])]

    def column(self, header: str) -> int:
        return self.http.values_get(self.id, "'Key Results'!1:1")["values"][0].index(header)


def text(cell: dict[str, Any]) -> Any:
    value = cell.get("effectiveValue", {})
    return next(iter(value.values()), "")


def rows_of(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": SHEET, "dimension": dimension, "startIndex": start, "endIndex": end}


def sort(person: Person, *, column: str, order: str = "ASCENDING", rows: int = ROWS) -> None:
    block = {
        "sheetId": SHEET,
        "startRowIndex": 1,
        "endRowIndex": 1 + rows,
        "startColumnIndex": 0,
        "endColumnIndex": WIDTH,
    }
    spec = {"dimensionIndex": person.column(column), "sortOrder": order}
    person.do({"sortRange": {"range": block, "sortSpecs": [spec]}})


def sort_up(person: Person) -> None:
    sort(person, column="Current")


def sort_down(person: Person) -> None:
    sort(person, column="Current", order="DESCENDING")


def insert_rows_above_the_first(person: Person) -> None:
    person.do({"insertDimension": {"range": rows_of("ROWS", 1, 3)}})


def insert_a_row_above_the_header(person: Person) -> None:
    person.do({"insertDimension": {"range": rows_of("ROWS", 0, 1)}})


def insert_a_new_key_result(person: Person) -> None:
    person.do({"insertDimension": {"range": rows_of("ROWS", 4, 5)}})
    person.type("B5", ["O1", "New patients who came by a friend from 0 to 100", "increase"])


def delete_a_row_in_the_middle(person: Person) -> None:
    person.do({"deleteDimension": {"range": rows_of("ROWS", 3, 4)}})


def delete_the_first_and_the_last_row(person: Person) -> None:
    person.do(
        {"deleteDimension": {"range": rows_of("ROWS", ROWS, ROWS + 1)}},
        {"deleteDimension": {"range": rows_of("ROWS", 1, 2)}},
    )


def rename_columns(person: Person) -> None:
    headers = [text(cell) for cell in person.grid()[0]]
    person.type("A1", ["Kürzel" if header == "ID" else "Note" if header == "Score" else header for header in headers])


def move_the_score_to_the_front(person: Person) -> None:
    score = person.column("Score")
    person.do({"moveDimension": {"source": rows_of("COLUMNS", score, score + 1), "destinationIndex": 0}})


def move_the_ids_to_the_end(person: Person) -> None:
    person.do({"moveDimension": {"source": rows_of("COLUMNS", 0, 1), "destinationIndex": WIDTH}})


def hide_the_ids_and_scores(person: Person) -> None:
    score = person.column("Score")
    for start in (0, score):
        update = {"range": rows_of("COLUMNS", start, start + 1), "properties": {"hiddenByUser": True}}
        person.do({"updateDimensionProperties": {**update, "fields": "hiddenByUser"}})


def insert_a_column_before_the_scores(person: Person) -> None:
    score = person.column("Score")
    person.do({"insertDimension": {"range": rows_of("COLUMNS", score, score + 1)}})


def everything_at_once(person: Person) -> None:
    insert_a_new_key_result(person)
    delete_a_row_in_the_middle(person)
    move_the_score_to_the_front(person)
    sort(person, column="Current", order="DESCENDING", rows=ROWS)
    insert_rows_above_the_first(person)


EDITS: tuple[Edit, ...] = (
    sort_up,
    sort_down,
    insert_rows_above_the_first,
    insert_a_row_above_the_header,
    insert_a_new_key_result,
    delete_a_row_in_the_middle,
    delete_the_first_and_the_last_row,
    rename_columns,
    move_the_score_to_the_front,
    move_the_ids_to_the_end,
    hide_the_ids_and_scores,
    insert_a_column_before_the_scores,
    everything_at_once,
)


@pytest.fixture
def sample(okr_set):
    """Twelve key results, each with a name and a score of its own: 0.55, 0.11, 0.77 …"""

    def made(*, nameless: tuple[int, ...] = ()):
        own = okr_set(ROWS)
        currents = [(5 * n + 5) * 11 % 101 for n in range(ROWS)]
        key_results = tuple(
            replace(
                key_result,
                id="" if n in nameless else key_result.id,
                text=f"Booked first visits in town {n} from 0 to 100",
                current=Decimal(currents[n]),
            )
            for n, key_result in enumerate(own.key_results)
        )
        return replace(own, key_results=key_results)

    return made


@pytest.fixture
def edited(connection, local, tmp_path, sample):
    """Makes a workbook with things of the user's own in it, and the person who edits it."""

    def make(*, nameless: tuple[int, ...] = ()) -> tuple[Workbook, Person]:
        workbook = create_workbook(sample(nameless=nameless), connection)
        person = Person(connect(SheetsSettings(home=tmp_path), local=local), workbook.spreadsheet_id)
        person.type("AD1", ["My sums", "Ma remarque"], *[[f"=ROW()*{n}", f"remark {n}"] for n in range(ROWS)])
        cell = {"note": "ask the clinic", "userEnteredFormat": {"textFormat": {"italic": True}}}
        place = {"sheetId": SHEET, "startRowIndex": 2, "endRowIndex": 3, "startColumnIndex": 2, "endColumnIndex": 3}
        person.do({"repeatCell": {"range": place, "cell": cell, "fields": "note,userEnteredFormat.textFormat.italic"}})
        local.reset_requests()
        return workbook, person

    return make


def header_row(grid: list[list[dict[str, Any]]]) -> int:
    return next(n for n, row in enumerate(grid) if "Key result" in [text(cell) for cell in row])


def records(person: Person) -> list[dict[str, Any]]:
    grid = person.grid()
    head = header_row(grid)
    headers = ["Score" if text(cell) == "Note" else text(cell) for cell in grid[head]]
    return [dict(zip(headers, map(text, row), strict=False)) for row in grid[head + 1 :]]


def assert_every_score_stands_beside_its_own_key_result(person: Person, *, are_blank: bool = False) -> None:
    graded = 0
    for record in records(person):
        is_known = str(record.get("Key result", "")).startswith("Booked first visits in town")
        wanted = record["Current"] / 100 if is_known and not are_blank else ""
        assert record.get("Score", "") == (pytest.approx(wanted) if wanted != "" else ""), record
        if not record.get("Key result"):
            assert not record.get("Band"), record
            assert not record.get("Pace"), record
        graded += is_known
    assert graded >= ROWS - 2


def users_cells(person: Person) -> list[list[dict[str, Any]]]:
    """All cells but those of okrsdk's columns and of the IDs, by row; empty ones at the end of a row are left out."""
    grid = person.grid()
    headers = [text(cell) for cell in grid[header_row(grid)]]
    okr = {"Stretch mark", "Progress", "Score", "Note", "Band", "Pace", "Confidence", "Graded at", "ID", "Kürzel"}
    kept = [n for n, header in enumerate(headers) if header not in okr]
    return [[row[n] if n < len(row) else {} for n in kept] for row in grid]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_between_read_and_write_misplaces_no_score_and_loses_nothing_of_the_users(edited, local, edit):
    workbook, person = edited()
    _, twin = edited()
    edit(twin)
    local.interleave(WRITE, lambda: edit(person))
    assert workbook.grade(on=ON).written
    assert_every_score_stands_beside_its_own_key_result(person)
    assert users_cells(person) == users_cells(twin)


@pytest.mark.parametrize("moment", [WRITE, FILL])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_ids_that_are_filled_in_while_rows_move_name_their_own_records(edited, local, edit, moment):
    workbook, person = edited(nameless=(3, 4, 11))
    had = {own.text: own.id for own in workbook.inspect().okr_set.key_results if own.id}
    local.interleave(moment, lambda: edit(person))
    workbook.grade(on=ON)
    assert_every_score_stands_beside_its_own_key_result(person)
    now = {own.text: own.id for own in workbook.inspect().okr_set.key_results}
    assert {text: now[text] for text in had if text in now} == {text: had[text] for text in had if text in now}
    ids = [own for text, own in now.items() if text.startswith("Booked")]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert not [finding for finding in workbook.inspect().findings if finding.code == "T301"]


def test_an_edit_that_moves_no_rows_costs_no_further_request(edited, local):
    workbook, person = edited()
    counted = []

    def rename() -> None:
        rename_columns(person)
        counted.append(local.requests["sheets"])

    local.interleave(WRITE, rename)
    workbook.grade(on=ON)
    assert local.requests["sheets"] == counted[0]


@pytest.fixture
def restless(local, tmp_path, edited):
    """A workbook on a server where somebody sorts before every single write, up and down in turn, so many times."""

    def make(times: int) -> tuple[Workbook, Person, list[str]]:
        made, person = edited()
        writes: list[str] = []
        wsgi = httpx.WSGITransport(app=local.wsgi_app)

        def handler(request: httpx.Request) -> httpx.Response:
            if "batchUpdateByDataFilter" in request.url.path:
                writes.append(request.url.path)
                if len(writes) <= times:
                    (sort_up if len(writes) % 2 else sort_down)(person)
            return wsgi.handle_request(request)

        settings = SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://sheets.test")
        connection = connect(settings, transport=httpx.MockTransport(handler))
        return Workbook(spreadsheet_id=made.spreadsheet_id, connection=connection), person, writes

    return make


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_write_that_did_not_land_is_written_again_up_to_three_times(restless, times):
    workbook, person, writes = restless(times)
    assert workbook.grade(on=ON).written
    assert len(writes) == times + 1
    assert_every_score_stands_beside_its_own_key_result(person)


@pytest.mark.parametrize("times", [3, 4])
def test_after_three_tries_the_scores_are_blanked_and_the_reason_is_given(restless, times):
    workbook, person, writes = restless(times)
    with pytest.raises(StaleWorkbookError, match="were moved at every try") as caught:
        workbook.grade(on=ON)
    assert caught.value.spreadsheet_id == workbook.spreadsheet_id
    assert len(writes) == 4
    assert_every_score_stands_beside_its_own_key_result(person, are_blank=True)


def test_a_score_column_that_is_deleted_in_the_moment_of_writing_does_not_stop_the_others(edited, local):
    workbook, person = edited()

    def delete_the_bands() -> None:
        band = person.column("Band")
        person.do({"deleteDimension": {"range": rows_of("COLUMNS", band, band + 1)}})

    local.interleave(WRITE, delete_the_bands)
    workbook.grade(on=ON)
    assert_every_score_stands_beside_its_own_key_result(person)
    assert "band" not in workbook.inspect().layout.tables[Table.KEY_RESULTS].columns


def test_scores_are_blanked_when_an_id_stands_twice_by_the_time_they_must_be_written_again(edited, local):
    workbook, person = edited()

    def break_it() -> None:
        band = person.column("Band")
        person.do({"deleteDimension": {"range": rows_of("COLUMNS", band, band + 1)}})
        sort_up(person)
        person.type("A3", [text(person.grid()[1][0])])

    local.interleave(WRITE, break_it)
    with pytest.raises(InvalidOkrError, match="is given twice"):
        workbook.grade(on=ON)
    assert_every_score_stands_beside_its_own_key_result(person, are_blank=True)


def test_scores_worked_out_before_are_blanked_when_their_records_go_while_they_are_written(edited, local):
    workbook, person = edited()
    scores = grade(workbook.inspect().okr_set, on=ON)

    def break_it() -> None:
        band = person.column("Band")
        person.do({"deleteDimension": {"range": rows_of("COLUMNS", band, band + 1)}})
        delete_a_row_in_the_middle(person)

    local.interleave(WRITE, break_it)
    with pytest.raises(StaleWorkbookError, match="no longer holds the records"):
        workbook.write_scores(scores)
    assert_every_score_stands_beside_its_own_key_result(person, are_blank=True)


def test_errors_that_people_make_while_scores_are_written_do_not_leave_a_score_where_it_does_not_belong(edited, local):
    workbook, person = edited()

    def break_it() -> None:
        band = person.column("Band")
        person.do({"deleteDimension": {"range": rows_of("COLUMNS", band, band + 1)}})
        sort_up(person)
        person.type("L2", ["about fifty"])

    local.interleave(WRITE, break_it)
    result = workbook.grade(on=ON)
    assert "T201" in {finding.code for finding in result.findings}
    broken, *others = records(person)
    assert broken["Score"] == ""
    assert [record["Score"] for record in others[: ROWS - 1]] == [
        record["Current"] / 100 for record in others[: ROWS - 1]
    ]


def test_an_answer_that_does_not_show_what_was_written_is_made_up_for_by_reading_again(edited, local, tmp_path):
    made, person = edited()
    wsgi, lines = httpx.WSGITransport(app=local.wsgi_app), []

    def silent(request: httpx.Request) -> httpx.Response:
        lines.append(request.method)
        answer = wsgi.handle_request(request)
        if "batchUpdateByDataFilter" not in request.url.path:
            return answer
        answer.read()
        return httpx.Response(200, json={"spreadsheetId": made.spreadsheet_id})

    settings = SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://sheets.test")
    with connect(settings, transport=httpx.MockTransport(silent)) as connection:
        workbook = Workbook(spreadsheet_id=made.spreadsheet_id, connection=connection)
        local.interleave(WRITE, lambda: sort_down(person))
        assert workbook.grade(on=ON).written
    assert lines == ["GET", "POST", "GET", "POST", "GET"]
    assert_every_score_stands_beside_its_own_key_result(person)
