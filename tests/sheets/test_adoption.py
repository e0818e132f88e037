"""Sheets of people's own, adopted in Local Sheets: nothing of theirs changes, grades are those worked out by hand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import pytest

from okrsdk.errors import ConfigError, StaleWorkbookError
from okrsdk.findings import Severity
from okrsdk.interchange import ReadingOptions
from okrsdk.model import CheckIn
from okrsdk.sheets.own_sheets import undo_adoption
from okrsdk.sheets.workbook import Workbook
from tests.sheets.test_import import lose_the_answer

ON = date(2026, 2, 1)
CYCLE = ReadingOptions(cycle="2026-Q1")
Rows: TypeAlias = list[list[object]]
HEADER: list[object] = ["Objective", "Key result", "Start", "Target", "Actual", "Owner"]
REPEATED: Rows = [
    HEADER,
    ["Win the north", "Bookings from 10 to 20", 10, 20, 15, "Head of Sales"],
    ["Win the north", "Calls from 1 to 9", 1, 9, "=2+3", ""],
    ["Grow", "Leads from 5 to 9", 5, 9, 6, ""],
]
FILLED_DOWN: Rows = [
    ["Our plan for the quarter"],
    [],
    HEADER,
    ["Win the north", "Bookings from 10 to 20", 10, 20, 15, "Head of Sales"],
    ["", "Calls from 1 to 9", 1, 9, 5, ""],
    ["Grow", "Leads from 5 to 9", 5, 9, 6, ""],
    ["Total", "", "", "", "=SUM(E4:E6)"],
]
ALTERNATING: Rows = [
    ["Type", "Title", "Owner", "Start", "Target", "Current"],
    ["Objective", "Win the north", "Head of Sales"],
    ["Key result", "Bookings", "", 10, 20, 15],
    ["Key result", "Calls", "", 1, 9, 5],
    ["Objective", "Grow"],
    ["Key result", "Leads", "", 5, 9, 6],
]
TREE: Rows = [
    ["ID", "Parent ID", "Type", "Title", "Start", "Target", "Current"],
    [1, "", "Objective", "Win the north"],
    [2, 1, "Key result", "Bookings", 10, 20, 15],
    [3, 1, "Key result", "Calls", 1, 9, 5],
    [4, "", "Objective", "Grow"],
    [5, 4, "Key result", "Leads", 5, 9, 6],
]
SCORES = [("O1-KR1", "0.50"), ("O1-KR2", "0.50"), ("O2-KR1", "0.25")]
"""(15 − 10) / (20 − 10), (5 − 1) / (9 − 1), (6 − 5) / (9 − 5)."""


@dataclass
class Team:
    """A spreadsheet of a team's own, and what the team does to it."""

    workbook: Workbook
    width: int
    title: str = "Sheet1"

    @property
    def http(self):
        return self.workbook.connection.gspread.http_client

    def type(self, cell, *rows):
        params = {"valueInputOption": "USER_ENTERED"}
        self.http.values_update(self.workbook.spreadsheet_id, cell, params=params, body={"values": list(rows)})

    def do(self, *requests):
        self.http.batch_update(self.workbook.spreadsheet_id, {"requests": list(requests)})

    def shown(self):
        return self.http.values_get(self.workbook.spreadsheet_id, f"'{self.title}'")["values"]

    def column(self, header):
        row = next(row for row in self.shown() if header in row)
        return row.index(header)

    def theirs(self):
        """All that is in their columns: values, formulas, formats, notes and rules; filter and merges of the tab."""
        cells = "values(userEnteredValue,userEnteredFormat,note,dataValidation)"
        fields = f"sheets(merges,basicFilter,data(rowData({cells})))"
        params = {"ranges": [f"'{self.title}'!A1:T40"], "fields": fields, "prettyPrint": False}
        found = self.http.fetch_sheet_metadata(self.workbook.spreadsheet_id, params=params)["sheets"][0]
        rows = [row.get("values", [])[: self.width] for row in found["data"][0].get("rowData", [])]
        filled = {(at, index): cell for at, row in enumerate(rows) for index, cell in enumerate(row) if cell}
        return filled, found.get("basicFilter"), found.get("merges")

    def everything(self):
        return self.http.fetch_sheet_metadata(self.workbook.spreadsheet_id, params={"includeGridData": "true"})


@pytest.fixture
def team(connection, local):
    """Makes a spreadsheet of a team's own."""

    def make(rows, title="Harbor Dental"):
        workbook = Workbook(spreadsheet_id=connection.http.create_file(title), connection=connection)
        made = Team(workbook, max(map(len, rows)))
        made.type("A1", *rows)
        local.reset_requests()
        return made

    return make


def graded(workbook):
    result = workbook.grade(on=ON)
    errors = [one.message for one in result.findings if one.severity is Severity.ERROR]
    return [(one.id, str(one.score)) for one in result.scores.key_results], errors


@pytest.mark.parametrize("rows", [REPEATED, FILLED_DOWN, ALTERNATING, TREE], ids=["repeated", "filled", "rows", "tree"])
def test_a_sheet_is_adopted_graded_and_given_back(team, local, rows):
    own = team(rows)
    before, everything = own.theirs(), own.everything()
    local.reset_requests()
    own.workbook.adopt(CYCLE)
    assert local.requests == {"sheets": 2, "drive": 0}, "one read, one write"
    assert own.theirs() == before
    local.reset_requests()
    assert graded(own.workbook) == (SCORES, [])
    assert local.requests["sheets"] == 2, "one read, one write"
    assert own.theirs() == before
    scores = [row[own.column("Score")] for row in own.shown() if len(row) > own.column("Score")]
    assert scores == ["Score", "0.50", "0.50", "0.25"]
    local.reset_requests()
    assert undo_adoption(own.workbook) == ()
    assert local.requests["sheets"] == 2, "one read, one write"
    assert own.everything() == everything


def test_formats_formulas_filters_notes_and_merges_of_theirs_stay(team):
    own = team(FILLED_DOWN)
    italic = {"userEnteredFormat": {"textFormat": {"italic": True}}, "note": "ask the clinic"}
    place = {"sheetId": 0, "startRowIndex": 3, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 2}
    block = {"sheetId": 0, "startRowIndex": 2, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 6}
    merge = {"sheetId": 0, "startRowIndex": 3, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 1}
    own.do(
        {"repeatCell": {"range": place, "cell": italic, "fields": "note,userEnteredFormat.textFormat.italic"}},
        {"setBasicFilter": {"filter": {"range": block}}},
        {"mergeCells": {"range": merge, "mergeType": "MERGE_ALL"}},
    )
    before = own.theirs()
    own.workbook.adopt(CYCLE)
    graded(own.workbook)
    assert own.theirs() == before


def test_two_tabs_of_theirs_become_the_two_tables(team):
    own = team([["Code", "Objective", "Owner"], ["A", "Win the north", "Head of Sales"], ["B", "Grow", ""]])
    own.do({"addSheet": {"properties": {"title": "Results", "sheetId": 7}}})
    own.type(
        "Results!A1",
        ["Objective ID", "Key result", "Start", "Target", "Current"],
        ["A", "Bookings", 10, 20, 15],
        ["A", "Calls", 1, 9, 5],
        ["B", "Leads", 5, 9, 6],
    )
    plan = own.workbook.adopt(ReadingOptions(cycle="2026-Q1", mapping={"Code": "objective_id"}))
    assert [(tab.title, str(tab.table)) for tab in plan.tabs] == [("Sheet1", "Objectives"), ("Results", "Key Results")]
    assert graded(own.workbook) == (SCORES, [])
    scored = [row[own.column("Score")] for row in own.shown()]
    assert scored == ["Score", "0.50", "0.25"]


def test_check_ins_on_a_tab_of_theirs_are_copied_into_the_one_for_them_and_that_is_said(team):
    own = team(REPEATED)
    own.do({"addSheet": {"properties": {"title": "Log", "sheetId": 7}}})
    own.type("Log!A1", ["Date", "Key result", "Value"], ["2026-01-12", "Calls from 1 to 9", 3])
    assert own.workbook.adopt(CYCLE).check_in_tabs == ("Log",)
    (check_in,) = own.workbook.read().check_ins
    assert (check_in.day, check_in.key_result_id, check_in.value) == (date(2026, 1, 12), "O1-KR2", 3)


def test_rows_that_are_added_later_belong_to_the_objective_that_they_name_or_the_one_above(team):
    own = team(FILLED_DOWN[:-1])
    own.workbook.adopt(CYCLE)
    own.type("A7", ["", "Visits from 0 to 4", 0, 4, 3], ["win the north", "Reviews from 0 to 10", 0, 10, 10])
    assert [score for _, score in graded(own.workbook)[0]] == ["0.50", "0.50", "0.25", "0.75", "1.00"]
    ids = [row[own.column("ID")] for row in own.shown()[6:]]
    assert ids == ["O2-KR2", "O1-KR3"]


def test_a_check_in_sets_their_current(team):
    own = team(ALTERNATING)
    own.workbook.adopt(CYCLE)
    check_in = CheckIn(day=ON, key_result_id="O1-KR1", value=Decimal(18))
    own.workbook.record(own.workbook.inspect(), check_in)
    assert own.shown()[2][5] == "18"
    assert graded(own.workbook)[0][0] == ("O1-KR1", "0.80")


def test_their_columns_called_like_ours_are_never_written_to(team):
    own = team([[*row[:5], "my own view" if at else "Score"] for at, row in enumerate(REPEATED)])
    own.workbook.adopt(CYCLE)
    assert graded(own.workbook) == (SCORES, [])
    assert [row[5] for row in own.shown()] == ["Score", *["my own view"] * 3]
    assert own.shown()[0][6:8] == ["ID", "Objective ID"]
    assert "Score (OKR)" in own.shown()[0]


def test_a_header_of_two_rows_is_adopted_with_the_names_of_both(team):
    groups: list[object] = ["Objective", "Key result", "Measure", "", "", "Owner"]
    own = team([groups, ["", "", "Start", "Target", "Actual", ""], *REPEATED[1:]])
    (tab,) = own.workbook.adopt(CYCLE).tabs
    assert tab.header_row == 1
    assert [tab.headers[name] for name in ("text", "baseline", "owner")] == ["Key result", "Start", "Owner"]
    assert graded(own.workbook) == (SCORES, [])


def test_a_log_is_not_adopted(team):
    rows: Rows = [["Objective", "Key result", "Target", "Date", "Value"]]
    rows += [["Grow", "Leads from 5 to 9", 9, "2026-01-12", 6], ["Grow", "Leads from 5 to 9", 9, "2026-01-19", 7]]
    with pytest.raises(ConfigError, match="is a log: it has a row for each day of a key result"):
        team(rows).workbook.adopt(CYCLE)


def test_what_cannot_be_read_in_place_is_copied_and_said(team):
    added = (("Progress", "Status"), *[("50%", "On track")] * 3)
    rows: Rows = [[*row[:4], *more] for row, more in zip(REPEATED, added, strict=True)]
    own = team(rows)
    plan = own.workbook.adopt(CYCLE)
    assert [(own.header, own.title, own.copied, own.filled) for own in plan.copied] == [("Progress", "Current", 3, 3)]
    assert graded(own.workbook) == ([(name, "0.50") for name, _ in SCORES], [])


def test_a_cell_that_they_left_blank_is_theirs_to_fill(team):
    own = team([[*row[:2], "" if at == 2 else row[2], *row[3:]] for at, row in enumerate(REPEATED)])
    plan = own.workbook.adopt(CYCLE)
    assert plan.copied == ()
    own.type("C3", [1])
    assert graded(own.workbook) == (SCORES, [])


def test_undoing_asks_before_it_loses_what_people_wrote(team):
    own = team(REPEATED)
    own.workbook.adopt(CYCLE)
    own.type(f"{chr(ord('A') + own.column('Objective ID'))}4", ["O1"])
    own.type("'Check-ins'!A2", ["2026-01-12", "O1-KR1", 12])
    assert undo_adoption(own.workbook) == ("Sheet1!H", "Check-ins")
    assert "Objective ID" in own.shown()[0]
    undo_adoption(own.workbook, force=True)
    assert own.shown()[0] == HEADER


def _sort(own):
    block = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 26}
    own.do({"sortRange": {"range": block, "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]}})


def _insert(own):
    own.do({"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}}})


def _move(own):
    source = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    own.do({"moveDimension": {"source": source, "destinationIndex": 6}})


def test_an_adoption_whose_answer_was_lost_is_done_once(team, local):
    own = team(REPEATED)
    lose_the_answer(local)
    own.workbook.adopt(CYCLE)
    assert own.shown()[0].count("ID") == 1
    assert graded(own.workbook) == (SCORES, [])


@pytest.mark.parametrize("edit", [_sort, _insert, _move])
def test_people_who_edit_in_the_same_moment_lose_nothing_and_gain_no_wrong_id(team, local, edit):
    own = team(REPEATED)
    local.interleave(r"POST .*:batchUpdate$", lambda: edit(own))
    own.workbook.adopt(CYCLE)
    assert local.requests["sheets"] <= 5, "one read and two writes of ours beside what people did"
    named = {row[own.column("Key result")]: row[own.column("ID")] for row in own.shown() if len(row) > 6}
    scores, errors = graded(own.workbook)
    by_words = {"Bookings from 10 to 20": "0.50", "Calls from 1 to 9": "0.50", "Leads from 5 to 9": "0.25"}
    assert (sorted(scores), errors) == (sorted((named[words], score) for words, score in by_words.items()), [])
    assert undo_adoption(own.workbook) == ()
    assert [own.column(header) for header in HEADER] == ([0, 5, 1, 2, 3, 4] if edit is _move else [0, 1, 2, 3, 4, 5])


def _columns(start, end):
    return {"sheetId": 0, "dimension": "COLUMNS", "startIndex": start, "endIndex": end}


def _cut_to_size(own):
    """The grid ends with what is filled in, as in an uploaded file."""
    size = {"rowCount": len(REPEATED), "columnCount": len(HEADER)}
    properties = {"sheetId": 0, "gridProperties": size}
    own.do({"updateSheetProperties": {"properties": properties, "fields": "gridProperties(rowCount,columnCount)"}})


@pytest.mark.parametrize(
    ("kind", "left"), [("insertDimension", [*HEADER[:5], "", "Owner"]), ("deleteDimension", HEADER[:5])]
)
def test_a_sheet_without_blank_columns_is_adopted_while_a_column_comes_or_goes(team, local, kind, left):
    own = team(REPEATED)
    _cut_to_size(own)
    local.interleave(r"POST .*:batchUpdate$", lambda: own.do({kind: {"range": _columns(5, 6)}}))
    own.workbook.adopt(CYCLE)
    assert graded(own.workbook) == (SCORES, [])
    undo_adoption(own.workbook)
    assert own.shown()[0] == left


def test_a_row_that_is_deleted_where_the_sheet_ends_is_no_reason_to_give_up(team, local):
    own = team(REPEATED)
    _cut_to_size(own)
    row = {"sheetId": 0, "dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    local.interleave(r"POST .*:batchUpdate$", lambda: own.do({"deleteDimension": {"range": row}}))
    own.workbook.adopt(CYCLE)
    assert graded(own.workbook) == (SCORES[:2], [])


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("Owner", {"insertDimension": {"range": _columns(2, 3)}}),
        ("Key result", {"moveDimension": {"source": _columns(1, 2), "destinationIndex": 15}}),
    ],
    ids=["one inserted", "one moved beyond ours"],
)
def test_a_column_that_is_deleted_in_the_place_of_an_added_one_is_put_back_and_told(team, local, name, edit):
    own = team(REPEATED)
    own.workbook.adopt(CYCLE)
    local.interleave(r"POST .*:batchUpdate$", lambda: own.do(edit))
    with pytest.raises(StaleWorkbookError, match=f"took {name} of Sheet1 away.*It is back"):
        undo_adoption(own.workbook)
    at = own.column(name)
    assert set(own.shown()[0]) - {""} == set(HEADER)
    assert len(list(filter(None, own.shown()[0]))) == len(HEADER)
    assert [row[at] if at < len(row) else "" for row in own.shown()] == [row[HEADER.index(name)] for row in REPEATED]
    with pytest.raises(ConfigError, match="was not adopted"):
        undo_adoption(own.workbook)


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        (REPEATED, ReadingOptions(), "Say which cycle"),
        (
            [["Objective", "Key result 1", "Key result 2"], ["Win", "Calls 1", "Leads 2"]],
            CYCLE,
            "several key results in",
        ),
    ],
)
def test_what_cannot_be_adopted_is_refused_with_what_to_do(team, rows, options, message):
    own = team(rows)
    before = own.everything()
    with pytest.raises(ConfigError, match=message):
        own.workbook.adopt(options)
    assert own.everything() == before


def test_a_workbook_is_not_adopted_again(team):
    own = team(REPEATED)
    own.workbook.adopt(CYCLE)
    with pytest.raises(ConfigError, match=r"is an OKR workbook already\. Check it: okr check"):
        own.workbook.adopt(CYCLE)
    with pytest.raises(ConfigError, match="was not adopted"):
        undo_adoption(team(REPEATED).workbook)
