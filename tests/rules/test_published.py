"""The published docs and contract tell all of the catalogue."""

from __future__ import annotations

import json

from docs.practice import PRACTICE, practice_number
from docs.rules_pages import rules_json, rules_page
from okrsdk.rulebook import RULEBOOK
from okrsdk.rules import policy_named


def test_the_page_explains_every_rule_and_policy():
    page = rules_page(RULEBOOK)
    assert all(f"### {rule.code} {rule.name}" in page and rule.why in page for rule in RULEBOOK)
    assert f"**agency**: {policy_named('agency').why}" in page


def test_every_part_of_the_practice_that_can_be_checked_has_a_rule():
    cited = {practice_number(rule.source) for rule in RULEBOOK} - {None}
    assert cited <= set(PRACTICE)
    assert set(PRACTICE) - cited == {22}


def test_the_contract_is_json_with_one_entry_a_code():
    document = json.loads(rules_json(RULEBOOK))
    assert {entry["code"] for entry in document["rules"]} == {rule.code for rule in RULEBOOK}
    assert document["policies"][0]["limits"]["max_objectives"] == 4
