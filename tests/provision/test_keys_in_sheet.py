"""Keys written into a roster on a tab of a spreadsheet, beside people who work in it."""

import httpx
import pytest

from okrsdk.errors import RosterError, StaleWorkbookError
from okrsdk.provision.keys_in_sheet import write_keys_in_sheet
from okrsdk.provision.provisioning import load_roster
from okrsdk.sheets.transport.http_client import SPREADSHEETS_URL
from tests.provision.world import Process


def roster_in_sheet(process: Process, rows: list[list[str]], *, columns: int) -> str:
    """A spreadsheet with these rows on its only tab."""
    spreadsheet_id = process.drive.create("Our clients", folder="", marks={}).file_id
    grid = {"sheetId": 0, "gridProperties": {"columnCount": columns}}
    narrow = {"updateSheetProperties": {"properties": grid, "fields": "gridProperties.columnCount"}}
    process.connection.http.batch_update(spreadsheet_id, {"requests": [narrow]})
    write(process, spreadsheet_id, "A1", rows)
    return spreadsheet_id


def write(process: Process, spreadsheet_id: str, place: str, rows: list[list[str]]) -> None:
    url = f"{SPREADSHEETS_URL}/{spreadsheet_id}/values/Sheet1!{place}"
    process.connection.http.request("put", url, params={"valueInputOption": "USER_ENTERED"}, json={"values": rows})


def rows_of(process: Process, spreadsheet_id: str) -> list[list[str]]:
    url = f"{SPREADSHEETS_URL}/{spreadsheet_id}/values/Sheet1"
    values: list[list[str]] = process.connection.http.request("get", url).json()["values"]
    return values


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            [["Client", "Key"], ["Harbor Dental"], ["Lake", "l"]],
            [["Client", "Key"], ["Harbor Dental", "harbor-dental"], ["Lake", "l"]],
        ),
        (
            [["Client", "Mood"], ["Harbor Dental", "good"], [], ["Lake"]],
            [["Client", "Mood", "Key"], ["Harbor Dental", "good", "harbor-dental"], [], ["Lake", "", "lake"]],
        ),
    ],
)
def test_keys_are_written_beside_the_names_in_one_read_and_one_write(world, before, after):
    with world.process() as process, process.workspace() as space:
        roster = roster_in_sheet(process, before, columns=2)
        loaded = load_roster(roster, space)
        process.network.sent.clear()
        write_keys_in_sheet(roster, loaded.roster, space.http)
        assert process.network.sent == {"sheets read": 1, "sheets write": 1}
        assert rows_of(process, roster) == after
        assert all(entry.has_own_key for entry in load_roster(roster, space).roster.entries)


def test_a_key_that_comes_to_rest_in_another_row_is_taken_out_again(world):
    with world.process() as process, process.workspace() as space:
        roster = roster_in_sheet(process, [["Client", "Key"], ["Harbor Dental"], ["Lake"]], columns=2)
        loaded = load_roster(roster, space)

        def insert(request: httpx.Request) -> None:
            """Somebody inserts a row above the second client right before the write."""
            if request.url.path.endswith(":batchUpdate"):
                process.network.before = None
                place = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
                body = {"requests": [{"insertDimension": {"range": place}}]}
                process.connection.http.batch_update(roster, body)

        process.network.before = insert
        with pytest.raises(StaleWorkbookError, match="Somebody changed rows of Our clients"):
            write_keys_in_sheet(roster, loaded.roster, space.http)
        assert rows_of(process, roster) == [["Client", "Key"], ["Harbor Dental", "harbor-dental"], [], ["Lake"]]


def test_a_key_that_was_written_over_is_put_back(world):
    with world.process() as process, process.workspace() as space:
        roster = roster_in_sheet(process, [["Client", "Key"], ["Harbor Dental"], ["Lake", "l"]], columns=2)
        loaded = load_roster(roster, space)

        def sort(request: httpx.Request) -> None:
            """Somebody sorts the clients right before the write."""
            if request.url.path.endswith(":batchUpdate"):
                process.network.before = None
                place = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
                order = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
                body = {"requests": [{"sortRange": {"range": place, "sortSpecs": order}}]}
                process.connection.http.batch_update(roster, body)

        process.network.before = sort
        with pytest.raises(StaleWorkbookError, match="Somebody changed rows of Our clients"):
            write_keys_in_sheet(roster, loaded.roster, space.http)
        assert rows_of(process, roster) == [["Client", "Key"], ["Lake", "l"], ["Harbor Dental"]]


def test_a_cell_that_was_written_over_is_named_where_columns_were_moved(world):
    with world.process() as process, process.workspace() as space:
        rows = [["Client", "Key", "Currency"], ["Harbor Dental", "", "EUR"]]
        roster = roster_in_sheet(process, rows, columns=3)
        loaded = load_roster(roster, space)

        def move(request: httpx.Request) -> None:
            """Somebody moves the currencies before the keys right before the write."""
            if request.url.path.endswith(":batchUpdate"):
                process.network.before = None
                source = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
                body = {"requests": [{"moveDimension": {"source": source, "destinationIndex": 1}}]}
                process.connection.http.batch_update(roster, body)

        process.network.before = move
        with pytest.raises(StaleWorkbookError, match=r"What B2 of Sheet1 held is in File > Version history"):
            write_keys_in_sheet(roster, loaded.roster, space.http)


def test_a_roster_that_was_changed_meanwhile_and_keys_that_are_formulas_are_left(world):
    with world.process() as process, process.workspace() as space:
        rows = [["Client", "Key"], ["Harbor Dental", '=""'], ["Lake"]]
        roster = roster_in_sheet(process, rows, columns=2)
        loaded = load_roster(roster, space)
        with pytest.raises(RosterError, match=r"Sheet1!B2: Write the key in its place, or clear the cell\."):
            write_keys_in_sheet(roster, loaded.roster, space.http)
        write(process, roster, "A3", [["Lakeshore"]])
        with pytest.raises(RosterError, match="was changed while its plan was looked at"):
            write_keys_in_sheet(roster, loaded.roster, space.http)
        assert rows_of(process, roster) == [["Client", "Key"], ["Harbor Dental"], ["Lakeshore"]]
