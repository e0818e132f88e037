"""`okr report REF`: one page to look at, to print and to mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed
from okrsdk.cli.options import day_option, policy_option, ref_argument
from okrsdk.cli.past import closed_cycles, past_of, past_option

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Today


@click.command("report")
@ref_argument
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. [default: stdout]")
@day_option
@past_option
@policy_option
def command(ref: str, *, output: Path | None, on: date | Today, past: tuple[str, ...], policy: str | None) -> None:
    """Write a page with pictures: the score week by week, each key result on its way, confidence, what to talk about.

    One HTML file without scripts that needs nothing else, light or dark as the reader's system has it. Nothing is
    written to the workbook. With --past it shows the scores of closed cycles beside the present one, and what became of
    key results like these, from twenty cases on.
    """
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.files import write_file
    from okrsdk.reports.html import report_html

    chosen = chosen_policy(policy)
    (found,) = assessed((ref,), on=on, policy=chosen)
    closed = closed_cycles(past, on=on, policy=chosen) if past else []
    learnt = past_of(found.assessment, closed) if closed else None
    page = report_html(found.assessment, title=found.title, past=learnt)
    if output is None:
        click.echo(page, nl=False)
        return
    write_file(output, page.encode())
    click.echo(f"Wrote {output}", err=True)
