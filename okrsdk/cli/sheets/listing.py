"""`okr sheets list`: the spreadsheets there are."""

from __future__ import annotations

import json

import click

from okrsdk.cli.options import Format, format_option
from okrsdk.cli.sheets.place import local_sheets
from okrsdk.reports.text_style import without_control_characters


@click.command("list", short_help="List the spreadsheets: ID and name.")
@format_option
def list_command(form: Format) -> int:
    """List the spreadsheets in Local Sheets: ID and name, by name."""
    from okrsdk.sheets.references import spreadsheet_files

    with local_sheets() as sheets:
        files = spreadsheet_files(sheets)
        place = sheets.endpoint.place
    if form is Format.JSON:
        listed = [{"spreadsheet_id": file.spreadsheet_id, "name": file.name} for file in files]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return 0
    for file in files:
        click.echo(f"{file.spreadsheet_id}  {without_control_characters(file.name)}")
    if not files:
        click.echo(f"Local Sheets ({place}) has no spreadsheets yet.", err=True)
    return 0
