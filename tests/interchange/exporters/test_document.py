import json
from datetime import date
from decimal import Decimal

import pytest
import yaml

from okrsdk.assessment import assess
from okrsdk.interchange import read_document
from okrsdk.interchange.exporters.document import json_files, yaml_files
from okrsdk.interchange.importers.sources import read_source
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet

OKR_SET = OkrSet(
    client=Client(name="Harbor/Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Be the practice that families choose first"),),
    key_results=(
        KeyResult(
            id="O1-KR1",
            objective_id="O1",
            text="Registrations from 12 to 22",
            baseline=Decimal(12),
            target=Decimal(22),
            current=Decimal(19),
        ),
    ),
)
ASSESSMENT = assess(OKR_SET, on=date(2026, 2, 14))


@pytest.mark.parametrize(("write", "parse"), [(json_files, json.loads), (yaml_files, yaml.safe_load)])
def test_a_document_has_the_scores_behind_the_okrs_and_is_read_back_without_a_word(write, parse):
    (file,) = write([ASSESSMENT])
    scores = parse(file.content.decode())["scores"]
    assert (scores["overall"], scores["band"], scores["coverage"]) == (
        0.7,
        "green",
        {"graded": 1, "met": 1, "total": 1},
    )
    assert (scores["key_results"][0]["id"], scores["key_results"][0]["progress"]) == ("O1-KR1", 0.7)
    document = read_document(read_source(file.name, file.content))
    assert document.okr_set == OKR_SET
    assert document.findings == ()


def test_each_workbook_has_a_file_with_a_name_of_its_own():
    assert [file.name for file in json_files([ASSESSMENT, ASSESSMENT, assess(OkrSet(), on=date(2026, 1, 1))])] == [
        "Harbor Dental · 2026-Q1.json",
        "Harbor Dental · 2026-Q1 (2).json",
        "OKRs.json",
    ]
