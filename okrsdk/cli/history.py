"""`okr history REF...`: what closed cycles teach."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed
from okrsdk.cli.options import Format, day_option, format_option, policy_option
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Today


@click.command("history")
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with pictures there."
)
@format_option
@day_option
@policy_option
def command(refs: tuple[str, ...], output: Path | None, form: Format, on: date | Today, policy: str | None) -> int:
    """Show what the closed cycles of a client teach: scores, how high the aims were, what confidence was worth.

    And what was given up, why, and what it taught. Name the workbooks or files of the cycles, each one REF. A cycle
    that was closed counts as the close wrote it down. What is neither closed nor over is left out, which is said.
    Nothing is written.
    """
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.cycle import history
    from okrsdk.reports.history_text import history_document, history_text

    closed = []
    for one in assessed(refs, on=on, final=True, policy=chosen_policy(policy)):
        cycle = one.assessment.okr_set.cycle
        closed_on = one.assessment.okr_set.closed_on
        is_closed = closed_on is not None and one.assessment.on >= closed_on
        if cycle is None or (one.assessment.on <= cycle.end and not is_closed):
            why = "names no cycle" if cycle is None else f"runs until {cycle.end}"
            click.echo(f"{one.title} {why}: it is left out.", err=True)
        else:
            closed.append(one.assessment)
    found = history(closed)
    if output is not None:
        from okrsdk.files import write_file
        from okrsdk.reports.html import history_html

        names = dict.fromkeys(one.okr_set.client.name for one in closed)
        write_file(output, history_html(found, title=", ".join(filter(None, names)) or "Closed cycles").encode())
        click.echo(f"Wrote {output}", err=True)
        return 0
    if form is Format.JSON:
        click.echo(json.dumps(history_document(found), indent=2, ensure_ascii=False))
    elif closed:
        for line in history_text(found, style=terminal_style()):
            click.echo(line)
    else:
        click.echo("No cycle of these is closed yet.")
    return 0
