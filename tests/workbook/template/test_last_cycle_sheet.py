"""The tab of the cycle before: texts stay texts, numbers are numbers, and no mark makes a table of ours of it."""

from typing import Any

from okrsdk.workbook.template.last_cycle_sheet import LAST_CYCLE_HEADERS, last_cycle_tab

ROW = ("2026-01", "007", "Win the north", "=1+1", "goes on", 10.5, 20, None, 0.4, "Ask earlier")


def test_texts_stay_texts_and_numbers_are_numbers():
    sheet: Any = last_cycle_tab([ROW]).sheet
    (block,) = sheet["data"]
    header, row = block["rowData"]
    assert [one["userEnteredValue"]["stringValue"] for one in header["values"]] == list(LAST_CYCLE_HEADERS)
    values = [one.get("userEnteredValue") for one in row["values"]]
    assert values[:5] == [{"stringValue": text} for text in ROW[:5]]
    assert values[5:9] == [
        {"numberValue": 10.5},
        {"numberValue": 20},
        None,
        {"numberValue": 0.4},
    ]
    assert {one["userEnteredFormat"]["numberFormat"]["type"] for one in row["values"][:5]} == {"TEXT"}


def test_it_has_room_below_and_is_nobodys_table():
    sheet: Any = last_cycle_tab([ROW, ROW]).sheet
    assert sheet["properties"]["gridProperties"]["rowCount"] == 23  # a header, two rows, and 20 more
    assert sheet["developerMetadata"] == []
