"""The workbench's page, its files, and the workbooks for its grid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from okrsdk.texts import text
from sheets_addon.sidebar import CONTENT_SECURITY_POLICY, served_file
from sheets_addon.translation import localized, reader_locale
from sheets_addon.validation_errors import refuse_invalid
from sheets_addon.workbench.changes import Change
from sheets_addon.workbench.history import History
from sheets_addon.workbench.local_workbooks import LocalWorkbooks
from sheets_addon.workbench.page import page_in
from sheets_addon.workbench.sidebar_steps import follow_sidebar

if TYPE_CHECKING:
    from werkzeug import Response as WerkzeugResponse

    from okrsdk.localsheets import LocalSheets
    from sheets_addon.workbench.history import Told

_FOLDER = Path(__file__).parent
_MOST_CELLS = 20_000
_LONGEST_TEXT = 50_000
_MOST_ROWS = 1_000

_Text = Annotated[StrictStr, Field(max_length=_LONGEST_TEXT)]


class _Typed(BaseModel):
    """What is typed into cells from a first one on, row by row; an empty text clears one."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    row: StrictInt = Field(ge=0, le=1_000_000)
    column: StrictInt = Field(ge=0, le=20_000)
    texts: list[Annotated[list[_Text], Field(max_length=_MOST_CELLS)]] = Field(min_length=1, max_length=_MOST_CELLS)


def workbench_blueprint(local: LocalSheets) -> Blueprint:
    """`GET /`, the page; `/workbench/…`, its files; `/workbooks/…`, the workbooks of a Local Sheets, to read and edit.

    The app must answer on the loopback interface only: whoever reaches it may read and change every workbook.

    Args:
        local: the Local Sheets; it stays open.
    """
    workbooks, history = LocalWorkbooks(local), History(local)
    api = Blueprint("workbench", __name__)
    _add_page(api)
    _add_tabs(api, workbooks)
    _add_edits(api, workbooks, history)
    _add_history(api, history)
    follow_sidebar(api, history)

    @api.get("/spreadsheets/d/<spreadsheet_id>/edit")
    def linked(spreadsheet_id: str) -> WerkzeugResponse:
        """Where the links to a local workbook lead."""
        return redirect(url_for("workbench.page", workbook=spreadsheet_id))

    @api.get("/workbooks")
    def titles() -> Response:
        return jsonify(workbooks.titles())

    @api.get("/workbooks/<spreadsheet_id>")
    def workbook(spreadsheet_id: str) -> Response:
        return jsonify(
            workbooks.workbook(spreadsheet_id) | {"history": localized(history.names(spreadsheet_id), reader_locale())}
        )

    @api.get("/workbooks/<spreadsheet_id>/choices")
    def choices(spreadsheet_id: str) -> Response:
        return jsonify(workbooks.choices(spreadsheet_id, request.args.get("range", "")))

    return api


def _add_page(api: Blueprint) -> None:
    @api.get("/")
    def page() -> Response:
        response = Response(page_in(reader_locale()), mimetype="text/html")
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @api.get("/workbench/<name>")
    def file(name: str) -> Response:
        return served_file(_FOLDER, name)


def _add_tabs(api: Blueprint, workbooks: LocalWorkbooks) -> None:
    @api.get("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>")
    def tab(spreadsheet_id: str, sheet_id: int) -> Response:
        return Response(workbooks.tab(spreadsheet_id, sheet_id), mimetype="application/json")

    @api.get("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>/rows/<int:start>-<int:end>")
    def rows(spreadsheet_id: str, sheet_id: int, start: int, end: int) -> Response:
        end = min(end, start + _MOST_ROWS)
        return Response(workbooks.cells(spreadsheet_id, sheet_id, start, end), mimetype="application/json")

    @api.get("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>/filled")
    def filled(spreadsheet_id: str, sheet_id: int) -> Response:
        return jsonify(workbooks.filled(spreadsheet_id, sheet_id))


def _add_edits(api: Blueprint, workbooks: LocalWorkbooks, history: History) -> None:
    @api.post("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>/cells")
    def enter(spreadsheet_id: str, sheet_id: int) -> Response:
        try:
            typed = _Typed.model_validate(request.get_json())
        except ValidationError as error:
            return refuse_invalid(error)
        place = {"sheetId": sheet_id, "row": typed.row, "column": typed.column}
        with history.step(spreadsheet_id, text("Edit")):
            workbooks.enter(spreadsheet_id, place, typed.texts)
        return jsonify({})

    @api.post("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>/changes")
    def change(spreadsheet_id: str, sheet_id: int) -> Response:
        try:
            wanted = Change.model_validate(request.get_json())
        except ValidationError as error:
            return refuse_invalid(error)
        with history.step(spreadsheet_id, wanted.name):
            workbooks.change(spreadsheet_id, wanted.requests(sheet_id))
        return jsonify({})


def _add_history(api: Blueprint, history: History) -> None:
    @api.post("/workbooks/<spreadsheet_id>/undo")
    def undo(spreadsheet_id: str) -> Response:
        return _told(history.undo(spreadsheet_id))

    @api.post("/workbooks/<spreadsheet_id>/redo")
    def redo(spreadsheet_id: str) -> Response:
        return _told(history.redo(spreadsheet_id))


def _told(told: Told) -> Response:
    return jsonify(localized({"text": told.text, "place": told.place}, reader_locale()))
