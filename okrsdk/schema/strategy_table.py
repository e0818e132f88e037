"""The table of the strategy: what comes before the objectives of a cycle. Its tab is optional, so is every column."""

from pandera.typing.pandas import Series

from okrsdk.model import StrategyPart
from okrsdk.schema.choice_words import STRATEGY_WORDS
from okrsdk.schema.column import AMOUNT
from okrsdk.schema.table_model import Choice, Number, TableModel, Text, column


class Strategy(TableModel):
    """The strategy, one entry a row, in any order."""

    id: Series[Text] | None = column(
        "ID",
        "Of a challenge: the name by which objectives say that they answer it (C1).",
        aliases=("Challenge ID", "No", "#"),
        width=60,
    )
    part: Series[Choice] | None = column(
        "Part",
        "where_we_stand: our course and biggest issues; challenge: what stands in the way; kpi: a figure that shows "
        "health; success: what it looks like when the cycle went well.",
        aliases=("Kind", "Type", "Teil", "Partie", "Parte", "Deel", "区分"),
        choices=StrategyPart,
        words=STRATEGY_WORDS,
        width=120,
        must_be_filled=True,
    )
    text: Series[Text] | None = column(
        "What",
        "In a few sentences what is so; of a KPI its name.",
        aliases=("Text", "Description", "Was", "Quoi", "Qué", "O quê", "Che cosa", "Wat", "内容"),
        width=420,
    )
    why: Series[Text] | None = column(
        "Why now",
        "Of a challenge: why it is to be met in this cycle and not later.",
        aliases=(
            "Why", "Warum jetzt", "Pourquoi maintenant", "Por qué ahora", "Por que agora", "Perché ora", "Waarom nu",
            "なぜ今",
        ),
        width=260,
    )  # fmt: skip
    source: Series[Text] | None = column(
        "Source",
        "Of a KPI: where we look.",
        aliases=("Data source", "Quelle", "Source de données", "Fuente", "Fonte", "Bron", "情報源"),
        width=160,
    )
    healthy_from: Series[Number] | None = column(
        "Healthy from",
        "Of a KPI: the lowest value that is healthy; blank where no value is too low.",
        aliases=(
            "From",
            "Gesund ab",
            "Sain dès",
            "Sano desde",
            "Saudável desde",
            "Sano da",
            "Gezond vanaf",
            "正常下限",
        ),
        number_format=AMOUNT,
        width=90,
    )
    healthy_to: Series[Number] | None = column(
        "Healthy to",
        "Of a KPI: the highest value that is healthy; blank where no value is too high.",
        aliases=(
            "To", "Gesund bis", "Sain jusqu'à", "Sano hasta", "Saudável até", "Sano fino a", "Gezond tot", "正常上限",
        ),
        number_format=AMOUNT,
        width=90,
    )  # fmt: skip
    current: Series[Number] | None = column(
        "Current",
        "Of a KPI: its value now.",
        aliases=("Actual", "Now", "Aktuell", "Actuel", "Atual", "Attuale", "Huidig", "現在"),
        number_format=AMOUNT,
        width=90,
    )
    unit: Series[Text] | None = column(
        "Unit",
        "Of a KPI: the unit of its range and its value.",
        aliases=("Einheit", "Unité", "Unidad", "Unidade", "Unità", "Eenheid", "単位"),
        width=80,
    )
