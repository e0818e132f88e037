"""`okr history REF...`: what closed cycles teach."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsdk.cli.options import Format, day_option, format_option, policy_option
from okrsdk.cli.past import closed_cycles
from okrsdk.cli.terminal import terminal_style

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.model import Today


@click.command("history")
@click.argument("refs", metavar="REF...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with pictures there."
)
@click.option(
    "--owner", default="", metavar="OWNER", help="For this owner's own eyes: what their confidence was worth."
)
@format_option
@day_option
@policy_option
def command(
    refs: tuple[str, ...], *, output: Path | None, owner: str, form: Format, on: date | Today, policy: str | None
) -> int:
    """Show what the closed cycles of a client teach: scores, how high the aims were, what confidence was worth.

    And what was given up, why, and what it taught. Name the workbooks or files of the cycles, each one REF. A cycle
    that was closed counts as the close wrote it down. What is neither closed nor over is left out, which is said.
    Nothing is written.

    With --owner, owners see what their own confidence was worth, from ten ratings on. It is for them alone: it is no
    measure of a person, and honest ratings end where others look at it.
    """
    from okrsdk.cli.policies import chosen_policy
    from okrsdk.cycle import history
    from okrsdk.reports.history_text import history_document, history_text

    if owner and (output is not None or form is Format.JSON):
        raise click.UsageError(
            "--owner is for the owner alone: it is shown as text, and goes into no page and no file."
        )
    closed = closed_cycles(refs, on=on, policy=chosen_policy(policy))
    if owner:
        _show_owner(closed, owner)
        return 0
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


def _show_owner(closed: list[Assessment], owner: str) -> None:
    from okrsdk.cycle import FEWEST_OF_OWNER, owner_calibration
    from okrsdk.reports.history_text import calibration_text

    found = owner_calibration(closed, owner)
    if found is None:
        click.echo(f"{owner} has fewer than {FEWEST_OF_OWNER} ratings in these cycles: too few to say anything.")
        return
    for line in calibration_text(found, style=terminal_style()):
        click.echo(line)
