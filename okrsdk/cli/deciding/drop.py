"""`okr drop REF KR --why TEXT`: a key result is given up."""

from __future__ import annotations

import click

from okrsdk.cli.deciding import Told, decided, decision_options


@click.command("drop")
@decision_options
def command(key_result: str, *, told: Told) -> None:
    """Drop a key result: a dead one never limps to the end of the quarter.

    It keeps its row, its score and its check-ins, and leaves the mean. What it taught belongs into its column Lesson.
    One line more in the log of decisions.
    """
    decided(told, lambda decisions: decisions.drop(key_result, why=told.why, on=told.on, by=told.by))
