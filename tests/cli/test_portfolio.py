"""`okr portfolio` as an agency has it: three clients of a roster, one of them without a workbook yet."""

import io

import pytest

ROSTER = """\
Client,OKRs
Harbor Dental,harbor.yaml
Summit Roofing,summit.yaml
"""
OKRS = """\
okrsdk: 1
client: {{name: {name}, time_zone: America/Chicago}}
objectives:
  - id: O1
    text: Families choose us first
    owner: {owner}
    contributes_to: {serves}
    key_results:
      - {{id: O1-KR1, text: Grow booked first visits from 0 to 100 a month, metric: First visits, source: CRM,
         kind: increase, baseline: 0, target: 100, current: {current}, owner: Front Desk}}
"""
WHICH = ("roster.csv", "--cycle", "2026-Q2", "--on", "2026-05-01")


@pytest.fixture
def agency(okr, tmp_path):
    """The folder of an agency with its two workbooks; runs commands."""
    (tmp_path / "roster.csv").write_text(ROSTER)
    own = (
        ("harbor", OKRS.format(name="Harbor Dental", owner="Clinic", serves="Summit Roofing/O1-KR1", current=80)),
        ("summit", OKRS.format(name="Summit Roofing", owner="Crew", serves="Nowhere/O1-KR1", current=20)),
    )
    for name, text in own:
        (tmp_path / f"{name}.yaml").write_text(text)
    assert okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes").status == 0
    return okr


def test_a_status_has_a_line_a_client_the_lowest_score_first(agency):
    answer = agency("portfolio", "status", *WHICH)
    assert answer.status == 0
    scores = [line for line in answer.out.splitlines() if "█" in line]
    assert [line.split("  ")[0] for line in scores] == ["Summit Roofing", "Harbor Dental"]
    assert [word for line in scores for word in ("0.20", "0.80", "red", "green") if word in line] == [
        "0.20",
        "red",
        "0.80",
        "green",
    ]
    assert "0.50  mean of 2 workbooks" in answer.out
    assert "Harbor Dental O1 serves O1-KR1 of Summit Roofing." in answer.out


def test_a_check_ends_with_1_where_a_reference_leads_nowhere(agency):
    answer = agency("portfolio", "check", *WHICH)
    assert answer.status == 1
    said = " ".join(answer.out.split())
    assert "Summit Roofing O1: 'Nowhere/O1-KR1' names a workbook that is not in this portfolio." in said


def test_a_grade_writes_every_score(agency):
    answer = agency("portfolio", "grade", *WHICH, "--format", "json")
    assert [one["score"] for one in answer.json["workbooks"]] == [0.2, 0.8]
    assert agency("portfolio", "grade", *WHICH, "--dry-run").err.endswith("Nothing was written.\n")


def test_a_portfolio_is_exported_as_a_page_and_as_tables(agency, tmp_path):
    for name in ("p.html", "p.csv", "p.json", "p.parquet"):
        assert agency("portfolio", "export", *WHICH, "-o", name).status == 0
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO((tmp_path / "p.parquet").read_bytes()))
    assert table.column("score").to_pylist() == [0.2, 0.8]
    assert (tmp_path / "p.csv").read_text().splitlines()[1].count("Summit Roofing") == 2
    assert (tmp_path / "p.html").read_text().startswith("<!doctype html>")
    assert agency("portfolio", "export", *WHICH, "-o", "p.docx").status == 2


def test_a_portfolio_is_a_sheet_that_is_found_again_and_brought_up_to_date(agency):
    made = agency("portfolio", "export", *WHICH, "--to-sheet")
    (url,) = [line.removeprefix("Made ") for line in made.err.splitlines()]
    again = agency("portfolio", "export", *WHICH, "--to-sheet")
    assert (again.status, again.err) == (0, f"Brought up to date: {url}\n")
    assert agency("portfolio", "export", *WHICH, "--to-sheet", url).err == again.err
    other = agency("portfolio", "export", *WHICH, "--to-sheet", "new")
    assert other.err.startswith("Made ")
    assert url not in other.err
    # neither is a workbook of a portfolio
    everywhere = agency("portfolio", "status", "--on", "2026-05-01", "--format", "json")
    assert [one["client"] for one in everywhere.json["workbooks"]] == ["Summit Roofing", "Harbor Dental"]


def test_an_export_says_where_to(agency):
    answer = agency("portfolio", "export", *WHICH)
    assert answer.status == 2
    assert "--to-sheet" in answer.err


def test_all_workbooks_of_my_drive_are_meant_where_nothing_is_said(agency):
    agency("new", "Bayside Physio", "--cycle", "2026-Q2")
    found = agency("portfolio", "status", "--on", "2026-05-01", "--format", "json").json["workbooks"]
    assert [one["client"] for one in found] == ["Summit Roofing", "Harbor Dental", "Bayside Physio"]


def test_a_client_without_a_workbook_is_told(agency, tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER + "Lakeshore Heating,\n")
    answer = agency("portfolio", "check", *WHICH)
    assert "Lakeshore Heating: has no workbook yet." in answer.out
    assert answer.status == 1


@pytest.mark.parametrize("arguments", [("roster.csv",), ("--folder", "not an id"), ("--cycle", "2031-Q1")])
def test_what_names_no_workbooks_is_told_how_to(agency, arguments):
    answer = agency("portfolio", "status", *arguments)
    assert answer.status == 2
    assert answer.err
