"""Which value of a CSV or JSON is meant: header, rows by content, the newest day; and what is no such file."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.errors import SourceError
from okrsdk.language.source_references import FileReference, source_reference
from okrsdk.model import KeyResult, Kind, Reading
from okrsdk.schema import CellError
from okrsdk.values.file_values import value_in_file
from okrsdk.values.found_value import FoundValue, reading_of

ON = date(2026, 11, 18)
LEADS = KeyResult(id="O1-KR1", text="Leads a month from 1000 to 2000", baseline=Decimal(1000), target=Decimal(2000))
DATED = "Date,Region,MRR\n2026-11-16,North,1100\n2026-11-17,North,1200\n2026-12-01,North,9000\n2026-11-17,South,50\n"


def found_in(text, choices, kind="csv"):
    reference = source_reference(f"{kind}: a.{kind}#{choices}")
    assert isinstance(reference, FileReference)
    return value_in_file(text if isinstance(text, bytes) else text.encode(), reference, on=ON)


def read(text, choices, kind="csv", key_result=LEADS):
    return reading_of(found_in(text, choices, kind), key_result, on=ON, source=kind)


def reading(value, as_of=ON, source="csv"):
    return Reading(value=Decimal(value), as_of=as_of, source=source)


YESTERDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("text", "choices", "value", "as_of"),
    [
        (DATED, "column=MRR&Region=North", 1200, YESTERDAY),  # the newest up to today; December is a plan
        (DATED, "column=mrr&region=south", 50, YESTERDAY),
        (DATED, "column=MRR&row=last", 50, YESTERDAY),  # of two rows of the newest day
        (DATED, "column=MRR&Date=2026-11-16&Region=North", 1100, date(2026, 11, 16)),
        ("MRR\n1234\n", "column=MRR", 1234, ON),
        ("MRR,Team\n1,A\n2,B\n", "column=MRR&row=last", 2, ON),
        ("Week of,MRR\n2026-11-09,7\n2026-11-16,8\n", "column=MRR&date=Week of", 8, date(2026, 11, 16)),
        ("\ufeffDatum;Umsatz\n16.11.2026;1.100,5\n17.11.2026;1.200\n", "column=Umsatz", 1200, YESTERDAY),
        ("Date,MRR\n17/11/2026,1200\n", "column=MRR", 1200, YESTERDAY),
        ("Date,MRR\n11/12/2026,1\n12/11/2026,2\n", "column=MRR&locale=en_GB", 2, date(2026, 11, 12)),
        ("MRR\n1.234\n", "column=MRR&locale=de_DE", 1234, ON),
        ("MRR\n1.234\n", "column=MRR&locale=en_US", "1.234", ON),
        ("Date,MRR\n2026-11-16,8\n2026-11-17,\n2026-11-18,\nTotal,99\n", "column=MRR", 8, date(2026, 11, 16)),
        ("Exported for Harbor\n\nDate,MRR\n2026-11-17,8\n", "column=MRR", 8, YESTERDAY),
        ("Date,MRR\n2026-11-17,8\n2026-11-17,8\n", "column=MRR", 8, YESTERDAY),
        ('Date,MRR\n2026-11-17T23:59:00Z,"$1,200"\n', "column=MRR", 1200, YESTERDAY),
        ("Date\tNet & gross\n2026-11-17\t8\n".encode("utf-16"), "column=Net %26 gross", 8, YESTERDAY),
    ],
)
def test_the_value_that_is_meant_is_found_in_a_csv(text, choices, value, as_of):
    assert read(text, choices) == reading(value, as_of)


@pytest.mark.parametrize(
    ("text", "choices", "words"),
    [
        (DATED, "column=ARR", "There is no column 'ARR'. There are: Date, Region, MRR."),
        (DATED, "column=MRR", "Several rows of 2026-11-17 say different things (line 3, line 5)"),
        (DATED, "column=MRR&Region=East", "No row with Region East has a value in 'MRR'"),
        (DATED, "column=MRR&Date=2026-12-01", "No row with a value is of 2026-11-18 or a day before"),
        ("MRR,MRR\n1,2\n", "column=MRR", "2 columns are headed 'MRR'"),
        ("MRR\n1\n2\n", "column=MRR", "2 rows have a value in 'MRR', and nothing tells which is meant"),
        ("Date,MRR\n11/12/2026,2\n", "column=MRR", "its day may be 2026-11-12 or 2026-12-11"),
        ("MRR\n1.234\n", "column=MRR", "This may be 1,234 or 1.234. Write it so that it is only one of them. Or say"),
        ("MRR\nn/a\n", "column=MRR", "line 2: This is no number"),
        ("MRR\n€ 5\n", "column=MRR", "line 2: This is no number"),
        ("MRR,x\n,1\n", "column=MRR", "No row has a value in 'MRR'"),
        ("<!DOCTYPE html><html>Sign in</html>", "column=MRR", "A page came instead of CSV. Does it ask to sign in"),
        (b"\xef\xbb\xbf  <HTML>", "column=MRR", "A page came instead of CSV"),
        (b"PK\x03\x04rest", "column=MRR", "A spreadsheet or an archive came instead of CSV"),
        (b"", "column=MRR", "It is empty"),
        (b"\xef\xbb\xbf\n \n", "column=MRR", "It is empty"),
        (b'""\n', "column=MRR", "It is empty"),
        (b'MRR\n"12\n', "column=MRR", "a quote on line 2 that is never closed"),
        (bytes(range(128, 256)) * 3, "column=MRR", "Its encoding is not clear"),
    ],
)
def test_what_is_not_clear_in_a_csv_is_told_with_its_place(text, choices, words):
    with pytest.raises(SourceError) as told:
        read(text, choices, key_result=KeyResult(id="O1-KR1", unit="$", text="Leads"))
    assert words in str(told.value)


KPIS = {
    "as_of": "2026-11-17T08:00:00Z",
    "a/b": {"~": [1, 2.50, "1.234,5"]},
    "days": [{"day": "2026-11-16", "n": 7}, {"day": "2026-11-17", "n": 8}, {"day": "2026-11-18", "n": None}],
    "null": None,
    "far": 10**30,
    "text": "twelve",
    "eleven": "11/12/2026",
}


@pytest.mark.parametrize(
    ("choices", "value", "as_of"),
    [
        ("/a~1b/~0/1", "2.50", ON),
        ("/a~1b/~0/2", "1234.5", ON),
        ("/a~1b/~0/0&date=/as_of", 1, YESTERDAY),
        ("/days&column=n&date=day", 8, YESTERDAY),
        ("/days/0/n&date=/days/0/day", 7, date(2026, 11, 16)),
    ],
)
def test_the_value_that_is_meant_is_found_in_json(choices, value, as_of):
    assert read(json.dumps(KPIS), choices, "json") == reading(value, as_of, "json")


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ("/null", "/null is empty."),
        ("/missing", "The document holds no 'missing'."),
        ("/a~1b/~0/3", "/a~1b/~0 holds no '3'."),
        ("/a~1b/~0/-", "/a~1b/~0 holds no '-'."),
        ("/text/0", "/text holds no '0'."),
        ("/days", "/days holds more than one value"),
        ("", "the document holds more than one value"),
        ("/as_of&column=n", "/as_of is no list of records"),
        ("/text", "/text: This is no number"),
        ("/far", "/far: This is no number"),
        ("/a~1b/~0/0&date=/eleven", "/eleven holds no day, or one that may be two"),
        ("/a~1b/~0/0&date=as_of", "'as_of' is no JSON pointer"),
    ],
)
def test_what_is_not_clear_in_json_is_told_with_its_place(choices, words):
    with pytest.raises(SourceError) as told:
        read(json.dumps(KPIS), choices, "json")
    assert words in str(told.value)


@pytest.mark.parametrize("text", ["{", "NaN", "[" * 100_000, '{"a": Infinity}', "<html>"])
def test_what_is_no_json_is_no_value(text):
    with pytest.raises(SourceError, match=r"no JSON|A page came"):
        read(text, "/a", "json")


def test_a_document_that_is_one_number_is_that_number():
    assert read("1500.10", "", "json").value == Decimal("1500.10")
    assert read('[{"n": 3, "nested": {}}]', "column=n", "json").value == 3


SHARE = KeyResult(id="A", text="Answered calls", unit="%", baseline=Decimal("0.71"), target=Decimal("0.90"))
WHOLE = KeyResult(id="A", text="Answered calls", unit="%", baseline=Decimal(71), target=Decimal(90))
SIGNED = KeyResult(id="A", text="Contract signed", kind=Kind.MILESTONE)


@pytest.mark.parametrize(
    ("raw", "key_result", "value"),
    [
        ("84 %", SHARE, "0.84"),
        (Decimal("0.84"), SHARE, "0.84"),
        (Decimal(84), SHARE, "0.84"),
        (Decimal("0.84"), WHOLE, "84.00"),
        (True, SIGNED, 1),
        ("erledigt", SIGNED, 1),
        (0, SIGNED, 0),
        (0.1 + 0.2, LEADS, "0.3"),
    ],
)
def test_units_and_kinds_are_those_of_the_key_result(raw, key_result, value):
    assert reading_of(FoundValue(raw=raw, where="B7"), key_result, on=ON, source="sheet").value == Decimal(value)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (CellError("#REF!"), "B7 holds the error #REF!."),
        ("#N/A", "B7: This is no number"),
        (None, "B7 is empty."),
        ("  ", "B7 is empty."),
        (True, "B7: This is no number"),
        (float("nan"), "B7"),
        (float("inf"), "B7: This is no number"),
    ],
)
def test_what_is_no_amount_is_never_0(raw, words):
    with pytest.raises(SourceError) as told:
        reading_of(FoundValue(raw=raw, where="B7"), LEADS, on=ON, source="sheet")
    assert words in str(told.value)


@given(
    st.text(alphabet='Date,;MRR\n"0123456789.-/%é\ufeff ', max_size=80),
    st.sampled_from(("column=MRR", "column=MRR&row=last", "column=MRR&date=Date")),
)
def test_any_text_gives_a_value_or_says_why_not(text, choices):
    try:
        found = read(f"Date,MRR\n{text}", choices)
    except SourceError:
        return
    assert found.as_of <= ON
    assert found.value.is_finite()
