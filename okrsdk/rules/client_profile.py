"""Rule T503: can the client's time zone be read, by which it is today?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.model import Client, time_zone_named
from okrsdk.model.today import time_zones_of_place
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, set_rule

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
        "A name that is not known says nothing, so another clock is gone by, which may be a day off.",
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
    choices = " or ".join(meant) if meant else "an IANA name such as America/Chicago or Europe/Berlin"
    violation = Violation(
        field="time_zone", message=f'The time zone "{name}" is not known.', suggestion=f"Write {choices}."
    )
    yield Location(table=Table.CLIENT, position=0, field="time_zone"), violation


RULES: tuple[Rule, ...] = (unknown_time_zone,)
"""In the order of their codes."""
