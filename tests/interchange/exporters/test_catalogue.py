from pathlib import PurePath

import pytest

from okrsdk.errors import ConfigError
from okrsdk.interchange import EXPORT_FORMATS, export_format_named, export_format_of


def test_each_format_has_a_name_of_its_own_and_says_what_it_is():
    names = [known.name for known in EXPORT_FORMATS]
    assert len(set(names)) == len(names)
    assert all(known.title and known.title[-1] != "." for known in EXPORT_FORMATS)
    assert all(known.suffix.startswith(".") for known in EXPORT_FORMATS if known.suffix)


@pytest.mark.parametrize(("name", "known"), [("a.YML", "yaml"), ("a.b.json", "json"), ("okrs.csv", "csv")])
def test_a_file_says_its_format_by_its_ending(name, known):
    assert export_format_of(PurePath(name)) is export_format_named(known)


@pytest.mark.parametrize("name", ["okrs.docx", "okrs"])
def test_an_unknown_ending_is_refused_with_those_there_are(name):
    with pytest.raises(ConfigError, match=r"does not say its format by its ending: \.yaml, \.json, \.csv"):
        export_format_of(PurePath(name))


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(ConfigError, match=r"no format 'word'\. The formats are yaml, json, csv"):
        export_format_named("word")
