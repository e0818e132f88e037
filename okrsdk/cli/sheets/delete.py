"""`okr sheets delete NAME`: a spreadsheet, for good."""

from __future__ import annotations

import click

from okrsdk.cli.sheets.place import DRIVE, local_sheets, spreadsheet_called


@click.command("delete", short_help="Delete a spreadsheet, for good.")
@click.argument("name")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Say what would be deleted and delete nothing.")
def delete_command(name: str, *, yes: bool, dry_run: bool) -> int:
    """Delete the spreadsheet NAME (its exact title, or its ID) from Local Sheets, for good."""
    from okrsdk.sheets.references import NameMatch

    with local_sheets() as sheets:
        file = spreadsheet_called(name, sheets, match=NameMatch.EXACT_TITLE)
        if dry_run:
            click.echo(f"Would delete {file.name} ({file.spreadsheet_id}). Nothing was deleted.")
            return 0
        if not yes:
            click.confirm(f"Delete {file.name} ({file.spreadsheet_id}) for good?", abort=True, err=True)
        sheets.http.request("delete", f"{DRIVE}/{file.spreadsheet_id}")
    click.echo(f"Deleted {file.name}")
    return 0
