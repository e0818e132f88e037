import re

import pytest


@pytest.fixture
def demo(okr):
    return okr("demo", "--once", "--format", "json")


def test_the_demo_makes_checks_and_grades_each_client_in_four_requests(demo):
    assert demo.status == 0
    workbooks = demo.json["workbooks"]
    assert len(workbooks) == 3
    for workbook in workbooks:
        assert workbook["calls"] == {"create": 1, "check": 1, "grade": 2}
        assert {"client", "spreadsheet_id", "url", "calls", "findings", "scores"} == set(workbook)


def test_the_samples_show_findings_of_most_families_and_every_band(demo):
    found = {finding["code"][0] for workbook in demo.json["workbooks"] for finding in workbook["findings"]}
    assert {"O", "K", "M", "C"} <= found
    bands = {score["band"] for workbook in demo.json["workbooks"] for score in workbook["scores"]["key_results"]}
    assert {"red", "yellow", "green", None} <= bands


def test_every_finding_on_a_record_names_its_cell(demo):
    for workbook in demo.json["workbooks"]:
        for finding in workbook["findings"]:
            assert finding["record"] is None or re.fullmatch(r".+![A-Z]+\d+", finding["cell"])


def test_the_text_fits_eighty_columns_and_has_no_colours_when_piped(okr):
    out = okr("demo", "--once").out
    assert "\x1b" not in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_a_second_demo_replaces_the_samples_of_the_first(okr):
    first = okr("demo", "--once", "--format", "json").json["workbooks"]
    second = okr("demo", "--once", "--format", "json").json["workbooks"]
    assert {w["spreadsheet_id"] for w in first}.isdisjoint({w["spreadsheet_id"] for w in second})
    for workbook in first:
        assert okr("check", workbook["spreadsheet_id"]).status == 2
    for workbook in second:
        assert okr("check", workbook["spreadsheet_id"], "--on", "2026-11-18").status == 0
