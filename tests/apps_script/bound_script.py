"""A bound script in Node, over a workbook in Local Sheets: what the script does, and what a person does beside it."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.model import OkrSet
from okrsdk.workbook import workbook_template
from tests.present import present
from tests.serving import NO_AUTHORITY, PATIENCE
from tests.sheets_addon.addon.cards import buttons, card_of

HERE = Path(__file__).parent


def event(parameters: Mapping[str, str], inputs: Mapping[str, str]) -> dict[str, object]:
    """A click as the renderer tells of it."""
    fields = {name: {"stringInputs": {"value": [value]}} for name, value in inputs.items()}
    zone = {"id": "Etc/UTC", "offset": 0}
    common = {"hostApp": "SHEETS", "timeZone": zone, "parameters": dict(parameters), "formInputs": fields}
    return {"commonEventObject": common, "sheets": {"id": "", "title": "", "addonHasFileScopePermission": True}}


def installed_node() -> str:
    """The Node that is installed; the test is skipped where there is none."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("needs Node.js from 18 on: apt-get install nodejs")
    return found


class Node:
    """A process that runs a project's scripts, each run in a world of its own: to start one costs more than a run."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._process: subprocess.Popen[str] | None = None

    def run(self, message: Mapping[str, object]) -> dict[str, Any]:
        """What a run gives and did. The first one starts the process."""
        self._process = self._process or self._started()
        told, said = present(self._process.stdin), present(self._process.stdout)
        told.write(json.dumps({"project": str(self._project), **message}) + "\n")
        told.flush()
        line = said.readline()
        assert line, "Node has ended"
        return json.loads(line)

    def close(self) -> None:
        """Ends the process."""
        if self._process:
            self._process.communicate(timeout=PATIENCE)

    def _started(self) -> subprocess.Popen[str]:
        command = [installed_node(), str(HERE / "fake_apps_script.mjs")]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")


class BoundScript:
    """The script of one workbook.

    Attributes:
        sheets: the Local Sheets it works on.
        client: speaks to them as any other program.
        okr_set: the OKRs that the workbook was made from.
        spreadsheet_id: the workbook.
    """

    def __init__(self, sheets: LocalSheets, urls: Mapping[str, str], node: Node, okr_set: OkrSet) -> None:
        self.sheets = sheets
        self._node = node
        self.client = httpx.Client(base_url=f"{urls['sheets']}/v4/spreadsheets/", timeout=PATIENCE, verify=NO_AUTHORITY)
        self.okr_set = okr_set
        self._input = dict(urls)
        self.properties = {"OKR_SERVICE_URL": "https://okr.example.com/"}
        self.use(self.make(okr_set))

    def use(self, spreadsheet_id: str) -> None:
        """Has the script bound to another spreadsheet."""
        self.spreadsheet_id = spreadsheet_id
        self._input["spreadsheetId"] = spreadsheet_id

    def make(self, okr_set: OkrSet) -> str:
        """Makes a workbook; gives its ID."""
        body = workbook_template(okr_set).spreadsheet
        created = self.client.post(f"{self._input['sheets']}/v4/spreadsheets", json=body)
        return created.raise_for_status().json()["spreadsheetId"]

    def titles(self) -> list[str]:
        """The titles of the tabs."""
        answer = self.client.get(self.spreadsheet_id, params={"fields": "sheets.properties.title"}).json()
        return [sheet["properties"]["title"] for sheet in answer["sheets"]]

    def run(self, *calls: tuple[object, ...], **more: object) -> dict[str, Any]:
        """What calls of the script's functions give, and what the script did on the way."""
        return self._node.run({**self._input, "properties": self.properties, "calls": calls, **more})

    def act(
        self,
        name: str,
        parameters: Mapping[str, str] | None = None,
        inputs: Mapping[str, str] | None = None,
        **more: object,
    ) -> dict[str, Any]:
        """What an endpoint of the service leads to: `answer` or `problem`."""
        path = name if "/" in name else f"{'v1' if name in ('check', 'grade') else 'bound'}/{name}"
        (result,) = self.run(("act", path, event(parameters or {}, inputs or {})), **more)["results"]
        return result["value"]

    def card(self, name: str, parameters: Mapping[str, str] | None = None, **more: Any) -> dict[str, Any]:
        """The card that an endpoint leads to, as Google would judge it."""
        return card_of(self.act(name, parameters, **more)["answer"])

    def press(self, card: dict[str, Any], text: str, /, **inputs: str) -> dict[str, Any]:
        """The card after a press on a button."""
        action = buttons(card)[text]["action"]
        parameters = {pair["key"]: pair["value"] for pair in action["parameters"]}
        return card_of(self.act(action["function"], parameters, inputs)["answer"])

    def rows(self, tab: str) -> list[list[object]]:
        """The values of a tab."""
        answer = self.client.get(
            f"{self.spreadsheet_id}/values/{tab}", params={"valueRenderOption": "UNFORMATTED_VALUE"}
        )
        return answer.raise_for_status().json()["values"]

    def column(self, header: str, tab: str = "Key Results") -> str:
        """The letters of a column."""
        at = self.rows(tab)[0].index(header)
        return ("" if at < 26 else chr(64 + at // 26)) + chr(65 + at % 26)

    def records(self, tab: str) -> list[dict[str, object]]:
        """The rows of a tab by header; blanks are left out."""
        headers, *rows = self.rows(tab)
        names = [str(header) for header in headers]
        named = [dict(zip(names, row, strict=False)) for row in rows]
        return [{name: value for name, value in record.items() if value != ""} for record in named]

    def fault(self, match: str, **rule: object) -> None:
        """Has Local Sheets refuse requests."""
        faults = {"seed": 1, "rules": [{"match": match, **rule}]}
        headers = {"X-Local-Sheets": "1"}
        httpx.put(f"{self._input['sheets']}/_local/faults", json=faults, headers=headers).raise_for_status()

    def put(self, address: str, *rows: list[object], option: str = "USER_ENTERED") -> None:
        """Writes cells as a person would."""
        url = f"{self.spreadsheet_id}/values/{address}"
        options = {"valueInputOption": option}
        self.client.put(url, params=options, json={"values": list(rows)}).raise_for_status()

    def edit(self, *requests: dict[str, object]) -> None:
        """Changes the spreadsheet as a person would."""
        url = f"{self.spreadsheet_id}:batchUpdate"
        self.client.post(url, json={"requests": list(requests)}).raise_for_status()
