"""What a file holds, by its name and content; what is not read is refused with what to do."""

from __future__ import annotations

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
    with pytest.raises(ConfigError, match=r"is a table, and tables in files are not read\. Make a workbook \(okr new"):
        read_source(name or "Standard input", TABLE.encode(), is_named=bool(name))


@pytest.mark.parametrize(
    ("name", "data"), [("okrs.xlsx", b""), ("okrs.txt", b"PK\x03\x04\x14\x00"), ("okrs.ods", b"x"), ("", b"PK\x03\x04")]
)
def test_a_spreadsheet_is_told_by_its_name_or_its_first_bytes(name, data):
    with pytest.raises(ConfigError, match="is a spreadsheet, and files of spreadsheets are not read"):
        read_source(name or "Standard input", data, is_named=bool(name))


@pytest.mark.parametrize("name", ["okrs.docx", "okrs.pdf", "okrs", "okrs.html", "okrs.toml"])
def test_an_unknown_ending_is_refused_with_those_there_are(name):
    with pytest.raises(ConfigError, match=r"has no ending that says what it holds.* drafts in \.txt or \.md"):
        read_source(name, b"Win the north\n- NPS of 40")


def test_text_in_another_encoding_says_where_and_what_to_do():
    text = "Win the north\nRéduire les appels de 30 à 10\n".encode("cp1252")
    with pytest.raises(ConfigError, match=r"okrs\.txt is not UTF-8 text \(line 2, byte 15\)\. Save it as UTF-8"):
        read_source("okrs.txt", text)
    with pytest.raises(ConfigError, match=r"is UTF-16 text\. Save it as UTF-8"):
        read_source("okrs.txt", "Win".encode("utf-16"))


def test_json_under_the_name_of_a_draft_is_no_draft():
    with pytest.raises(ConfigError, match=r"okrs\.txt is JSON\. Name it \.json"):
        read_source("okrs.txt", b'{"objectives": []}')


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
