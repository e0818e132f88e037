"""One workbook in Local Sheets, and each of the ways that okrsdk works on it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import Backend, SheetsSettings, Workbook, connect
from okrsdk.sheets.connection import Connection
from okrsdk.sheets.spreadsheet import Spreadsheet
from okrsdk.workbook import WorkbookPort, read_workbook
from okrsdk.workbook.spreadsheet_port import SpreadsheetPort
from sheets_addon.apps_script import write_project
from sheets_addon.container_bound.request_changes import changes_of
from sheets_addon.container_bound.sent_spreadsheet import SentSpreadsheet, spreadsheet_of
from sheets_addon.container_bound.workbook import SentWorkbook
from tests.apps_script.bound_script import BoundScript, Node
from tests.samples import sample
from tests.serving import served

Result = TypeVar("Result")
READ = "(() => readSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()))"
WRITE = "((sent, changes) => writtenWhereItFits(SpreadsheetApp.getActiveSpreadsheet(), sent, changes))"


class ScriptedWorkbook:
    """What the real script reads is judged by the service's own port, and what that says the real script writes."""

    url = ""

    def __init__(self, script):
        self._script = script

    def inspect(self):
        return self._act(SentWorkbook.inspect)

    def check(self, **options):
        return self._act(lambda workbook: workbook.check(**options))

    def grade(self, **options):
        return self._act(lambda workbook: workbook.grade(**options))

    def record(self, reading, *check_ins):
        self._act(lambda workbook: workbook.record(reading, *check_ins))

    def add_tabs(self, okr_set):
        self._act(lambda workbook: workbook.add_tabs(okr_set))

    def _act(self, step: Callable[[SentWorkbook], Result]) -> Result:
        sent = self._run(READ)
        workbook = SentWorkbook(SentSpreadsheet.model_validate(sent))
        result = step(workbook)
        if workbook.changes:
            assert self._run(WRITE, sent, workbook.changes) == "done"
        return result

    def _run(self, function, *values):
        (result,) = self._script.run((function, *values))["results"]
        return result["value"]


class ScriptedSpreadsheet:
    """What the real script reads, and the requests' changes as the real script writes them."""

    spreadsheet_id = ""

    def __init__(self, script):
        self._script = script

    def read(self):
        return self._reading(self._run(READ))

    def changed(self, body):
        sent = self._run(READ)
        changes = {**changes_of(body, self._reading(sent)), "again": True}
        assert self._run(WRITE, sent, changes) == "asks again"
        return self.read()

    def _reading(self, sent):
        return read_workbook(spreadsheet_of(SentSpreadsheet.model_validate(sent)))

    def _run(self, function, *values):
        (result,) = self._script.run((function, *values))["results"]
        return result["value"]


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    project = tmp_path_factory.mktemp("apps_script")
    write_project(project)
    with closing(Node(project)) as node:
        yield node


@pytest.fixture
def person(node: Node) -> Iterator[BoundScript]:
    """A person at the spreadsheet, whose script it may be."""
    with LocalSheets() as sheets, served(sheets.wsgi_app) as url:
        own = BoundScript(sheets, {"sheets": url, "service": ""}, node, sample("home-services"))
        yield own
        own.client.close()


BY_EACH = ["HTTP", "embedded", pytest.param("bound script", marks=pytest.mark.slow)]


@pytest.fixture(params=BY_EACH)
def workbook(request: pytest.FixtureRequest, person: BoundScript, tmp_path: Path) -> Iterator[WorkbookPort]:
    """The person's workbook, by each implementation in turn."""
    if request.param == "bound script":
        yield ScriptedWorkbook(person)
        return
    with reached(person, tmp_path, is_embedded=request.param == "embedded") as connection:
        yield Workbook(spreadsheet_id=person.spreadsheet_id, connection=connection)


@pytest.fixture(params=BY_EACH)
def spreadsheet(request: pytest.FixtureRequest, person: BoundScript, tmp_path: Path) -> Iterator[SpreadsheetPort]:
    """The person's spreadsheet as requests know it, by each implementation in turn."""
    if request.param == "bound script":
        yield ScriptedSpreadsheet(person)
        return
    with reached(person, tmp_path, is_embedded=request.param == "embedded") as connection:
        yield Spreadsheet(spreadsheet_id=person.spreadsheet_id, http=connection.http)


@contextmanager
def reached(person: BoundScript, home: Path, *, is_embedded: bool) -> Iterator[Connection]:
    """The person's Local Sheets over HTTP or within this process."""
    url = str(person.client.base_url).removesuffix("/v4/spreadsheets/")
    over_http = SheetsSettings(home=home, backend=Backend.SERVER, server_url=url)
    embedded = SheetsSettings(home=home)
    with connect(embedded if is_embedded else over_http, local=person.sheets if is_embedded else None) as connection:
        yield connection
