import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from okrsdk.assessment import assess
from okrsdk.errors import ConfigError
from okrsdk.interchange.exporters.xlsx_tables import xlsx_files
from okrsdk.model import CheckIn
from tests.interchange.conftest import DAY, DENTAL


def workbook_of(*assessments):
    return openpyxl.load_workbook(io.BytesIO(xlsx_files(assessments)[0].content))


def cell(sheet, name, row=2):
    (place,) = [header.column for header in sheet[1] if header.value == name]
    return sheet.cell(row, place)


def test_a_tab_per_table_and_one_that_describes_the_columns(dental):
    workbook = workbook_of(dental)
    tables = ["clients", "funnel", "objectives", "key_results", "check_ins", "decisions", "final_scores", "strategy"]
    tables += ["scores"]
    assert workbook.sheetnames == [*tables, "columns"]
    assert [header.value for header in workbook["columns"][1]] == ["table", "column", "title", "type", "description"]
    assert workbook["scores"].freeze_panes == "A2"
    assert workbook["scores"].auto_filter.ref == "A1:P5"


def test_days_are_dates_and_numbers_are_numbers_in_their_formats(dental):
    workbook = workbook_of(dental)
    due, baseline, score = (
        cell(workbook[tab], name, row)
        for tab, name, row in (("key_results", "due", 2), ("key_results", "baseline", 2), ("scores", "score", 4))
    )
    assert (due.value, due.number_format) == (datetime(2026, 3, 31), "yyyy-mm-dd")
    assert (baseline.value, baseline.number_format) == (12, "#,##0")
    assert (score.value, score.number_format) == (0.7, "0.00")


def test_amounts_are_shown_in_the_unit_of_their_row():
    share = replace(DENTAL.key_results[0], unit="%", baseline=Decimal("0.305"), target=Decimal("0.4"))
    workbook = workbook_of(assess(replace(DENTAL, key_results=(share,)), on=DAY))
    target, sale = cell(workbook["key_results"], "target"), cell(workbook["clients"], "average_sale")
    assert (target.value, target.number_format) == (0.4, "0.0%")
    assert (sale.value, sale.number_format) == (310.5, '"$"#,##0.0')


def test_a_text_that_looks_like_a_formula_is_a_text_and_stays_one(dental):
    text = cell(workbook_of(dental)["key_results"], "text", 3)
    assert (text.value, text.data_type, text.quotePrefix) == ("=Online booking", "s", True)


def test_what_excel_cannot_hold_is_held_otherwise():
    check_in = CheckIn(day=date(1899, 12, 30), value=Decimal(1), changed="one\r\ntwo\x07\uffff")
    sheet = workbook_of(assess(replace(DENTAL, check_ins=(check_in,)), on=DAY))["check_ins"]
    assert cell(sheet, "day").value == "1899-12-30"
    assert cell(sheet, "changed").value == "one\ntwo  "


def test_a_text_longer_than_a_cell_is_refused_with_its_place():
    check_in = CheckIn(day=DAY, changed="x" * 32_768)
    with pytest.raises(ConfigError, match=r"check_ins!G2: the text has 32,768 characters, .* choose csv-tables"):
        workbook_of(assess(replace(DENTAL, check_ins=(check_in,)), on=DAY))
