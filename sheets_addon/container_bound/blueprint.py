"""The endpoints of bound scripts: each click with the cells, answered by a card and what is to be written."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, g, jsonify, request
from pydantic import ValidationError

from okrsdk.cycle import status
from okrsdk.errors import ConfigError, OkrError
from okrsdk.sheets.gradable import refuse_errors
from okrsdk.texts import text
from sheets_addon.addon.cards.errors import trouble
from sheets_addon.addon.check_in_round import round_in
from sheets_addon.addon.event import parse_event
from sheets_addon.addon.handlers import HANDLERS
from sheets_addon.addon.navigation import KEY_RESULT, Links, Route
from sheets_addon.addon.visit import Visit
from sheets_addon.container_bound.bound_request import BoundRequest
from sheets_addon.container_bound.reminding import reminder_mails
from sheets_addon.container_bound.replay import WriteFirstError
from sheets_addon.container_bound.workbook import SentWorkbook
from sheets_addon.translation import localized
from sheets_addon.validation_errors import refuse_invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sheets_addon.addon.widgets import Json
    from sheets_addon.identity import Callers

_BASE = "bound"
_NO_REMINDER = text("was not looked through for check-ins that are owed")
_OLD_SCRIPT = text("This script is older than its service, so nothing was written. Install the script anew.")
_WITH_ROWS = {Route.CHECK: "v1/check", Route.GRADE: "v1/grade"}


class BoundEndpoints:
    """The endpoints of bound scripts.

    `POST /v1/check` and `POST /v1/grade` take the rows of a script too: its cells and what was clicked, in place of a
    document. What else the cards do has an endpoint of its own, `POST /bound/{name}`; that of the weekly reminder
    answers with e-mails in place of a card.

    The app must make sure who calls: that it is a person in a sidebar whose script is known, where there are callers.

    Args:
        callers: says who that person is; None where only this machine is answered.
        now: tells this instant in UTC.
    """

    def __init__(self, *, callers: Callers | None, now: Callable[[], datetime]) -> None:
        self._callers = callers
        self._now = now

    def blueprint(self) -> Blueprint:
        """The endpoints of their own."""
        api = Blueprint("bound", __name__, url_prefix=f"/{_BASE}")

        @api.post("/<name>")
        def answer(name: str) -> Response:
            if name not in HANDLERS or name in _WITH_ROWS:
                abort(HTTPStatus.NOT_FOUND)
            return self._answer(Route(name))

        @api.post("/reminder")
        def remind() -> Response:
            return self._reminder()

        return api

    def answer_clicks(self) -> Response | None:
        """The answer to a request for rows, when it holds a script's click; None leaves it to the endpoint."""
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or "spreadsheet" not in body:
            return None
        return next((self._answer(route) for route, path in _WITH_ROWS.items() if request.path == f"/{path}"), None)

    def _answer(self, route: Route) -> Response:
        try:
            message, visit, workbook = self._visit()
        except ValidationError as error:
            return refuse_invalid(error)
        answer = localized(_answered(route, visit, workbook, message), visit.event.locale)
        return jsonify({"answer": answer, "changes": workbook.changes})

    def _reminder(self) -> Response:
        """The e-mails of the weekly reminder; what stands in their way is a problem, which no card could show."""
        try:
            message, visit, _ = self._visit()
        except ValidationError as error:
            return refuse_invalid(error)
        sight = visit.see()
        refuse_errors(sight.reading, sight.assessment.findings, _NO_REMINDER)
        mails = reminder_mails(status(sight.assessment), title=message.spreadsheet.title)
        return jsonify({"answer": {"mails": localized(mails, visit.event.locale)}, "changes": {}})

    def _visit(self) -> tuple[BoundRequest, Visit, SentWorkbook]:
        """What was sent, and the visit of whoever sent it.

        Raises:
            ValidationError: it is no request of a script.
        """
        message = BoundRequest.model_validate(request.get_json())
        event = parse_event(message.event)
        g.locale = event.locale
        workbook = SentWorkbook(message.spreadsheet, message.later, has_given_up=message.has_given_up)
        visit = Visit(
            event=replace(event, spreadsheet_id="", title=message.spreadsheet.title),
            workbook=workbook,
            spreadsheet=workbook.spreadsheet,
            # The script asks by the endpoint's path alone, and links lead to cells of the very sheet beside it.
            links=Links(base=_BASE, elsewhere=_WITH_ROWS),
            today=event.today(self._now()),
            by=self._caller(),
        )
        return message, visit, workbook

    def _caller(self) -> str:
        header = request.headers.get("Authorization", "")
        return "" if self._callers is None else self._callers.script_user(header).email


def _asked_about(visit: Visit) -> list[str]:
    """The IDs of the key results that check-ins were about to be saved of."""
    parameters = visit.event.parameters
    own = parameters.get(KEY_RESULT, "")
    asked = round_in(parameters)
    return list(dict.fromkeys(filter(None, [*(asked.ready if asked else ()), own])))


def _answered(route: Route, visit: Visit, workbook: SentWorkbook, message: BoundRequest) -> Json:
    try:
        if message.has_given_up and route in (Route.RECORD_CHECK_IN, Route.SAVE_ROUND, Route.CHECK_IN_ROUND):
            workbook.give_up_check_in(_asked_about(visit))
        elif message.has_given_up and route is Route.WRITE_SCORES:
            workbook.give_up()
        return HANDLERS[route](visit)
    except WriteFirstError as first:
        if not message.asks_again:
            return trouble(visit, route, ConfigError(_OLD_SCRIPT))
        workbook.changes = first.changes
        return {}
    except OkrError as error:
        return trouble(visit, route, error)
