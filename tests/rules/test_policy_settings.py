"""Policies as people write them, with overrides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.errors import ConfigError
from okrsdk.findings import Severity
from okrsdk.rules.policy import AGENCY, STANDARD
from okrsdk.rules.policy_settings import policy_from_cell, policy_from_settings, policy_narrowed


def test_no_settings_mean_the_default():
    assert policy_from_settings({}) == STANDARD
    assert policy_from_cell("") == STANDARD


def test_a_preset_is_overridden_piece_by_piece():
    policy = policy_from_settings(
        {
            "policy": "agency",
            "select": ["O", "K2"],
            "ignore": "K209, k210",
            "severity": {"K206": "warning", "K211": "off"},
            "limits": {"max_objectives": 3, "max_cost_share": 0.2},
        }
    )
    assert policy.name == AGENCY.name
    assert policy.limits.max_objectives == 3
    assert policy.limits.max_cost_share == Decimal("0.2")
    assert policy.severity("K206", Severity.INFO) is Severity.WARNING
    assert [policy.holds(code) for code in ("O101", "K201", "K209", "K210", "K211", "M301")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_the_client_tab_says_the_same_in_one_cell():
    policy = policy_from_cell("Agency, -K209 K206=warning K211=off; max_objectives=3")
    assert policy.name == "agency"
    assert policy.limits.max_objectives == 3
    assert set(policy.ignore) == {"K209", "K211"}
    assert policy.severities == {"K206": Severity.WARNING}


@pytest.mark.parametrize("value", ["1e99999999999", "1000001", "1e999999"])
def test_a_limit_beyond_all_sense_is_refused_before_anybody_reckons_with_it(value):
    for limit in ("max_objectives", "max_cost_share"):
        with pytest.raises(ConfigError, match=rf"^The limit {limit} is .* from 0 to 1,000,000\.$"):
            policy_from_cell(f"agency {limit}={value}")


def test_the_command_line_narrows_a_policy():
    policy = policy_narrowed(STANDARD, select=["K"], ignore=["K206"])
    assert [policy.holds(code) for code in ("K201", "K206", "O101")] == [True, False, False]


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        ({"polcy": "team"}, "polcy"),
        ({"policy": "strict"}, "policy"),
        ({"policy": 3}, "policy"),
        ({"select": ["Z1"]}, "select"),
        ({"ignore": ["K999"]}, "ignore"),
        ({"ignore": 7}, "ignore"),
        ({"severity": {"K201": "fatal"}}, "severity"),
        ({"severity": "K201"}, "severity"),
        ({"limits": {"max_objctives": 3}}, "limits.max_objctives"),
        ({"limits": {"max_objectives": 2.5}}, "limits.max_objectives"),
        ({"limits": {"max_objectives": "many"}}, "limits.max_objectives"),
        ({"limits": {"max_objectives": -1}}, "limits.max_objectives"),
        ({"limits": {"max_objectives": True}}, "limits.max_objectives"),
    ],
)
def test_a_mistake_is_named(settings, setting):
    with pytest.raises(ConfigError) as error:
        policy_from_settings(settings)
    assert error.value.setting == setting


def test_a_word_too_many_in_the_cell_is_named():
    with pytest.raises(ConfigError, match="'please'"):
        policy_from_cell("team please")
