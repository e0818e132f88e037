"""Local Sheets over HTTP with two workers: requests per second; what writing 20 cells and reading big sheets cost."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import httpx

from bench.check import okr_set
from bench.timing import take_turns, verdict
from okrsdk.localsheets import LocalSheets
from okrsdk.workbook import workbook_template
from okrsdk.workbook.sheets_types import READ_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.timing import Timing
    from okrsdk.model import OkrSet

_WORKERS = 2
_CLIENTS = 4
_SECONDS = 3.0
_MOST = 2000  # requests of one kind, however fast the machine
_ROUNDS = 40
_SIZES = (1_000, 10_000, 100_000)
_WIDTH = 20
_BIG_ROWS, _BIG_WIDTH, _BIG_ROUNDS = 5_000, 27, 3
_KEY_RESULTS = 1_000
_READ_LIMIT = 0.8  # of what the same read costs with all conditional formats worked out
_LIMIT = 3  # a sheet a hundred times as large may cost so many times as much
_RAW = {"valueInputOption": "RAW"}


def run() -> bool:
    with served() as url:
        for name, rate in _rates(url):
            print(f"  {name:<28} {rate:7.0f} requests a second")
    costs = _costs()
    for cells, cost in zip(_SIZES, costs, strict=True):
        print(f"  20 cells into {cells:>7,}      {cost}")
    ratio = costs[-1].median / costs[0].median
    print(f"  100 times the size costs {ratio:.1f} times as much, limit {_LIMIT}: {verdict(holds=ratio <= _LIMIT)}")
    for name, cost in _big_reads():
        print(f"  {name:<28} {cost}")
    return ratio <= _LIMIT and _workbook_reads()


@contextmanager
def served() -> Iterator[str]:
    """URL of a Local Sheets of its own, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        code = f"from okrsdk.localsheets.serve import serve; serve('127.0.0.1', {port}, {folder!r}, {_WORKERS})"
        server = subprocess.Popen([sys.executable, "-c", code])  # noqa: S603 - our own command line
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(url)
            yield url
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if httpx.get(f"{url}/_local/requests", headers={"X-Local-Sheets": "1"}, trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError("Local Sheets did not start.")


def _rates(url: str) -> Iterator[tuple[str, float]]:
    body = workbook_template(okr_set()).spreadsheet
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
        book = _filled(client, 26 * 100, width=26)
    area, row = f"/v4/spreadsheets/{book}/values/A1:Z100", f"/v4/spreadsheets/{book}/values/A5:T5"
    yield "values.get of 26×100", _rate(url, lambda client: client.get(area))
    yield "values.update of 20 cells", _rate(url, lambda client: client.put(row, params=_RAW, json=_twenty()))
    yield "create of a client workbook", _rate(url, lambda client: client.post("/v4/spreadsheets", json=body))


def _rate(url: str, send: Callable[[httpx.Client], httpx.Response]) -> float:
    """Requests a second that clients at the same time get answered."""
    end = time.monotonic() + _SECONDS

    def keep_sending(_number: int) -> int:
        answered = 0
        with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
            while time.monotonic() < end and answered < _MOST // _CLIENTS:
                assert send(client).is_success
                answered += 1
        return answered

    start = time.monotonic()
    with ThreadPoolExecutor(_CLIENTS) as pool:
        answered = sum(pool.map(keep_sending, range(_CLIENTS)))
    return answered / (time.monotonic() - start)


def _costs() -> tuple[Timing, ...]:
    """For each size: writing 20 cells, inside one process, so that nothing but Local Sheets is measured."""
    with LocalSheets() as local, _embedded(local) as client:
        books = [_filled(client, cells) for cells in _SIZES]
        return take_turns(*(partial(_write, client, book) for book in books), rounds=_ROUNDS)


def _big_reads() -> Iterator[tuple[str, Timing]]:
    """Reading all cells of 5,000 rows of 27, alternating colours over them: everything, and two fields alone."""
    with LocalSheets() as local, _embedded(local) as client:
        book = _filled(client, _BIG_ROWS * _BIG_WIDTH, width=_BIG_WIDTH)
        bands = {"firstBandColor": {"red": 1, "green": 1, "blue": 1}, "secondBandColor": {"red": 1}}
        banded = {"range": {"sheetId": 0}, "rowProperties": bands}
        requests = {"requests": [{"addBanding": {"bandedRange": banded}}]}
        client.post(f"/v4/spreadsheets/{book}:batchUpdate", json=requests).raise_for_status()
        masks = ("sheets.data", "sheets.data.rowData.values(effectiveValue,note)")
        reads = (partial(client.get, f"/v4/spreadsheets/{book}", params={"fields": mask}) for mask in masks)
        costs = take_turns(*reads, rounds=_BIG_ROUNDS, clock=time.process_time)
    yield from zip((f"all of {_BIG_ROWS:,}×{_BIG_WIDTH} cells", "their values and notes"), costs, strict=True)


def _workbook_reads() -> bool:
    """Okrsdk's own read of 1,000 key results, beside the same with the colours that conditional formats give.

    Only the first may leave them out. Then how much of it goes over the network, plain and compressed.
    """
    coloured = READ_FIELDS.replace("effectiveFormat(", "effectiveFormat(backgroundColorStyle,")
    with LocalSheets() as local, _embedded(local) as client:
        made = client.post("/v4/spreadsheets", json=workbook_template(_large_set()).spreadsheet).raise_for_status()
        path = f"/v4/spreadsheets/{made.json()['spreadsheetId']}"
        sides = (partial(client.get, path, params={"fields": mask}) for mask in (READ_FIELDS, coloured))
        own, whole = take_turns(*sides, rounds=_BIG_ROUNDS, clock=time.process_time)
        sizes = [_sent(local, path, encoding) for encoding in ("identity", "gzip")]
    print(f"  {_KEY_RESULTS:,} key results as read    {own}")
    print(f"  with conditional formats     {whole}")
    print(f"  over the network             {sizes[0] / 1000:,.0f} kB, compressed {sizes[1] / 1000:,.0f} kB")
    ratio = own.best / whole.best
    print(f"  ratio {ratio:.2f}, limit {_READ_LIMIT}: {verdict(holds=ratio <= _READ_LIMIT)}")
    return ratio <= _READ_LIMIT


def _large_set() -> OkrSet:
    small = okr_set()
    each = _KEY_RESULTS // len(small.objectives)
    first = small.key_results[0]
    results = (
        replace(first, id=f"{objective.id}-KR{number}", objective_id=objective.id)
        for objective in small.objectives
        for number in range(1, each + 1)
    )
    return replace(small, key_results=tuple(results))


def _sent(local: LocalSheets, path: str, encoding: str) -> int:
    """Bytes of the answer's body as it goes over a socket."""
    transport = httpx.WSGITransport(app=local.served_app)
    with httpx.Client(transport=transport, base_url="http://localhost") as client:
        request = client.build_request(
            "GET", path, params={"fields": READ_FIELDS}, headers={"Accept-Encoding": encoding}
        )
        answer = client.send(request, stream=True).raise_for_status()
        return sum(map(len, answer.iter_raw()))


def _write(client: httpx.Client, book: str) -> None:
    assert client.put(f"/v4/spreadsheets/{book}/values/A5:T5", params=_RAW, json=_twenty()).is_success


def _embedded(local: LocalSheets) -> httpx.Client:
    return httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://local", timeout=60)


def _twenty() -> dict[str, object]:
    return {"values": [list(range(_WIDTH))]}


def _filled(client: httpx.Client, cells: int, *, width: int = _WIDTH) -> str:
    """ID of a new spreadsheet with so many cells of numbers."""
    rows = cells // width
    size = {"gridProperties": {"rowCount": rows, "columnCount": max(width, 26)}}
    made = client.post("/v4/spreadsheets", json={"sheets": [{"properties": size}]}).raise_for_status()
    book: str = made.json()["spreadsheetId"]
    values = [[row * width + column for column in range(width)] for row in range(rows)]
    client.put(f"/v4/spreadsheets/{book}/values/A1", params=_RAW, json={"values": values}).raise_for_status()
    return book
