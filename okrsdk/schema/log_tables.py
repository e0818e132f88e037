"""The tables that okrsdk adds rows to and never changes: decisions, and what was scored at the close.

Their tabs are there from the first row on, so no column of theirs has to exist.
"""

from decimal import Decimal

from pandera.typing.pandas import Series

from okrsdk.model import Change, Commitment, Kind, Status
from okrsdk.schema.column import AMOUNT, DAY, SCORE
from okrsdk.schema.table_model import Choice, Day, Number, Stages, TableModel, Text, column


class Decisions(TableModel):
    """The decisions, one a row, the newest last. The tab is there from the first decision on."""

    day: Series[Day] | None = column(
        "Date", "The day of the decision.", aliases=("Day", "On"), number_format=DAY, width=100
    )
    key_result_id: Series[Text] | None = column(
        "Key result",
        "ID of the key result (O1-KR2); blank where the cycle as a whole was closed or opened again.",
        aliases=("Key result ID", "KR", "KR ID"),
        width=90,
    )
    change: Series[Choice] | None = column(
        "What changed",
        "replaced, dropped, retargeted; work: the key result stays and the work changes; kept: nothing changes; "
        "closed, reopened: the cycle.",
        aliases=("Decision", "Change"),
        choices=Change,
        width=110,
    )
    before: Series[Text] | None = column("From", "What it was before: its words, or its target.", width=240)
    after: Series[Text] | None = column(
        "To",
        "What it is now: ID and words of what took its place, the target, the work, or the final score.",
        width=240,
    )
    why: Series[Text] | None = column("Why", "The reason.", aliases=("Reason",), width=280)
    by: Series[Text] | None = column("By", "Who decided.", aliases=("Decided by",))
    answers: Series[Text] | None = column(
        "Answers",
        "The signals that it answers, raised no more (C501 C503); - for none. Blank in a row that says kept or "
        "work: all that ask for a decision.",
        width=110,
    )


class FinalScores(TableModel):
    """What every record scored at the close of the cycle, with all that it rests on. Written by `okr close`."""

    day: Series[Day] | None = column(
        "Closed on", "The day of the close.", aliases=("Date",), number_format=DAY, width=100
    )
    record_id: Series[Text] | None = column(
        "Record", "ID of the objective (O1) or key result (O1-KR2).", aliases=("Record ID",), width=90
    )
    text: Series[Text] | None = column("What it said", "Its words at the close.", aliases=("Text",), width=340)
    score: Series[Number] | None = column(
        "Final score",
        "What it scored, 0–1.",
        aliases=("Score",),
        minimum=Decimal(0),
        maximum=Decimal(1),
        number_format=SCORE,
        width=90,
    )
    objective_id: Series[Text] | None = column(
        "Objective", "Of a key result, the ID of its objective.", aliases=("Objective ID",), width=90
    )
    status: Series[Choice] | None = column(
        "Status", "active, replaced or dropped: only active ones count.", choices=Status, default="active", width=90
    )
    commitment: Series[Choice] | None = column(
        "Commitment", "Of a key result, aspirational or committed.", choices=Commitment, width=110
    )
    kind: Series[Choice] | None = column("Kind", "Of a key result, how it is measured.", choices=Kind, width=110)
    baseline: Series[Number] | None = column("Baseline", "The value at the start.", number_format=AMOUNT, width=90)
    target: Series[Number] | None = column("Target", "The value that scores 1.0.", number_format=AMOUNT, width=90)
    stages: Series[Stages] | None = column("Stages", "Of kind stages, the steps with their scores.", width=200)
    current: Series[Number] | None = column(
        "Current",
        "The value that was graded; blank where none was known, which scores 0.",
        number_format=AMOUNT,
        width=90,
    )
    weight: Series[Number] | None = column(
        "Weight", "Its weight in the mean above it.", default=Decimal(1), minimum=Decimal(0), width=70
    )
