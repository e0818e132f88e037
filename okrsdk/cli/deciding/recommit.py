"""`okr recommit REF KR --commitment WORD --why TEXT`: a key result gets another commitment."""

from __future__ import annotations

import click

from okrsdk.cli.deciding import Told, decided, decision_options
from okrsdk.model import Commitment


@click.command("recommit")
@decision_options
@click.option(
    "--commitment",
    required=True,
    type=click.Choice([str(one) for one in Commitment]),
    help="What it is from now on: committed has the pass mark 1.0, aspirational 0.7.",
)
def command(key_result: str, commitment: str, *, told: Told) -> None:
    """Give a key result another commitment, and so another pass mark, with the reason, which the log keeps."""
    new = Commitment(commitment)
    decided(told, lambda decisions: decisions.recommit(key_result, new, why=told.why, on=told.on, by=told.by))
