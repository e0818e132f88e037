import csv
import io

import yaml

from tests.cli.conftest import SOUND


def test_a_workbook_comes_back_as_the_document_it_was_made_from(okr, document, tmp_path):
    made = okr("new", "Harbor Dental", "--from", document(SOUND), "--format", "json").json
    assert okr("export", made["spreadsheet_id"], "-o", tmp_path / "back.yaml").status == 0
    original = okr("export", document(SOUND), "--to", "json").json
    assert okr("export", tmp_path / "back.yaml", "--to", "json").json == original


def test_yaml_is_the_default_and_can_be_read_back(okr, document):
    answer = okr("export", document(SOUND))
    assert yaml.safe_load(answer.out)["client"]["name"] == "Harbor Dental"


def test_csv_has_a_row_per_key_result(okr, document):
    rows = list(csv.DictReader(io.StringIO(okr("export", document(SOUND), "--to", "csv").out)))
    assert len(rows) == 2


def test_what_could_not_be_read_is_said_on_stderr(okr, document):
    answer = okr("export", document(SOUND.replace("target: 22", "target: many")), "--to", "json")
    assert "T201" in answer.err
    assert answer.status == 0


def test_a_file_of_an_unknown_format_is_refused(okr, document):
    answer = okr("export", document(SOUND), "-o", "okrs.docx")
    assert answer.status == 2
    assert "--to yaml" in answer.err
