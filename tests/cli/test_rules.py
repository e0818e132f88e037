def test_the_catalogue_is_grouped_by_what_one_wants_to_know(okr):
    out = okr("rules").out
    assert "\nIs the key result a result with a number?\n  K201  " in out
    assert out.count("\n  M304  ") == 1


def test_one_rule_tells_its_reason_and_examples(okr):
    out = okr("rules", "t201").out
    assert out.startswith("T201  not a number  (error)")
    assert "found:" in out
    assert "better:" in out


def test_an_unknown_rule_is_refused(okr):
    answer = okr("rules", "X999")
    assert answer.status == 2
    assert "There is no rule X999" in answer.err


def test_json_holds_the_whole_catalogue_with_codes_of_their_own(okr):
    codes = [rule["code"] for rule in okr("rules", "--format", "json").json["rules"]]
    assert len(codes) == len(set(codes)) > 25
