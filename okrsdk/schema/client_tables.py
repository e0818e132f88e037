"""The Client tab's two tables: the profile and the funnel."""

from decimal import Decimal

from pandera.typing.pandas import Series

from okrsdk.model import FunnelStage, Month, Visibility
from okrsdk.schema.choice_words import FUNNEL_WORDS, MONTH_WORDS, VISIBILITY_WORDS
from okrsdk.schema.column import AMOUNT
from okrsdk.schema.table_model import Choice, Number, TableModel, Text, column


class ClientProfile(TableModel):
    """The client's profile: one record, written as rows of name and value."""

    name: Series[Text] = column("Client", "The client's or team's name.", aliases=("Name", "Team"))
    cycle: Series[Text] = column(
        "Cycle",
        "The time box: a quarter (2026-Q1), a half (2026-H1), a year (2026), a month (2026-01), two days "
        "(2026-01-15 to 2026-03-31) or a quarter of a fiscal year (FY26-Q1).",
        aliases=("Quarter", "Period"),
    )
    currency: Series[Text] | None = column("Currency", "Three-letter code of all amounts of money, such as USD.")
    time_zone: Series[Text] | None = column("Time zone", "IANA name, such as America/Chicago.", aliases=("Timezone",))
    fiscal_year_starts: Series[Choice] | None = column(
        "Fiscal year starts",
        "The month in which the fiscal year starts, needed for a cycle such as FY26-Q1. FY26 ends in 2026.",
        aliases=("Fiscal year start", "Fiscal year begins"),
        choices=Month,
        words=MONTH_WORDS,
    )
    average_sale: Series[Number] | None = column(
        "Average sale",
        "Average revenue per sale or job, in the currency. Tells what a new customer may cost.",
        aliases=("Average revenue per sale", "Average job"),
        minimum=Decimal(0),
        unit="currency",
        number_format=AMOUNT,
    )
    lifetime_value: Series[Number] | None = column(
        "Customer lifetime value",
        "Revenue from one customer per year, in the currency.",
        aliases=("Lifetime value", "LTV"),
        minimum=Decimal(0),
        unit="currency per year",
        number_format=AMOUNT,
    )
    close_rate: Series[Number] | None = column(
        "Close rate",
        "Share of sales-qualified leads that buy, as a percentage or a fraction.",
        minimum=Decimal(0),
        maximum=Decimal(1),
        number_format="0.0%",
    )
    monthly_capacity: Series[Number] | None = column(
        "Monthly capacity",
        "How much the client can deliver in a month.",
        aliases=("Capacity",),
        minimum=Decimal(0),
        number_format=AMOUNT,
    )
    capacity_unit: Series[Text] | None = column(
        "Capacity counts", "What the capacity counts: jobs, beds, trucks.", aliases=("Capacity unit",)
    )
    cost_per_acquisition: Series[Number] | None = column(
        "Cost per acquisition",
        "What one new customer costs today, in the currency.",
        aliases=("CPA", "Current cost per acquisition"),
        minimum=Decimal(0),
        unit="currency",
        number_format=AMOUNT,
    )
    policy: Series[Text] | None = column(
        "Policy",
        "What its OKRs are checked against: standard, agency, company or team; blank counts as standard. "
        "Overrides may follow: agency -K209 max_objectives=3.",
    )


class Funnel(TableModel):
    """The client's funnel, one stage a row: how well each can be seen, and where."""

    stage: Series[Choice] = column(
        "Funnel stage", "The stage.", aliases=("Stage",), choices=FunnelStage, words=FUNNEL_WORDS, must_be_filled=True
    )
    visibility: Series[Choice] = column(
        "Visibility",
        "visible, partial or blind: whether we can see what happens there.",
        choices=Visibility,
        words=VISIBILITY_WORDS,
    )
    system: Series[Text] | None = column(
        "Seen in", "The system that shows it.", aliases=("System", "Source"), width=180
    )
