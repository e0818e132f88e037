"""The rulebook: every rule there is, from the structure of the tables to the signals of the cycle."""

from okrsdk.findings import RuleInfo
from okrsdk.interchange import DOCUMENT_RULES
from okrsdk.rules import CATALOGUE
from okrsdk.schema import STRUCTURE_RULES

RULEBOOK: tuple[RuleInfo, ...] = (*STRUCTURE_RULES, *DOCUMENT_RULES, *(rule.info for rule in CATALOGUE))
