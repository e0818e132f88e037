from decimal import Decimal
from pathlib import Path

import pytest

from okrsdk.errors import ConfigError, OkrError
from okrsdk.files import load_okr_set
from okrsdk.interchange import DocumentFormat, dump_document
from okrsdk.model import Client, KeyResult, Objective, OkrSet

OKR_SET = OkrSet(
    client=Client(name="Größe & Co"),
    objectives=(Objective(id="O1", text="Grow"),),
    key_results=(KeyResult(id="O1-KR1", objective_id="O1", text="More", baseline=Decimal("62.19")),),
)


@pytest.mark.parametrize("name", ["okr.json", "okr.yaml", "okr.YML"])
def test_a_set_comes_back_from_its_file(tmp_path, name):
    file_format = DocumentFormat.JSON if name.endswith("json") else DocumentFormat.YAML
    file = tmp_path / name
    file.write_text(dump_document(OKR_SET, file_format), encoding="utf-8")
    assert load_okr_set(file) == OKR_SET
    assert load_okr_set(str(file)) == OKR_SET


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    file = tmp_path / "okr.json"
    file.write_text(dump_document(OKR_SET, DocumentFormat.JSON), encoding="utf-8-sig")
    assert load_okr_set(file) == OKR_SET


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("okr.csv", b"", r"okr\.csv holds no cell\. Write the OKRs into it"),
        ("okr.csv", b"goats,milk\n1,2\n", r"okr\.csv has no column that is known to hold objectives or key results"),
        ("okr.txt", b"", r"okr\.txt has no objective and no key result in it\."),
        ("okr.yml", b"goats: {milk: 3}\n", r"okr\.yml is in the form of another tool, and nothing in it is known"),
        ("okr.json", b'[{"title": "Win"}]', r"okr\.json is in the form of another tool, and nothing in it is known"),
        ("okr.yaml", None, r"okr\.yaml cannot be read: No such file or directory\."),
        ("okr.json", b"\xff\xfe", r"okr\.json is broken: there is nothing in it"),
        ("okr.json", b"{", r"okr\.json is broken: Expecting property name .* line 1 column 2 \(char 1\)\."),
        ("okr.yaml", b"a: [1", r"okr\.yaml is broken: line 1, column 6: expected"),
        ("okr.yaml", b"a: 1\na: 2", r"okr\.yaml is broken: line 2, column 1: the key 'a' is repeated"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, name, content, message):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(OkrError, match=message):
        load_okr_set(file)


def test_a_folder_is_no_document(tmp_path):
    folder = tmp_path / "okr.yaml"
    folder.mkdir()
    with pytest.raises(ConfigError, match="Is a directory"):
        load_okr_set(Path(folder))
