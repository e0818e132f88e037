"""The add-on's endpoints: Google posts an event, and gets what the sidebar is to show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, g, jsonify, request
from pydantic import ValidationError

from okrsdk.errors import OkrError
from okrsdk.sheets import Workbook
from okrsdk.sheets.spreadsheet import Spreadsheet
from sheets_addon.addon.cards.errors import permission_card, trouble
from sheets_addon.addon.deployment import SHEETS_SCOPES
from sheets_addon.addon.event import Event, parse_event
from sheets_addon.addon.handlers import HANDLERS
from sheets_addon.addon.kept_readings import KeptReadings
from sheets_addon.addon.navigation import Links, Route
from sheets_addon.addon.responses import file_question, opened, pushed, scope_question
from sheets_addon.addon.visit import Visit
from sheets_addon.auth import name_caller
from sheets_addon.translation import localized
from sheets_addon.validation_errors import refuse_invalid

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.model import Today
    from sheets_addon.addon.widgets import Json
    from sheets_addon.identity import Callers
    from sheets_addon.spreadsheets import Spreadsheets

_PREFIX = "/addon"
_LOGO = Path(__file__).parent / "logo.png"


def utc_now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def addon_blueprint(
    spreadsheets: Spreadsheets, *, callers: Callers | None = None, now: Callable[[], datetime] = utc_now
) -> Blueprint:
    """`POST /addon/{endpoint}`, one for each trigger and action, and the logo at `GET /addon/logo.png`.

    The app must make sure who calls: that it is Google where there are callers (`auth.answer_proven_callers`), else
    this machine (`auth.answer_loopback_only`).

    Args:
        spreadsheets: the way to people's spreadsheets.
        callers: says which person an event is of.
        now: tells this instant in UTC.
    """
    readings = KeptReadings()
    api = Blueprint("addon", __name__, url_prefix=_PREFIX)

    @api.before_request
    def meet() -> Response | None:
        return _meet(callers) if request.method == "POST" else None

    @api.get("/logo.png")
    def logo() -> Response:
        return Response(_LOGO.read_bytes(), mimetype="image/png")

    @api.post("/<name>")
    def answer(name: str) -> Response:
        if name not in tuple(Route):
            abort(HTTPStatus.NOT_FOUND)
        base = (callers.settings.url if callers is not None else request.host_url.rstrip("/")) + _PREFIX
        caller = _Caller(base=base, by=g.by, today=g.event.today(now()), readings=readings)
        return jsonify(localized(_answer(Route(name), g.event, caller, spreadsheets), g.event.locale))

    return api


def _meet(callers: Callers | None) -> Response | None:
    """Reads the event, and names the person it is of to whoever comes next."""
    try:
        g.event = parse_event(request.get_json())
    except ValidationError as error:
        return refuse_invalid(error)
    g.by, g.locale = "", g.event.locale
    if g.event.access_token:
        name_caller("token", g.event.access_token)
    if callers is not None and g.event.user_token:
        person = callers.person(g.event.user_token)
        name_caller("person", person.subject)
        g.by = person.email
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caller:
    base: str
    by: str
    today: Today
    readings: KeptReadings


def _answer(route: Route, event: Event, caller: _Caller, spreadsheets: Spreadsheets) -> Json:
    links = Links(base=caller.base, spreadsheet_id=event.spreadsheet_id)
    if event.scopes is not None and event.scopes.isdisjoint(SHEETS_SCOPES):
        return scope_question(SHEETS_SCOPES[:1])
    if route is Route.ASK_FOR_FILE:
        return file_question()
    if not event.spreadsheet_id:
        card = permission_card(links)
        return opened(card) if route in (Route.OPENED, Route.FILE_GRANTED) else pushed(card)
    kept = caller.readings.of(event.spreadsheet_id, event.access_token)
    with spreadsheets.connection(event.access_token) as connection:
        workbook = Workbook(spreadsheet_id=event.spreadsheet_id, connection=connection)
        links = replace(links, workbook_url=workbook.url)
        visit = Visit(
            event=event,
            workbook=workbook,
            spreadsheet=Spreadsheet(spreadsheet_id=event.spreadsheet_id, http=connection.http),
            links=links,
            today=caller.today,
            by=caller.by,
            asks_per_file=connection.endpoint.is_google,
            sheets=workbook,
            kept=kept,
        )
        try:
            return HANDLERS[route](visit)
        except OkrError as error:
            return trouble(visit, route, error)
