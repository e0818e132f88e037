"""Rules T501 and T502: can what people wrote about the rules themselves be read?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.model import Client, KeyResult
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, set_rule
from okrsdk.rules.suppressions import read_mutes
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.model import Objective
    from okrsdk.rules.rule_context import RuleContext

_SOURCE = "the workbook's contract"


@set_rule(
    RuleMeta(
        code="T501",
        name="unreadable-policy",
        severity=Severity.WARNING,
        why="The policy in the Client tab says which rules hold for this client and with what limits. Where it cannot "
        "be read, the standard one holds, which may be another than you meant.",
        source=_SOURCE,
        bad=example(Client(name="Harbor Dental", policy="startup")),
        good=example(Client(name="Harbor Dental", policy="agency -K209 max_objectives=3")),
    )
)
def unreadable_policy(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """The Client tab names a policy that does not exist, or an override that says nothing."""
    if context.policy_error:
        violation = Violation(
            field="policy",
            message=context.policy_error,
            suggestion=text("Correct it in the Client tab; until then the rules of the standard policy hold."),
        )
        yield Location(table=Table.CLIENT, position=0, field="policy"), violation


@set_rule(
    RuleMeta(
        code="T502",
        name="unreadable-mute",
        severity=Severity.WARNING,
        why="A mute says which rule one has decided to live with, and why. Without the reason no one can tell later "
        "whether it still holds, so it silences nothing.",
        source=_SOURCE,
        bad=example(KeyResult(id="O1-KR1", text="Raise answered calls from 71% to 90%", mute="M301")),
        good=example(
            KeyResult(id="O1-KR1", text="Raise answered calls from 71% to 90%", mute="M301: phone log access in May")
        ),
    )
)
def unreadable_mute(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """A mute names no rule, or gives no reason."""
    tables: dict[Table, Sequence[Objective | KeyResult]] = {
        Table.OBJECTIVES: context.okr_set.objectives,
        Table.KEY_RESULTS: context.okr_set.key_results,
    }
    for table, records in tables.items():
        for position, record in enumerate(records):
            if all(mute.holds for mute in read_mutes(record.mute)):
                continue
            violation = Violation(
                field="mute",
                message=text('"{mute}" mutes nothing: it needs a rule and a reason.', mute=record.mute),
                suggestion=text("Write the rule's code and why you live with it: M301: CRM access in May."),
            )
            yield Location(table=table, record=record.id or None, position=position, field="mute"), violation


RULES: tuple[Rule, ...] = (unreadable_policy, unreadable_mute)
"""In the order of their codes."""
