import csv
import io
import json

import openpyxl
import yaml
from click.testing import CliRunner

from okrsdk.cli.export import command
from tests.cli.conftest import SOUND

OTHER = SOUND.replace("Harbor Dental", "Lakeshore Heating")


def test_a_workbook_comes_back_as_the_document_it_was_made_from(okr, document, tmp_path):
    made = okr("new", "Harbor Dental", "--from", document(SOUND), "--format", "json").json
    on = ("--on", "2026-02-14")
    assert okr("export", made["spreadsheet_id"], *on, "-o", tmp_path / "back.yaml").status == 0
    original = okr("export", document(SOUND), *on, "--to", "json").json
    assert okr("export", tmp_path / "back.yaml", *on, "--to", "json").json == original


def test_yaml_is_the_default_and_can_be_read_back(okr, document):
    answer = okr("export", document(SOUND))
    assert yaml.safe_load(answer.out)["client"]["name"] == "Harbor Dental"


def test_csv_has_a_row_per_key_result_of_every_ref_with_its_score(okr, document):
    okr("new", "Harbor Dental", "--from", document(SOUND))
    out = okr("export", "Harbor Dental", document(OTHER), "--on", "2026-02-14", "--to", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["Client"], row["Score"]) for row in rows] == [
        ("Harbor Dental", "0.7"),
        ("Harbor Dental", "0.5"),
        ("Lakeshore Heating", "0.7"),
        ("Lakeshore Heating", "0.5"),
    ]


def test_what_is_not_known_at_the_final_grade_scores_zero(okr, document):
    text = SOUND.replace("        current: 19\n", "")
    on = ("--on", "2026-03-31", "--to", "json")
    assert okr("export", document(text), *on).json["scores"]["key_results"][0]["score"] is None
    assert okr("export", document(text), *on, "--final").json["scores"]["key_results"][0]["score"] == 0


def test_several_documents_go_to_a_folder(okr, document, tmp_path):
    refs = (document(SOUND), document(OTHER, "other.yaml"))
    answer = okr("export", *refs, "--to", "json", "-o", tmp_path / "out")
    assert answer.status == 0, answer.err
    written = tmp_path / "out" / "Lakeshore Heating · 2026-Q1.json"
    assert json.loads(written.read_text(encoding="utf-8"))["client"]["name"] == "Lakeshore Heating"
    assert f"Wrote {written}" in answer.err


def test_several_files_neither_go_to_one_file_nor_to_the_terminal(okr, document, tmp_path):
    refs = (document(SOUND), document(OTHER, "other.yaml"))
    to_file = okr("export", *refs, "-o", tmp_path / "both.json")
    assert to_file.status == 2
    assert "Name a folder instead." in to_file.err
    to_terminal = okr("export", *refs)
    assert (to_terminal.status, to_terminal.out) == (2, "")
    assert "Name a folder for them with -o." in to_terminal.err


def test_what_could_not_be_read_is_said_on_stderr(okr, document):
    answer = okr("export", document(SOUND.replace("target: 22", "target: many")), "--to", "json")
    assert "T201" in answer.err
    assert answer.status == 0


def test_owners_that_a_tool_will_not_find_and_what_has_no_place_are_said_on_stderr(okr, document):
    answer = okr("export", document(SOUND), "--to", "jira")
    assert answer.status == 0
    assert "warning T701" in answer.err
    assert "objectives[0].key_results[1].owner" in answer.err.replace("\N{NO-BREAK SPACE}", " ")
    assert "Jira has no place for: values of the client's profile (1)." in answer.err
    to_notion = okr("export", document(SOUND.replace(", currency: USD", "")), "--to", "notion", "-o", "notion")
    assert "T701" not in to_notion.err
    assert "no place" not in to_notion.err


def test_a_format_of_two_files_goes_to_a_folder(okr, document, tmp_path):
    assert okr("export", document(SOUND), "--to", "notion", "-o", tmp_path / "notion").status == 0
    assert sorted(path.name for path in (tmp_path / "notion").iterdir()) == ["Key Results.csv", "Objectives.csv"]


def test_a_file_of_an_unknown_format_is_refused(okr, document):
    answer = okr("export", document(SOUND), "-o", "okrs.docx")
    assert answer.status == 2
    assert "--to yaml" in answer.err


def test_the_help_tells_of_every_format_in_a_line(okr):
    lines = okr("export", "--help").out.splitlines()
    assert "    csv            one row per key result, with its scores" in lines


def test_a_file_that_grows_has_each_day_once(okr, document, tmp_path):
    facts = tmp_path / "facts.csv"
    for day in ("2026-02-07", "2026-02-14", "2026-02-14"):
        answer = okr("export", document(SOUND), "--on", day, "--to", "facts", "-o", facts, "--append")
        assert answer.status == 0, answer.err
    rows = list(csv.DictReader(io.StringIO(facts.read_bytes().decode(), newline="")))
    assert [row["graded_at"] for row in rows] == ["2026-02-07"] * 2 + ["2026-02-14"] * 2


def test_what_cannot_grow_is_not_appended_to(okr, document, tmp_path):
    answer = okr("export", document(SOUND), "-o", tmp_path / "okrs.json", "--append")
    assert answer.status == 2
    assert "json cannot be appended to." in answer.err
    answer = okr("export", document(SOUND), "--to", "facts", "--append")
    assert answer.status == 2
    assert "name it with -o" in answer.err


def test_a_file_of_something_else_is_not_appended_to_and_stays(okr, document, tmp_path):
    (tmp_path / "sales.csv").write_text("Region,Sales\nNorth,7\n", encoding="utf-8")
    answer = okr("export", document(SOUND), "--to", "facts", "-o", tmp_path / "sales.csv", "--append")
    assert answer.status == 2
    assert "it has no column workbook" in answer.err
    assert (tmp_path / "sales.csv").read_text(encoding="utf-8") == "Region,Sales\nNorth,7\n"


def test_a_workbook_of_excel_is_one_file_and_has_its_description_in_a_folder(okr, document, tmp_path):
    okr("export", document(SOUND), "-o", tmp_path / "one" / "okrs.xlsx")
    okr("export", document(SOUND), "--to", "xlsx", "-o", tmp_path / "two")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["okrs.xlsx"]
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == ["datapackage.json", "okrs.xlsx"]


def test_bytes_do_not_go_to_a_terminal_as_several_files(okr, document):
    answer = okr("export", document(SOUND), "--to", "parquet")
    assert (answer.status, answer.out) == (2, "")
    assert "parquet makes 9 files here. Name a folder for them with -o." in answer.err


def test_a_workbook_of_excel_can_be_piped(document):
    piped = CliRunner().invoke(command, [str(document(SOUND)), "--to", "xlsx"])
    assert piped.exit_code == 0
    assert "key_results" in openpyxl.load_workbook(io.BytesIO(piped.stdout_bytes)).sheetnames


def test_digits_that_a_form_cannot_hold_are_told(okr, document, tmp_path):
    long = document(SOUND.replace("target: 22", "target: '1234567890123456.78'"))
    cut = okr("export", long, "-o", tmp_path / "okrs.sqlite")
    assert "sqlite has no place for: digits beyond the 15th or so of a number (1)." in cut.err
    assert "no place" not in okr("export", long, "--to", "csv").err
    assert "no place" not in okr("export", document(SOUND), "-o", tmp_path / "okrs.sqlite").err
