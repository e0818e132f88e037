"""How a table is understood: what each column holds and by what, where records are, what is kept beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import okrsdk
from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.files import open_source
from okrsdk.findings import Table
from okrsdk.interchange import read_okrs
from okrsdk.interchange.importers.cycle_headings import is_cycle_name
from okrsdk.interchange.importers.header_meanings import MAPPABLE, mapped_meaning, meanings_of
from okrsdk.interchange.importers.reading_options import ReadingOptions
from okrsdk.interchange.importers.source_reading import SourceReading, UnderstoodBy
from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
from okrsdk.interchange.importers.table_reading import read_table, read_tables

HEADER = ["Objective", "Key Result", "Start", "Target", "How far", "Team"]
ROWS: list[list[object]] = [
    [*HEADER],
    ["Shops that sell out", "Visitors a day", 100, 140, "50 %", "North"],
    ["", "Returns a week", 9, "four", "20 %", ""],
]


def test_each_column_says_what_it_holds_and_what_told_it():
    found = read_table(ROWS, mapping={"Team": "owner"})
    assert [(one.header, one.meaning, one.by) for one in found.columns] == [
        ("Objective", "objective", UnderstoodBy.HEADER),
        ("Key Result", "key_result", UnderstoodBy.HEADER),
        ("Start", "baseline", UnderstoodBy.HEADER),
        ("Target", "target", UnderstoodBy.HEADER),
        ("How far", "progress", UnderstoodBy.CONTENT),
        ("Team", "owner", UnderstoodBy.MAPPING),
    ]
    assert found.columns[2].samples == ("100", "9")


def test_what_is_unknown_goes_along_with_its_record_and_findings_have_their_line():
    found = read_table(ROWS)
    assert found.carried[Table.KEY_RESULTS] == (
        {"Team": "North", "Progress (source)": "50 %"},
        {"Progress (source)": "20 %"},
    )
    (error,) = [one for one in found.placed(found.findings) if one.finding.code == "T201"]
    assert (error.line, error.finding.location.record) == (3, "O1-KR2")


def test_a_finding_in_a_tab_names_its_cell():
    table = SourceTable(
        name="plan.xlsx",
        tab="Q1 2026",
        rows=tuple(SourceRow(line=line, cells=tuple(row)) for line, row in enumerate(ROWS, 4)),
    )
    found = read_tables([table])
    (error,) = [one for one in found.placed(found.findings) if one.finding.code == "T201"]
    assert error.cell == "'Q1 2026'!D6"


def test_records_of_gspread_are_rows():
    records = [dict(zip(HEADER, row, strict=True)) for row in ROWS[1:]]
    assert read_table(records).okr_set == read_table(ROWS).okr_set


def test_names_of_ours_in_a_table_stay_and_others_are_external():
    rows: list[list[object]] = [["ID", "Objective", "Key result"], ["O7-KR2", "Win", "Bookings"], ["", "Win", "Calls"]]
    found = read_table(rows).okr_set
    assert [one.id for one in found.key_results] == ["O7-KR2", "O8-KR1"]
    rows[1][0] = "JIRA-4"
    found = read_table(rows).okr_set
    assert [(one.id, one.external_id) for one in found.key_results] == [("O1-KR1", "JIRA-4"), ("O1-KR2", "")]


def test_an_import_can_be_loaded_from_text_data_and_files(tmp_path):
    text = "Objective;Key result;Target\nWin;Bookings from 10 to 20;20\n"
    wanted = okrsdk.load(text)
    (tmp_path / "okrs.csv").write_text(text, encoding="utf-8")
    assert okrsdk.load(tmp_path / "okrs.csv") == wanted
    data: dict[str, object] = {
        "goals": [{"objective": "Win", "krs": [{"name": "Bookings from 10 to 20", "target": 20}]}]
    }
    assert okrsdk.load(data) == wanted
    assert okrsdk.load('{"goals": [{"objective": "Win", "krs": ["Bookings from 10 to 20"]}]}') == wanted
    with pytest.raises(InvalidOkrError, match="line 2"):
        okrsdk.load(text.replace(";20", ";soon"))


@pytest.mark.parametrize("name", MAPPABLE)
def test_every_name_that_can_be_mapped_comes_back_as_it_is(name):
    assert mapped_meaning(name).name == {"external_id": "id"}.get(name, name)


def test_a_name_that_is_nothing_is_refused_with_those_near_it():
    with pytest.raises(ConfigError, match=r"'targt' is nothing that a column can hold\. Did you mean target"):
        mapped_meaning("targt")


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("Objective Owner", ["objective.owner"]),
        ("Key result 3 – Target value", ["key_result_3.target"]),
        ("Zielwert (Ende Q1)", ["target"]),
        ("Id de l'objectif", ["objective_id"]),
        ("% Complete", ["progress"]),
        ("OKR status", ["status"]),
        ("Level 2", ["level_2"]),
        ("Fecha", []),
        ("Objective Objective", []),
        ("Key result 1 of 2", []),
        ("Weather", []),
    ],
)
def test_a_header_means_a_field_of_a_record(header, names):
    assert [one.name for one in meanings_of(header)] == names


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers(), st.floats()), max_size=5), max_size=6)
)
def test_any_rows_are_read_or_refused_and_never_a_fault(rows):
    for head in (["Objective", "Key result", "Target", "Progress", "Due"], ["Title", "Type", "Parent", "ID", "Level"]):
        table: list[list[object]] = [[*head], *rows]
        try:
            found = read_table(table, cycle="2026-Q1")
        except (ConfigError, InvalidOkrError):
            continue
        read = {place.line for own in found.places.values() for place in own}
        told = read | {one.line + 1 for one in found.not_taken} | {one.line for one in found.initiatives}
        held = [SourceRow(line=line, cells=tuple(row)) for line, row in enumerate(rows, 2)]
        # A lone cycle on a row is a heading: it is that of the records below it.
        filled = [row.line for row in held if row.filled and not (len(row.filled) == 1 and is_cycle(row))]
        assert set(filled) <= told


def is_cycle(row: SourceRow) -> bool:
    return is_cycle_name(row.text(row.filled[0]))


def test_a_progress_is_the_current_value_at_that_share_of_the_way():
    rows: list[list[object]] = [
        ["Objective", "Key result", "Progress"],
        ["Win", "Bookings from 20 to 50", 40],
        ["Win", "Calm", 90],
    ]
    first, second = read_table(rows).okr_set.key_results
    assert (first.current, second.current, second.target) == (Decimal(32), Decimal("0.9"), Decimal(1))


def test_options_are_for_tables_alone_and_a_tab_must_be_there():
    table = SourceTable(name="plan.xlsx", tab="Q1", rows=(SourceRow(line=1, cells=tuple(HEADER)),))
    with pytest.raises(ConfigError, match=r"plan\.xlsx has no tab 'Q2'\. It has Q1"):
        read_tables([table], ReadingOptions(tab="Q2"))
    with pytest.raises(InvalidOkrError, match="no objective or key result below it"):
        read_tables([table])


@pytest.mark.parametrize("decimal", [None, ".", ","])
def test_a_decimal_mark_says_nothing_of_the_order_of_day_and_month(tmp_path, decimal):
    path = tmp_path / "plan.csv"
    path.write_text("Objective;Key Result;Start;Target;Due\nWin;Sign-ups;10;20;03/04/2026\n", encoding="utf-8")
    found = read_okrs(open_source(path), ReadingOptions(decimal=decimal))
    assert isinstance(found, SourceReading)
    assert found.okr_set.key_results[0].due is None
    assert "T202" in [one.code for one in found.findings]


@pytest.mark.parametrize(
    "rows", [None, 42, "Objective", {"Objective": "Win"}, [None], [1, 2], ["Objective", "Key result"]]
)
def test_what_is_no_rows_is_refused_with_what_rows_are(rows):
    with pytest.raises(TypeError, match="Rows are lists of cells with a header among them, or mappings by header"):
        read_table(rows)


@pytest.mark.parametrize("source", [None, 42, [], [{"Objective": "Win"}]])
def test_what_cannot_be_loaded_is_refused_with_what_can(source):
    with pytest.raises(
        TypeError, match=r"load takes a path, a text or a mapping, not .* Rows go to okrsdk\.read_table"
    ):
        okrsdk.load(source)


def test_a_blank_source_is_named_as_such():
    with pytest.raises(ConfigError, match="The source is blank"):
        okrsdk.load(" ")
