"""The tables and their columns: the one definition of each.

Headers, notes, drop-downs, number formats and protection in a workbook, the mapping between records and frames, the
JSON Schema of documents and the docs are all made from here. A column that is not optional must exist in a sheet.
"""

from decimal import Decimal
from functools import cache
from typing import Any

from pandera.typing.pandas import Series

from okrsdk.findings import Table
from okrsdk.grading import Band, Pace
from okrsdk.model import Commitment, FunnelStage, Indicator, Kind, Level, Status
from okrsdk.schema.choice_words import (
    COMMITMENT_WORDS,
    FUNNEL_WORDS,
    INDICATOR_WORDS,
    KIND_ELSEWHERE,
    KIND_WORDS,
    LEVEL_WORDS,
    STATUS_ELSEWHERE,
    STATUS_WORDS,
)
from okrsdk.schema.client_tables import ClientProfile, Funnel
from okrsdk.schema.column import AMOUNT, DAY, SCORE, Column
from okrsdk.schema.log_tables import Decisions, FinalScores
from okrsdk.schema.strategy_table import Strategy
from okrsdk.schema.table_model import (
    Choice,
    Day,
    Number,
    People,
    Stages,
    TableModel,
    Text,
    column,
    columns_of,
    okr_column,
)


def _weight_column(counts_in: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """How much the record counts in what: `the overall score`."""
    return column(
        "Weight",
        f"Its weight in {counts_in}; blank counts as 1, 0 leaves it out.",
        default=Decimal(1),
        minimum=Decimal(0),
        width=70,
    )


def _status_column(effect: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """Whether the record counts; the effect is a sentence."""
    return column(
        "Status",
        f"active, replaced or dropped; blank counts as active. {effect}",
        choices=Status,
        words=STATUS_WORDS,
        elsewhere=STATUS_ELSEWHERE,
        default="active",
        width=90,
    )


def _mute_column(example: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """The rules that people live with in the record."""
    return column(
        "Mute",
        f"Rules to live with in this row, each with the reason: {example}. Errors are never muted.",
        aliases=("Muted rules",),
        width=180,
    )


def _external_id_column(record: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """The name of the record, an objective or a key result, where it was imported from."""
    return column(
        "External ID",
        f"The ID of the {record} in the file or tool it was imported from; the next import finds it by this.",
        aliases=("Source ID", "Original ID"),
        width=110,
    )


def _score_column(description: str) -> Any:  # noqa: ANN401 - as pandera.Field
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


def _band_column(description: str) -> Any:  # noqa: ANN401 - as pandera.Field
    """The colour of the score that okrsdk writes."""
    return okr_column("Band", description, choices=Band, width=80)


class Objectives(TableModel):
    """The objectives, one a row."""

    id: Series[Text] = column(
        "ID",
        "Names the objective for good (O1). Blank on a new row: it is filled on the next write and never changes.",
        aliases=("Objective ID", "No", "#"),
        width=60,
    )
    text: Series[Text] = column(
        "Objective",
        "The outcome, in one sentence without numbers: what the client would notice and pay for.",
        aliases=("Objectives", "Goal", "Objective title"),
        width=340,
        must_be_filled=True,
    )
    why: Series[Text] | None = column(
        "Why it matters", "Why this objective and not a similar one, now.", aliases=("Why", "Reason"), width=260
    )
    owner: Series[Text] | None = column(
        "Owner", "Who answers for it. One person or role.", aliases=("Objective owner",)
    )
    co_owners: Series[People] | None = column(
        "Co-owners", "Who shares it, separated by commas.", aliases=("Co-owner", "Shared with")
    )
    champion: Series[Text] | None = column("Champion", "Who keeps the rhythm of check-ins.", aliases=("OKR champion",))
    level: Series[Choice] | None = column(
        "Level", "Whose objective it is: company, team or individual.", choices=Level, words=LEVEL_WORDS, width=90
    )
    contributes_to: Series[Text] | None = column(
        "Contributes to",
        "The key result of a parent workbook that this objective serves, by its ID or name.",
        aliases=("Parent", "Aligned to", "Supports"),
        width=180,
    )
    challenge: Series[Text] | None = column(
        "Challenge",
        "The challenge of the Strategy tab that it answers, by its ID or its words.",
        aliases=(
            "Core challenge", "Challenge ID", "Herausforderung", "Défi", "Reto", "Desafío", "Desafio", "Sfida",
            "Uitdaging", "課題",
        ),
        width=90,
    )  # fmt: skip
    weight: Series[Number] | None = _weight_column("the overall score")
    status: Series[Choice] | None = _status_column("Only active objectives count in the overall score.")
    mute: Series[Text] | None = _mute_column("O101: the client insists")
    external_id: Series[Text] | None = _external_id_column("objective")
    score: Series[Number] | None = _score_column("Weighted mean of the scores of its active key results, 0–1.")
    band: Series[Choice] | None = _band_column(
        "red below 0.4, yellow below 0.7, green from 0.7; all promises: red below 0.7, green at 1.0."
    )


class KeyResults(TableModel):
    """The key results, one a row."""

    id: Series[Text] = column(
        "ID",
        "Names the key result for good (O1-KR2). Blank on a new row: it is filled on the next write and never changes.",
        aliases=("Key result ID", "KR ID", "No", "#"),
        width=80,
    )
    objective_id: Series[Text] = column(
        "Objective",
        "ID of the objective it belongs to (O1), on every row; do not merge these cells.",
        aliases=("Objective ID", "Parent objective"),
        width=90,
        must_be_filled=True,
    )
    text: Series[Text] = column(
        "Key result",
        "What will be measurably different: metric, from baseline to target, by when.",
        aliases=("Key results", "KR", "Key result title"),
        width=340,
        must_be_filled=True,
    )
    kind: Series[Choice] | None = column(
        "Kind",
        "How it is measured: increase, decrease, at_least, at_most, between, milestone, stages, find_baseline; "
        "blank counts as increase.",
        aliases=("Type", "Measured as"),
        choices=Kind,
        words=KIND_WORDS,
        elsewhere=KIND_ELSEWHERE,
        default="increase",
        width=110,
    )
    commitment: Series[Choice] | None = column(
        "Commitment",
        "aspirational (a stretch: 0.7 is a pass) or committed (a promise: only 1.0 is); blank counts as aspirational.",
        choices=Commitment,
        words=COMMITMENT_WORDS,
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
        words=FUNNEL_WORDS,
        width=110,
    )
    indicator: Series[Choice] | None = column(
        "Indicator",
        "leading (moves before the outcome) or lagging (moves after it).",
        choices=Indicator,
        words=INDICATOR_WORDS,
        width=90,
    )
    unit: Series[Text] | None = column("Unit", "Unit of baseline, target and current: leads, %, $, minutes.", width=80)
    baseline: Series[Number] = column(
        "Baseline",
        "The value at the start, in the unit; for kind between, the lower bound.",
        aliases=("Start", "Start value", "From"),
        number_format=AMOUNT,
        width=90,
    )
    target: Series[Number] = column(
        "Target",
        "The stretch, which scores 1.0: what one really wants is 70 % of the way. For kind between, the upper bound.",
        aliases=("Goal", "Target value", "To"),
        number_format=AMOUNT,
        width=90,
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
    weight: Series[Number] | None = _weight_column("the objective's score")
    status: Series[Choice] | None = _status_column("The other two keep their score and leave the mean.")
    replaced_by: Series[Text] | None = column("Replaced by", "ID of the key result that took its place.", width=90)
    lesson: Series[Text] | None = column(
        "Lesson",
        "What it taught, above all where it was replaced, dropped, missed or reached early: the next cycle reads it.",
        aliases=("Lessons", "Learning", "What we learnt", "What we learned"),
        width=260,
    )
    mute: Series[Text] | None = _mute_column("M301: CRM access in May")
    external_id: Series[Text] | None = _external_id_column("key result")
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
    score: Series[Number] | None = _score_column("Progress as graded, 0–1.")
    band: Series[Choice] | None = _band_column(
        "Aspirational: red below 0.4, yellow below 0.7, green from 0.7. Committed: red below 0.7, green at 1.0."
    )
    pace: Series[Choice] | None = okr_column(
        "Pace",
        "How progress compares with the calendar: done, on_track, behind, at_risk or outdated.",
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


class CheckIns(TableModel):
    """The check-ins, one a row, the newest last."""

    day: Series[Day] = column(
        "Date",
        "The day of the check-in.",
        aliases=("Day", "On"),
        number_format=DAY,
        width=100,
        must_be_filled=True,
    )
    key_result_id: Series[Text] = column(
        "Key result",
        "ID of the key result (O1-KR2).",
        aliases=("Key result ID", "KR", "KR ID"),
        width=90,
        must_be_filled=True,
    )
    value: Series[Number] = column(
        "Value",
        "Its value that day, in its unit.",
        aliases=("Current", "Current value"),
        number_format=AMOUNT,
        width=90,
    )
    confidence: Series[Number] | None = column(
        "Confidence",
        "The owner's own rating of reaching the target, 0–1. The trend matters more than the number.",
        minimum=Decimal(0),
        maximum=Decimal(1),
        number_format=SCORE,
        width=90,
    )
    changed: Series[Text] | None = column(
        "What changed", "What changed since the last check-in.", aliases=("Changes",), width=280
    )
    blocks: Series[Text] | None = column(
        "What blocks", "What is in the way.", aliases=("Blockers", "Blocked by"), width=280
    )
    by: Series[Text] | None = column("By", "Who says so.", aliases=("Author",))
    corrects: Series[Day] | None = column(
        "Corrects",
        "Of a row that puts another one right: the day of the check-in above whose place it takes.",
        aliases=("Correction of", "Replaces"),
        number_format=DAY,
        width=100,
    )


MODELS: dict[Table, type[TableModel]] = {
    Table.CLIENT: ClientProfile,
    Table.FUNNEL: Funnel,
    Table.OBJECTIVES: Objectives,
    Table.KEY_RESULTS: KeyResults,
    Table.CHECK_INS: CheckIns,
    Table.DECISIONS: Decisions,
    Table.FINAL_SCORES: FinalScores,
    Table.STRATEGY: Strategy,
}


@cache
def columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table, in the order of the template."""
    return tuple(columns_of(MODELS[table]).values())
