"""The service together with the workbench, over one Local Sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_addon import create_app
from sheets_addon.addon.blueprint import addon_blueprint, utc_now
from sheets_addon.config import service_config
from sheets_addon.sidebar import sidebar_blueprint
from sheets_addon.spreadsheets import Spreadsheets
from sheets_addon.workbench.blueprint import workbench_blueprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

    from okrsdk.localsheets import LocalSheets
    from okrsdk.sheets import SheetsSettings


def local_app(local: LocalSheets, settings: SheetsSettings, *, now: Callable[[], datetime] = utc_now) -> Flask:
    """The service with the workbench at `/`. It answers on the loopback interface only.

    Args:
        local: the Local Sheets whose workbooks are shown; it stays open.
        settings: the settings under which it was opened; its backend is the embedded one.
        now: tells this instant in UTC, which is the day that OKRs are judged by.
    """
    spreadsheets = Spreadsheets(settings, local=local)
    app = create_app(service_config(settings), spreadsheets=spreadsheets, today=lambda: now().date())
    blueprints = (addon_blueprint(spreadsheets, now=now), sidebar_blueprint(), workbench_blueprint(local))
    for blueprint in blueprints:
        if blueprint.name not in app.blueprints:
            app.register_blueprint(blueprint)
    return app
