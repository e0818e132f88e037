"""The service behind the sidebar: checks and grades over HTTP, on rows or on the caller's own spreadsheet.

It keeps nothing: the sheet is the database, so workers and machines can be added freely.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sheets_addon.api.health import health_blueprint
from sheets_addon.api.rows import rows_blueprint
from sheets_addon.api.rules import rules_blueprint
from sheets_addon.api.sheets import sheets_blueprint
from sheets_addon.auth import answer_loopback_only
from sheets_addon.config import ServiceConfig, config_from_environment
from sheets_addon.exact_json import read_json_exactly
from sheets_addon.openapi import bare_app
from sheets_addon.problems import answer_with_problems
from sheets_addon.spreadsheets import Spreadsheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from flask_openapi.openapi import OpenAPI

__all__ = ["ServiceConfig", "create_app"]


def utc_today() -> date:
    """Today, in UTC."""
    return datetime.now(UTC).date()


def create_app(
    config: ServiceConfig | None = None,
    *,
    spreadsheets: Spreadsheets | None = None,
    today: Callable[[], date] = utc_today,
) -> OpenAPI:
    """The service, a Flask app.

    Args:
        config: how it runs; from the environment without one.
        spreadsheets: the way to the callers' spreadsheets; by default the one that the configuration says.
        today: tells the day, for requests that name none.

    Raises:
        ConfigError: the environment's settings are no use.
    """
    config = config or config_from_environment(os.environ)
    spreadsheets = spreadsheets or Spreadsheets(config.sheets)
    app = bare_app(__name__)
    app.config["MAX_CONTENT_LENGTH"] = config.max_body_bytes
    answer_with_problems(app)
    answer_loopback_only(app)
    read_json_exactly(app)
    app.after_request(_harden)
    for blueprint in (
        rows_blueprint(today),
        sheets_blueprint(spreadsheets, today),
        rules_blueprint(),
        health_blueprint(spreadsheets),
    ):
        app.register_api(blueprint)
    return app


def _harden(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
