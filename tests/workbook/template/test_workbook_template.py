import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Finding, Location, Severity, Table
from okrsdk.grading import grade
from okrsdk.model import Change, Client, Commitment, Cycle, Decision, FinalScore, KeyResult, Kind, Objective, OkrSet
from okrsdk.schema import ColumnOwner, columns
from okrsdk.workbook import workbook_template
from okrsdk.workbook.overview import ATTENTION_ROW, BLOCK_COLUMNS, BLOCK_ROWS, OBJECTIVE_ROWS, overview_block
from okrsdk.workbook.tabs import SHEET_IDS, TAB_OF, TABLE_TABS, Tab
from okrsdk.workbook.template.styles import BAND_SHADES, HEADER, OKR_HEADER, PACE_SHADES
from tests.workbook.samples import GRADED_ON, refusals, sample, sheet

GRADED = grade(sample(), on=GRADED_ON)
TEMPLATE = workbook_template(sample(), scores=GRADED)
BODY: Any = TEMPLATE.spreadsheet


def cells(body, title, row):
    return sheet(body, title)["data"][0]["rowData"][row]["values"]


def held(cell):
    return next(iter(cell.get("userEnteredValue", {"": None}).values()))


def cell_of(body, title, row, header):
    titles = [held(cell) for cell in cells(body, title, 0)]
    return cells(body, title, row)[titles.index(header)]


def test_google_describes_the_body_so():
    assert refusals(BODY, "Spreadsheet") == []
    assert refusals(workbook_template(OkrSet()).spreadsheet, "Spreadsheet") == []


def test_the_description_does_refuse_what_it_does_not_know():
    assert refusals({"sheets": [{"properties": {"bogus": 1}}]}, "Spreadsheet")
    assert refusals(
        {"sheets": [{"conditionalFormats": [{"booleanRule": {"condition": {"type": "X"}}}]}]}, "Spreadsheet"
    )


def test_the_tabs_stand_in_order_with_ids_of_our_own_none_of_them_zero():
    properties = [own["properties"] for own in BODY["sheets"]]
    assert [own["title"] for own in properties] == ["Overview", "Objectives", "Key Results", "Check-ins", "Client"]
    assert [own["sheetId"] for own in properties] == [SHEET_IDS[Tab(own["title"])] for own in properties]
    assert all(SHEET_IDS.values())


def test_a_tab_of_decisions_and_one_of_final_scores_is_there_once_there_is_something_in_it():
    decision = Decision(day=date(2026, 2, 9), key_result_id="O1-KR1", change=Change.KEPT, why="It comes late")
    final = FinalScore(day=date(2026, 4, 1), record_id="O1", score=Decimal("0.7"))
    logged = replace(sample(), decisions=(decision,), final_scores=(final,))
    body: Any = workbook_template(logged).spreadsheet
    titles = [own["properties"]["title"] for own in body["sheets"]]
    assert titles == [*(own["properties"]["title"] for own in BODY["sheets"]), "Decisions", "Final scores"]


@pytest.mark.parametrize("tab", TABLE_TABS, ids=lambda tab: str(tab.table))
def test_a_table_has_the_schemas_columns_with_notes_marks_and_widths(tab):
    own = sheet(BODY, str(TAB_OF[tab.table]))
    header = own["data"][0]["rowData"][0]["values"]
    assert [(held(cell), cell["note"]) for cell in header] == [(c.title, c.description) for c in columns(tab.table)]
    assert [
        (properties["pixelSize"], properties["developerMetadata"][0]["metadataValue"])
        for properties in own["data"][0]["columnMetadata"]
    ] == [(c.width, c.name) for c in columns(tab.table)]
    assert own["properties"]["gridProperties"]["frozenRowCount"] == 1
    assert own["developerMetadata"][0]["metadataValue"] == tab.table


def test_every_mark_can_be_seen_by_every_program():
    assert json.dumps(BODY).count('"metadataKey"') == json.dumps(BODY).count('"visibility": "DOCUMENT"') > 40
    assert BODY["developerMetadata"][0]["metadataKey"] == "okrsdk.schema"


def every_cell(template, title):
    """What all cells of each column below the header have, by the column's header."""
    tab = next(tab for tab in template.tabs if tab.sheet["properties"]["title"] == title)
    return dict(zip(map(held, cells(template.spreadsheet, title, 0)), tab.columns, strict=True))


@pytest.mark.parametrize("tab", TABLE_TABS, ids=lambda tab: str(tab.table))
def test_a_whole_column_of_choices_has_a_drop_down_that_warns(tab):
    every = every_cell(TEMPLATE, str(TAB_OF[tab.table]))
    for column in columns(tab.table):
        if column.choices and column.owner is ColumnOwner.USER:
            rule = every[column.title]["dataValidation"]
            assert [value["userEnteredValue"] for value in rule["condition"]["values"]] == list(column.choices)
            assert rule["showCustomUi"]
            assert not rule["strict"]


@pytest.mark.parametrize(
    ("header", "number_format"),
    [
        ("Due", {"type": "DATE", "pattern": "yyyy-mm-dd"}),
        ("Score", {"type": "NUMBER", "pattern": "0.00"}),
        ("ID", {"type": "TEXT", "pattern": "@"}),
    ],
)
def test_a_whole_column_has_the_number_format_of_the_schema(header, number_format):
    assert every_cell(TEMPLATE, "Key Results")[header]["userEnteredFormat"]["numberFormat"] == number_format


def test_okrsdks_columns_are_protected_with_a_warning_and_shaded():
    own = sheet(BODY, "Key Results")
    titles = [held(cell) for cell in own["data"][0]["rowData"][0]["values"]]
    (protected,) = own["protectedRanges"]
    assert protected["warningOnly"]
    area = protected["range"]
    assert titles[area["startColumnIndex"] : area["endColumnIndex"]] == [
        "Stretch mark",
        "Progress",
        "Score",
        "Band",
        "Pace",
        "Confidence",
        "Graded at",
    ]
    assert own["bandedRanges"][1]["range"]["startColumnIndex"] == area["startColumnIndex"]


def test_scores_and_bands_are_coloured_by_the_word_in_the_band_column():
    rules = [rule["booleanRule"]["condition"] for rule in sheet(BODY, "Objectives")["conditionalFormats"]]
    assert [(rule["type"], rule["values"][0]["userEnteredValue"]) for rule in rules] == [
        ("TEXT_EQ", "green"),
        ("TEXT_EQ", "yellow"),
        ("TEXT_EQ", "red"),
        ("CUSTOM_FORMULA", '=$O2="green"'),
        ("CUSTOM_FORMULA", '=$O2="yellow"'),
        ("CUSTOM_FORMULA", '=$O2="red"'),
    ]


def _luminance(colour):
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_shade_is_legible_and_the_bands_differ_in_lightness():
    for shade in (HEADER, OKR_HEADER, *BAND_SHADES.values(), *PACE_SHADES.values()):
        assert _contrast(shade.background, shade.text) >= 4.5, shade
    green, yellow, red = (BAND_SHADES[band].background for band in ("green", "yellow", "red"))
    assert min(_contrast(yellow, green), _contrast(green, red)) >= 1.2


@pytest.mark.parametrize(
    ("row", "header", "value", "number_format"),
    [
        (1, "Baseline", 100, {"type": "NUMBER", "pattern": "#,##0"}),
        (2, "Baseline", 0.1, {"type": "PERCENT", "pattern": "0.0%"}),
        (2, "Current", 0.205, {"type": "PERCENT", "pattern": "0.0%"}),
        (2, "Stretch mark", 0.345, {"type": "PERCENT", "pattern": "0.0%"}),
        (5, "Target", 120, {"type": "CURRENCY", "pattern": '"$"#,##0'}),
    ],
)
def test_a_cell_is_a_plain_number_in_the_format_of_its_unit(row, header, value, number_format):
    cell = cell_of(BODY, "Key Results", row, header)
    assert held(cell) == value
    assert cell["userEnteredFormat"]["numberFormat"] == number_format


def test_percent_points_are_shown_as_such_and_not_multiplied():
    points = KeyResult(id="O1-KR1", objective_id="O1", unit="%", baseline=Decimal(30), target=Decimal("45.5"))
    body = workbook_template(OkrSet(key_results=(points,))).spreadsheet
    cell = cell_of(body, "Key Results", 1, "Target")
    assert cell["userEnteredFormat"]["numberFormat"] == {"type": "NUMBER", "pattern": '0.0"%"'}


def test_a_milestone_that_is_done_or_not_has_a_box_to_tick():
    cell = cell_of(BODY, "Key Results", 4, "Current")
    assert cell["userEnteredValue"] == {"boolValue": True}
    assert cell["dataValidation"] == {"condition": {"type": "BOOLEAN"}}


def test_nothing_people_typed_becomes_a_formula():
    nasty = "=HYPERLINK(1)"
    okr_set = OkrSet(
        client=Client(name=nasty),
        objectives=(Objective(id="O1", text=nasty, owner="+1", champion="@x", co_owners=("-1",)),),
        key_results=(KeyResult(id="O1-KR1", objective_id="O1", text=nasty, source=nasty),),
    )
    assert "formulaValue" not in json.dumps(workbook_template(okr_set).spreadsheet)


def test_a_title_can_be_given_and_is_otherwise_client_and_cycle():
    assert BODY["properties"]["title"] == "Acme Dental · 2026-Q1"
    ours: Any = workbook_template(sample(), title="Ours").spreadsheet
    assert ours["properties"]["title"] == "Ours"
    nameless: Any = workbook_template(OkrSet()).spreadsheet
    assert nameless["properties"]["title"] == "OKRs"


def test_the_overview_shows_scores_coverage_pass_marks_and_a_chart():
    rows = [[held(cell) for cell in cells(BODY, "Overview", row)] for row in range(BLOCK_ROWS)]
    assert rows[0][0] == "Acme Dental · 2026-Q1"
    facts = {row[0]: row[1] for row in rows[2:7] if row[0]}
    assert facts == {"Overall score": 0.43, "Band": "yellow", "Coverage": "1 of 4 met, 3 graded", "Graded at": 46054}
    assert rows[8][:6] == ["ID", "Objective", "Score", "Band", "Met", "Pass mark"]
    assert rows[8][6:] == ["KR ID", "Key result", "Values", "Confidence"]
    assert rows[9][:6] == ["O1", "Patients find us first", 0.43, "yellow", "1 of 4 met, 3 graded", 0.7]
    assert rows[10][:6] == [None] * 6, "a dropped objective is not shown"
    (chart,) = sheet(BODY, "Overview")["charts"]
    series = chart["spec"]["basicChart"]["series"]
    assert [own["type"] for own in series] == ["COLUMN", "LINE"]
    assert chart["spec"]["altText"]


def test_an_objective_of_promises_has_a_pass_mark_of_one():
    promised = tuple(replace(kr, commitment=Commitment.COMMITTED) for kr in sample().key_results)
    block = overview_block(replace(sample(), key_results=promised), None)
    assert block[9][5] == Decimal(1)


def test_the_overview_lists_errors_then_what_slips_then_warnings_and_counts_the_rest():
    def finding(severity, number):
        return Finding(
            code=f"K{number}", severity=severity, location=Location(table=Table.KEY_RESULTS), message="m", suggestion=""
        )

    findings = [finding(Severity.WARNING, 100 + number) for number in range(11)] + [finding(Severity.ERROR, 1)]
    late = grade(sample(), on=date(2026, 2, 20))
    block = overview_block(sample(), late, [*findings, finding(Severity.INFO, 999)])
    assert len(block) == BLOCK_ROWS
    assert {len(row) for row in block} == {BLOCK_COLUMNS}
    attention = [row[:2] for row in block[ATTENTION_ROW + 1 :]]
    assert attention[0] == ["Key Results", "K1: m"]
    assert attention[1] == ["O1-KR2", "At risk: Close rate from 10 % to 45 %"]
    assert attention[2] == ["", "No check-in for too long: Cost per patient"]
    assert attention[-1][0] == "…"
    assert "K999" not in str(block)


def test_many_objectives_are_counted_rather_than_overflowing():
    many = tuple(Objective(id=f"O{number}", text="x") for number in range(1, 20))
    block = overview_block(OkrSet(objectives=many, cycle=Cycle.parse("2026")), None)
    assert block[8 + OBJECTIVE_ROWS][:2] == ["…", "and 8 more objectives"]


def test_a_workbook_leaves_room_and_grows_with_its_records():
    many = tuple(KeyResult(id=f"O1-KR{number}", objective_id="O1", kind=Kind.MILESTONE) for number in range(1, 1001))
    assert _grid_rows(OkrSet(key_results=many)) == 1051
    assert _grid_rows(OkrSet()) == 100


def _grid_rows(okr_set):
    made = workbook_template(okr_set).spreadsheet
    return sheet(made, "Key Results")["properties"]["gridProperties"]["rowCount"]


def test_the_overview_of_a_closed_cycle_says_how_its_score_is_read():
    reached = replace(sample().key_results[0], kind=Kind.MILESTONE, current=Decimal(1))
    okr_set = replace(sample(), objectives=sample().objectives[:1], key_results=(reached,), check_ins=())
    rows = overview_block(okr_set, grade(okr_set, on=GRADED_ON, final=True))
    assert ["Reading", "aimed too low"] in [row[:2] for row in rows]


def test_a_text_longer_than_a_cell_holds_names_its_cell():
    long = (replace(sample().objectives[0], text="x" * 50_001), *sample().objectives[1:])
    with pytest.raises(InvalidOkrError, match=r"Objectives!B2 is 50,001 characters long; a cell holds 50,000"):
        workbook_template(replace(sample(), objectives=long))
