"""The endpoints of bound scripts: each click with the cells, answered by a card and what is to be written."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, jsonify, request
from pydantic import ValidationError

from okrsdk.errors import OkrError
from sheets_addon.addon.event import parse_event
from sheets_addon.addon.handlers import HANDLERS
from sheets_addon.addon.links import Links, Route
from sheets_addon.addon.troubles import trouble
from sheets_addon.addon.visit import Visit
from sheets_addon.bound.messages import BoundRequest
from sheets_addon.bound.workbook import SentWorkbook
from sheets_addon.faults import refuse_invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sheets_addon.addon.widgets import Json
    from sheets_addon.identity import Callers

_BASE = "bound"


def bound_blueprint(*, callers: Callers | None, now: Callable[[], datetime]) -> Blueprint:
    """`POST /bound/{endpoint}`, one for each action of the cards.

    The app must make sure who calls: that it is a person in a sidebar whose script is known, where there are callers.

    Args:
        callers: says who that person is; None where only this machine is answered.
        now: tells this instant in UTC.
    """
    api = Blueprint("bound", __name__, url_prefix=f"/{_BASE}")

    @api.post("/<name>")
    def answer(name: str) -> Response:
        if name not in HANDLERS:
            abort(HTTPStatus.NOT_FOUND)
        try:
            message = BoundRequest.model_validate(request.get_json())
            event = parse_event(message.event)
        except ValidationError as error:
            return refuse_invalid(error)
        workbook = SentWorkbook(message.spreadsheet, message.landings)
        visit = Visit(
            event=replace(event, spreadsheet_id="", title=message.spreadsheet.title),
            workbook=workbook,
            # The script asks by the endpoint's name alone, and links lead to cells of the very sheet beside it.
            links=Links(base=_BASE),
            day=event.day(now()),
            by="" if callers is None else callers.script_user(request.headers.get("Authorization", "")).email,
        )
        card = _answered(Route(name), visit, workbook, message)
        return jsonify({"answer": card, "changes": workbook.changes})

    return api


def _answered(route: Route, visit: Visit, workbook: SentWorkbook, message: BoundRequest) -> Json:
    try:
        if message.has_given_up:
            workbook.give_up()
        return HANDLERS[route](visit)
    except OkrError as error:
        return trouble(visit, route, error)
