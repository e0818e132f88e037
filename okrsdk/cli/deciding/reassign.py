"""`okr reassign REF KR --owner NAME --why TEXT`: a key result gets another owner."""

from __future__ import annotations

import click

from okrsdk.cli.deciding import Told, decided, decision_options


@click.command("reassign")
@decision_options
@click.option("--owner", required=True, metavar="NAME", help="Who owns it from now on.")
def command(key_result: str, owner: str, *, told: Told) -> None:
    """Give a key result another owner, with the reason, which the log of decisions keeps."""
    decided(told, lambda decisions: decisions.reassign(key_result, owner, why=told.why, on=told.on, by=told.by))
