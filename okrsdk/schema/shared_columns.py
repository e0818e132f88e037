"""Columns that objectives and key results have alike; only their descriptions tell them apart."""

from decimal import Decimal
from typing import Any

from okrsdk.grading import Band
from okrsdk.model import Status
from okrsdk.schema.declaration import SCORE, column, okr_column


def weight_column(counts_in: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """How much the record counts in what: `the overall score`."""
    return column(
        "Weight",
        f"Its weight in {counts_in}; blank counts as 1, 0 leaves it out.",
        default=Decimal(1),
        minimum=Decimal(0),
        width=70,
    )


def status_column(effect: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """Whether the record counts; the effect is a sentence."""
    return column(
        "Status",
        f"active, replaced or dropped; blank counts as active. {effect}",
        choices=Status,
        default="active",
        width=90,
    )


def mute_column(example: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """The rules that people live with in the record."""
    return column(
        "Mute",
        f"Rules to live with in this row, each with the reason: {example}. Errors are never muted.",
        aliases=("Muted rules",),
        width=180,
    )


def score_column(description: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """The score that okrsdk writes."""
    return okr_column(
        "Score",
        description,
        minimum=Decimal(0),
        maximum=Decimal(1),
        number_format=SCORE,
        width=70,
        must_exist=True,
    )


def band_column(description: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """The colour of the score that okrsdk writes."""
    return okr_column("Band", description, choices=Band, width=80)
