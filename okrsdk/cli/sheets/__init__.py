"""`okr sheets`: Local Sheets as a server of its own, and the spreadsheets in it."""

from __future__ import annotations

import click

from okrsdk.cli.sheets.delete import delete_command
from okrsdk.cli.sheets.export import export_command
from okrsdk.cli.sheets.importing import import_command
from okrsdk.cli.sheets.listing import list_command
from okrsdk.cli.sheets.serve import serve_command


@click.group("sheets")
def command() -> None:
    """Local Sheets: a server on this machine that speaks the Google Sheets API, and the spreadsheets in it."""


for _part in (serve_command, list_command, import_command, export_command, delete_command):
    command.add_command(_part)
