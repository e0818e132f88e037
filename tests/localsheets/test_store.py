"""The database: what was answered is kept, whoever else reads or writes, and whatever happens to the process."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from okrsdk.localsheets import DamagedStoreError, LocalSheets, StoreError
from tests.localsheets.api import LOCAL, Api, area, lines
from tests.serving import NO_AUTHORITY, PATIENCE, free_port


def test_a_folder_opened_again_holds_everything(tmp_path: Path) -> None:
    with LocalSheets(tmp_path / "data") as server:
        api = Api(server)
        book = api.filled([["1", "=A1*2", "x"], ["45%", "", "2020-01-01"]])
        api.batch(
            book,
            {"mergeCells": {"range": area(4, 6, 0, 2)}},
            {"insertDimension": {"range": lines("ROWS", 1, 3)}},
            {"addNamedRange": {"namedRange": {"name": "n", "range": area(0, 2, 0, 1)}}},
            {"updateCells": {"range": area(0, 1, 0, 1), "rows": [{"values": [{"note": "n"}]}], "fields": "note"}},
        )
        before = api.spreadsheet(book, includeGridData="true")
    with LocalSheets(tmp_path / "data") as server:
        assert Api(server).spreadsheet(book, includeGridData="true") == before


def test_two_servers_on_one_folder_see_each_others_writes(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as one, LocalSheets(tmp_path) as two:
        first, second = Api(one), Api(two)
        book = first.filled([["1"], ["=A1+1"]])
        assert second.read(book) == [["1"], ["2"]]
        second.write(book, "A1", [["10"]])
        assert first.read(book) == [["10"], ["11"]]
        first.batch(
            book, {"insertDimension": {"range": lines("ROWS", 0, 1)}}, {"addSheet": {"properties": {"title": "New"}}}
        )
        assert second.formulas(book, "Sheet1") == [[], [10], ["=A2+1"]]
        second.batch(book, {"deleteDimension": {"range": lines("ROWS", 0, 2)}})
        assert first.read(book, "Sheet1") == [["#REF!"]]
        first.call("DELETE", f"/drive/v3/files/{book}")
        assert second.error("GET", f"/v4/spreadsheets/{book}") == (404, "Requested entity was not found.")


def test_a_file_made_anew_under_its_old_id_is_new_to_everybody(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as one, LocalSheets(tmp_path) as two:
        first, second = Api(one), Api(two)
        first.http.put("/_local/files/fixed", json={})
        for number in range(3):
            first.write("fixed", "A1", [[number]])
        assert second.raw("fixed") == [[2]]
        first.call("DELETE", "/drive/v3/files/fixed")
        first.http.put("/_local/files/fixed", json={"spreadsheet": {"properties": {"title": "New"}}})
        assert second.raw("fixed") == []
        assert second.spreadsheet("fixed")["properties"]["title"] == "New"


def test_threads_of_two_servers_lose_no_append(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as one, LocalSheets(tmp_path) as two:
        book = Api(one).create()

        def append(number: int) -> None:
            api = Api((one, two)[number % 2])
            path = f"/v4/spreadsheets/{book}/values/A1:append"
            api.call("POST", path, params={"valueInputOption": "RAW"}, json={"values": [[number]]})

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(append, range(40)))
        assert sorted(row[0] for row in Api(one).raw(book)) == list(range(40))


def test_readers_see_whole_requests_only(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as server:
        book = Api(server).filled([[0] * 20] * 20, "RAW")
        stop = threading.Event()

        def write() -> None:
            api, number = Api(server), 0
            while not stop.is_set():
                number += 1
                api.write(book, "A1", [[number] * 20] * 20, "RAW")

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(30):
                seen = {value for row in Api(server).raw(book) for value in row}
                assert len(seen) == 1
        finally:
            stop.set()
            writer.join()


@pytest.mark.parametrize("spoil", ["overwritten", "cut", "other"])
def test_a_damaged_file_is_reported_and_left_alone(tmp_path: Path, spoil: str) -> None:
    with LocalSheets(tmp_path) as server:
        Api(server).filled([["x" * 50] * 20] * 400)
    file = tmp_path / "localsheets.sqlite3"
    data = file.read_bytes()
    spoilt = {
        "overwritten": b"this is not a database, it is a text file " * 200,
        "cut": data[:4096] + b"\xff" * 8192 + data[12288 : len(data) // 2],
        "other": b"",
    }[spoil]
    if spoil == "other":
        file.unlink()
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE something (x)")
        connection.close()
        spoilt = file.read_bytes()
    else:
        file.write_bytes(spoilt)
    with pytest.raises(DamagedStoreError, match=r"cannot be read .* It was left as it is"):
        LocalSheets(tmp_path)
    assert file.read_bytes() == spoilt


def test_damage_met_in_use_is_an_error_answer(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as server:
        api = Api(server)
        book = api.filled([["x" * 50] * 20] * 400)
    file = tmp_path / "localsheets.sqlite3"
    size = file.stat().st_size
    with LocalSheets(tmp_path) as server:
        with file.open("r+b") as handle:
            handle.seek(8192)
            handle.write(b"\xff" * (size - 8192))
        api = Api(server)
        # Another thread has a connection of its own, which has read nothing yet.
        with ThreadPoolExecutor(1) as pool:
            response = pool.submit(api.http.get, f"/v4/spreadsheets/{book}/values/A1:T400").result()
        assert response.status_code == 507
        assert "cannot be read" in response.json()["error"]["message"]


class Process:
    """Local Sheets as a process of its own."""

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self.port, self.folder, self.workers = free_port(), folder, workers
        self.start()

    def start(self) -> None:
        call = f"serve('127.0.0.1', {self.port}, {str(self.folder)!r}, {self.workers})"
        code = f"from okrsdk.localsheets.serve import serve; {call}"
        # What a killed server leaves behind goes with the test's folder.
        environment = {**os.environ, "TMPDIR": str(self.folder.parent)}
        self.process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True, env=environment)
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                httpx.get(
                    f"http://127.0.0.1:{self.port}/_local/requests",
                    headers=LOCAL,
                    timeout=PATIENCE,
                    verify=NO_AUTHORITY,
                )
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """SIGKILL to the server and its workers, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=PATIENCE, verify=NO_AUTHORITY)


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    found = Process(tmp_path / "data", workers=2)
    yield found
    if found.process.poll() is None:
        found.kill()


def write_until_it_breaks(process: Process, book: str, column: str, answered: list[int]) -> None:
    number = 0
    with process.client() as client:
        while True:
            number += 1
            body = {
                "valueInputOption": "RAW",
                "data": [
                    {"range": f"{column}1", "values": [[number]]},
                    {"range": f"{column}{number + 1}", "values": [[number]]},
                ],
            }
            try:
                response = client.post(f"/v4/spreadsheets/{book}/values:batchUpdate", json=body)
            except httpx.TransportError:
                return
            if response.status_code == 200:
                answered.append(number)


@pytest.mark.slow
def test_kill_9_in_the_middle_of_writes_loses_nothing_answered(process: Process) -> None:
    with process.client() as client:
        book = client.post("/v4/spreadsheets", json={}).json()["spreadsheetId"]
    for _ in range(3):
        answered: dict[str, list[int]] = {column: [] for column in "ABCD"}
        threads = [
            threading.Thread(target=write_until_it_breaks, args=(process, book, column, numbers))
            for column, numbers in answered.items()
        ]
        for thread in threads:
            thread.start()
        while any(len(numbers) < 10 for numbers in answered.values()) and any(one.is_alive() for one in threads):
            time.sleep(0.01)
        process.kill()
        for thread in threads:
            thread.join()
        process.start()
        with process.client() as client:
            answer = client.get(
                f"/v4/spreadsheets/{book}/values/A1:D1000",
                params={"majorDimension": "COLUMNS", "valueRenderOption": "UNFORMATTED_VALUE"},
            )
            columns = answer.json()["values"]
            for column, numbers in zip(columns, answered.values(), strict=True):
                assert numbers
                # Each request wrote two cells: both are there or neither, and at most one came after the last answer.
                assert column[0] in (numbers[-1], numbers[-1] + 1)
                assert column[1 : column[0] + 1] == list(range(1, column[0] + 1))
            client.post(f"/v4/spreadsheets/{book}/values/A1:D1000:clear")


@pytest.mark.slow
def test_workers_of_one_server_count_and_write_together(process: Process) -> None:
    with process.client() as client:
        book = client.post("/v4/spreadsheets", json={}).json()["spreadsheetId"]

    def append(number: int) -> int:
        with process.client() as client:
            body = {"values": [[number]]}
            return client.post(f"/v4/spreadsheets/{book}/values/A1:append?valueInputOption=RAW", json=body).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(append, range(60))) == {200}
    with process.client() as client:
        values = client.get(f"/v4/spreadsheets/{book}/values/A:A").json()["values"]
        assert sorted(int(row[0]) for row in values) == list(range(60))
        assert client.get("/_local/requests", headers=LOCAL).json() == {"sheets": 62, "drive": 0}


@pytest.mark.slow
def test_workers_of_one_server_share_its_settings_which_end_with_it(process: Process) -> None:
    required = {"required": True}
    with process.client() as client:
        assert client.put("/_local/auth", json=required, headers=LOCAL).is_success

    def ask(path: str) -> httpx.Response:
        with process.client() as client:
            return client.get(path, headers=LOCAL)

    with ThreadPoolExecutor(8) as pool:
        assert [answer.json() for answer in pool.map(ask, ["/_local/auth"] * 16)] == [required] * 16
        assert {answer.status_code for answer in pool.map(ask, ["/drive/v3/files"] * 16)} == {403}
    process.process.terminate()
    process.process.wait()
    process.start()
    assert ask("/_local/auth").json() == {}
    assert ask("/drive/v3/files").json()["files"] == []


@pytest.mark.slow
def test_workers_end_when_their_server_is_killed(process: Process) -> None:
    process.process.kill()
    process.process.wait()
    # Each worker notices by itself, so one may still answer when another has ended.
    end = time.monotonic() + PATIENCE
    while _answers(process.port) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _answers(process.port)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != errno.ECONNREFUSED


def test_only_loopback_addresses_are_served(tmp_path: Path) -> None:
    from okrsdk.localsheets.serve import serve

    with pytest.raises(ValueError, match="only serves loopback addresses"):
        serve("0.0.0.0", 1, tmp_path)  # noqa: S104 - refused


def test_a_port_that_is_taken_is_refused(tmp_path: Path) -> None:
    from okrsdk.localsheets.serve import serve

    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match="in use"):
            serve("127.0.0.1", other.getsockname()[1], tmp_path)


def test_writing_a_few_cells_does_not_cost_by_the_size_of_the_sheet(tmp_path: Path) -> None:
    """Counted in database rows written, which no clock can blur."""
    written = {}
    with LocalSheets(tmp_path) as server:
        api = Api(server)
        for rows in (50, 2000):
            size = {"rowCount": rows, "columnCount": 10}
            book = api.create({"properties": {"title": "S", "gridProperties": size}})
            api.write(book, "S!A1", [[1] * 10] * rows, "RAW")
            connection = server._state.library.database.connection()  # noqa: SLF001 - the count of changes is its own
            before = connection.total_changes
            api.write(book, "S!A3:B12", [[5, 6]] * 10, "RAW")
            written[rows] = connection.total_changes - before
    assert written == {50: 13, 2000: 13}  # ten rows, the sheet, the file, the log of changes


def test_contents_that_cannot_be_read_are_reported_and_left_alone(tmp_path: Path) -> None:
    with LocalSheets(tmp_path) as server:
        book = Api(server).filled([["a"]])
    file = tmp_path / "localsheets.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE grid_row SET body = '[1, 2'")
    with LocalSheets(tmp_path) as server:
        for code, message in (
            Api(server).error("GET", f"/v4/spreadsheets/{book}/values/A1"),
            Api(server).error("POST", f"/v4/spreadsheets/{book}/values/A1:clear"),
        ):
            assert (code, "cannot be read" in message, str(file) in message) == (507, True, True)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT body FROM grid_row").fetchall() == [("[1, 2",)]


def test_a_data_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    file = tmp_path / "localsheets.sqlite3"
    file.mkdir()
    with pytest.raises(StoreError, match=f"could not be read or written. Check its disk, .* changed in {file}"):
        LocalSheets(tmp_path)


def test_a_folder_in_which_nothing_can_be_written_is_named(without_power: Path) -> None:
    with pytest.raises(PermissionError) as refused:
        LocalSheets(without_power)
    assert refused.value.filename == str(without_power / "localsheets.sqlite3")


def pragma(server: LocalSheets, text: str) -> None:
    """Sets something of this thread's connection, which is that of requests made in this thread."""
    server._state.library.database.connection().execute(f"PRAGMA {text}")  # noqa: SLF001 - what a disk does


@pytest.mark.parametrize(
    ("breaks", "mends", "said"),
    [
        ("max_page_count = 1", "max_page_count = 1000000", "The disk is full. Make room on it and try again."),
        ("query_only = ON", "query_only = OFF", "The data file cannot be written. Give yourself the right to"),
    ],
)
def test_a_write_that_has_no_room_or_right_changes_nothing_and_says_so(
    tmp_path: Path, breaks: str, mends: str, said: str
) -> None:
    with LocalSheets(tmp_path) as server:
        api = Api(server)
        book = api.filled([["before"]])
        pragma(server, breaks)
        code, message = api.error(
            "PUT", f"/v4/spreadsheets/{book}/values/A1?valueInputOption=RAW", json={"values": [["x" * 9000]] * 50}
        )
        assert (code, message.startswith(said)) == (507, True)
        assert message.endswith(f"Nothing was changed in {tmp_path / 'localsheets.sqlite3'}.")
        assert api.read(book) == [["before"]]
        pragma(server, mends)
        api.write(book, "A1", [["after"]])
        assert api.read(book) == [["after"]]


def rights(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


@pytest.fixture
def anyone() -> Iterator[None]:
    """Whatever is made may be read and written by everyone, unless it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("anyone")
def test_the_data_are_their_owners_alone_also_where_they_were_not(tmp_path: Path) -> None:
    folder, beside = tmp_path / "data", tmp_path / "data" / "notes.txt"
    names = ["localsheets.sqlite3", "localsheets.sqlite3-shm", "localsheets.sqlite3-wal"]
    for _ in range(2):
        with LocalSheets(folder) as server, LocalSheets(folder):
            Api(server).create()
            data = [path for path in sorted(folder.iterdir()) if path != beside]
            assert [path.name for path in data] == names
            assert {rights(path) for path in data} == {"0o600"}
            assert rights(folder) == "0o700"
            beside.touch()
            for path in (folder, *data):
                path.chmod(0o777)
    assert rights(beside) == "0o666"


def test_a_folder_for_everyone_stays_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    with LocalSheets(tmp_path):
        assert rights(tmp_path) == "0o777"
        assert rights(tmp_path / "localsheets.sqlite3") == "0o600"


@pytest.mark.slow
def test_a_spreadsheet_of_two_hundred_thousand_cells_is_worked_with_like_any_other(tmp_path: Path) -> None:
    rows = [[row * column if column % 2 else f"text {row} {column}" for column in range(20)] for row in range(10_000)]
    size = {"rowCount": 10_000, "columnCount": 21}
    with LocalSheets(tmp_path) as server:
        api = Api(server)
        book = api.create({"properties": {"title": "S", "sheetId": 0, "gridProperties": size}})
        assert api.write(book, "S!A1", rows, "RAW")["updatedCells"] == 200_000
        began = time.process_time()
        api.write(book, "S!U1", [["=SUM(B:B)"]])
        api.batch(
            book,
            {"insertDimension": {"range": lines("ROWS", 0, 1)}},
            {
                "sortRange": {
                    "range": area(1, 10_001, 0, 20),
                    "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}],
                }
            },
        )
        # Column B holds its row's number, 0 to 9,999, whose sum is 9,999 × 10,000 / 2.
        assert api.raw(book, "S!U2") == [[49_995_000]]
        assert api.raw(book, "S!A2:B2") == [["text 9999 0", 9999]]
        api.write(book, "S!B3", [[0]], "RAW")
        assert api.raw(book, "S!U2") == [[49_995_000 - 9998]]
        assert time.process_time() - began < 30, "some two seconds"
    with LocalSheets(tmp_path) as server:
        assert Api(server).raw(book, "S!A10001:C10001") == [["text 0 0", 0, "text 0 2"]]
