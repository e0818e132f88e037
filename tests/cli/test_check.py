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


def test_a_missing_document_is_said_in_one_sentence(okr):
    answer = okr("check", "nowhere.yaml")
    assert (answer.status, answer.out) == (2, "")
    assert "nowhere.yaml cannot be read" in answer.err


def test_a_day_that_is_none_is_refused_with_the_way_to_write_one(okr, document):
    answer = okr("check", document(SOUND), "--on", "yesterday")
    assert answer.status == 2
    assert "Write it as 2026-03-31" in answer.err
