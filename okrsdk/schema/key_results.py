"""The Key Results table."""

from decimal import Decimal

from pandera.typing.pandas import Series

from okrsdk.grading import Pace
from okrsdk.model import Commitment, FunnelStage, Indicator, Kind
from okrsdk.schema.declaration import AMOUNT, DAY, SCORE, TableModel, column, okr_column
from okrsdk.schema.shared_columns import band_column, mute_column, score_column, status_column, weight_column
from okrsdk.schema.types import Choice, Day, Number, Stages, Text


class KeyResults(TableModel):
    """The key results, one a row."""

    id: Series[Text] = column(
        "ID",
        "Names the key result for good (O1-KR2). Blank on a new row: it is filled on the next write and never changes.",
        aliases=("Key result ID", "KR ID", "No", "#"),
        width=80,
        must_exist=True,
    )
    objective_id: Series[Text] = column(
        "Objective",
        "ID of the objective it belongs to (O1), on every row; do not merge these cells.",
        aliases=("Objective ID", "Parent objective"),
        width=90,
        must_exist=True,
        must_be_filled=True,
    )
    text: Series[Text] = column(
        "Key result",
        "What will be measurably different: metric, from baseline to target, by when.",
        aliases=("Key results", "KR", "Key result title"),
        width=340,
        must_exist=True,
        must_be_filled=True,
    )
    kind: Series[Choice] | None = column(
        "Kind",
        "How it is measured: increase, decrease, at_least, at_most, between, milestone, stages, find_baseline; "
        "blank counts as increase.",
        aliases=("Type", "Measured as"),
        choices=Kind,
        default="increase",
        width=110,
    )
    commitment: Series[Choice] | None = column(
        "Commitment",
        "aspirational (a stretch: 0.7 is a pass) or committed (a promise: only 1.0 is); blank counts as aspirational.",
        choices=Commitment,
        default="aspirational",
        width=110,
    )
    metric: Series[Text] | None = column("Metric", "What is counted.", aliases=("KPI", "Measure"), width=180)
    source: Series[Text] | None = column(
        "Source",
        "Where we look to know: the system or report that shows the metric.",
        aliases=("Data source",),
        width=160,
    )
    funnel_stage: Series[Choice] | None = column(
        "Funnel stage",
        "The stage of the client's funnel that it measures.",
        aliases=("Stage",),
        choices=FunnelStage,
        width=110,
    )
    indicator: Series[Choice] | None = column(
        "Indicator", "leading (moves before the outcome) or lagging (moves after it).", choices=Indicator, width=90
    )
    unit: Series[Text] | None = column("Unit", "Unit of baseline, target and current: leads, %, $, minutes.", width=80)
    baseline: Series[Number] = column(
        "Baseline",
        "The value at the start, in the unit; for kind between, the lower bound.",
        aliases=("Start", "Start value", "From"),
        number_format=AMOUNT,
        width=90,
        must_exist=True,
    )
    target: Series[Number] = column(
        "Target",
        "The stretch, which scores 1.0: what one really wants is 70 % of the way. For kind between, the upper bound.",
        aliases=("Goal", "Target value", "To"),
        number_format=AMOUNT,
        width=90,
        must_exist=True,
    )
    stages: Series[Stages] | None = column(
        "Stages",
        "For kind stages, the steps with their scores: 0.3: pilot signed | 0.7: live with one | 1.0: live with all.",
        aliases=("Milestones",),
        width=220,
    )
    current: Series[Number] = column(
        "Current",
        "The value now, in the unit; a milestone: done or not; stages: the stage reached. "
        "Blank: the value of the latest check-in counts.",
        aliases=("Actual", "Current value", "Now"),
        number_format=AMOUNT,
        width=90,
        must_exist=True,
    )
    due: Series[Day] | None = column(
        "Due",
        "The day by which, when it is not the end of the cycle.",
        aliases=("Due date", "By", "Deadline"),
        number_format=DAY,
        width=100,
    )
    owner: Series[Text] | None = column(
        "Owner", "Who answers for it and gives its confidence.", aliases=("Key result owner", "KR owner")
    )
    weight: Series[Number] | None = weight_column("the objective's score")
    status: Series[Choice] | None = status_column("The other two keep their score and leave the mean.")
    replaced_by: Series[Text] | None = column("Replaced by", "ID of the key result that took its place.", width=90)
    mute: Series[Text] | None = mute_column("M301: CRM access in May")
    stretch_mark: Series[Number] | None = okr_column(
        "Stretch mark",
        "The value that scores 0.7: baseline + 0.7 × (target − baseline).",
        number_format=AMOUNT,
        width=100,
    )
    progress: Series[Number] | None = okr_column(
        "Progress",
        "How far from baseline to target, unclamped: below 0 it moved away, above 1 it went beyond.",
        number_format=SCORE,
        width=80,
    )
    score: Series[Number] | None = score_column("Progress as graded, 0–1.")
    band: Series[Choice] | None = band_column(
        "Aspirational: red below 0.4, yellow below 0.7, green from 0.7. Committed: red below 0.7, green at 1.0."
    )
    pace: Series[Choice] | None = okr_column(
        "Pace",
        "Where progress stands against the calendar: done, on_track, behind, at_risk or outdated.",
        choices=Pace,
        width=90,
    )
    confidence: Series[Number] | None = okr_column(
        "Confidence",
        "The owner's own rating at the latest check-in, 0–1.",
        minimum=Decimal(0),
        maximum=Decimal(1),
        number_format=SCORE,
        width=90,
    )
    graded_at: Series[Day] | None = okr_column(
        "Graded at", "The day the scores were worked out.", number_format=DAY, width=100
    )
