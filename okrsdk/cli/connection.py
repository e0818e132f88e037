"""The commands' connection: settings from the environment and okr.toml, and Sheets behind them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.sheets import Connection, SheetsSettings


def settings() -> SheetsSettings:
    """The settings of this shell and folder."""
    from okrsdk.sheets import load_settings

    return load_settings(os.environ, Path.cwd())


def connection() -> Connection:
    """A connection to the Sheets that the settings name; a context manager."""
    from okrsdk.sheets import connect

    return connect(settings())
