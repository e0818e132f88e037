"""The workbench's page, its files, and the workbooks for its grid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from sheets_addon.faults import refuse_invalid
from sheets_addon.sidebar import CONTENT_SECURITY_POLICY, served_file
from sheets_addon.workbench.local_workbooks import LocalWorkbooks

if TYPE_CHECKING:
    from werkzeug import Response as WerkzeugResponse

    from okrsdk.localsheets import LocalSheets

_FOLDER = Path(__file__).parent
_MOST_CELLS = 50_000


class _Entry(BaseModel):
    """What is typed into a cell."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    row: StrictInt = Field(ge=0, le=1_000_000)
    column: StrictInt = Field(ge=0, le=20_000)
    text: StrictStr = Field(max_length=_MOST_CELLS)


def workbench_blueprint(local: LocalSheets) -> Blueprint:
    """`GET /`, the page; `/workbench/…`, its files; `/workbooks/…`, the workbooks of a Local Sheets, to read and edit.

    The app must answer on the loopback interface only: whoever reaches it may read and change every workbook.

    Args:
        local: the Local Sheets; it stays open.
    """
    workbooks = LocalWorkbooks(local)
    api = Blueprint("workbench", __name__)
    _add_page(api)

    @api.get("/spreadsheets/d/<spreadsheet_id>/edit")
    def linked(spreadsheet_id: str) -> WerkzeugResponse:
        """Where the links to a local workbook lead."""
        return redirect(url_for("workbench.page", workbook=spreadsheet_id))

    @api.get("/workbooks")
    def titles() -> Response:
        return jsonify(workbooks.titles())

    @api.get("/workbooks/<spreadsheet_id>")
    def workbook(spreadsheet_id: str) -> Response:
        return jsonify(workbooks.workbook(spreadsheet_id))

    @api.get("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>")
    def tab(spreadsheet_id: str, sheet_id: int) -> Response:
        return jsonify(workbooks.tab(spreadsheet_id, sheet_id))

    @api.post("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>/cells")
    def enter(spreadsheet_id: str, sheet_id: int) -> Response:
        try:
            entry = _Entry.model_validate(request.get_json())
        except ValidationError as error:
            return refuse_invalid(error)
        place = {"sheetId": sheet_id, "row": entry.row, "column": entry.column}
        workbooks.enter(spreadsheet_id, place, entry.text)
        return jsonify({})

    return api


def _add_page(api: Blueprint) -> None:
    @api.get("/")
    def page() -> Response:
        response = Response((_FOLDER / "page.html").read_bytes(), mimetype="text/html")
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @api.get("/workbench/<name>")
    def file(name: str) -> Response:
        return served_file(_FOLDER, name)
