"""`okr report REF`: one page to look at, to print and to mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed
from okrsdk.cli.options import day_option, policy_option, ref_argument

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Today


@click.command("report")
@ref_argument
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. [default: stdout]")
@day_option
@policy_option
def command(ref: str, output: Path | None, on: date | Today, policy: str | None) -> None:
    """Write a page with pictures: the score week by week, each key result on its way, confidence, what to talk about.

    One HTML file without scripts that needs nothing else, light or dark as the reader's system has it. Nothing is
    written to the workbook.
    """
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.files import write_file
    from okrsdk.reports.html import report_html

    (found,) = assessed((ref,), on=on, policy=chosen_policy(policy))
    page = report_html(found.assessment, title=found.title)
    if output is None:
        click.echo(page, nl=False)
        return
    write_file(output, page.encode())
    click.echo(f"Wrote {output}", err=True)
