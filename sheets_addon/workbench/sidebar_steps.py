"""What an action of the sidebar writes becomes a step of the workbench's history."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from flask import g, request
from pydantic import ValidationError

from okrsdk.texts import text
from sheets_addon.addon.event import parse_event

if TYPE_CHECKING:
    from flask import Blueprint

    from sheets_addon.workbench.history import History


def follow_sidebar(api: Blueprint, history: History) -> None:
    """Notes what the actions of the add-on's cards write, whichever they are, once the blueprint is registered.

    Args:
        api: the blueprint of an app that also has the add-on's.
        history: what notes it.
    """

    @api.before_app_request
    def begin() -> None:
        if request.method != "POST" or request.blueprint != "addon":
            return
        spreadsheet_id = _spreadsheet_id()
        if spreadsheet_id:
            g.sidebar_step = ExitStack()
            g.sidebar_step.enter_context(history.step(spreadsheet_id, text("Write from the sidebar")))

    @api.teardown_app_request
    def end(_error: BaseException | None) -> None:
        step: ExitStack | None = g.pop("sidebar_step", None)
        if step is not None:
            step.close()


def _spreadsheet_id() -> str:
    """The spreadsheet that the event is about; empty where the add-on will refuse it."""
    try:
        return parse_event(request.get_json(silent=True)).spreadsheet_id
    except ValidationError:
        return ""
