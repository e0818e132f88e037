"""`okr refresh`: before and after, what waits for people, exit status, and several workbooks."""

import pytest

from tests.cli.conftest import SOUND

OKRS = SOUND.replace("2026-Q1", "2026-Q4").replace("source: Practice software", 'source: "{}"')
ON = ("--on", "2026-11-18")


@pytest.fixture
def workbook(okr, document, tmp_path):
    """A workbook of two key results, at 19 and 14, with these Sources."""

    def make(first, second="Practice software", name="Harbor Dental"):
        text = OKRS.replace("Harbor Dental", name).replace("{}", first, 1).replace("{}", second, 1)
        assert okr("new", name, "--from", document(text)).status == 0
        return name

    (tmp_path / "new.csv").write_text("families\n21\n")
    return make


def test_before_and_after_are_shown_and_written(okr, workbook):
    name = workbook("csv: new.csv#column=families")
    dry = okr("refresh", name, *ON, "--allow", "new.csv", "--dry-run")
    assert "O1-KR1  19 families → 21 families · csv, 18 Nov 2026" in dry.out
    assert "1 check-in is not written: this was a dry run." in dry.out
    done = okr("refresh", name, *ON, "--allow", "new.csv")
    assert done.status == 0
    assert "1 check-in is in the workbook." in done.out
    assert "1 key result with words as Source, or none, left to people." in done.err
    again = okr("refresh", name, *ON, "--allow", "new.csv")
    assert "21 families · csv, 18 Nov 2026 · unchanged" in again.out
    assert "Nothing is new, so no check-in is written." in again.out
    status = okr("status", name, "--on", "2026-11-18").out
    assert "21 families" in status


def test_what_waits_for_people_is_status_1_and_json_says_it_too(okr, workbook):
    name = workbook("csv: new.csv#column=families", "json: http://127.0.0.1:9/x.json?key=secret#/a")
    found = okr("refresh", name, *ON, "--format", "json")
    assert found.status == 1
    first, second = found.json["values"]
    assert (first["outcome"], first["before"], first["value"], found.json["written"]) == ("unread", 19, None, False)
    assert "--allow new.csv" in first["why"]
    assert "127.0.0.1 is in a private network" in second["why"]
    assert "secret" not in found.out + found.err


def test_one_workbook_that_is_not_there_keeps_no_other_from_being_refreshed(okr, workbook, tmp_path):
    name = workbook("csv: new.csv#column=families")
    (tmp_path / "okr.toml").write_text('[sources]\nallow = ["new.csv"]\n')
    found = okr("refresh", "Nobody", name, "okrs.yaml", *ON)
    assert found.status == 2
    assert "19 families → 21 families" in found.out
    assert "is called 'Nobody'" in found.err
    assert "okrs.yaml is a file. Values are written to a workbook" in found.err


def test_without_a_reference_it_says_how_to_write_one(okr, workbook):
    found = okr("refresh", workbook("Practice software"), *ON)
    assert (found.status, "check-in" in found.out) == (0, False)
    assert 'A reference reads like this: "csv: https://example.com/mrr.csv#column=MRR".' in " ".join(found.err.split())
