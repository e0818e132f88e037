"""The check: every rule of the catalogue asked of an OKR set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.findings import Table, in_reading_order
from okrsdk.model.field_types import check_day
from okrsdk.rules.answers import unanswered
from okrsdk.rules.catalogue import CATALOGUE
from okrsdk.rules.policy import STANDARD
from okrsdk.rules.policy_settings import policy_from_cell
from okrsdk.rules.rule_context import Form, RuleContext
from okrsdk.rules.suppressions import without_muted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.findings import Finding
    from okrsdk.model import Client, KeyResult, Objective, OkrSet
    from okrsdk.rules.policy import Policy
    from okrsdk.rules.rule import Rule


def check(
    okr_set: OkrSet, *, policy: Policy | None = None, on: date | None = None, form: Form = Form.TABLES
) -> tuple[Finding, ...]:
    """All findings of the quality rules, in reading order, less those that are muted or answered with a reason.

    Args:
        okr_set: the set. Replaced and dropped records are not judged.
        policy: which rules hold, with what limits and severities; by default the client's own.
        on: the day asked about; without one the signals that depend on the day stay silent.
        form: with `Form.TEXT` only what a sentence can carry is asked.
    """
    check_day(on, "on")
    context = context_of(okr_set, policy=policy, on=on, form=form)
    asked = (rule for rule in CATALOGUE if context.policy.holds(rule.code) and _can_be_asked(rule, form))
    found = (finding for rule in asked for finding in rule.findings(context))
    open_ones = unanswered(found, okr_set, on=on)
    return in_reading_order(without_muted(open_ones, mutes_of(okr_set)).findings)


def context_of(okr_set: OkrSet, *, policy: Policy | None, on: date | None, form: Form) -> RuleContext:
    """What the rules are asked about; the arguments are those of `check`."""
    own, error = _read_policy(okr_set.client)
    return RuleContext(okr_set=okr_set, policy=policy or own, on=on, form=form, policy_error=error)


def policy_of(client: Client) -> Policy:
    """The policy that the client's profile names; the standard one where that cannot be read, which is a finding."""
    return _read_policy(client)[0]


def _read_policy(client: Client) -> tuple[Policy, str]:
    """The client's policy, and what is wrong with it."""
    try:
        return policy_from_cell(client.policy), ""
    except ConfigError as error:
        return STANDARD, str(error)


def mutes_of(okr_set: OkrSet) -> dict[tuple[Table, int], str]:
    """The cells that mute rules, by table and 0-based position of the record."""
    tables: dict[Table, Sequence[Objective | KeyResult]] = {
        Table.OBJECTIVES: okr_set.objectives,
        Table.KEY_RESULTS: okr_set.key_results,
    }
    return {
        (table, position): record.mute
        for table, records in tables.items()
        for position, record in enumerate(records)
        if record.mute
    }


def _can_be_asked(rule: Rule, form: Form) -> bool:
    return form is Form.TABLES or rule.meta.is_wording or rule.meta.is_structure
