"""Closed cycles as commands are given them: those that are neither closed nor over are left out, which is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from okrsdk.cli.assessed import assessed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.cycle import History
    from okrsdk.model import Today
    from okrsdk.rules import Policy

past_option = click.option(
    "--past",
    multiple=True,
    metavar="REF",
    help="A closed cycle of the same client, to learn from; may be given several times.",
)


def closed_cycles(refs: Sequence[str], *, on: date | Today, policy: Policy | None) -> list[Assessment]:
    """The closed cycles among workbooks or files, each with its final grade.

    Args:
        refs: the workbooks or files.
        on: the day asked about.
        policy: which rules hold; by default each client's own.
    """
    closed = []
    for one in assessed(refs, on=on, final=True, policy=policy):
        cycle = one.assessment.okr_set.cycle
        closed_on = one.assessment.okr_set.closed_on
        is_closed = closed_on is not None and one.assessment.on >= closed_on
        if cycle is None or (one.assessment.on <= cycle.end and not is_closed):
            why = "names no cycle" if cycle is None else f"runs until {cycle.end}"
            click.echo(f"{one.title} {why}: it is left out.", err=True)
        else:
            closed.append(one.assessment)
    return closed


def past_of(present: Assessment, closed: Sequence[Assessment]) -> History | None:
    """What the closed cycles of the client teach; None without any. Those of other clients are left out, which is said.

    Args:
        present: the OKRs of the running cycle.
        closed: the closed cycles.
    """
    from okrsdk.cycle import history

    name = present.okr_set.client.name
    own = [one for one in closed if one.okr_set.client.name.casefold() == name.casefold()]
    if len(own) < len(closed):
        others = dict.fromkeys(one.okr_set.client.name for one in closed if one not in own)
        click.echo(f"Closed cycles of {', '.join(others)} are left out: they say nothing of {name}.", err=True)
    return history(own) if own else None
