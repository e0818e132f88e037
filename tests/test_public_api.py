"""The public API: its names, their types, and what each does in one call."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import okrsdk
from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.sheets import SheetsSettings, connect

EXAMPLES = Path(__file__).parents[1] / "examples" / "clients"
NAMES = {
    *(
        "open",
        "create",
        "adopt",
        "refresh",
        "load",
        "read_table",
        "dump",
        "export",
        "check",
        "grade",
        "assess",
        "stretch_target",
    ),
    *("from_frames", "from_records", "from_tables", "to_dict", "to_frames", "to_records"),
    *("OkrSet", "Client", "Cycle", "Objective", "KeyResult", "CheckIn", "Kind", "Commitment", "Stage", "Status"),
    *(
        "Finding",
        "Location",
        "PlacedFinding",
        "Severity",
        "Assessment",
        "Scores",
        "Band",
        "Policy",
        "Workbook",
        "SourceReading",
        "OkrError",
        "SourceError",
        "Reading",
    ),
}


@pytest.fixture
def settings(tmp_path):
    return SheetsSettings(home=tmp_path / "home")


@pytest.fixture
def okr_set():
    return okrsdk.OkrSet(
        client=okrsdk.Client(name="Harbor Dental"),
        cycle=okrsdk.Cycle.parse("2026-Q1"),
        objectives=(okrsdk.Objective(id="O1", text="Be the practice that families choose first"),),
        key_results=(
            okrsdk.KeyResult(
                id="O1-KR1",
                objective_id="O1",
                text="Increase registrations from 12 to 22 a month",
                baseline=Decimal(12),
                target=Decimal(22),
                current=Decimal(19),
            ),
        ),
    )


def test_the_public_names_are_these_and_all_can_be_had():
    assert set(okrsdk.__all__) == NAMES
    assert all(getattr(okrsdk, name) is not None for name in NAMES)
    assert set(dir(okrsdk)) > NAMES


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'score'"):
        getattr(okrsdk, "score")  # noqa: B009 -- mypy too knows that there is no such attribute


HEAVY = {"flask", "openpyxl", "pyarrow", "google.auth", "gspread", "ironcalc", "pandas", "pandera", "requests"}
OPENED = f'okrsdk.open("{"1" * 44}")'
COMMAND = "from okrsdk.cli.entry import okr; okr(%r, standalone_mode=False)"


def loaded_by(code, folder, **environment):
    """The modules that a program has imported at its end."""
    program = f"import sys, okrsdk\n{code}\nprint(*sys.modules, file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "OKR_HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stderr.splitlines()[-1].split())


def test_importing_okrsdk_costs_nothing(tmp_path):
    assert (HEAVY | {"httpx", "decimal"}).isdisjoint(loaded_by("", tmp_path))


@pytest.mark.parametrize(
    "code",
    [
        "okrsdk.check, okrsdk.grade, okrsdk.assess",
        OPENED,
        COMMAND % ["--help"],
        COMMAND % ["rules", "K201"],
        COMMAND % ["check", "draft.txt"],
        COMMAND % ["export", "--help"],
    ],
)
def test_what_needs_no_table_imports_no_table_library(code, tmp_path):
    (tmp_path / "draft.txt").write_text(
        "Be the clinic families choose\n  - Registrations from 12 to 22\n", encoding="utf-8"
    )
    assert HEAVY.isdisjoint(loaded_by(code, tmp_path, OKR_SHEETS="http://127.0.0.1:9"))


def test_a_workbook_is_made_read_checked_graded_and_written(settings, okr_set):
    workbook = okrsdk.create(okr_set, settings=settings)
    again = okrsdk.open(workbook.url, settings=settings)
    assert again.read() == okr_set
    assert [f for f in okrsdk.check(again.read()) if f.severity is okrsdk.Severity.ERROR] == []
    scores = okrsdk.grade(again.read(), on=date(2026, 2, 14))
    assert scores.overall == Decimal("0.70")
    again.write_scores(scores)
    assert again.read() == okr_set


def test_a_document_goes_out_and_comes_back(okr_set, tmp_path):
    for name in ("okrs.yaml", "okrs.json"):
        okrsdk.dump(okr_set, tmp_path / name)
        assert okrsdk.load(tmp_path / name) == okr_set


def test_loading_what_cannot_be_read_names_the_place(tmp_path):
    (tmp_path / "okrs.yaml").write_text("objectives: [{text: t, weight: heavy}]")
    with pytest.raises(InvalidOkrError, match=r"objectives\[0\]\.weight: Weight is \"heavy\"") as caught:
        okrsdk.load(tmp_path / "okrs.yaml")
    assert [placed.finding.code for placed in caught.value.findings] == ["T201"]


def test_a_file_of_an_unknown_format_is_refused(okr_set, tmp_path):
    with pytest.raises(ConfigError, match="does not end in"):
        okrsdk.dump(okr_set, tmp_path / "okrs.docx")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_sample_clients_load(path):
    assert okrsdk.load(path).key_results


def test_a_sheet_of_people_s_own_is_adopted_in_one_call(settings):
    rows: list[list[object]] = [
        ["Ziel", "Ergebnis", "Start", "Soll", "Stand heute"],
        ["Der Norden wählt uns", "Buchungen", 10, 20, 15],
    ]
    with connect(settings) as sheets:
        spreadsheet_id = sheets.http.create_file("Unser Plan")
        spreadsheet = sheets.gspread.open_by_key(spreadsheet_id)
        spreadsheet.sheet1.update(rows)
        mapping = {"Ergebnis": "key_result", "Stand heute": "current"}
        workbook = okrsdk.adopt(spreadsheet, cycle="2026-Q1", client="Harbor Dental", tab="Sheet1", mapping=mapping)
        graded = workbook.grade(on=date(2026, 2, 1))
        assert graded.scores.overall == Decimal("0.50")
        assert graded.reading.okr_set.client.name == "Harbor Dental"
        with pytest.raises(ConfigError, match="is an OKR workbook already"):
            okrsdk.adopt(spreadsheet, cycle="2026-Q1")
