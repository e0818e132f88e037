"""Which number formats stretch marks lack, what is asked for, and what its answer says."""

from decimal import Decimal

import pytest

from okrsdk.model import KeyResult
from okrsdk.workbook import read_workbook
from okrsdk.workbook.template.number_formats import key_result_format, shows_like
from okrsdk.workbook.writing.stretch_mark_formats import cells_astray, format_request, is_in_place, lacking_formats
from tests.workbook.samples import column_of, put, refusals, rows, sheet, workbook

KEY_RESULTS = "Key Results"
SHARE, DOLLARS = {"type": "PERCENT", "pattern": "0.0%"}, {"type": "CURRENCY", "pattern": '"$"#,##0'}


def add(spreadsheet, row, unit, baseline, target, *, mark=None):
    """Adds a key result as people do: with no format but that of their typing."""
    cells = {"Objective": "O1", "Key result": f"Better by {unit}", "Unit": unit, "Baseline": baseline, "Target": target}
    for header, value in {**cells, "Stretch mark": mark}.items():
        put(spreadsheet, KEY_RESULTS, row, header, value)


@pytest.fixture
def spreadsheet():
    made = workbook()
    add(made, 6, "%", 0.78, 0.87)  # its mark is 0.78 + 0.7 × 0.09 = 0.843
    add(made, 7, "%", 0.1, 0.2)  # 0.17: as the row above, one decimal
    add(made, 8, "$", 150, 1140)  # 150 + 0.7 × 990 = 843
    add(made, 9, "calls", 150, 1140)
    return made


def moved(spreadsheet, *order):
    """The same with the rows from the sixth on in another order."""
    own = rows(spreadsheet, KEY_RESULTS)
    own[6:] = [own[6 + place] for place in order]
    return read_workbook(spreadsheet)


def test_only_rows_that_people_added_lack_formats_and_plain_numbers_need_none(spreadsheet):
    lacking = lacking_formats(read_workbook(spreadsheet))
    assert lacking is not None
    assert lacking.formats == {
        6: SHARE,
        7: {"type": "PERCENT", "pattern": "0%"},
        8: DOLLARS,
    }
    assert lacking_formats(read_workbook(workbook())) is None


def test_the_request_sets_number_formats_and_nothing_else(spreadsheet):
    add(spreadsheet, 7, "%", 0.78, 0.87)
    lacking = lacking_formats(read_workbook(spreadsheet))
    assert lacking is not None
    request = format_request(lacking)
    assert refusals(request, "BatchUpdateSpreadsheetRequest") == []
    column = column_of(spreadsheet, KEY_RESULTS, "Stretch mark")
    place = {"sheetId": 103, "startColumnIndex": column, "endColumnIndex": column + 1}
    assert request["requests"] == [
        {
            "repeatCell": {
                "range": {**place, "startRowIndex": start, "endRowIndex": end},
                "cell": {"userEnteredFormat": {"numberFormat": look}},
                "fields": "userEnteredFormat.numberFormat",
            }
        }
        for start, end, look in [(6, 8, SHARE), (8, 9, DOLLARS)]
    ]


def test_the_answer_tells_whether_each_format_is_beside_its_own_key_result(spreadsheet):
    lacking = lacking_formats(read_workbook(spreadsheet))
    assert lacking is not None
    assert is_in_place(lacking, read_workbook(spreadsheet))
    assert not is_in_place(lacking, moved(spreadsheet, 2, 1, 0, 3))
    assert cells_astray(lacking, read_workbook(spreadsheet)) == ()


def test_a_number_of_peoples_own_below_the_records_is_named_where_it_got_a_format(spreadsheet):
    lacking = lacking_formats(read_workbook(spreadsheet))
    assert lacking is not None
    del rows(spreadsheet, KEY_RESULTS)[6:9]
    rows(spreadsheet, KEY_RESULTS).append({"values": []})
    put(spreadsheet, KEY_RESULTS, 8, "Stretch mark", 400, formula=True)
    after = read_workbook(spreadsheet)
    assert not is_in_place(lacking, after)
    assert cells_astray(lacking, after) == ("'Key Results'!W9",)


def test_another_column_in_its_place_is_named_by_its_cells(spreadsheet):
    lacking = lacking_formats(read_workbook(spreadsheet))
    assert lacking is not None
    for row in rows(spreadsheet, KEY_RESULTS):
        row["values"].insert(0, {})
    marks = sheet(spreadsheet, KEY_RESULTS)["data"][0]["columnMetadata"]
    marks.insert(0, {})
    after = read_workbook(spreadsheet)
    assert not is_in_place(lacking, after)
    assert cells_astray(lacking, after) == ("'Key Results'!W7", "'Key Results'!W8", "'Key Results'!W9")


def test_without_the_column_or_the_tab_there_is_nothing_to_format(spreadsheet):
    lacking = lacking_formats(read_workbook(spreadsheet))
    assert lacking is not None
    spreadsheet["sheets"].remove(sheet(spreadsheet, KEY_RESULTS))
    gone = read_workbook(spreadsheet)
    assert lacking_formats(gone) is None
    assert not is_in_place(lacking, gone)


def test_the_words_decide_whether_small_percentages_are_points():
    told = KeyResult(
        text="Cut bounces from 1.5% to 0.5%", unit="percent", baseline=Decimal("1.5"), target=Decimal("0.5")
    )
    assert key_result_format(told, Decimal("0.8")) == {"type": "NUMBER", "pattern": '0.0"%"'}
    silent = KeyResult(text="Fewer bounces", unit="%", baseline=Decimal("1.5"), target=Decimal("0.5"))
    assert key_result_format(silent, Decimal("0.8")) == {"type": "PERCENT", "pattern": "0%"}


@pytest.mark.parametrize(
    ("held", "fitting", "is_alike"),
    [
        (None, {"type": "NUMBER", "pattern": "#,##0.0"}, True),
        (None, SHARE, False),
        ({"type": "NUMBER", "pattern": "General"}, {"type": "NUMBER", "pattern": "#,##0.0"}, True),
        ({"type": "NUMBER", "pattern": "0"}, {"type": "NUMBER", "pattern": "#,##0.0"}, False),
        ({"type": "TEXT", "pattern": "@"}, {"type": "NUMBER", "pattern": "#,##0"}, False),
        ({"type": "PERCENT"}, SHARE, True),
        ({"type": "PERCENT", "pattern": "0.00%"}, SHARE, True),
        ({"type": "PERCENT", "pattern": "0%"}, SHARE, False),
        ({"type": "PERCENT", "pattern": "0.0%"}, {"type": "NUMBER", "pattern": '0.0"%"'}, False),
        ({"type": "NUMBER", "pattern": '0.0"%"'}, {"type": "NUMBER", "pattern": "#,##0"}, False),
        ({"type": "NUMBER", "pattern": "[$$-409]#,##0.00"}, DOLLARS, True),
        ({"type": "CURRENCY", "pattern": "#,##0 [$€-1]"}, DOLLARS, False),
    ],
)
def test_a_format_that_shows_the_unit_with_enough_decimals_is_left_alone(held, fitting, is_alike):
    assert shows_like(held, fitting) is is_alike
