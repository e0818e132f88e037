"""The practice behind the rules: what the sources on OKRs ask for, numbered as the rules cite it."""

from __future__ import annotations

from types import MappingProxyType

PRACTICE = MappingProxyType(
    {
        1: "An OKR is an objective with its key results. How one gets there is a third thing and lives in the plan.",
        2: "An objective is what those we work for care about and, as clients, would pay for. What we do for it is a "
        "tactic; asking why leads from one to the other.",
        3: "A key result says where one will look to know: a named metric and its source.",
        4: "Activities are not key results: if the dashboard alone cannot tell success from failure, it is a task.",
        5: "Only what can be seen is promised. Below the lead, the funnel is usually blind without access to the CRM.",
        6: "Targets rest on unit economics and capacity: what a sale is worth, what a customer is worth, what can be "
        "delivered.",
        7: "Few objectives: three to four a quarter at the most, one to three for a company, one to begin with "
        "for a team.",
        8: "Two to five key results an objective: fewer miss a side of it, more cannot be traced to a cause.",
        9: "The objective is one sentence without a number, with direction, time and reason. The key results are the "
        "numbers: metric, from, to, by when.",
        10: "Targets are a stretch: what one really wants is 70 % of them.",
        11: "All of it too early means the aim was low; nothing or less means the key result was chosen badly.",
        12: "At the end each key result is graded, and the objective by its key results.",
        13: "A weekly check-in of number and confidence, with what changed and what blocks. The trend counts.",
        14: "Midway, at a confidence of 0.3, the work or the key result changes. What is replaced stays on record.",
        15: "A cycle lasts a quarter to a year.",
        16: "A key result above may become an objective below. The same OKR is never at two levels, and "
        "single people "
        "have OKRs only where they work alone.",
        17: "Owners at every level, and one champion who keeps the rhythm.",
        18: "Outcomes before outputs, with leading indicators among them.",
        19: "A KPI shows health, an OKR changes something, and neither is pay or appraisal.",
        20: "An objective describes the state one wants, as the answer to a challenge.",
        21: "Spreadsheets keep OKRs over long periods, so that every cycle can learn from the ones before.",
        22: "A machine may help to improve a draft; it does not write OKRs.",
    }
)
"""The practice by number. Row 22 asks something of the product, not of a set of OKRs: no rule checks it."""


def practice_number(source: str) -> int | None:
    """The number of the practice that a rule's `source` cites; None where it cites something else.

    >>> practice_number("practice 4"), practice_number("the workbook's contract")
    (4, None)
    """
    word, _, number = source.partition(" ")
    return int(number) if word == "practice" and number.isdigit() else None
