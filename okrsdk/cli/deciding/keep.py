"""`okr keep REF KR --why TEXT`: a key result stays as it is, and the question about it is answered."""

from __future__ import annotations

import click

from okrsdk.cli.deciding import Told, decided, decision_options


@click.command("keep")
@decision_options
@click.option("--work", default="", metavar="TEXT", help="The key result stays and the work for it changes: how.")
def command(key_result: str, work: str, *, told: Told) -> None:
    """Keep a key result as it is, and answer what asks for a decision about it.

    A confidence of 0.3 from week 6, a target reached in the first third, nothing moved by the middle, a value on the
    wrong side of the baseline, a dead key result in the last two weeks: each is raised once, by check, status and
    sidebar, and answered once: change the work (--work), change the key result (okr replace, drop, retarget), or keep
    it with a reason. One line more in the log of decisions; what it answers is raised no more.
    """
    decided(told, lambda decisions: decisions.keep(key_result, why=told.why, on=told.on, work=work, by=told.by))
