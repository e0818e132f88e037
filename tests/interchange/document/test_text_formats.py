import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.interchange import document_from_okr_set, okr_set_from_document
from okrsdk.interchange.document.json_text import read_json, write_json
from okrsdk.interchange.document.yaml_text import read_yaml, write_yaml
from okrsdk.model import KeyResult, Objective, OkrSet
from tests.interchange.okr_sets import okr_sets


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", Decimal("0.1")),
        ("62.19", Decimal("62.19")),
        ("12345678901234567890.12", Decimal("12345678901234567890.12")),
        ("-3", Decimal(-3)),
        ("+5", Decimal(5)),
        (".5", Decimal("0.5")),
        ("1.", Decimal(1)),
        ("1e3", Decimal(1000)),
        ("1.5e-3", Decimal("0.0015")),
        ("007", Decimal(7)),
        ("2026-03-31", date(2026, 3, 31)),
        ("2026-02-31", "2026-02-31"),
        ("2026-03-31 10:00:00", "2026-03-31 10:00:00"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1,234", "1,234"),
        ("45 %", "45 %"),
        ("$1.8M", "$1.8M"),
        ("0x1F", "0x1F"),
        (".nan", ".nan"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("'0.1'", "0.1"),
        ("!!int '12'", Decimal(12)),
        ("!!float .inf", ".inf"),
        ("!!bool 'true'", True),
        ("!!bool maybe", "maybe"),
    ],
)
def test_yaml_values_are_exact_or_text(text, value):
    read = read_yaml(f"target: {text}")
    assert read == {"target": value}
    assert type(read["target"]) is type(value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", r"line 3, column 1: the key 'a' is repeated"),
        ("a: {x: 1, x: 2}", "the key 'x' is repeated"),
        ("a: &x [1]\nb: *x", r"line 2, column 4: an alias \(\*\) where a value belongs"),
        ("a: &x {k: 1}\nb:\n  <<: *x", "an alias"),
        ("a: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
        ("a: [1, 2", r"line 1, column 9: expected ',' or '\]'"),
        ("a: 1\n--- \nb: 2", "but found another document"),
        ("a: \x00", "special characters are not allowed"),
        ("\t- a", "cannot start any token"),
        ("? [a]\n: 1", "unhashable"),
        ("a: %", "cannot start any token"),
        ("[" * 3000, "nested too deeply"),
        ("a:\n  - 1e999", "line 2, column 5: the number 1e999 is out of range"),
        ('a: "\\ud83d"', "line 1, column 4: a text has half of a character in it"),
    ],
)
def test_broken_or_dangerous_yaml_is_refused_with_its_place(text, message):
    with pytest.raises(ValueError, match=message):
        read_yaml(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "the key 'a' is repeated"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1', "Expecting"),
        ("", "there is nothing in it"),
        (" \n", "there is nothing in it"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": 1e309}', "the number 1e309 is out of range"),
        ('{"a": 1e99999999999999999999}', "the number 1e99999999999999999999 is out of range"),
        ('{"a": ["\\ud83d"]}', r"a text has half of a character in it, \\ud83d without its other half"),
        ('{"\\uDE00": 1}', "half of a character"),
    ],
)
def test_broken_json_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        read_json(text)


def test_characters_beyond_the_first_plane_are_read_from_their_two_halves():
    assert read_json('{"a": "\\ud83d\\ude00"}') == {"a": "\U0001f600"}


def test_json_numbers_are_exact():
    assert read_json('{"a": 62.19, "b": 12345678901234567890, "c": 1e-300}') == {
        "a": Decimal("62.19"),
        "b": Decimal("12345678901234567890"),
        "c": Decimal("1e-300"),
    }


def test_a_number_of_ten_thousand_digits_is_read_and_reported():
    document = read_json('{"objectives": [{"text": "a", "weight": ' + "9" * 10_000 + "}]}")
    reading = okr_set_from_document(document)
    assert reading.okr_set.objectives[0].text == "a"


def test_yaml_is_written_in_the_order_of_the_columns_with_days_as_days():
    text = write_yaml(
        {"okrsdk": 1, "check_ins": [{"day": "2026-03-31", "value": 0.45, "changed": "größer", "by": "no"}]}
    )
    assert text == ("okrsdk: 1\ncheck_ins:\n- day: 2026-03-31\n  value: 0.45\n  changed: größer\n  by: 'no'\n")


@pytest.mark.parametrize(
    "text", ["1e100", "08", "0x1F", "12:30", "no", "null", "~", "2026-03-31", ".5", "1_000", "=", "<<"]
)
def test_a_text_that_looks_like_something_else_stays_a_text(text):
    read: Any = read_yaml(write_yaml({"unit": text}))
    assert str(read["unit"]) == text


@settings(max_examples=20, deadline=None)
@given(okr_sets())
def test_a_set_comes_back_from_its_json_and_yaml_text(okr_set):
    document = document_from_okr_set(okr_set)
    assert json.loads(write_json(document)) == document
    assert okr_set_from_document(read_yaml(write_yaml(document))).okr_set == okr_set


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["okrsdk", "client", "cycle", "objectives", "key_results", "check_ins", "funnel", "text", "id"])


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(KEYS.filter(lambda key: key != "okrsdk"), PLAIN | st.lists(st.dictionaries(KEYS, PLAIN))))
def test_no_document_is_an_exception_and_every_finding_has_a_place(data):
    reading = okr_set_from_document(json.loads(json.dumps(data)))
    for finding in reading.findings:
        assert isinstance(reading.path(finding.location), str)
        assert finding.message


@pytest.mark.parametrize("read", [read_json, read_yaml])
@pytest.mark.parametrize("number", ["1e999999999", "1e-999999999", "-1E+4000"])
def test_a_number_that_would_fill_the_memory_is_refused(read, number):
    with pytest.raises(ValueError, match=f"the number {number} is out of range".replace("+", r"\+")):
        read(f"[{number}]")


def test_a_long_decimal_comes_back_digit_by_digit():
    number = Decimal("1234567890123456.123456789012")
    okr_set = OkrSet(objectives=(Objective(id="O1", text="Win"),), key_results=(_key_result(number),))
    assert okr_set_from_document(document_from_okr_set(okr_set)).okr_set == okr_set


def _key_result(target):
    return KeyResult(id="O1-KR1", objective_id="O1", text="Calls", baseline=Decimal(0), target=target)
