import io

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


def test_a_sound_draft_says_what_was_not_looked_at(okr, document):
    text = """Objective: Win back the customers we lost to slow deliveries
- Parcels that arrive late from 12% to 4%
- Customers who order again from 30% to 45%
"""
    answer = okr("check", document(text, "q1.txt"))
    assert "nothing to complain about" in answer.out
    assert "Only the words were looked at: owners, sources, baselines and the calendar need a workbook" in answer.out


def test_json_lines_are_numbered_from_zero(okr, document):
    answer = okr("check", document(JSON_LINES, "draft.jsonl"), "--format", "json")
    first = answer.json["findings"][0]
    assert (first["record"], first["field"], first["code"]) == (1, "objective", "O101")


def test_a_line_that_is_no_draft_is_named_and_the_others_are_checked(okr, document):
    answer = okr("check", document('{"key_results": ["Launch the shop"]}\nnonsense\n', "draft.jsonl"))
    assert "line 2     nonsense · it is not JSON" in answer.out
    assert "K201" in answer.out
    nothing = okr("check", document("{}\nnonsense\n", "draft.jsonl"))
    assert nothing.status == 2
    assert "Line 1 was not taken: it is not a draft" in nothing.err


def test_select_and_ignore_narrow_what_is_asked(okr, document):
    path = document(DRAFT, "draft.txt")
    only = okr("check", path, "--select", "K2", "--format", "json").json["findings"]
    assert {finding["code"][:2] for finding in only} == {"K2"}
    rest = okr("check", path, "--select", "K2", "--ignore", "K203", "--format", "json").json["findings"]
    assert [finding["code"] for finding in rest] == ["K202"]


def test_a_folder_is_no_workbook(okr, tmp_path):
    for ref in (str(tmp_path), ".", "../"):
        answer = okr("check", ref)
        assert answer.status == 2
        assert f"{ref} is a folder. Name a file in it, or a workbook." in answer.err


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
    assert f"{tmp_path / 'okr.toml'}: There is no setting 'selekt'" in answer.err


@pytest.mark.parametrize("text", ['policy = "foo"', "ignore = ['K201']"])
def test_a_setting_outside_of_a_table_is_refused(okr, document, tmp_path, text):
    (tmp_path / "okr.toml").write_text(text)
    answer = okr("check", document(DRAFT, "draft.txt"))
    assert answer.status == 2
    assert "below [rules]" in answer.err


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


PAGE = """\
# Goals 2026

We write them down each quarter.

## Q1

### Trains that leave on time
- Delays a day from 14 to 5
- Launch the new signal box

## Q2

### A crew that stays
- Crew who stay from 60 % to 85 %
"""


def test_a_page_of_several_cycles_asks_for_one(okr, document):
    path = document(PAGE, "page.md")
    asked = okr("check", path)
    assert (asked.status, asked.out) == (2, "")
    assert "several cycles: 2026-Q1, 2026-Q2. Say which are meant, as in --cycle 2026-Q1." in asked.err
    answer = okr("check", path, "--cycle", "2026-Q1", "--format", "json").json
    assert (answer["objectives"], answer["key_results"]) == (1, 2)
    assert [(one["line"], one["reason"]) for one in answer["not_taken"]] == [
        (3, "text, no objective"),
        (13, "of the cycle 2026-Q2"),
    ]
    assert [(one["line"], one["code"]) for one in answer["findings"] if one["code"] == "K201"] == [(9, "K201")]


def test_a_cycle_that_a_page_does_not_have_is_refused_with_those_it_has(okr, document):
    answer = okr("check", document(PAGE, "page.md"), "--cycle", "2026-Q3")
    assert answer.status == 2
    assert "has no OKRs of 2026-Q3. It has those of 2026-Q1, 2026-Q2." in answer.err


def test_what_is_not_taken_of_a_page_is_listed_with_its_line(okr, document):
    answer = okr("check", document(PAGE, "page.md"), "--cycle", "2026-Q1")
    assert answer.out.startswith("page.md · 1 objective, 2 key results · ")
    assert "Not taken (2):\n  line 3     We write them down each quarter. · text, no objective\n" in answer.out
    assert "line 9 key_results[1]" in answer.out


def test_annotations_of_a_draft_are_on_the_line_of_the_sentence(okr, document):
    path = document("Win the north\n\n- NPS of 40\n- Launch the shop\n", "draft.txt")
    assert f"file={path},line=4," in okr("check", path, "--format", "github").out
    (result,) = okr("check", path, "--format", "sarif").json["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 4


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("Win the north\n- Launch the shop\n- NPS of 40\n", 0, "K201"),
        (SOUND, 0, "Standard input"),
        ("Objective,Key Result,Target\nWin,NPS,40\n", 0, "Read as one row per key result"),
        ("okrs:\n- objective: Win\n", 0, "Read as objectives with their key results in them"),
    ],
    ids=["draft", "document", "table", "other"],
)
def test_standard_input_is_read_by_its_content(okr, monkeypatch, text, status, said):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    answer = okr("check", "-", "--on", "2026-01-20")
    assert answer.status == status
    assert said in answer.out + answer.err


@pytest.mark.parametrize("name", ["okrs.csv", "okrs.xlsx", "okrs.docx"])
def test_a_file_that_cannot_be_read_is_refused_by_every_command(okr, document, name):
    path = document("Goats,Milk,Hay\nWin,NPS,40\n", name)
    for arguments in (("check", path), ("grade", path), ("export", path), ("new", "Post", "--from", path)):
        answer = okr(*arguments)
        assert (answer.status, answer.out) == (2, "")
        assert f"{name} " in answer.err


@pytest.mark.parametrize("time_zone", ["", "Nowhere"])
def test_an_empty_workbook_is_told_where_to_type_and_what_comes_next(okr, document, time_zone):
    begun = f"okrsdk: 1\nclient: {{name: Harbor Dental, time_zone: '{time_zone}'}}\ncycle: 2026-Q1\n"
    okr("new", "Harbor Dental", "--from", document(begun))
    told = " ".join(okr("check", "harbor dental 2026-q1").out.split())
    assert "no OKRs in it yet" in told
    assert "Type the first objective into Objectives!B2, and its key results from 'Key Results'!C2 down" in told
    assert "Then check again." in told
    assert ("1 warning" in told) is bool(time_zone)


def test_an_empty_document_is_told_what_to_write(okr, document):
    told = okr("check", document("okrsdk: 1\nobjectives: []\n")).out
    assert "no OKRs in it yet" in told
    assert "under the key objectives" in told


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_what_code_scanning_reads_has_lines_of_documents(okr, document, form):
    text = SOUND.replace("target: 22", "target: about twenty")
    (number,) = (number for number, line in enumerate(text.splitlines(), 1) if "about twenty" in line)
    told = okr("check", document(text), "--format", form).out
    assert (f'"startLine": {number}\n' if form == "sarif" else f",line={number},title=T201") in told


def test_what_two_levels_say_alike_is_found_where_it_is_repeated(okr, document):
    above, below = document(SOUND, "company.yaml"), document(SOUND, "team.yaml")
    answer = okr("check", above, below, "--on", "2026-01-20")
    first, second = answer.out.split("team.yaml ·")
    assert "A401" not in first
    assert "says what O1 in company.yaml says already" in " ".join(second.split())
    assert "measures what O1-KR1 in company.yaml measures already" in " ".join(second.split())


def test_clients_checked_together_may_have_the_same_aims(okr, document):
    other = SOUND.replace("name: Harbor Dental", "name: Lakeshore Dental")
    assert other != SOUND
    answer = okr("check", document(SOUND, "a.yaml"), document(other, "b.yaml"), "--on", "2026-01-20")
    assert "A401" not in answer.out


def test_drafts_of_two_teams_are_compared_and_sarif_stays_one_run(okr, document):
    first = document("Hit the revenue target of the south\n- Revenue from $1M to $2M\n", "south.txt")
    second = document("Reach our revenue goal of the south\n- NPS from 20 to 40\n", "sales.txt")
    answer = okr("check", first, second, "--format", "sarif")
    (run,) = answer.json["runs"]
    (twin,) = [result for result in run["results"] if result["ruleId"] == "A401"]
    place = twin["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"].endswith("sales.txt"), place["region"]["startLine"]) == (True, 1)
    documents = okr("check", first, second, "--format", "json").json
    assert [one["title"] for one in documents] == ["south.txt", "sales.txt"]


def test_two_files_of_one_name_are_told_apart_by_their_paths(okr, document, tmp_path):
    for folder in ("company", "team", "unit"):
        (tmp_path / folder).mkdir()
    refs = [document(SOUND, f"{folder}/okrs.yaml") for folder in ("company", "team", "unit")]
    told = "".join(okr("check", *refs, "--on", "2026-01-20").out.split())
    assert "team/okrs.yamlsaysalready" in told


def test_findings_are_told_in_another_language_and_codes_stay(okr, tmp_path):
    draft = tmp_path / "draft.md"
    draft.write_text("# Umsatz um 40 % steigern\n\n- Neue Website starten\n", encoding="utf-8")
    german = okr("check", draft, "--lang", "de-CH", "--why").out
    assert "1 Objective, 1 Key Result · 3 Warnungen" in german
    assert "warning O102  Zeile 1" in german
    assert "„40 %“ ist eine Zahl in einem Objective." in german
    assert "Warum: Das Objective sagt, wohin und warum" in german
    english = okr("check", draft, "--format", "json").json
    assert okr("check", draft, "--format", "json", "--lang", "de").json == english
    refused = okr("check", draft, "--lang", "xx")
    assert (refused.status, "Write en, de, fr or es." in refused.err) == (2, True)
