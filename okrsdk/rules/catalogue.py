"""The catalogue: every quality rule there is, in the order of the codes."""

from okrsdk.rules import alignment, economics, key_results, measurability, objectives, signals
from okrsdk.rules.rule import Rule

CATALOGUE: tuple[Rule, ...] = (
    *objectives.RULES,
    *key_results.RULES,
    *measurability.RULES,
    *economics.RULES,
    *alignment.RULES,
    *signals.RULES,
)
