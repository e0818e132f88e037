"""The practice part by part: what each row asks that a machine can check, the rule that checks it, and an example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.model import (
    CheckIn,
    Client,
    Cycle,
    FunnelStage,
    FunnelStep,
    KeyResult,
    Level,
    Objective,
    Visibility,
)
from okrsdk.rules import CATALOGUE, example

if TYPE_CHECKING:
    from okrsdk.rules import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePart:
    """One part of a row of the practice.

    Attributes:
        row: its row.
        part: what it asks, in a few words.
        code: the rule that checks it.
        weak: OKRs in which the rule finds it missing.
        strong: the same as they should be; None where the rule's own good example shows it.
    """

    row: int
    part: str
    code: str
    weak: Example
    strong: Example | None = None


def _key_results(row: int, part: str, code: str, *pairs: tuple[str, str]) -> tuple[PracticePart, ...]:
    return tuple(
        PracticePart(
            row=row, part=part, code=code, weak=example(KeyResult(text=weak)), strong=example(KeyResult(text=strong))
        )
        for weak, strong in pairs
    )


def _objectives(row: int, part: str, code: str, *pairs: tuple[str, str]) -> tuple[PracticePart, ...]:
    return tuple(
        PracticePart(
            row=row, part=part, code=code, weak=example(Objective(text=weak)), strong=example(Objective(text=strong))
        )
        for weak, strong in pairs
    )


def _of_rules(*parts: tuple[int, str, str]) -> tuple[PracticePart, ...]:
    """Parts whose example is that of their rule."""
    bad = {rule.code: rule.meta.bad for rule in CATALOGUE}
    return tuple(PracticePart(row=row, part=part, code=code, weak=bad[code]) for row, part, code in parts)


_BLIND = Client(funnel=(FunnelStep(stage=FunnelStage.SQL, visibility=Visibility.BLIND),))
_SEEN = Client(funnel=(FunnelStep(stage=FunnelStage.SQL, visibility=Visibility.VISIBLE, system="CRM"),))
_QUALIFIED = KeyResult(text="Sales-qualified leads from 12 to 20 a month")
_ROOM = Client(average_sale=Decimal(900), monthly_capacity=Decimal(40), capacity_unit="jobs", close_rate=Decimal("0.5"))


def _capacity(text: str, target: int) -> Example:
    return example(_ROOM, KeyResult(text=text, baseline=Decimal(5), target=Decimal(target)))


_QUARTER = Cycle.parse("2026-Q1")
_CALLS = KeyResult(id="O1-KR1", objective_id="O1", text="Calls from 40 to 90", baseline=Decimal(40), target=Decimal(90))


def _early(value: int) -> Example:
    check_in = CheckIn(day=date(2026, 1, 12), key_result_id="O1-KR1", value=Decimal(value))
    return example(_QUARTER, Objective(id="O1", text="Be easy to reach"), _CALLS, check_in, on=date(2026, 1, 13))


PARTS: tuple[PracticePart, ...] = (
    *_of_rules(
        (1, "an objective has key results", "O113"),
        (1, "no tactic inside a key result", "K212"),
        (1, "no tactic inside an objective", "O108"),
        (1, "a key result does not repeat its objective", "A410"),
    ),
    *_objectives(
        2,
        "an objective is an outcome, not a tactic",
        "O101",
        ("Achieve first-page rankings", "Increase leads from organic search"),
        ("Build landing pages for each service", "Bring enquiries to the services that have room"),
        ("Implement required form fields", "Improve lead data completeness"),
        ("Work on the website", "Improve website conversion to win more enquiries"),
        ("Improve SEO", "Become the shop that searchers find first"),
        ("Do content marketing", "Become the paper that buyers read before they call"),
    ),
    *_of_rules(
        (3, "a source", "M301"),
        (3, "a reference that a program can follow", "M308"),
        (3, "a metric", "M305"),
        (3, "a unit", "K230"),
    ),
    PracticePart(
        row=3,
        part="a source where one can look",
        code="M306",
        weak=example(KeyResult(text="Booked jobs from 40 to 60 a month", source="We will see")),
        strong=example(KeyResult(text="Booked jobs from 40 to 60 a month", source="Booking calendar")),
    ),
    *_key_results(
        3,
        "numbers of something",
        "M305",
        ("Get from 40 to 60", "Get the net promoter score from 40 to 60"),
    ),
    *_key_results(
        4,
        "no activity as key result",
        "K201",
        ("Launch campaigns", "Enquiries from campaigns from 20 to 45 a month"),
        ("The privacy policy is published", "Complaints about data handling from 9 to 2 a month"),
        ("Training completed", "Handover errors from 14 to 4 a month"),
    ),
    *_key_results(
        4,
        "no counted activity as key result",
        "K202",
        ("Send 100% of scheduled newsletters", "Readers who book a call from 12 to 30 a month"),
        ("12 blog posts published", "Enquiries from blog readers from 8 to 25 a month"),
        ("Increase landing pages from 3 to 12", "Landing page conversion from 2% to 5%"),
        ("Emails sent from 3 to 12 a month", "Email open rate from 20% to 30%"),
        ("Increase ad spend from $5k to $9k", "Cost of advertising per booking from $40 to $25"),
        ("Four landing pages live by 1 June", "Landing page conversion from 2% to 5% by 1 June"),
    ),
    *_key_results(
        4,
        "more and better have a size",
        "K203",
        ("Acquire more leads", "Gain 20% more qualified leads"),
        ("Be more effective at ABM", "Named accounts with a meeting from 10 to 25"),
    ),
    *_of_rules(
        (5, "no promise on a blind stage", "M302"),
        (5, "a partly visible stage is named", "M303"),
        (5, "below the lead the CRM shows it", "M304"),
        (5, "the stage is asked about in drafts", "M307"),
        (5, "no vanity metric", "K209"),
    ),
    PracticePart(
        row=5,
        part="the stage is read from the words",
        code="M302",
        weak=example(_BLIND, _QUALIFIED),
        strong=example(_SEEN, _QUALIFIED),
    ),
    *_of_rules(
        (6, "what a customer may cost", "M311"),
        (6, "revenue data before targets", "M312"),
        (6, "today's cost is not exceeded", "M314"),
        (6, "no number is still open", "K208"),
    ),
    PracticePart(
        row=6,
        part="capacity in any unit of time",
        code="M313",
        weak=_capacity("Booked jobs from 5 to 12 a week", 12),
        strong=_capacity("Booked jobs from 5 to 8 a week", 8),
    ),
    PracticePart(
        row=6,
        part="capacity through the close rate",
        code="M313",
        weak=_capacity("Sales-qualified leads from 5 to 90 a month", 90),
        strong=_capacity("Sales-qualified leads from 5 to 70 a month", 70),
    ),
    *_of_rules(
        (7, "few objectives", "O110"),
        (8, "not too many key results", "O111"),
        (8, "not too few key results", "O112"),
    ),
    *_objectives(
        9,
        "an objective has no number",
        "O102",
        ("Increase annual revenue by 25%", "Give sales a pipeline it can live on"),
    ),
    *_objectives(
        9,
        "an objective takes sides",
        "O103",
        ("Focus on Go To Market", "Raise the quality of leads so that sales can close more of them"),
        ("Be a great company", "Improve brand authority in our industry"),
    ),
    *_of_rules(
        (9, "an objective has a direction", "O104"),
        (9, "an objective is more than a number", "O105"),
        (9, "an objective can be said in a breath", "O106"),
        (9, "an objective is one sentence", "O107"),
        (9, "an objective is one aim", "O117"),
        (9, "an objective has a reason", "O114"),
        (9, "an objective has a time frame", "O116"),
        (9, "a key result has a number", "K204"),
        (9, "a change has a size", "K203"),
        (9, "a key result that is done or not says who decides", "K206"),
        (9, "a key result is one metric", "K207"),
        (9, "a key result has a baseline", "K222"),
        (9, "a key result has a target", "K223"),
        (9, "a key result can be said in a breath", "K211"),
        (9, "the way from baseline to target has a length", "K221"),
        (9, "baseline and target are on one scale", "K224"),
        (9, "the numbers go where the words say", "K225"),
        (9, "the kind fits the numbers", "K226"),
        (9, "words and columns say the same", "K229"),
        (9, "a value is one that can be", "K231"),
        (9, "a milestone is done or not", "K251"),
        (9, "stages have scores", "K252"),
        (10, "no whole without a start", "K210"),
        (10, "the stretch is worth it", "K227"),
        (10, "the stretch is believed", "K228"),
        (10, "a closed cycle was no walk-over", "C506"),
        (11, "not all of it too early", "C502"),
        (11, "something at half-time", "C503"),
    ),
    PracticePart(row=11, part="negative progress is raised at once", code="C503", weak=_early(35), strong=_early(44)),
    *_of_rules(
        (12, "weights leave a score", "A406"),
        (13, "a check-in when it is due", "C507"),
        (13, "number and confidence together", "C508"),
        (13, "what blocks is said", "C509"),
        (13, "the trend of confidence", "C504"),
        (14, "a low confidence midway", "C501"),
        (14, "no dead key result at the end", "C505"),
        (14, "what took its place is tracked", "C510"),
        (15, "it falls due within the cycle", "K241"),
        (16, "one objective, one level", "A401"),
        (16, "one metric, one key result", "A402"),
        (16, "individual objectives only where they help", "A409"),
        (16, "alignment leads upwards", "A405"),
        (16, "alignment leads elsewhere", "A403"),
        (16, "alignment leads to something", "A404"),
    ),
    PracticePart(
        row=16,
        part="reworded twins are found",
        code="A401",
        weak=example(
            Objective(id="O1", text="Hit the revenue target", level=Level.COMPANY),
            Objective(id="O2", text="Reach our revenue goal", level=Level.TEAM),
        ),
        strong=example(
            Objective(id="O1", text="Earn our living from customers who renew", level=Level.COMPANY),
            Objective(id="O2", text="Make renewing the easy choice", level=Level.TEAM),
        ),
    ),
    *_of_rules(
        (17, "an owner of each objective", "O115"),
        (17, "an owner of each key result", "K242"),
        (17, "a champion", "A408"),
        (18, "outcome over output", "K205"),
        (18, "a leading indicator", "A407"),
    ),
    PracticePart(
        row=18,
        part="leading or lagging is read from the words",
        code="A407",
        weak=example(
            Objective(id="O1", text="Fill the quiet months"),
            KeyResult(objective_id="O1", text="Revenue in January from $20k to $32k"),
            KeyResult(objective_id="O1", text="Margin of January from 12% to 15%"),
        ),
        strong=example(
            Objective(id="O1", text="Fill the quiet months"),
            KeyResult(objective_id="O1", text="Revenue in January from $20k to $32k"),
            KeyResult(objective_id="O1", text="Enquiries for January from 60 to 110"),
        ),
    ),
    *_of_rules((19, "a KPI is no key result", "K213"), (19, "not tied to pay", "A411")),
    *_of_rules((19, "a key result keeps no KPI", "A414"), (19, "a KPI is no key result as well", "A415")),
    *_of_rules((19, "a KPI is healthy or not", "A413"), (19, "a KPI has a range", "A418")),
    *_key_results(
        19,
        "no personal goal",
        "K202",
        ("Completes 15 stories", "Improve page response from 1 second to 0.4 seconds"),
    ),
    *_key_results(
        19,
        "no personal contribution",
        "K201",
        ("Contribute to the checkout project", "Customers who finish the checkout from 61% to 75%"),
    ),
    *_of_rules((20, "a state one wants", "O109"), (20, "ten KPIs at most", "A412")),
    *_of_rules((20, "an objective answers a challenge", "A416"), (20, "challenges are answered", "A417")),
    *_of_rules(
        (21, "what was closed stays as it was", "C514"),
    ),
)
"""In the order of the rows."""

SHOWN = {
    12: "`okr grade` scores each key result and the objective by its key results, and says how many were met.",
    13: "`okr status` shows what a weekly meeting needs; the sidebar takes number and confidence together.",
    15: "A cycle is a month to a year.",
    16: "`okr check company.yaml team.yaml` finds what one file repeats of the other, in whatever words.",
    21: "The workbook keeps check-ins, decisions, final scores and lessons; `okr history` compares cycles.",
    22: "No rule writes an OKR: each finding asks a question that the author answers.",
}
"""What the product does for a row besides checking it."""
