"""The service behind the sidebar: checks and grades over HTTP, on rows or on the caller's own spreadsheet.

It stores nothing: the sheet is the database, so workers and machines can be added freely. What a card read is
remembered for two minutes in memory, under the token it was read with (`addon.kept_readings`).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flask_openapi.blueprint import APIBlueprint
from werkzeug.middleware.proxy_fix import ProxyFix

from sheets_addon.addon.blueprint import addon_blueprint, utc_now
from sheets_addon.api.openapi import bare_app
from sheets_addon.api.rows import rows_blueprint
from sheets_addon.api.rules import rules_blueprint
from sheets_addon.api.sheets import sheets_blueprint
from sheets_addon.asgi import refuse_cut_off
from sheets_addon.auth import answer_loopback_only, answer_proven_callers
from sheets_addon.certificates import google_certificates
from sheets_addon.config import ServiceConfig, config_from_environment
from sheets_addon.container_bound import BoundEndpoints
from sheets_addon.exact_json import read_json_exactly
from sheets_addon.identity import Callers
from sheets_addon.monitoring import health_blueprint, measure_requests
from sheets_addon.problems import answer_with_problems
from sheets_addon.rate_limit import RateLimit
from sheets_addon.request_log import log_requests
from sheets_addon.spreadsheets import Spreadsheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Response
    from flask_openapi.openapi import OpenAPI

__all__ = ["ServiceConfig", "create_app"]


def create_app(
    config: ServiceConfig | None = None,
    *,
    spreadsheets: Spreadsheets | None = None,
    callers: Callers | None = None,
    now: Callable[[], datetime] = utc_now,
) -> OpenAPI:
    """The service, a Flask app.

    Args:
        config: how it runs; from the environment without one.
        spreadsheets: the way to the callers' spreadsheets; by default the one that the configuration says.
        callers: proves who calls; by default by Google's certificates, if the configuration says whose requests count.
        now: tells the instant in UTC. Where no day is named, it is the day that this is for the client.

    Raises:
        ConfigError: a setting of the environment is not valid.
    """
    config = config or config_from_environment(os.environ)
    spreadsheets = spreadsheets or Spreadsheets(config.sheets)
    if callers is None and config.identity is not None:
        callers = Callers(config.identity, google_certificates())
    app = _guarded_app(config, callers)
    bound, rows, sheets = (
        BoundEndpoints(callers=callers, now=now),
        rows_blueprint(now),
        sheets_blueprint(spreadsheets, now),
    )
    others = (rules_blueprint(), addon_blueprint(spreadsheets, callers=callers, now=now), bound.blueprint())
    metrics = measure_requests(app)
    if config.rate_limit:
        limit = RateLimit(config.rate_limit, config.rate_limit_storage)
        sheets.before_request(limit.count_for_sheets)
        for blueprint in (rows, *others):
            blueprint.before_request(limit.count)
        app.after_request(limit.count_failure)  # last, so that the log and the metrics are of what it answers
    rows.before_request(bound.answer_clicks)
    for blueprint in (rows, sheets, *others, health_blueprint(spreadsheets), metrics):
        if isinstance(blueprint, APIBlueprint):
            app.register_api(blueprint)
        else:
            app.register_blueprint(blueprint)
    return app


def _guarded_app(config: ServiceConfig, callers: Callers | None) -> OpenAPI:
    # In the order in which a request meets them: nothing is read before its caller is proven.
    app = bare_app(__name__)
    app.config["MAX_CONTENT_LENGTH"] = config.max_body_bytes
    if config.trusted_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.trusted_hops)  # type: ignore[method-assign] # Flask's own way
    answer_with_problems(app)
    log_requests(app, trust_ids=config.trusted_hops > 0)
    app.before_request(refuse_cut_off)
    if callers is None:
        answer_loopback_only(app)
    else:
        answer_proven_callers(app, callers, metrics_token=config.metrics_token)
    read_json_exactly(app)
    app.after_request(_harden)
    return app


def _harden(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
