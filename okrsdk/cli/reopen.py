"""`okr reopen REF --why TEXT`: a closed cycle is opened again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, day_option, format_option, ref_argument
from okrsdk.cli.source import connection, must_be_a_workbook

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Today


@click.command("reopen")
@ref_argument
@click.option("--why", required=True, metavar="TEXT", help="The reason, which the log of decisions keeps.")
@click.option("--by", default="", metavar="NAME", help="Who opens it.")
@click.option("--dry-run", is_flag=True, help="Say what would be written and write nothing.")
@day_option
@format_option
def command(ref: str, *, why: str, by: str, on: date | Today, dry_run: bool, form: Format) -> None:
    """Open a closed cycle again, with the reason.

    What the close wrote down stays on its tab; the next okr close adds another one, which counts then.
    """
    from okrsdk.reports.decision_text import decision_line
    from okrsdk.sheets import open_workbook

    must_be_a_workbook(ref, "A workbook is closed and opened again")
    with connection() as sheets:
        decisions = replace(open_workbook(ref, sheets).decisions, dry_run=dry_run)
        made = decisions.reopen(why=why, on=on, by=by)
    if form is Format.JSON:
        document = {"written": not dry_run, "decision": decision_line(made)}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    elif dry_run:
        click.echo("The cycle would be open again. Nothing was written: this was a dry run.")
    else:
        click.echo("The cycle is open again. The log of decisions has the reason.")
