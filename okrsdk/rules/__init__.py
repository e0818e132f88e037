"""The quality rules: what the practice asks of OKRs, as findings with a reason.

`check` asks all of them. Each rule is one function with its code, reason, source and examples on it; `CATALOGUE` is the
tuple of them all, and a `Policy` says which hold and with what limits. Standard library only.
"""

from okrsdk.rules.catalogue import CATALOGUE
from okrsdk.rules.checking import check, policy_of
from okrsdk.rules.example import Example, example
from okrsdk.rules.policy import AGENCY, COMPANY, POLICIES, STANDARD, TEAM, Limits, Policy, policy_named
from okrsdk.rules.repetition import repeated
from okrsdk.rules.rule import Rule, RuleMeta, Violation
from okrsdk.rules.rule_context import Form

__all__ = [
    "AGENCY",
    "CATALOGUE",
    "COMPANY",
    "POLICIES",
    "STANDARD",
    "TEAM",
    "Example",
    "Form",
    "Limits",
    "Policy",
    "Rule",
    "RuleMeta",
    "Violation",
    "check",
    "example",
    "policy_named",
    "policy_of",
    "repeated",
]
