"""`okr replace REF KR --with SENTENCE --why TEXT`: another key result takes the place of one."""

from __future__ import annotations

import click

from okrsdk.cli.deciding import Told, decided, decision_options


@click.command("replace")
@decision_options
@click.option(
    "--with", "sentence", required=True, metavar="SENTENCE", help='The new one: "Trials from 40 to 90 by Q2".'
)
def command(key_result: str, sentence: str, *, told: Told) -> None:
    """Replace a key result by another one, which is read from its sentence.

    The old one gets the status replaced and the ID of the new one; it keeps its row, its score and its check-ins, and
    leaves the mean. What it taught belongs into its column Lesson. One line more in the log of decisions.
    """
    decided(told, lambda decisions: decisions.replace(key_result, sentence, why=told.why, on=told.on, by=told.by))
