"""What the grid's menus do to a tab, what the sidebar writes, and the way back of both."""

import pytest

from tests.present import present

KEY_RESULTS = 103


@pytest.fixture
def client(bench):
    return bench.app.test_client()


@pytest.fixture
def change(client, bench):
    """Does what a menu does to Key Results; gives the answer."""

    def change(**body):
        return client.post(f"/workbooks/{bench.spreadsheet_id}/tabs/{KEY_RESULTS}/changes", json=body)

    return change


@pytest.fixture
def travel(client, bench):
    """Undoes or does again; gives what is told."""

    def travel(way):
        return present(client.post(f"/workbooks/{bench.spreadsheet_id}/{way}", json={}).json)

    return travel


def _names(client, bench):
    return client.get(f"/workbooks/{bench.spreadsheet_id}").json["history"]


def _tab(client, bench):
    url = f"/workbooks/{bench.spreadsheet_id}/tabs/{KEY_RESULTS}"
    return client.get(url).data, client.get(f"{url}/rows/0-20").data


def test_rows_columns_order_filter_and_formats_are_changed_and_all_of_it_is_undone(client, bench, change, travel):
    before = _tab(client, bench)
    first_ids = [["O1-KR1"], ["O1-KR2"]]
    whole = {"row": 1, "column": 0, "rows": 13, "columns": 29}

    assert change(kind="insert", dimension="ROWS", start=1, count=2, side="after").status_code == 200
    assert bench.values("Key Results!A2:A6") == [*first_ids, [], [], ["O1-KR3"]]
    rows = client.get(f"/workbooks/{bench.spreadsheet_id}/tabs/{KEY_RESULTS}/rows/3-4").json["sheets"][0]
    assert rows["data"][0]["rowData"][0]["values"][3]["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
    assert change(kind="delete", dimension="ROWS", start=3, count=2).status_code == 200
    assert change(kind="insert", dimension="COLUMNS", start=2, count=1, side="before").status_code == 200
    assert bench.values("Key Results!A1:D1") == [["ID", "Objective", "", "Key result"]]
    assert change(kind="delete", dimension="COLUMNS", start=2, count=1).status_code == 200
    assert change(kind="sort", block=whole, by=0, descending=True).status_code == 200
    assert bench.values("Key Results!A2:A3") == [["O3-KR5"], ["O3-KR4"]]
    hidden = [{"column": 3, "values": ["increase"]}]
    assert change(kind="filter", block={**whole, "row": 0}, hidden=hidden).status_code == 200
    (sheet,) = client.get(f"/workbooks/{bench.spreadsheet_id}/tabs/{KEY_RESULTS}").json["sheets"]
    assert sheet["data"][0]["rowMetadata"][1]["hiddenByFilter"] is True
    assert change(kind="no_filter").status_code == 200
    target = {"row": 1, "column": 11, "rows": 1, "columns": 1}
    bench.put("Key Results!L2", [0.5])
    assert change(kind="format", block=target, format="percent").status_code == 200
    assert bench.values("Key Results!L2", "FORMATTED_VALUE") == [["50.0%"]]
    assert _names(client, bench) == {"undo": "Number format", "redo": None}

    assert travel("undo")["text"] == "Undone: Number format."
    bench.put("Key Results!L2", [60])
    told = [travel("undo")["text"] for _ in range(7)]
    assert told == [
        f"Undone: {name}."
        for name in (
            "Remove filter",
            "Filter",
            "Sort",
            "Delete 1 column",
            "Insert 1 column",
            "Delete 2 rows",
            "Insert 2 rows",
        )
    ]
    assert _tab(client, bench) == before
    assert travel("undo") == {"text": "There is nothing to undo.", "place": None}
    assert travel("redo")["text"] == "Done again: Insert 2 rows."
    assert bench.values("Key Results!A2:A6") == [*first_ids, [], [], ["O1-KR3"]]


def test_what_the_sidebar_wrote_is_one_step_and_spares_what_people_changed_since(client, bench, travel):
    before = bench.values("Key Results")
    event = {"sheets": {"id": bench.spreadsheet_id, "addonHasFileScopePermission": True}}
    client.post("/addon/opened", json=event)
    assert _names(client, bench) == {"undo": None, "redo": None}
    client.post("/addon/write-scores", json=event)
    score = bench.column("Key Results", "Score")
    assert bench.values("Key Results")[1][score] == 0.55
    assert _names(client, bench) == {"undo": "Write from the sidebar", "redo": None}
    letters = bench.letters("Key Results", "Score")
    bench.put(f"Key Results!{letters}3", [0.99])
    told = travel("undo")
    assert told["text"] == (
        f"Undone: Write from the sidebar. Changed by others since, and left as they are: Key Results!{letters}3."
    )
    before[2] = [*before[2], *[""] * (score - len(before[2])), 0.99]
    assert bench.values("Key Results") == before


def test_a_step_is_not_undone_once_rows_have_moved(client, bench, change, travel):
    change(kind="delete", dimension="ROWS", start=1, count=1)
    bench.insert_row("Key Results", 4)
    ids = bench.values("Key Results!A1:A14")
    assert travel("undo")["text"] == (
        "“Delete 1 row” cannot be undone: rows or columns of Key Results have been moved since."
    )
    assert bench.values("Key Results!A1:A14") == ids
    assert _names(client, bench) == {"undo": None, "redo": None}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "drop_table"},
        {"kind": "delete", "dimension": "ROWS", "start": -1, "count": 1},
        {"kind": "insert", "dimension": "ROWS", "start": 1, "count": 1_001, "side": "after"},
        {"kind": "insert", "dimension": "ROWS", "start": 1, "count": 1, "side": "above"},
        {"kind": "sort", "block": {"row": 1, "column": 0, "rows": 0, "columns": 1}, "by": 0},
        {"kind": "format", "block": {"row": 1, "column": 0, "rows": 1, "columns": 1}, "format": "0;[Red]"},
        {"kind": "no_filter", "name": "x"},
    ],
)
def test_a_wrong_change_is_a_problem_and_changes_nothing(client, bench, change, body):
    answer = change(**body)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert _names(client, bench) == {"undo": None, "redo": None}


def test_a_workbook_that_is_gone_is_told_when_its_steps_are_undone(client, bench, change):
    change(kind="delete", dimension="ROWS", start=1, count=1)
    bench.delete()
    answer = client.post(f"/workbooks/{bench.spreadsheet_id}/undo", json={})
    assert (answer.status_code, answer.json["detail"]) == (404, "There is no such workbook any more. Reload the page.")
