"""`okr reopen REF --why TEXT`: a closed cycle is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import day_option, ref_argument
from okrsdk.cli.source import connection, must_be_a_workbook

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Today


@click.command("reopen")
@ref_argument
@click.option("--why", required=True, metavar="TEXT", help="The reason, which the log of decisions keeps.")
@click.option("--by", default="", metavar="NAME", help="Who opens it.")
@day_option
def command(ref: str, *, why: str, by: str, on: date | Today) -> None:
    """Open a closed cycle again, with the reason.

    What the close wrote down stays on its tab; the next okr close adds another one, which counts then.
    """
    from okrsdk.sheets import open_workbook

    must_be_a_workbook(ref, "A workbook is closed and opened again")
    with connection() as sheets:
        open_workbook(ref, sheets).decisions.reopen(why=why, on=on, by=by)
    click.echo("The cycle is open again. The log of decisions has the reason.")
