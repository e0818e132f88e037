import pytest

from tests.cli.conftest import EXAMPLES, SOUND


def test_a_sound_document_passes_with_status_zero(okr, document):
    answer = okr("check", document(SOUND), "--on", "2026-01-20")
    assert (answer.status, answer.err) == (0, "")
    assert "error" not in answer.out


def test_an_error_in_a_document_is_named_by_its_path_and_ends_with_status_one(okr, document):
    answer = okr("check", document(SOUND.replace("target: 22", "target: about twenty")))
    assert answer.status == 1
    assert "objectives[0].key_results[0].target" in answer.out
    assert 'Target is "about twenty", which is not a number.' in answer.out


def test_json_holds_every_finding_with_its_place(okr, document):
    answer = okr("check", document(SOUND.replace("baseline: 12", "baseline: 22")), "--format", "json")
    (error,) = [finding for finding in answer.json["findings"] if finding["severity"] == "error"]
    assert (error["table"], error["record"], error["field"]) == ("Key Results", "O1-KR1", "target")
    assert error["cell"] is None
    assert answer.status == 1


def test_a_finding_in_a_workbook_is_named_by_its_cell(okr, document):
    okr("new", "Harbor Dental", "--from", document(SOUND.replace("baseline: 12", "baseline: 22")))
    answer = okr("check", "harbor dental 2026-q1", "--on", "2026-01-20")
    assert answer.status == 1
    assert "'Key Results'!L2" in answer.out


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_samples_have_no_errors(okr, path):
    assert okr("check", path, "--on", "2026-11-18").status == 0


def test_an_unknown_policy_is_refused_with_those_there_are(okr, document):
    answer = okr("check", document(SOUND), "--policy", "startup")
    assert answer.status == 2
    assert "standard, agency, company, team" in answer.err


@pytest.mark.parametrize("narrowing", [(), ("--ignore", "K206"), ("--select", "O")])
def test_what_is_told_of_a_check_does_not_change_the_policy_it_goes_by(okr, document, narrowing):
    # Two key results are enough for the standard policy and one too few for this client's own.
    path = document(SOUND.replace("currency: USD", "currency: USD, policy: team"))
    told = okr("check", path, "--on", "2026-01-20", *narrowing).out
    assert "O1 has 2 key results; the team policy asks for 3." in told
    assert ("C507" in told) is (narrowing != ("--select", "O"))


def test_the_home_of_nobody_holds_no_document(okr):
    assert "~nobody-of-that-name/okrs.yaml cannot be read" in okr("check", "~nobody-of-that-name/okrs.yaml").err


def test_what_a_cell_holds_does_not_steer_the_terminal(okr, document):
    hostile = SOUND.replace("text: Increase new", 'text: "\\e]0;title\\a\\u009b31m\\u202egnp Increase new').replace(
        "by March 31\n        metric: new", 'by March 31"\n        metric: new'
    )
    for verb in ("check", "grade"):
        answer = okr(verb, document(hostile), "--on", "2026-01-20")
        assert answer.status == 0
        assert not set("\x1b\a\x9b\u202e") & set(answer.out + answer.err)
    assert "�]0;title��31m�gnp Increase new" in answer.out


@pytest.mark.parametrize(("name", "text"), [("draft.txt", ""), ("draft.txt", "---\n\x00\n"), ("draft.jsonl", "\n")])
def test_a_draft_with_nothing_in_it_is_told_so(okr, document, name, text):
    answer = okr("check", document(text, name))
    assert (answer.status, answer.out) == (2, "")
    assert f"{name} has no objective and no key result in it." in answer.err


def test_a_missing_document_is_said_in_one_sentence(okr):
    answer = okr("check", "nowhere.yaml")
    assert (answer.status, answer.out) == (2, "")
    assert "nowhere.yaml cannot be read" in answer.err


def test_a_day_that_is_none_is_refused_with_the_way_to_write_one(okr, document):
    answer = okr("check", document(SOUND), "--on", "yesterday")
    assert answer.status == 2
    assert "Write it as 2026-03-31" in answer.err


DRAFT = """\
Focus on Go To Market
  - Send 100% of scheduled newsletters
  - Acquire more leads
Be the practice that families choose first
  - Increase new registrations from 12 to 22 a month by March 31
"""
JSON_LINES = """\
{"objective": null, "key_results": ["NPS of 40 (up from 25)"]}
{"objective": "Work on the website", "key_results": []}
"""


def test_a_text_draft_is_checked_by_its_sentences_alone(okr, document):
    answer = okr("check", document(DRAFT, "draft.txt"), "--format", "json")
    assert answer.status == 0
    found = [(finding["record"], finding["field"], finding["code"]) for finding in answer.json["findings"]]
    assert (0, "objective", "O103") in found
    assert (0, "key_results[0]", "K202") in found
    assert (0, "key_results[1]", "K203") in found
    assert not [code for record, _, code in found if record == 3 and code[0] == "M"]


def test_json_lines_are_numbered_from_zero(okr, document):
    answer = okr("check", document(JSON_LINES, "draft.jsonl"), "--format", "json")
    first = answer.json["findings"][0]
    assert (first["record"], first["field"], first["code"]) == (1, "objective", "O101")


def test_a_line_that_is_no_draft_is_named(okr, document):
    answer = okr("check", document("{}\nnonsense\n", "draft.jsonl"))
    assert answer.status == 2
    assert "Line 2 is not JSON" in answer.err


def test_select_and_ignore_narrow_what_is_asked(okr, document):
    path = document(DRAFT, "draft.txt")
    only = okr("check", path, "--select", "K2", "--format", "json").json["findings"]
    assert {finding["code"][:2] for finding in only} == {"K2"}
    rest = okr("check", path, "--select", "K2", "--ignore", "K203", "--format", "json").json["findings"]
    assert [finding["code"] for finding in rest] == ["K202"]


def test_an_unknown_code_is_refused(okr, document):
    answer = okr("check", document(DRAFT, "draft.txt"), "--select", "K999")
    assert answer.status == 2
    assert "There is no rule 'K999'" in answer.err


def test_okr_toml_weighs_the_rules_and_the_command_line_wins(okr, document, tmp_path):
    (tmp_path / "okr.toml").write_text('[rules]\nignore = ["O103"]\n[rules.severity]\nK203 = "error"\n')
    path = document(DRAFT, "draft.txt")
    answer = okr("check", path, "--format", "json")
    assert answer.status == 1
    severities = {finding["code"]: finding["severity"] for finding in answer.json["findings"]}
    assert severities["K203"] == "error"
    assert "O103" not in severities
    assert okr("check", path, "--policy", "standard").status == 0


def test_pyproject_toml_may_hold_the_settings(okr, document, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.okrsdk.rules]\nselect = ['O']\n")
    found = okr("check", document(DRAFT, "draft.txt"), "--format", "json").json["findings"]
    assert {finding["code"][0] for finding in found} == {"O"}


def test_a_setting_that_does_not_exist_is_refused(okr, document, tmp_path):
    (tmp_path / "okr.toml").write_text("[rules]\nselekt = ['O']\n")
    answer = okr("check", document(DRAFT, "draft.txt"))
    assert answer.status == 2
    assert "'selekt'" in answer.err


def test_sarif_and_github_annotations_hold_every_finding(okr, document):
    path = document(DRAFT, "draft.txt")
    count = len(okr("check", path, "--format", "json").json["findings"])
    assert len(okr("check", path, "--format", "sarif").json["runs"][0]["results"]) == count
    assert len(okr("check", path, "--format", "github").out.splitlines()) == count


def test_why_tells_the_reason_of_each_rule(okr, document):
    assert "Why: " in okr("check", document(DRAFT, "draft.txt"), "--why").out


def test_a_muted_rule_is_silent_in_its_row(okr, document):
    mute = "        current: 19\n        mute: 'C507: figures come in March'\n"
    path = document(SOUND.replace("        current: 19\n", mute))
    found = okr("check", path, "--on", "2026-02-20", "--format", "json").json["findings"]
    assert [finding["record"] for finding in found if finding["code"] == "C507"] == ["O1-KR2"]
