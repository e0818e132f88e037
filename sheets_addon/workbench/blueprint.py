"""The workbench's page, its files, and the workbooks for its grid."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from sheets_addon.sidebar import CONTENT_SECURITY_POLICY, served_file
from sheets_addon.validation_errors import refuse_invalid
from sheets_addon.workbench.local_workbooks import LocalWorkbooks

if TYPE_CHECKING:
    from werkzeug import Response as WerkzeugResponse

    from okrsdk.localsheets import LocalSheets

_FOLDER = Path(__file__).parent
_MOST_CELLS = 20_000
_LONGEST_TEXT = 50_000


_Fraction = Annotated[Decimal, Field(strict=True)]
_Text = Annotated[StrictStr, Field(max_length=_LONGEST_TEXT)]


class _Block(BaseModel):
    """Cells from a first one on, row by row."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    row: StrictInt = Field(ge=0, le=1_000_000)
    column: StrictInt = Field(ge=0, le=20_000)


class _Typed(_Block):
    """What is typed into cells; an empty text clears one."""

    texts: list[Annotated[list[_Text], Field(max_length=_MOST_CELLS)]] = Field(min_length=1, max_length=_MOST_CELLS)


class _Value(BaseModel):
    """What a cell holds, as the Sheets API says it: one of these."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    stringValue: _Text | None = None  # noqa: N815 - the API's own names
    formulaValue: _Text | None = None  # noqa: N815 - as above
    numberValue: StrictInt | _Fraction | None = None  # noqa: N815 - as above
    boolValue: StrictBool | None = None  # noqa: N815 - as above

    @property
    def document(self) -> dict[str, object]:
        """The value as JSON can say it."""
        parts = self.model_dump(exclude_none=True)
        return {name: float(part) if isinstance(part, Decimal) else part for name, part in parts.items()}


class _Held(_Block):
    """What cells are to hold again; null clears one."""

    values: list[Annotated[list[_Value | None], Field(max_length=_MOST_CELLS)]] = Field(
        min_length=1, max_length=_MOST_CELLS
    )


def workbench_blueprint(local: LocalSheets) -> Blueprint:
    """`GET /`, the page; `/workbench/…`, its files; `/workbooks/…`, the workbooks of a Local Sheets, to read and edit.

    The app must answer on the loopback interface only: whoever reaches it may read and change every workbook.

    Args:
        local: the Local Sheets; it stays open.
    """
    workbooks = LocalWorkbooks(local)
    api = Blueprint("workbench", __name__)
    _add_page(api)
    _add_edits(api, workbooks)

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
        return Response(workbooks.tab(spreadsheet_id, sheet_id), mimetype="application/json")

    @api.get("/workbooks/<spreadsheet_id>/choices")
    def choices(spreadsheet_id: str) -> Response:
        return jsonify(workbooks.choices(spreadsheet_id, request.args.get("range", "")))

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


def _add_edits(api: Blueprint, workbooks: LocalWorkbooks) -> None:
    @api.post("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>/cells")
    def enter(spreadsheet_id: str, sheet_id: int) -> Response:
        try:
            typed = _Typed.model_validate(request.get_json())
        except ValidationError as error:
            return refuse_invalid(error)
        place = {"sheetId": sheet_id, "row": typed.row, "column": typed.column}
        workbooks.enter(spreadsheet_id, place, typed.texts)
        return jsonify({})

    @api.post("/workbooks/<spreadsheet_id>/tabs/<int:sheet_id>/values")
    def restore(spreadsheet_id: str, sheet_id: int) -> Response:
        try:
            held = _Held.model_validate(request.get_json())
        except ValidationError as error:
            return refuse_invalid(error)
        place = {"sheetId": sheet_id, "row": held.row, "column": held.column}
        values = [[None if own is None else own.document for own in row] for row in held.values]
        workbooks.restore(spreadsheet_id, place, values)
        return jsonify({})
