import io

import openpyxl
import pytest

import okrsdk
from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.findings import Table
from okrsdk.interchange import SourceReading, export_format_named, read_okrs
from okrsdk.interchange.importers.sources import read_source
from okrsdk.model import Objective
from tests.interchange.conftest import DENTAL


@pytest.fixture
def exported(dental):
    return export_format_named("xlsx").write([dental])[0].content


def changed(content, tab, cell, value):
    """The workbook after someone sorted a tab the other way round and typed into a cell."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet = workbook[tab]
    header, *rows = [list(row) for row in sheet.values]
    for number, row in enumerate([header, *reversed(rows)], 1):
        for place, own in enumerate(row, 1):
            sheet.cell(number, place).value = own
            sheet.cell(number, place).data_type = "s" if isinstance(own, str) else sheet.cell(number, place).data_type
    sheet[cell] = value
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def test_what_was_exported_is_loaded_whole(exported, tmp_path):
    (tmp_path / "okrs.xlsx").write_bytes(exported)
    assert okrsdk.load(tmp_path / "okrs.xlsx") == DENTAL


def test_a_finding_names_the_cell_where_the_row_is_now(exported):
    content = changed(exported, "key_results", "N3", "many")
    found = read_okrs(read_source("okrs.xlsx", content))
    (finding,) = found.placed(found.findings)
    assert (finding.finding.code, finding.cell) == ("T201", "key_results!N3")
    assert found.okr_set.key_results[0].target is None
    assert [one.id for one in found.okr_set.key_results] == ["O1-KR1", "O1-KR2"]


def test_a_row_that_someone_typed_below_belongs_to_the_workbook(exported):
    workbook = openpyxl.load_workbook(io.BytesIO(exported))
    workbook["objectives"].append([])
    workbook["objectives"]["D4"] = "Be reachable at all hours"
    file = io.BytesIO()
    workbook.save(file)
    found = read_okrs(read_source("okrs.xlsx", file.getvalue()))
    assert found.okr_set.objectives[1:] == (Objective(text="Be reachable at all hours"),)
    assert found.okr_set.key_results == DENTAL.key_results


def test_columns_that_people_added_are_carried_along(exported):
    workbook = openpyxl.load_workbook(io.BytesIO(exported))
    sheet = workbook["key_results"]
    place = sheet.max_column + 1
    sheet.cell(1, place).value = "Risk"
    sheet.cell(3, place).value = "high"
    file = io.BytesIO()
    workbook.save(file)
    found = read_okrs(read_source("okrs.xlsx", file.getvalue()))
    assert isinstance(found, SourceReading)
    assert found.carried[Table.KEY_RESULTS] == ({}, {"Risk": "high"})
    assert found.carried[Table.OBJECTIVES] == ({},)


def test_an_error_is_not_loaded(exported, tmp_path):
    (tmp_path / "okrs.xlsx").write_bytes(changed(exported, "key_results", "N3", "many"))
    with pytest.raises(InvalidOkrError, match="key_results!N3"):
        okrsdk.load(tmp_path / "okrs.xlsx")


def test_several_workbooks_are_refused_with_their_names(both):
    content = export_format_named("xlsx").write(both)[0].content
    with pytest.raises(ConfigError, match=r"holds Harbor Dental · 2026-Q1, Lakeshore Heating · 2026-Q1\. Read one"):
        read_okrs(read_source("okrs.xlsx", content))
