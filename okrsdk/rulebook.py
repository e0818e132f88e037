"""The rulebook: every rule there is, from the structure of the tables to the signals of the cycle."""

from okrsdk.findings import RuleInfo
from okrsdk.interchange import DOCUMENT_RULES
from okrsdk.rules import CATALOGUE
from okrsdk.schema import STRUCTURE_RULES

RULEBOOK: tuple[RuleInfo, ...] = (*STRUCTURE_RULES, *DOCUMENT_RULES, *(rule.info for rule in CATALOGUE))
_BY_CODE = {info.code: info for info in RULEBOOK}
FAMILIES = {
    "T": "Table structure",
    "O": "Objectives",
    "K": "Key results",
    "M": "Measurability",
    "A": "Alignment",
    "C": "Cycle",
}
"""The families of rules by the first letter of their codes."""


def rule_info(code: str) -> RuleInfo | None:
    """What the rule of a code says of itself; None where there is none of that code."""
    return _BY_CODE.get(code)
