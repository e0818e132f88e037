"""`okr refresh REF...`: values from where they are kept, as check-ins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.error_text import explain
from okrsdk.cli.options import Format, day_option, format_option, refs_argument
from okrsdk.cli.source import connection, must_be_a_workbook
from okrsdk.cli.terminal import terminal_style
from okrsdk.errors import OkrError

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Today
    from okrsdk.sheets import Connection
    from okrsdk.values import Refresh, SourceSettings


@click.command("refresh")
@refs_argument
@click.option(
    "--allow",
    metavar="PLACE",
    multiple=True,
    help="What may be read beside the public web: a file or folder, a URL of a private network, "
    '"sheet: REF" or, for every spreadsheet, sheet. May be repeated; okr.toml may hold it.',
)
@click.option("--yes", is_flag=True, help="Write also what may be a slip: a value far off the way.")
@click.option("--dry-run", is_flag=True, help="Show what would be written and write nothing.")
@day_option
@format_option
def command(
    refs: tuple[str, ...], on: date | Today, form: Format, *, allow: tuple[str, ...], yes: bool, dry_run: bool
) -> int:
    """Fetch the values of key results from where they are kept, and check them in.

    The Source of a key result says where: "sheet: Sales!Summary!B7", "csv: https://example.com/mrr.csv#column=MRR",
    "json: kpis.json#/sales/mrr", "sql: mrr". Words stay words. What people said that day or later stays, a value that
    cannot be read is never 0, and where nothing changed no row is added, save one a week. Automatic check-ins carry no
    confidence, and count as no one's word: their owners still owe one. Exit status 1 where a key result needs a look.
    """
    from okrsdk.values import load_source_settings

    settings = load_source_settings(Path.cwd(), allow=allow)
    status, found = 0, []
    with connection() as sheets:
        for ref in refs:
            try:
                one = _refreshed(ref, sheets, settings, on=on, yes=yes, dry_run=dry_run)
            except OkrError as error:
                status = max(status, explain(error))
                continue
            found.append(one)
            status = max(status, int(any(value.needs_people for value in one.values)))
            if form is Format.TEXT:
                _show(one, is_first=len(found) == 1)
    if form is Format.JSON:
        _show_json(found)
    return status


def _refreshed(
    ref: str, sheets: Connection, settings: SourceSettings, *, on: date | Today, yes: bool, dry_run: bool
) -> Refresh:
    from okrsdk.sheets import open_workbook
    from okrsdk.values import refresh_workbook

    must_be_a_workbook(ref, "Values are written to a workbook")
    return refresh_workbook(open_workbook(ref, sheets), on=on, settings=settings, save_doubtful=yes, dry_run=dry_run)


def _show(found: Refresh, *, is_first: bool) -> None:
    from okrsdk.reports.refresh_text import refresh_text
    from okrsdk.reports.text_style import counted

    style, title = terminal_style(), found.reading.title
    if not is_first:
        click.echo()
    for line in refresh_text(found.values, title=title, on=found.on, is_written=found.is_written, style=style):
        click.echo(line)
    if found.is_closed:
        click.echo("Its cycle is closed: nothing was asked for.", err=True)
    elif found.words:
        said = f"{counted(found.words, 'key result')} with words as Source, or none, left to people."
        hint = "" if found.values else ' A reference reads like this: "csv: https://example.com/mrr.csv#column=MRR".'
        click.echo(style.wrapped(f"{said}{hint}", indent=""), err=True)


def _show_json(found: list[Refresh]) -> None:
    from okrsdk.reports.refresh_text import refresh_document

    documents = [
        refresh_document(one.values, title=one.reading.title, on=one.on, is_written=one.is_written) for one in found
    ]
    click.echo(json.dumps(documents[0] if len(documents) == 1 else documents, indent=2, ensure_ascii=False))
