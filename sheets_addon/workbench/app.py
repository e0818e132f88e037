"""The service together with the workbench, over one Local Sheets."""

from __future__ import annotations

from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING

from flask import g

from sheets_addon import create_app
from sheets_addon.addon.blueprint import utc_now
from sheets_addon.config import service_config
from sheets_addon.sidebar import sidebar_blueprint
from sheets_addon.spreadsheets import Spreadsheets
from sheets_addon.workbench.blueprint import workbench_blueprint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from flask import Flask

    from okrsdk.localsheets import LocalSheets
    from okrsdk.sheets import SheetsSettings
    from sheets_addon.addon.event import Event


def local_app(local: LocalSheets, settings: SheetsSettings, *, now: Callable[[], datetime] = utc_now) -> Flask:
    """The service with the workbench at `/`. It answers on the loopback interface only.

    Args:
        local: the Local Sheets whose workbooks are shown; it stays open.
        settings: the settings under which it was opened; its backend is the embedded one.
        now: tells this instant in UTC, which says by which day OKRs are judged.
    """
    spreadsheets = Spreadsheets(settings, local=local)
    app = create_app(service_config(settings), spreadsheets=spreadsheets, now=now)
    app.extensions["workbench"] = local
    for blueprint in (sidebar_blueprint(), workbench_blueprint(local)):
        app.register_blueprint(blueprint)
    return app


def open_local_app(settings: SheetsSettings, *, days: Mapping[str, date] = MappingProxyType({})) -> Flask:
    """The service with the workbench, over the Local Sheets in the settings' home, which stays open.

    Args:
        settings: the settings, of the embedded backend.
        days: the day that the OKRs of a spreadsheet are judged by, by its ID; all others are judged by today.

    Raises:
        StoreError: the home's data file cannot be used.
        OSError: the home cannot be used.
    """
    from okrsdk.localsheets import LocalSheets  # an engine and a database, which importing this module must not load

    def now() -> datetime:
        event: Event | None = g.get("event")
        day = days.get(event.spreadsheet_id) if event is not None else None
        # The hour at which it is that day nearly everywhere, from Honolulu to Auckland.
        return utc_now() if day is None else datetime.combine(day, time(10), UTC)

    return local_app(LocalSheets(settings.home), settings, now=now)
