"""The Objectives table."""

from pandera.typing.pandas import Series

from okrsdk.model import Level
from okrsdk.schema.declaration import TableModel, column
from okrsdk.schema.shared_columns import band_column, mute_column, score_column, status_column, weight_column
from okrsdk.schema.types import Choice, Number, People, Text


class Objectives(TableModel):
    """The objectives, one a row."""

    id: Series[Text] = column(
        "ID",
        "Names the objective for good (O1). Blank on a new row: it is filled on the next write and never changes.",
        aliases=("Objective ID", "No", "#"),
        width=60,
        must_exist=True,
    )
    text: Series[Text] = column(
        "Objective",
        "The outcome, in one sentence without numbers: what the client would notice and pay for.",
        aliases=("Objectives", "Goal", "Objective title"),
        width=340,
        must_exist=True,
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
        "Level", "Whose objective it is: company, team or individual.", choices=Level, width=90
    )
    contributes_to: Series[Text] | None = column(
        "Contributes to",
        "The key result of a parent workbook that this objective serves, by its ID or name.",
        aliases=("Parent", "Aligned to", "Supports"),
        width=180,
    )
    weight: Series[Number] | None = weight_column("the overall score")
    status: Series[Choice] | None = status_column("Only active objectives count in the overall score.")
    mute: Series[Text] | None = mute_column("O101: the client insists")
    score: Series[Number] | None = score_column("Weighted mean of the scores of its active key results, 0–1.")
    band: Series[Choice] | None = band_column(
        "red below 0.4, yellow below 0.7, green from 0.7; all promises: red below 0.7, green at 1.0."
    )
