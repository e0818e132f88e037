"""The catalogue: every quality rule there is, in the order of the codes."""

from okrsdk.rules import (
    after_close,
    alignment,
    balance,
    check_in_consistency,
    check_ins,
    client_profile,
    economics,
    key_result_columns,
    key_result_numbers,
    key_result_steps,
    key_result_wording,
    key_results,
    measurability,
    objective_columns,
    objective_focus,
    objectives,
    policy_overrides,
    signals,
)
from okrsdk.rules.rule import Rule

CATALOGUE: tuple[Rule, ...] = (
    *policy_overrides.RULES,
    *client_profile.RULES,
    *objectives.RULES,
    *objective_columns.RULES,
    *objective_focus.RULES,
    *key_results.RULES,
    *key_result_wording.RULES,
    *key_result_numbers.RULES,
    *key_result_columns.RULES,
    *key_result_steps.RULES,
    *measurability.RULES,
    *economics.RULES,
    *alignment.RULES,
    *balance.RULES,
    *signals.RULES,
    *check_ins.RULES,
    *check_in_consistency.RULES,
    *after_close.RULES,
)
