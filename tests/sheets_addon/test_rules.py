from okrsdk.rules import CATALOGUE
from okrsdk.schema import STRUCTURE_RULES


def test_all_rules_are_listed_in_the_order_of_the_catalogue(service):
    codes = [rule["code"] for rule in service.get("/v1/rules").json["rules"]]
    assert len(set(codes)) == len(codes)
    assert codes[: len(STRUCTURE_RULES)] == [info.code for info in STRUCTURE_RULES]
    assert codes[-len(CATALOGUE) :] == [rule.code for rule in CATALOGUE]


def test_a_rule_tells_why_it_is_there(service):
    rule = service.get("/v1/rules/t201").json
    assert (rule["code"], rule["name"], rule["severity"]) == ("T201", "not-a-number", "error")
    assert rule["why"]
    assert rule["bad"] != rule["good"]


def test_the_code_of_every_finding_has_its_rule(service):
    known = {rule["code"] for rule in service.get("/v1/rules").json["rules"]}
    odd = {"okrs": {"cycle": "spring", "nonsense": 1, "objectives": [{"key_results": [{"target": [1]}]}]}}
    found = {finding["code"] for finding in service.post("/v1/check", odd).json["findings"]}
    assert found
    assert found <= known


def test_an_unknown_rule_is_not_found(service):
    answer = service.get("/v1/rules/K999")
    assert (answer.status_code, answer.json["type"]) == (404, "urn:problem-type:okrsdk:not-found")
