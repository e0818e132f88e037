"""The rulebook: every rule there is, from the structure of the tables to the signals of the cycle."""

from okrsdk.findings import RuleInfo
from okrsdk.interchange import DOCUMENT_RULES, IMPORT_RULES
from okrsdk.interchange.exporters.goal_table import EXPORT_RULES
from okrsdk.rules import CATALOGUE
from okrsdk.schema import STRUCTURE_RULES

RULEBOOK: tuple[RuleInfo, ...] = (
    *STRUCTURE_RULES,
    *DOCUMENT_RULES,
    *IMPORT_RULES,
    *EXPORT_RULES,
    *(rule.info for rule in CATALOGUE),
)
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

QUESTIONS = {
    "Can the workbook be read?": ("T1", "T2", "T3", "T4", "T5", "T6"),
    "Is the objective an outcome one would want?": ("O10", "O117"),
    "Are there few enough, with all they need?": ("O110", "O111", "O112", "O113", "O114", "O115", "O116"),
    "Is the key result a result with a number?": ("K20", "K21"),
    "Do numbers, words and columns fit together?": ("K22", "K23", "K24", "K25"),
    "Will anyone be able to see it?": ("M30",),
    "Does it fit what a sale is worth and what can be delivered?": ("M31",),
    "Do the OKRs fit together?": ("A",),
    "How is the cycle going?": ("C501", "C502", "C503", "C504", "C505", "C506"),
    "Are the check-ins in order?": ("C507", "C508", "C509", "C51"),
    "Does another tool find everyone?": ("T7",),
}
"""What one wants to know, with the beginnings of the codes of the rules that answer it."""


def rule_info(code: str) -> RuleInfo | None:
    """What the rule of a code says of itself; None where there is none of that code."""
    return _BY_CODE.get(code)
