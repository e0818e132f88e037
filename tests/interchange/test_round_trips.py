"""From document to workbook, to the Excel file of it, to tidy tables and back: the same OKRs all the way."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from okrsdk.assessment import assess
from okrsdk.interchange import DocumentFormat, dump_document, export_format_named, read_okrs
from okrsdk.interchange.importers.sources import read_source
from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import SheetsSettings, connect, create_workbook
from okrsdk.sheets.transport.http_client import DRIVE_FILES_URL
from tests.interchange.okr_sets import as_in_a_workbook, holdable, okr_sets

XLSX = {"mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    with LocalSheets() as local, connect(SheetsSettings(home=tmp_path_factory.mktemp("home")), local=local) as made:
        yield made


def of_document(okr_set, _):
    return dump_document(okr_set, DocumentFormat.YAML).encode(), "okrs.yaml"


def of_workbook_as_excel_file(okr_set, sheets):
    workbook = create_workbook(okr_set, sheets)
    assert workbook.inspect().okr_set == okr_set
    url = f"{DRIVE_FILES_URL}/{workbook.spreadsheet_id}/export"
    return sheets.http.request("get", url, params=XLSX).content, "workbook.xlsx"


def of_tidy_tables(okr_set, _):
    (file, _) = export_format_named("xlsx").write([assess(okr_set, on=date(2026, 2, 14))])
    return file.content, file.name


def test_okrs_are_the_same_after_every_form(sheets):
    @settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(okr_sets().filter(holdable).map(as_in_a_workbook))
    def comes_back(okr_set):
        is_now = okr_set
        for written in (of_document, of_workbook_as_excel_file, of_tidy_tables):
            content, name = written(is_now, sheets)
            is_now = read_okrs(read_source(name, content)).okr_set
        assert is_now == okr_set

    comes_back()
