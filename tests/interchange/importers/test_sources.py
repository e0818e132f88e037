"""What a file holds, by its name and content; what is not read is refused with what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.sources import SourceKind, looks_like_table, read_source

TABLE = "Objective,Key Result,Baseline,Target\nTrains on time,Delays a day,14,5\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("okrs.json", SourceKind.JSON),
        ("OKRS.YAML", SourceKind.YAML),
        ("okrs.yml", SourceKind.YAML),
        ("okrs.ndjson", SourceKind.JSON_LINES),
        ("okrs.txt", SourceKind.DRAFT),
        ("okrs.markdown", SourceKind.DRAFT),
    ],
)
def test_the_ending_says_what_a_file_holds(name, kind):
    assert read_source(name, b"\xef\xbb\xbfWin the north").kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Win the north\n- Bookings from 10 to 20\n", SourceKind.DRAFT),
        ("# Goals\n\n## Objective: Win\n", SourceKind.DRAFT),
        ("# a comment\nokrsdk: 1\nobjectives: []\n", SourceKind.YAML),
        ("---\nclient: {name: Post}\n", SourceKind.YAML),
        ("okrs:\n  - objective: Win\n", SourceKind.YAML),
        ('{"okrsdk": 1,\n "objectives": []}', SourceKind.JSON),
        (
            '{"objective": "Win", "key_results": []}\n{"objective": null, "key_results": ["NPS of 40"]}',
            SourceKind.JSON_LINES,
        ),
    ],
)
def test_standard_input_is_told_by_its_content(text, kind):
    assert read_source("Standard input", text.encode(), is_named=False).kind is kind


@pytest.mark.parametrize("name", ["okrs.csv", "okrs.TSV", "okrs.txt", "okrs.md", ""])
def test_a_table_is_never_a_draft(name):
    source = read_source(name or "Standard input", TABLE.encode(), is_named=bool(name))
    assert source.kind is SourceKind.TABLE


def test_a_spreadsheet_is_told_by_its_first_bytes_too():
    data = b"PK\x03\x04\x14\x00 xl/workbook.xml"
    assert read_source("okrs.txt", data).kind is SourceKind.SPREADSHEET
    assert read_source("Standard input", data, is_named=False).kind is SourceKind.SPREADSHEET


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("okrs.xlsx", b"", r"okrs\.xlsx is no \.xlsx spreadsheet"),
        ("okrs.ods", b"x", r"in a form that is not read\. Save it as \.xlsx or \.csv"),
        ("okrs.xls", b"\xd0\xcf\x11\xe0", r"in a form that is not read\. Save it as \.xlsx or \.csv"),
    ],
)
def test_another_spreadsheet_is_refused_with_what_to_do(name, data, said):
    with pytest.raises(ConfigError, match=said):
        read_source(name, data)


@pytest.mark.parametrize("name", ["okrs.docx", "okrs.pdf", "okrs", "okrs.html", "okrs.toml"])
def test_an_unknown_ending_is_refused_with_those_there_are(name):
    with pytest.raises(ConfigError, match=r"has no ending that says what it holds.* drafts in \.txt or \.md"):
        read_source(name, b"Win the north\n- NPS of 40")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Une clinique préférée\n  - Appels de 10 à 20\n", "cp1252"),
        ("Größe;Überall – 50 €\n", "cp1252"),
        ("¿Cuánto?;Año\n", "cp1252"),
        ("Größe Überall\n", "mac_roman"),
        ("Więcej klientów;Złożone\n", "cp1250"),
        ("Цели;Ключевые результаты\n", "cp1251"),
        ("目標;主要な結果\nお客様が戻る店\n", "cp932"),
        ("Ziel;Größe\n", "utf-16"),
        ("Ziel;Größe\n", "utf-16-le"),
    ],
)
def test_the_encoding_of_a_text_is_found_out(text, encoding):
    source = read_source("okrs.txt", text.encode(encoding))
    assert (source.text, source.encoding) == (text, encoding)


def test_an_encoding_that_is_told_is_taken_and_a_wrong_one_refused():
    assert read_source("okrs.txt", "préféré".encode("cp850"), encoding="cp850").text == "préféré"
    with pytest.raises(ConfigError, match=r"okrs\.txt is not utf-8 text \(byte 2\)"):
        read_source("okrs.txt", "préféré".encode("cp1252"), encoding="utf-8")
    with pytest.raises(ConfigError, match="There is no encoding 'klingon'"):
        read_source("okrs.txt", b"Win", encoding="klingon")


def test_bytes_that_are_no_text_are_refused_with_what_to_do():
    with pytest.raises(ConfigError, match=r"\(line 2, byte 4\), and its encoding is not clear\. Save it as UTF-8"):
        read_source("okrs.txt", b"Win\n\x81\x8d\xff\xfe\x00\x01a\x9d")


def test_json_under_the_name_of_a_draft_is_no_draft():
    assert read_source("okrs.txt", b'{"objectives": []}').kind is SourceKind.JSON


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        "Objetivo;Meta;Atual\nTrens no horário;5;9\n",
        "Ziel\tErgebnis\tIst\nZüge pünktlich\t5\t9\n",
        '"ID,Objective,Owner"\n"O1,Trains on time,Line"\n',
        "unit_key,unit_title,unit_quarter\nU-1,Trains,2026-Q3\n",
        "id,who,what\n1,Line,trains\n2,Desk,letters\n",
    ],
)
def test_tables_are_told_by_their_header_and_their_rows(text):
    assert looks_like_table(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Win north, south, east\n- Bookings, calls, visits from 10 to 20\n",
        "Trains on time, all year, on every line\nLetters, parcels, freight\n",
        "| Objective | KR | Target |\n|--|--|--|\n| a | b | 5 |\n",
        "Objective: Trains on time\n- Baseline: 14, Target: 5, Owner: Line\n",
        "Objective,Key Result,Target\n",
    ],
)
def test_sentences_with_commas_are_no_table(text):
    assert not looks_like_table(text)


@pytest.mark.parametrize(("name", "is_named"), [("export.zip", True), ("export", False), ("export.json", True)])
def test_a_zip_that_is_no_spreadsheet_is_an_archive_whatever_its_bytes_hold(name, is_named):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("objectives.json", '[{"Title": "See xl/workbook.xml"}]')
    assert read_source(name, held.getvalue(), is_named=is_named).kind is SourceKind.ARCHIVE


@pytest.mark.parametrize(("name", "is_named"), [("okrs.json", True), ("Standard input", False)])
def test_objects_line_by_line_are_json_lines_whatever_they_are_called(name, is_named):
    text = '{"Goal": "Win", "Key result": "Calls"}\n{"Goal": "Win", "Key result": "Visits"}\n'
    assert read_source(name, text.encode(), is_named=is_named).kind is SourceKind.JSON_LINES
    assert read_source("okrs.json", b'{\n"objectives": []}').kind is SourceKind.JSON


def test_control_characters_are_left_out_and_that_is_said():
    source = read_source("okrs.csv", b"Objective,Key result\nWin\x00,Calls\x07 a week\n")
    assert (source.text, source.said) == (
        "Objective,Key result\nWin,Calls a week\n",
        ("control characters left out: 2",),
    )
