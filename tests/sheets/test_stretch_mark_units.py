"""Stretch marks are shown in the unit of their key result, also where people added its row, and others keep theirs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from okrsdk.errors import SheetsError, StaleWorkbookError
from okrsdk.localsheets import LocalSheets
from okrsdk.model import KeyResult
from okrsdk.sheets.connection import Connection, connect
from okrsdk.sheets.creation import create_workbook
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.workbook import Workbook

ON = date(2026, 2, 15)
SHEET = 103
FORMATS = r"POST .*/v4/spreadsheets/[^/]+:batchUpdate"
MARK = 22  # the column of the stretch marks, W
# 0.78 + 0.7 × 0.09 = 0.843; 150 + 0.7 × 990 = 843; 150.5 + 0.7 × 989.5 = 843.15; 31 + 0.7 × 11 = 38.7
ADDED = (
    ("Renewals on time from 78 % to 87 %", "%", 0.78, 0.87, 0.8),
    ("Average invoice from $150 to $1,140", "$", 150, 1140, 200),
    ("Average refund from €150.50 to €1,140", "EUR", 150.5, 1140, 200),
    ("Chairs in use from 31 % to 42 %", "%", 31, 42, 33),
    ("Reviews from 150 to 1,140", "reviews", 150, 1140, 200),
)


class Person:
    """Somebody who adds rows to the Key Results tab and moves them."""

    def __init__(self, workbook: Workbook) -> None:
        self._http = workbook.connection.gspread.http_client
        self._id = workbook.spreadsheet_id
        self.headers: list[str] = self._http.values_get(self._id, "'Key Results'!1:1")["values"][0]

    def add(self, *rows: tuple[object, ...], first: int = 2, has_ids: bool = True) -> None:
        """Key results of O1 with text, unit, baseline, target and current, from a row on (1 is the header's)."""
        added = ("ID", "Objective", "Key result", "Unit", "Baseline", "Target", "Current")
        ids = [f"O1-KR{number}" if has_ids else None for number in range(1, len(rows) + 1)]
        cells = [dict(zip(added, (id_, "O1", *row), strict=True)) for id_, row in zip(ids, rows, strict=True)]
        self._write(f"A{first}", [[row.get(header) for header in self.headers] for row in cells])

    def type(self, row: int, header: str, value: object) -> None:
        self._write(f"R{row}C{self.headers.index(header) + 1}", [[value]])

    def _write(self, cell: str, values: list[list[object]]) -> None:
        self._http.values_update(
            self._id, f"'Key Results'!{cell}", params={"valueInputOption": "RAW"}, body={"values": values}
        )

    def do(self, *requests: dict[str, Any]) -> None:
        self._http.batch_update(self._id, {"requests": list(requests)})

    def sort_by_baseline(self, order: str, *, rows: int) -> None:
        block = {
            "sheetId": SHEET,
            "startRowIndex": 1,
            "endRowIndex": 1 + rows,
            "startColumnIndex": 0,
            "endColumnIndex": len(self.headers),
        }
        spec = {"dimensionIndex": self.headers.index("Baseline"), "sortOrder": order}
        self.do({"sortRange": {"range": block, "sortSpecs": [spec]}})

    def format(self, row: int, kind: str, pattern: str) -> None:
        """Gives a stretch mark a number format, in italics."""
        area = {"sheetId": SHEET, "startRowIndex": row - 1, "endRowIndex": row}
        area |= {"startColumnIndex": MARK, "endColumnIndex": MARK + 1}
        look = {"numberFormat": {"type": kind, "pattern": pattern}, "textFormat": {"italic": True}}
        fields = "userEnteredFormat(numberFormat,textFormat)"
        self.do({"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": fields}})

    def is_italic(self, row: int) -> bool:
        fields = "sheets(data(rowData(values(userEnteredFormat(textFormat(italic))))))"
        params: dict[str, Any] = {"ranges": [f"'Key Results'!R{row}C{MARK + 1}"], "fields": fields}
        found = self._http.fetch_sheet_metadata(self._id, params=params)["sheets"][0]
        return bool(found["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]["textFormat"]["italic"])

    def move_to_the_front(self, header: str) -> None:
        at = self.headers.index(header)
        source = {"sheetId": SHEET, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        self.do({"moveDimension": {"source": source, "destinationIndex": 0}})


def shown(workbook: Workbook) -> dict[str, str]:
    """The stretch marks as people see them, by what the key result says."""
    rows = workbook.connection.gspread.http_client.values_get(workbook.spreadsheet_id, "'Key Results'")["values"]
    text, mark = rows[0].index("Key result"), rows[0].index("Stretch mark")
    return {row[text]: row[mark] for row in rows[1:] if len(row) > mark}


@pytest.fixture
def blank(connection: Connection, okr_set: Any) -> Workbook:
    """The workbook of a client who has written objectives and no key result yet."""
    return create_workbook(okr_set(0), connection)


def graded(workbook: Workbook, local: LocalSheets) -> int:
    """How many requests a grade took."""
    local.reset_requests()
    workbook.grade(on=ON)
    return local.requests["sheets"]


def test_rows_that_people_added_show_their_stretch_mark_in_its_unit(blank, local):
    Person(blank).add(*ADDED, has_ids=False)
    assert graded(blank, local) == 4  # a read, the scores, the IDs, the formats
    assert list(shown(blank).values()) == ["84.3%", "$843", "€843.15", "38.7%", "843"]
    assert graded(blank, local) == 2
    assert list(shown(blank).values()) == ["84.3%", "$843", "€843.15", "38.7%", "843"]


def test_a_changed_unit_changes_how_its_stretch_mark_is_shown(blank, local):
    person = Person(blank)
    person.add(ADDED[1])
    blank.grade(on=ON)
    person.type(2, "Unit", "invoices")
    assert graded(blank, local) == 3
    assert list(shown(blank).values()) == ["843"]


@pytest.mark.parametrize(
    ("row", "look", "requests", "mark"),
    [
        (ADDED[0], ("PERCENT", "0.00%"), 2, "84.30%"),  # more decimals than it takes are people's choice
        (ADDED[0], ("PERCENT", "0%"), 3, "84.3%"),
        (ADDED[0], ("NUMBER", "0.00"), 3, "84.3%"),
        (ADDED[1], ("CURRENCY", "[$$]#,##0.00"), 2, "$843.00"),
        (ADDED[1], ("CURRENCY", '"€"#,##0.00'), 3, "$843"),
        (ADDED[1], ("DATE", "yyyy-mm-dd"), 3, "$843"),
        (ADDED[3], ("PERCENT", "0.0%"), 3, "38.7%"),  # 38.7 in percent points is no 3870 %
        (ADDED[4], ("NUMBER", "#,##0.0"), 2, "843.0"),
        (ADDED[4], ("PERCENT", "0.00%"), 3, "843"),
    ],
)
def test_a_format_that_shows_the_unit_stays_and_another_goes(blank, local, row, look, requests, mark):
    person = Person(blank)
    person.add(row)
    blank.grade(on=ON)
    person.format(2, *look)
    assert graded(blank, local) == requests
    assert list(shown(blank).values()) == [mark]
    assert person.is_italic(2)  # nothing else of the cell is touched


def test_a_sort_in_the_moment_of_formatting_leaves_no_unit_beside_another_key_result(blank, local):
    person = Person(blank)
    person.add(*ADDED[:2])
    local.interleave(FORMATS, lambda: person.sort_by_baseline("DESCENDING", rows=2))
    assert graded(blank, local) == 5  # a read, the scores, the formats, the sort itself, the formats once more
    assert shown(blank) == {ADDED[1][0]: "$843", ADDED[0][0]: "84.3%"}
    assert graded(blank, local) == 2


def test_rows_that_are_sorted_at_every_try_are_told_of_and_the_scores_are_there(blank, local, tmp_path):
    person = Person(blank)
    person.add(*ADDED[:2])
    wsgi, orders = httpx.WSGITransport(app=local.wsgi_app), ["DESCENDING", "ASCENDING", "DESCENDING"]

    def restless(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(":batchUpdate"):
            person.sort_by_baseline(orders.pop(), rows=2)
        return wsgi.handle_request(request)

    settings = SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://sheets.test")
    with (
        connect(settings, transport=httpx.MockTransport(restless)) as connection,
        pytest.raises(StaleWorkbookError, match=r"^All scores are written\. Rows of .* at every try .* Grade again"),
    ):
        Workbook(spreadsheet_id=blank.spreadsheet_id, connection=connection).grade(on=ON)
    assert graded(blank, local) == 3
    assert shown(blank) == {ADDED[1][0]: "$843", ADDED[0][0]: "84.3%"}


def test_a_column_that_is_moved_in_the_moment_of_formatting_is_told_of_by_its_cells(blank, local):
    person = Person(blank)
    person.add(ADDED[0])
    assert person.headers.index("Stretch mark") == MARK
    local.interleave(FORMATS, lambda: person.move_to_the_front("Progress"))
    with pytest.raises(StaleWorkbookError, match=r"look how 'Key Results'!W2 is shown"):
        blank.grade(on=ON)
    assert list(shown(blank).values()) == ["84.3%"]


def test_a_refusal_says_that_the_scores_are_written(blank, local):
    Person(blank).add(ADDED[0])
    rule = {"match": FORMATS, "first": 1, "status": 400}
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://localhost") as admin:
        headers = {"X-Local-Sheets": "1"}
        admin.put("/_local/faults", json={"rules": [rule]}, headers=headers).raise_for_status()
    with pytest.raises(SheetsError, match=r"^All scores are written\. Not every stretch mark is shown in its unit: "):
        blank.grade(on=ON)


def test_a_made_workbook_has_the_formats_of_its_key_results_from_the_start(connection, local, okr_set):
    made = [
        KeyResult(
            id=f"O1-KR{number}",
            objective_id="O1",
            text=text,
            unit=unit,
            baseline=Decimal(str(baseline)),
            target=Decimal(str(target)),
            current=Decimal(str(current)),
        )
        for number, (text, unit, baseline, target, current) in enumerate(ADDED, 1)
    ]
    workbook = create_workbook(replace(okr_set(0), key_results=tuple(made)), connection)
    assert graded(workbook, local) == 2
    assert list(shown(workbook).values()) == ["84.3%", "$843", "€843.15", "38.7%", "843"]
