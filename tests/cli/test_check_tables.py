"""Tables, patterns and several REFs on the command line."""

import io
import re

import pytest

from tests.cli.conftest import EXAMPLES, SOUND

DOCS = EXAMPLES.parents[1] / "docs" / "import.md"
TABLE = """\
Objective,Key Result,Start,Target,Current,Team
Shops that sell out,Visitors a day,100,140,120,North
Shops that sell out,Returns a week,9,4,7,North
Total,,109,144,127,
"""
UNKNOWN = "Ambition;Proof;From here;To there\nWin the coast;Stores opened;2;6\n"
MAPPED = ("--map", "Ambition=objective", "--map", "Proof=key_result", "--map", "To there=target")


def test_the_answer_is_the_one_that_the_docs_show(okr, document):
    text = DOCS.read_text(encoding="utf-8")
    csv, shown = re.findall(r"<<'CSV'\n(.*?)CSV\n|^(    Read as .*?)\n\n", text, re.DOTALL | re.MULTILINE)[:2]
    answer = okr("check", document(csv[0], "ziele.csv"), "--on", "2026-02-10")
    lines = [line[4:] for line in shown[1].splitlines()]
    assert len(lines) == 7
    assert [line for line in lines if line != "…" and line not in answer.out] == []


def test_a_table_is_checked_like_a_document_with_the_line_of_each_finding(okr, document):
    answer = okr("check", document(TABLE.replace("140", "many"), "okrs.csv"), "--format", "json")
    (error,) = [finding for finding in answer.json["findings"] if finding["code"] == "T201"]
    assert (error["line"], error["record"], answer.status) == (2, "O1-KR1", 1)
    assert answer.json["layout"] == "one row per key result, its objective repeated"
    assert answer.json["not_taken"] == [{"line": 4, "text": "Total | 109 | 144 | 127", "reason": "a row of totals"}]
    told = {column["header"]: column["meaning"] for column in answer.json["columns"]}
    assert told == {
        "Objective": "objective",
        "Key Result": "key_result",
        "Start": "baseline",
        "Target": "target",
        "Current": "current",
        "Team": None,
    }


def test_every_command_that_reads_files_reads_tables(okr, document, tmp_path):
    path = document(TABLE, "okrs.csv")
    graded = okr("grade", path, "--on", "2026-02-10", "--format", "json").json
    assert graded["scores"]["overall"] == 0.45
    out = tmp_path / "okrs.json"
    assert okr("export", path, "--on", "2026-02-10", "-o", out).status == 0
    assert '"Visitors a day"' in out.read_text(encoding="utf-8")
    made = okr("new", "Shops", "--cycle", "2026-Q1", "--from", path)
    assert made.status == 0
    assert "Team" in made.err
    assert "line 4" in made.err
    assert "2 key results" in okr("new", "Other", "--cycle", "2026-Q1", "--from", path, "--dry-run").out


def test_a_mapping_is_typed_or_comes_from_a_file(okr, document):
    path = document(UNKNOWN, "okrs.csv")
    refused = okr("check", path)
    assert (refused.status, "Ambition | Proof | From here | To there" in refused.err) == (2, True)
    typed = okr("check", path, *MAPPED)
    mapping = document("Ambition: objective\nProof: key_result\nTo there: target\n", "map.yaml")
    assert typed.out == okr("check", path, "--map", mapping).out
    assert "Ambition     → objective as mapped · Win the coast" in typed.out


def test_a_mapping_that_is_saved_reads_the_same(okr, document, tmp_path):
    path, saved = document(UNKNOWN, "okrs.csv"), tmp_path / "map.yaml"
    okr("new", "Coast", "--cycle", "2026-Q1")
    planned = okr("import", path, "--to", "Coast", "--dry-run", "--save-map", saved, *MAPPED)
    assert planned.status == 0
    again = okr("import", path, "--to", "Coast", "--dry-run", "--map", saved)
    assert again.out == planned.out
    assert "To there: target" in saved.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--map", "Proof"), "Proof cannot be read"),
        (("--map", "Proof=profit"), "'profit' is nothing that a column can hold"),
        ((*MAPPED, "--map", "Prof=target"), "has no column 'Prof'. It has Ambition, Proof, From here, To there"),
        (("--map", "=target"), "maps nothing. Write the header and what its column holds"),
        ((*MAPPED, "--delimiter", ";;"), "';;' is no delimiter"),
        ((*MAPPED, "--decimal", "x"), "'x' is no decimal mark"),
        ((*MAPPED, "--tab", "Q9"), "has no tab 'Q9'"),
    ],
)
def test_what_is_told_wrongly_is_refused_with_what_to_do(okr, document, options, said):
    answer = okr("check", document(UNKNOWN, "okrs.csv"), *options)
    assert (answer.status, said in answer.err.replace("\n", " ")) == (2, True), answer.err


def test_a_mapping_of_a_document_is_refused(okr, document):
    assert "has no columns to map" in okr("check", document(SOUND), "--map", "a=target").err


def test_several_refs_make_one_report_with_the_status_of_the_worst(okr, document, tmp_path, monkeypatch):
    document(SOUND, "a.yaml")
    document(TABLE, "b.csv")
    okr("new", "Harbor Dental", "--from", document(SOUND, "c.yaml"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode()), encoding="utf-8"))
    refs = (tmp_path / "a.yaml", tmp_path / "b.csv", "Harbor Dental · 2026-Q1", "-")
    answer = okr("check", *refs, "--on", "2026-01-20", "--format", "json")
    titles = [one["title"] for one in answer.json]
    assert titles == ["a.yaml", "b.csv", "Harbor Dental · 2026-Q1", "Standard input"]
    assert answer.status == 0
    broken = okr("check", tmp_path / "a.yaml", document(UNKNOWN, "d.csv"), "--on", "2026-01-20", "--format", "json")
    assert (broken.status, [one["title"] for one in [broken.json]]) == (2, ["a.yaml"])
    assert "d.csv has no column" in broken.err


def test_a_pattern_means_the_files_that_it_fits(okr, document, tmp_path):
    for name in ("b.csv", "a.csv"):
        document(TABLE, name)
    answer = okr("check", tmp_path / "*.csv", "--format", "json")
    assert [one["title"] for one in answer.json] == ["a.csv", "b.csv"]
    nothing = okr("check", tmp_path / "*.tsv")
    assert (nothing.status, "No file is called" in nothing.err) == (2, True)
    others = okr("check", tmp_path / "*.md", tmp_path / "a.csv", "--format", "json")
    assert (others.status, others.json["title"]) == (2, "a.csv"), "the others are checked all the same"
    assert "No file is called" in others.err
