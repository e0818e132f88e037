"""Rules T503 and T504: can the client's time zone and currency be read?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.language.currencies import currency_codes, currency_of
from okrsdk.language.enumeration import alternatives
from okrsdk.model import Client, time_zone_named
from okrsdk.model.today import time_zones_of_place
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import RuleContext

_MOST_NAMED = 3


@set_rule(
    RuleMeta(
        code="T503",
        name="unknown-time-zone",
        severity=Severity.WARNING,
        why="The client's time zone says which day today is: when a check-in counts, and on which day the cycle ends. "
        "A name that is not known says nothing, so another clock is used, which may be a day off.",
        source="the workbook's contract",
        bad=example(Client(name="Harbor Dental", time_zone="Chicago time")),
        good=example(Client(name="Harbor Dental", time_zone="America/Chicago")),
    )
)
def unknown_time_zone(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """The Client tab names a time zone that the IANA database does not have."""
    name = context.client.time_zone.strip()
    if not name or time_zone_named(name):
        return
    meant = time_zones_of_place(name)[:_MOST_NAMED]
    violation = Violation(
        field="time_zone",
        message=text('The time zone "{name}" is not known.', name=name),
        suggestion=text("Write {choices}.", choices=alternatives(meant))
        if meant
        else text("Write an IANA name such as America/Chicago or Europe/Berlin."),
    )
    yield Location(table=Table.CLIENT, position=0, field="time_zone"), violation


@set_rule(
    RuleMeta(
        code="T504",
        name="unknown-currency",
        severity=Severity.WARNING,
        why="Amounts of the client are shown and compared in its currency. What is no ISO code may be several "
        "currencies, as dollars are, and spreadsheets cannot show it.",
        source="the workbook's contract",
        bad=example(Client(name="Harbor Dental", currency="Euro")),
        good=example(Client(name="Harbor Dental", currency="EUR")),
    )
)
def unknown_currency(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """The Client tab names a currency by something else than its ISO code."""
    name = context.client.currency.strip()
    if not name or name in currency_codes():
        return
    meant = next((code for code in (currency_of(name), name.upper()) if code in currency_codes()), None)
    violation = Violation(
        field="currency",
        message=text('The currency "{name}" is not an ISO code.', name=name),
        suggestion=text("Write {choices}.", choices=meant)
        if meant
        else text("Write its code of three letters, such as USD or EUR."),
    )
    yield Location(table=Table.CLIENT, position=0, field="currency"), violation


RULES: tuple[Rule, ...] = (unknown_time_zone, unknown_currency)
"""In the order of their codes."""
