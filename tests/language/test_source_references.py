"""The Source of a key result: references that a program follows, those that cannot be understood, and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.language.source_references import (
    CellReference,
    FileReference,
    Misread,
    QueryReference,
    RowChoice,
    named_source,
    source_reference,
)

URL = "https://docs.google.com/spreadsheets/d/1AbC/edit?gid=0#gid=0"


def cell(spreadsheet, tab, name):
    return CellReference(spreadsheet=spreadsheet, tab=tab, cell=name)


def file(kind, place, pointer="", **rows):
    return FileReference(kind=kind, place=place, pointer=pointer, rows=RowChoice(**rows))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sheet: Sales numbers!Summary!B7", cell("Sales numbers", "Summary", "B7")),
        (f" Sheet:{URL}!'Q1 ''26!'!$b$12 ", cell(URL, "Q1 '26!", "B12")),
        ("sheet: Yay! Corp!Data!AA10", cell("Yay! Corp", "Data", "AA10")),
        ("sheet: Sales!MRR", cell("Sales", "", "MRR")),
        ("sheet: Data!B7", cell("", "Data", "B7")),
        ("sheet: 'My data'!B7", cell("", "My data", "B7")),
        ("sheet: Umsatz_2026", cell("", "", "Umsatz_2026")),
        ("csv: mrr.csv#column=MRR", file("csv", "mrr.csv", column="MRR")),
        (
            "CSV: https://x.example/a.csv?key=1#column=Net%20%26%20gross&Region=North&date=Day&row=LAST&locale=de_DE",
            file(
                "csv",
                "https://x.example/a.csv?key=1",
                column="Net & gross",
                where=(("Region", "North"),),
                date="Day",
                takes_last=True,
                locale="de_DE",
            ),
        ),
        ("json: k.json#/a/b", file("json", "k.json", "/a/b")),
        ("json: https://x.example/count", file("json", "https://x.example/count")),
        ("json: k.json#/a~1b/%20&date=/as_of", file("json", "k.json", "/a~1b/ ", date="/as_of")),
        ("json: k.json#column=mrr&Region=North", file("json", "k.json", column="mrr", where=(("Region", "North"),))),
        ("sql: mrr-by_month.v2", QueryReference(name="mrr-by_month.v2")),
    ],
)
def test_a_reference_is_read(text, expected):
    assert source_reference(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "CRM: contacts created", "Booking calendar", "Sheet: the weekly numbers", "sheet:", "Sheet: great news!"),
        *("CSV: export of HubSpot, every Monday", "SQL: monthly report", "json: ask Kim and/or Lee"),
        *("the csv: a.csv#column=b", "https://x.example/a.csv#column=b", "sheets: A!B7"),
    ],
)
def test_words_stay_words(text):
    assert source_reference(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sheet: Sales!Tab!B2:B9", 'Neither one cell nor the name of a range is "B2:B9"'),
        ("sheet: B7", "Say the tab of B7: sheet: Tab!B7"),
        ("sheet: !MRR", "Neither one cell nor the name"),
        ("csv: mrr.csv", "Say which column holds the value: write csv: mrr.csv#column=MRR, with its header."),
        ("csv: mrr.csv#MRR", 'Nothing is chosen by "MRR". Write column=HEADER'),
        ("csv: mrr.csv#column=", 'Nothing is chosen by "column="'),
        ("csv: mrr.csv#column=a&column=b", "It says column twice"),
        ("csv: mrr.csv#column=a&row=3", "Of row= there is last alone"),
        ("csv: mrr.csv#column=a&locale=xx_YY", 'There is no locale "xx_YY"'),
        ("csv: #column=a", "Say where it is"),
        ("csv: file:///etc/passwd#column=a", "Only URLs of http and https are read"),
        ("csv: https://#column=a", "Only URLs of http and https are read"),
        ("csv: http://[::1#column=a", "This is no URL"),
        ("csv: https://kim:secret@x.example/a.csv#column=a", "A password has no place in a cell"),
        ("json: k.json#Region=North", "Say which key of a row holds the value"),
        ("json: k.json#/a~2", "~ is written ~0"),
        ("sql: mrr;drop", "the name of a query of the settings"),
        ("csv: a.csv#column=a\nb", "A reference is one line"),
        ("csv: a.csv#column=" + "a" * 2000, "2,000 characters at most"),
    ],
)
def test_what_is_written_like_a_reference_and_is_none_says_how_to_write_it(text, words):
    found = source_reference(text)
    assert isinstance(found, Misread)
    assert words in found.problem


def test_a_url_is_shown_without_its_query():
    found = source_reference("csv: https://x.example/a.csv?key=secret#column=a")
    assert isinstance(found, FileReference)
    assert (found.shown, found.is_on_the_web) == ("https://x.example/a.csv", True)
    assert (cell("", "", "A").kind, QueryReference(name="a").kind) == ("sheet", "sql")


def test_a_source_that_was_installed_has_a_name_and_what_is_said_to_it():
    assert named_source(" hubspot : deals won ") == ("hubspot", "deals won")
    assert named_source("hubspot:") == ("hubspot", "")
    assert named_source("CRM: contacts created") is None


@given(st.sampled_from(("sheet:", "csv:", "json: ", "sql: ", "")), st.text(alphabet="aB7 !#/&=%~'.:\n$é", max_size=30))
def test_any_text_is_a_reference_a_misread_one_or_words(kind, rest):
    found = source_reference(kind + rest)
    assert found is None or (not isinstance(found, Misread) or found.problem.endswith("."))
