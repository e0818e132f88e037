"""The Check-ins table."""

from decimal import Decimal

from pandera.typing.pandas import Series

from okrsdk.schema.declaration import AMOUNT, DAY, SCORE, TableModel, column
from okrsdk.schema.types import Day, Number, Text


class CheckIns(TableModel):
    """The check-ins, one a row, the newest last."""

    day: Series[Day] = column(
        "Date",
        "The day of the check-in.",
        aliases=("Day", "On"),
        number_format=DAY,
        width=100,
        must_exist=True,
        must_be_filled=True,
    )
    key_result_id: Series[Text] = column(
        "Key result",
        "ID of the key result (O1-KR2).",
        aliases=("Key result ID", "KR", "KR ID"),
        width=90,
        must_exist=True,
        must_be_filled=True,
    )
    value: Series[Number] = column(
        "Value",
        "Its value that day, in its unit.",
        aliases=("Current", "Current value"),
        number_format=AMOUNT,
        width=90,
        must_exist=True,
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
        "What blocks", "What stands in the way.", aliases=("Blockers", "Blocked by"), width=280
    )
    by: Series[Text] | None = column("By", "Who says so.", aliases=("Author",))
