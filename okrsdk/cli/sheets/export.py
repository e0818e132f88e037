"""`okr sheets export NAME -o FILE`: a spreadsheet as a csv, tsv or xlsx file."""

from __future__ import annotations

from pathlib import Path

import click

from okrsdk.cli.sheets.place import DRIVE, FILE_TYPES, local_sheets, spreadsheet_called
from okrsdk.files import write_file


@click.command("export", short_help="Write a spreadsheet to a csv, tsv or xlsx file.")
@click.argument("name")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file: csv, tsv or xlsx.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written and write nothing.")
def export_command(name: str, output: Path, *, dry_run: bool) -> int:
    """Write the spreadsheet NAME (or its ID) from Local Sheets to a file.

    csv and tsv hold the first sheet as it is shown; xlsx holds all sheets.
    """
    media_type = FILE_TYPES.get(output.suffix.lower())
    if media_type is None:
        raise click.UsageError(f"{output} does not end in {', '.join(FILE_TYPES)}.")
    from okrsdk.sheets.references import NameMatch

    with local_sheets() as sheets:
        file = spreadsheet_called(name, sheets, match=NameMatch.WORDS)
        if dry_run:
            click.echo(f"Would write {file.name} to {output}. Nothing was written.")
            return 0
        url = f"{DRIVE}/{file.spreadsheet_id}/export"
        contents = sheets.http.request("get", url, params={"mimeType": media_type}).content
    write_file(output, contents)
    click.echo(f"Wrote {output}", err=True)
    return 0
