"""The workbench's endpoints: only files of the page, only workbooks of Local Sheets, only from this machine."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from okrsdk.model import Cycle
from okrsdk.sheets import connect, create_workbook, settings_from
from sheets_addon.sidebar import CONTENT_SECURITY_POLICY
from sheets_addon.workbench import open_local_app
from tests.present import present
from tests.samples import sample


@pytest.fixture
def client(bench):
    return bench.app.test_client()


def test_the_page_has_a_strict_policy(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "'unsafe" not in CONTENT_SECURITY_POLICY
    assert b"<script type=" in answer.data
    assert b"style=" not in answer.data
    assert b"onclick=" not in answer.data


def test_the_page_speaks_the_language_of_the_browser(client):
    german = client.get("/", headers={"Accept-Language": "de-CH,en;q=0.8"}).get_data(as_text=True)
    assert '<html lang="de">' in german
    assert '"Back": "Zurück"' in german
    assert "<title>okrsdk-Werkbank</title>" in german
    assert ">Zeilen &amp; Spalten</button>" in german
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "pt-BR,de;q=0.8"}).get_data(as_text=True)


SAID_IN_ENGLISH = re.compile(r"""(say\(|notify\(|"aria-label": |placeholder: |title: |textContent = )["`][A-Z]""")


@pytest.mark.parametrize("folder", ["sidebar", "workbench"])
def test_whatever_the_scripts_say_goes_through_the_catalogues(folder):
    paths = (Path(__file__).parents[2] / "sheets_addon" / folder).glob("*.js")
    code = {path.name: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in paths}
    assert {name for name, text in code.items() if SAID_IN_ENGLISH.search(text)} == set()
    assert any("words(" in text for text in code.values())


def test_steps_and_problems_are_told_in_the_language_of_the_browser(client, bench):
    spanish = {"Accept-Language": "es-MX,en;q=0.8"}
    url = f"/workbooks/{bench.spreadsheet_id}"
    change = {"kind": "insert", "dimension": "ROWS", "start": 2, "count": 2, "side": "after"}
    assert client.post(f"{url}/tabs/103/changes", json=change).status_code == 200
    assert client.get(url, headers=spanish).json["history"] == {"undo": "Insertar 2 filas", "redo": None}
    assert client.post(f"{url}/undo", json={}, headers=spanish).json["text"] == "Deshecho: Insertar 2 filas."
    gone = client.get("/workbooks/none", headers=spanish).json
    assert (gone["title"], gone["detail"]) == (
        "No encontrado",
        "Ese libro ya no existe. Vuelve a cargar la página.",
    )


def test_the_link_to_a_local_workbook_leads_to_its_page(client):
    answer = client.get("/spreadsheets/d/abc-123/edit")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?workbook=abc-123")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/workbench/workbench.js", "text/javascript"),
        ("/workbench/workbench.css", "text/css"),
        ("/workbench/mark.svg", "image/svg+xml"),
        ("/sidebar/sidebar.js", "text/javascript"),
    ],
)
def test_its_files_are_served(client, path, kind):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == kind


@pytest.mark.parametrize(
    "path",
    [
        "/workbench/blueprint.py",
        "/workbench/page.html",
        "/workbench/../app.py",
        "/workbench/none.js",
        "/sidebar/__init__.py",
        "/sidebar/%2e%2e/config.py",
    ],
)
def test_nothing_else_is(client, path):
    assert client.get(path).status_code == 404


def test_workbooks_are_listed_by_title(client, bench):
    title = "Brightloom Software, Marketing · 2026-Q4"
    assert client.get("/workbooks").json == [{"id": bench.spreadsheet_id, "title": title}]


def test_a_workbook_names_its_tabs(client, bench):
    answer = client.get(f"/workbooks/{bench.spreadsheet_id}").json
    titles = [sheet["properties"]["title"] for sheet in answer["sheets"]]
    assert titles == ["Overview", "Objectives", "Key Results", "Check-ins", "Client"]


def test_a_tab_comes_with_values_formats_notes_and_choices(client, bench):
    url = f"/workbooks/{bench.spreadsheet_id}/tabs/103"
    (sheet,) = client.get(url).json["sheets"]
    (cells,) = client.get(f"{url}/rows/0-2").json["sheets"]
    header, first = (row["values"] for row in cells["data"][0]["rowData"])
    assert header[0]["note"].startswith("Names the key result for good")
    assert header[0]["effectiveFormat"]["textFormat"]["bold"] is True
    assert first[3]["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
    assert first[13]["formattedValue"] == "$2,460,000"
    assert len(sheet["protectedRanges"]) == 1
    assert "rowData" not in sheet["data"][0]
    filled = client.get(f"{url}/filled").json
    assert (len(filled), filled[1][:4]) == (14, [0, 1, 2, 3])


def _enter(client, bench, row, column, text):
    url = f"/workbooks/{bench.spreadsheet_id}/tabs/103/cells"
    return client.post(url, json={"row": row, "column": column, "texts": [[text]]})


def test_what_is_entered_is_taken_as_a_person_means_it(client, bench):
    for row, text in ((1, "=1800000+1"), (2, "0.5"), (3, ""), (4, "<b>x</b>")):
        assert _enter(client, bench, row, 13, text).status_code == 200
    assert bench.values("Key Results!N2:N5", "FORMULA") == [["=1800000+1"], [0.5], [], ["<b>x</b>"]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"row": -1, "column": 0, "texts": [["x"]]},
        {"row": 0, "column": 0, "texts": []},
        {"row": 0, "column": 0, "texts": [[7]]},
        {"row": 0, "column": 0, "texts": [["x" * 50_001]]},
        {"row": 0, "column": 0, "texts": [["x"]], "more": 1},
        {"row": "0", "column": 0, "texts": [["x"]]},
    ],
)
def test_a_wrong_entry_is_a_problem_and_changes_nothing(client, bench, body):
    before = bench.values("Key Results")
    answer = client.post(f"/workbooks/{bench.spreadsheet_id}/tabs/103/cells", json=body)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert bench.values("Key Results") == before


def test_a_drop_down_of_a_range_offers_what_is_there_once(client, bench):
    bench.put("Objectives!A5:A7", ["O4"], [""], ["O4"])
    url = f"/workbooks/{bench.spreadsheet_id}/choices"
    assert client.get(url, query_string={"range": "=Objectives!$A$2:$A"}).json == ["O1", "O2", "O3", "O4"]
    assert client.get(url, query_string={"range": "='Key Results'!$A$2:$A3"}).json == ["O1-KR1", "O1-KR2"]
    for nothing in ("=Gone!$A$2:$A", "", "=../../x"):
        assert client.get(url, query_string={"range": nothing}).mimetype == "application/problem+json"


def test_a_cell_beyond_the_sheet_is_a_problem(client, bench):
    answer = _enter(client, bench, 999_999, 0, "x")
    assert answer.status_code >= 400
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("path", ["/workbooks/none", "/workbooks/none/tabs/103"])
def test_an_unknown_workbook_is_a_problem(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json["detail"] == "There is no such workbook any more. Reload the page."


def test_an_unknown_tab_is_a_problem(client, bench):
    answer = client.get(f"/workbooks/{bench.spreadsheet_id}/tabs/999")
    assert answer.status_code in (400, 404, 502)
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/workbooks", "/workbench/workbench.js"])
def test_other_machines_and_names_are_refused(client, path):
    assert client.get(path, headers={"Host": "evil.example.com"}).status_code == 403
    assert client.get(path, environ_overrides={"REMOTE_ADDR": "192.0.2.1"}).status_code == 403


def test_it_opens_the_local_sheets_of_a_home_and_judges_the_samples_alone_by_a_given_day(tmp_path):
    settings = settings_from({"OKR_HOME": str(tmp_path)})
    long_ago = replace(sample(), cycle=Cycle.parse("2001-Q1"))
    with connect(settings) as connection:
        sample_id = create_workbook(long_ago, connection, title="Sample").spreadsheet_id
        own_id = create_workbook(long_ago, connection, title="Own").spreadsheet_id
    app = open_local_app(settings, days={sample_id: date(2001, 1, 3)})
    client = app.test_client()
    assert {book["id"] for book in present(client.get("/workbooks").json)} == {own_id, sample_id}

    def subtitle(spreadsheet_id: str) -> str:
        event = {"sheets": {"id": spreadsheet_id, "addonHasFileScopePermission": True}}
        card = present(client.post("/addon/opened", json=event).json)["action"]["navigations"][0]["pushCard"]
        return str(card["header"]["subtitle"])

    assert subtitle(sample_id) == "2001-Q1 · week 1 of 13"
    assert "week" not in subtitle(own_id)  # its cycle ended long ago
    app.extensions["workbench"].close()
