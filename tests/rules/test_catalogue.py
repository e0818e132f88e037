"""Every rule does what it says of itself: the examples of the docs are the tests."""

from __future__ import annotations

import re

import pytest

from okrsdk.findings import Finding, RuleInfo, Severity
from okrsdk.rulebook import FAMILIES, QUESTIONS, RULEBOOK
from okrsdk.rules import CATALOGUE, STANDARD, Example, Rule
from okrsdk.rules.checking import check, context_of
from okrsdk.rules.rule_context import Form

BY_CODE = pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: f"{rule.code}-{rule.meta.name}")


def findings_of(rule: Rule, example: Example) -> list[Finding]:
    return list(rule.findings(context_of(example.okr_set, policy=STANDARD, on=example.on, form=Form.TABLES)))


@BY_CODE
def test_the_bad_example_is_found(rule):
    assert findings_of(rule, rule.meta.bad)


@BY_CODE
def test_the_good_example_is_not_found(rule):
    assert findings_of(rule, rule.meta.good) == []


@BY_CODE
def test_the_wording_of_the_good_example_is_above_suspicion(rule):
    texts = [*rule.meta.good.okr_set.objectives, *rule.meta.good.okr_set.key_results]
    wording = {other.code for other in CATALOGUE if other.meta.is_wording}
    found = check(rule.meta.good.okr_set, form=Form.TEXT)
    assert [f for f in found if f.code in wording and f.severity is not Severity.INFO] == [], texts


@BY_CODE
def test_a_finding_is_a_sentence_with_a_way_out(rule):
    for finding in findings_of(rule, rule.meta.bad):
        assert re.fullmatch(r"[^\n]+\.", finding.message), finding.message
        assert re.fullmatch(r"[A-Z][^\n]+[.?]", finding.suggestion), finding.suggestion
        assert finding.code == rule.code


@BY_CODE
def test_a_rule_tells_its_reason_and_its_source(rule):
    about = rule.meta
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", about.name)
    assert re.match(r"practice \d+|the workbook's contract", about.source)
    assert about.why.endswith(".")
    assert len(about.why) > 60
    assert isinstance(rule.info, RuleInfo)
    assert rule.info.bad
    assert rule.info.good


def test_codes_and_names_are_unique_and_stand_in_order():
    codes = [rule.code for rule in CATALOGUE]
    letters = "".join(FAMILIES)
    assert len(set(codes)) == len(codes)
    assert len({rule.meta.name for rule in CATALOGUE}) == len(CATALOGUE)
    assert codes == sorted(codes, key=lambda code: (letters.index(code[0]), code))
    assert all(re.fullmatch(r"(T5|O1|K2|M3|A4|C5)\d\d", code) for code in codes)


def test_no_two_rules_of_the_rulebook_share_a_code_or_a_name():
    assert len({rule.code for rule in RULEBOOK}) == len({rule.name for rule in RULEBOOK}) == len(RULEBOOK)


def test_every_rule_answers_one_question():
    for rule in RULEBOOK:
        assert sum(rule.code.startswith(codes) for codes in QUESTIONS.values()) == 1, rule.code


def test_every_family_has_rules():
    assert {rule.code[0] for rule in CATALOGUE} == set("TOKMAC")
