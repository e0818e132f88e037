import csv
import io
from datetime import date
from decimal import Decimal

from okrsdk.assessment import assess
from okrsdk.interchange.exporters.csv import csv_files, write_csv
from okrsdk.model import Client, Cycle, KeyResult, Kind, Objective, OkrSet, Stage

OKR_SET = OkrSet(
    client=Client(name="Lakeshore, Inc."),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(
        Objective(id="O1", text='Be "first"', owner="Head of Sales", co_owners=("Dispatch", "Finance")),
        Objective(id="O2", text="Nothing to measure yet"),
    ),
    key_results=(
        KeyResult(
            id="O1-KR1",
            objective_id="O1",
            text="=HYPERLINK(A1)",
            unit="%",
            baseline=Decimal("0.450"),
            target=Decimal("-5"),
            current=Decimal("0.45"),
            due=date(2026, 3, 31),
        ),
        KeyResult(
            id="O9-KR1",
            objective_id="O9",
            text="Apart",
            kind=Kind.STAGES,
            stages=(Stage(score=Decimal("0.3"), name="signed"), Stage(score=Decimal("1.0"), name="live")),
        ),
    ),
)


ASSESSMENT = assess(OKR_SET, on=date(2026, 2, 14))


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_a_row_per_key_result_and_per_objective_without_any():
    first, second, third = rows(write_csv([ASSESSMENT]))
    assert [row["Client"] for row in (first, second, third)] == ["Lakeshore, Inc."] * 3
    assert [row["Cycle"] for row in (first, second, third)] == ["2026-Q1"] * 3
    assert (first["Objective ID"], first["Objective"], first["Objective owner"]) == (
        "O1",
        'Be "first"',
        "Head of Sales",
    )
    assert first["Objective co-owners"] == "Dispatch, Finance"
    assert (first["Key result ID"], first["Key result"]) == ("O1-KR1", "'=HYPERLINK(A1)")
    assert (first["Baseline"], first["Target"], first["Due"], first["Unit"]) == ("0.45", "-5", "2026-03-31", "%")
    assert (second["Objective ID"], second["Key result ID"], second["Kind"]) == ("O2", "", "")
    assert (third["Objective ID"], third["Objective"], third["Key result ID"]) == ("O9", "", "O9-KR1")
    assert third["Stages"] == "0.3: signed | 1: live"


def test_the_scores_are_beside_the_texts():
    first, second, third = rows(write_csv([ASSESSMENT]))
    assert (first["Score"], first["Band"], first["Progress"], first["Objective score"]) == ("0", "red", "0", "0")
    assert (first["Stretch mark"], first["Pace"], first["Graded at"]) == ("-3.365", "at_risk", "2026-02-14")
    assert (second["Objective score"], second["Score"], second["Objective coverage"]) == ("", "", "0 of 0 met")
    assert (third["Objective score"], third["Score"]) == ("", "")


def test_rows_end_with_cr_lf_as_rfc_4180_says():
    assert write_csv([]).endswith("Graded at\r\n")


def test_several_workbooks_are_in_one_file():
    okr_set = OkrSet(client=Client(name="Harbor Dental"), objectives=(Objective(id="O1", text="Grow"),))
    other = assess(okr_set, on=ASSESSMENT.on)
    (file,) = csv_files([ASSESSMENT, other])
    assert file.name == "okrs.csv"
    assert [row["Client"] for row in rows(file.content.decode())] == ["Lakeshore, Inc."] * 3 + ["Harbor Dental"]
