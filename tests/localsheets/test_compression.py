"""Answers are compressed where the client takes it and something is gained."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from okrsdk.localsheets import create_app
from tests.localsheets.api import LOCAL
from tests.serving import served

LONG = "x" * 5000


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    with served(create_app(tmp_path)) as url, httpx.Client(base_url=url, headers=LOCAL, trust_env=False) as found:
        yield found


@pytest.fixture
def path(client: httpx.Client) -> str:
    sheets = [{"data": [{"rowData": [{"values": [{"userEnteredValue": {"stringValue": LONG}}]}]}]}]
    return f"/v4/spreadsheets/{client.post('/v4/spreadsheets', json={'sheets': sheets}).json()['spreadsheetId']}"


def raw(client: httpx.Client, path: str, encoding: str) -> tuple[httpx.Response, bytes]:
    """The answer, and its body as it came."""
    with client.stream("GET", path, headers={"Accept-Encoding": encoding}) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("encoding", ["gzip", "gzip, deflate, br", "deflate;q=0.5, gzip;q=1.0", "*"])
def test_a_long_answer_is_compressed_for_who_takes_gzip(client: httpx.Client, path: str, encoding: str) -> None:
    answer, body = raw(client, f"{path}/values/A1", encoding)
    assert (answer.headers["Content-Encoding"], answer.headers["Content-Length"]) == ("gzip", str(len(body)))
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(body) < 500
    assert json.loads(gzip.decompress(body))["values"] == [[LONG]]


@pytest.mark.parametrize("encoding", ["identity", "deflate, br", "gzip;q=0", ""])
def test_it_comes_as_it_is_for_others(client: httpx.Client, path: str, encoding: str) -> None:
    answer, body = raw(client, f"{path}/values/A1", encoding)
    assert "Content-Encoding" not in answer.headers
    assert json.loads(body)["values"] == [[LONG]]


def test_short_answers_and_files_come_as_they_are(client: httpx.Client, path: str) -> None:
    answer, _ = raw(client, f"{path}?fields=spreadsheetId", "gzip")
    assert "Content-Encoding" not in answer.headers
    stored = client.post(
        "/upload/drive/v3/files?uploadType=media", content=LONG, headers={"Content-Type": "text/plain"}
    )
    answer, body = raw(client, f"/drive/v3/files/{stored.json()['id']}?alt=media", "gzip")
    assert ("Content-Encoding" in answer.headers, body) == (False, LONG.encode())


def test_a_connection_that_drops_to_order_still_drops(client: httpx.Client, path: str) -> None:
    client.put("/_local/faults", json={"rules": [{"fault": "drop"}]})
    with pytest.raises(httpx.TransportError):
        raw(client, path, "gzip")
