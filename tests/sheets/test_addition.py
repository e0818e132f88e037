"""The tabs added to a spreadsheet that people have already."""

from typing import Any

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.sheets import Workbook


@pytest.fixture
def theirs(connection):
    """A spreadsheet of somebody's own, with a tab called Client."""
    spreadsheet = connection.gspread.create("Plans")
    spreadsheet.sheet1.update_title("client")
    spreadsheet.sheet1.update([["mine"]], "A1")
    return spreadsheet


def parts(workbook: Workbook) -> dict[str, dict[str, object]]:
    """How many of each part every tab has, by its title."""
    params: dict[str, Any] = {"includeGridData": True}
    answer = workbook.connection.gspread.http_client.fetch_sheet_metadata(workbook.spreadsheet_id, params=params)
    names = ("charts", "conditionalFormats", "protectedRanges", "bandedRanges", "developerMetadata")
    return {
        sheet["properties"]["title"].removesuffix(" (OKR)"): {
            **{name: len(sheet.get(name, [])) for name in names},
            "widths": [column["pixelSize"] for column in sheet["data"][0]["columnMetadata"]],
            "cells": sheet["data"][0]["rowData"],
        }
        for sheet in answer["sheets"]
    }


def test_the_tabs_are_those_of_a_new_workbook_in_a_read_and_a_write(connection, local, theirs, okr_set, workbook):
    own = Workbook(spreadsheet_id=theirs.id, connection=connection)
    local.reset_requests()
    own.add_tabs(okr_set())
    assert local.requests["sheets"] == 2
    assert own.inspect().okr_set == workbook.inspect().okr_set
    assert own.inspect().findings == workbook.inspect().findings
    added, made = parts(own), parts(workbook)
    assert {title: added[title] for title in made} == made


def test_what_was_there_stays_as_it_was(connection, theirs, okr_set):
    Workbook(spreadsheet_id=theirs.id, connection=connection).add_tabs(okr_set())
    titles = [sheet.title for sheet in theirs.worksheets()]
    assert titles == ["client", "Overview", "Objectives", "Key Results", "Check-ins", "Client (OKR)"]
    assert theirs.sheet1.get("A1") == [["mine"]]


def test_before_that_it_is_no_workbook(connection, theirs):
    with pytest.raises(InvalidOkrError, match="not an OKR workbook"):
        Workbook(spreadsheet_id=theirs.id, connection=connection).inspect()
