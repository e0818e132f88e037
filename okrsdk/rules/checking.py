"""The check: every rule of the catalogue asked of an OKR set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import in_reading_order
from okrsdk.rules.catalogue import CATALOGUE
from okrsdk.rules.policy import policy_named
from okrsdk.rules.review import Form, Review

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.findings import Finding
    from okrsdk.model import OkrSet
    from okrsdk.rules.policy import Policy
    from okrsdk.rules.rule import Rule


def check(
    okr_set: OkrSet, *, policy: Policy | None = None, on: date | None = None, form: Form = Form.TABLES
) -> tuple[Finding, ...]:
    """All findings of the quality rules, in reading order.

    Args:
        okr_set: the set. Replaced and dropped records are not judged.
        policy: which rules hold, with what limits and severities; by default the one that the client's profile names.
        on: the day asked about; without one the signals that depend on the day stay silent.
        form: with `Form.TEXT` only what a sentence can carry is asked.

    Raises:
        ConfigError: the client's profile names a policy that does not exist.
    """
    chosen = policy or policy_named(okr_set.client.policy)
    review = Review(okr_set=okr_set, policy=chosen, on=on, form=form)
    asked = (rule for rule in CATALOGUE if chosen.holds(rule.code) and _can_be_asked(rule, form))
    return in_reading_order(finding for rule in asked for finding in rule.findings(review))


def _can_be_asked(rule: Rule, form: Form) -> bool:
    return form is Form.TABLES or rule.about.is_wording or rule.about.is_structure
