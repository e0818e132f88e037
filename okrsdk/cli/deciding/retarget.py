"""`okr retarget REF KR --target VALUE --why TEXT`: a key result gets another target."""

from __future__ import annotations

import click

from okrsdk.cli.deciding import Told, decided, decision_options


@click.command("retarget")
@decision_options
@click.option(
    "--target", required=True, metavar="VALUE", help="The new target, in the unit of the key result: 120, 45 %."
)
def command(key_result: str, target: str, *, told: Told) -> None:
    """Give a key result another target, with the reason.

    Its sentence changes with it where it says the old target. The old one, the new one and the reason are in the log of
    decisions; what asked for this decision is raised no more.
    """
    decided(told, lambda decisions: decisions.retarget(key_result, target, why=told.why, on=told.on, by=told.by))
