"""`okr workbench [REF]`: the workbooks of Local Sheets in a grid, with the sidebar beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from okrsdk.cli.source import connection, settings
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import ConfigError
from okrsdk.extras import Extra, needing

if TYPE_CHECKING:
    from okrsdk.sheets import SheetsSettings


@click.command("workbench")
@click.argument("ref", metavar="[REF]", default="")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port of the workbench.")
def command(ref: str, port: int) -> None:
    """Open the workbench: the workbooks of Local Sheets in a grid, with the sidebar beside it.

    REF is the workbook to begin with, by default the first one. Only this machine can reach it.
    """
    own = settings()
    _refuse_others(own)
    address = f"http://127.0.0.1:{port}{_shown(ref)}"
    with needing(Extra.LOCAL):
        from sheets_addon.serve import serve_app
        from sheets_addon.workbench import open_local_app

    def announce() -> None:
        click.echo(f"The workbench: {terminal_style().bold(address)} (stop with Ctrl+C)")

    serve_app(partial(open_local_app, own), port=port, announce=announce)


def _refuse_others(own: SheetsSettings) -> None:
    from okrsdk.sheets import Backend

    if own.backend is not Backend.EMBEDDED:
        raise ConfigError(
            "The workbench shows Local Sheets of this machine alone. In Google Sheets the sidebar is beside the "
            "spreadsheet itself: docs/google-workspace-add-on.md.",
            setting="sheets",
        )


def _shown(ref: str) -> str:
    """What the address says of the workbook to begin with."""
    from okrsdk.sheets import open_workbook

    if not ref:
        return ""
    with connection() as sheets:
        return f"/?workbook={open_workbook(ref, sheets).spreadsheet_id}"
