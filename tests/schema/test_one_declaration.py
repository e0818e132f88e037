"""Adding a column is a change in one place: a copy of the package gets two more, and all else follows."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIELDS = """class KeyResult:
    risk: "Risk | None" = None
    spend: Decimal | None = None
"""
CHOICES = """class Risk(StrEnum):
    LOW = "low"
    HIGH = "high"


class Commitment(StrEnum):
"""
COLUMNS = """class KeyResults(TableModel):
    risk: Series[Choice] | None = column("Risk", "What could go wrong.", choices=Risk)
    spend: Series[Number] | None = column("Spend", "What it costs.", number_format="0.00%", minimum=Decimal(0))
"""
SHOWN = """
import json
from decimal import Decimal
from docs.document_schema import document_schema
from docs.workbook_columns import column_docs
from okrsdk.interchange import document_from_okr_set, okr_set_from_document
from okrsdk.model import KeyResult, OkrSet
from okrsdk.model.key_result import Risk
from okrsdk.schema import frames_from_okr_set, okr_set_from_frames
from okrsdk.workbook import workbook_template

okr_set = OkrSet(key_results=(KeyResult(id="O1-KR1", objective_id="O1", risk=Risk.HIGH, spend=Decimal("0.25")),))
tab = workbook_template(okr_set).tabs[2]
rows = tab.sheet["data"][0]["rowData"]
print(json.dumps({
    "header": rows[0]["values"][:2],
    "cells": tab.columns[:2],
    "schema": document_schema()["$defs"]["key_result"]["properties"]["risk"],
    "docs": [line for line in column_docs().splitlines() if line.startswith(("| **Risk", "| **Spend"))],
    "frames": okr_set_from_frames(frames_from_okr_set(okr_set)) == okr_set,
    "document": okr_set_from_document(document_from_okr_set(okr_set)).okr_set == okr_set,
}))
"""


def _edit(path, changes):
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, f"{path.name}: {old}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What the package makes of two columns and their fields, once they are declared."""
    copy = tmp_path_factory.mktemp("package")
    for name in ("okrsdk", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("localsheets", "__pycache__", "*.md"))
    _edit(
        copy / "okrsdk/model/key_result.py",
        {"class Commitment(StrEnum):\n": CHOICES, "class KeyResult:\n": FIELDS},
    )
    _edit(
        copy / "okrsdk/schema/tables.py",
        {
            "from okrsdk.model import ": "from okrsdk.model.key_result import Risk\nfrom okrsdk.model import ",
            "class KeyResults(TableModel):\n": COLUMNS,
        },
    )
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    answer = subprocess.run(
        [sys.executable, "-c", SHOWN], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.slow
def test_the_workbook_gets_its_header_note_drop_down_and_number_format(shown):
    risk, spend = shown["header"]
    assert (risk["userEnteredValue"], risk["note"]) == ({"stringValue": "Risk"}, "What could go wrong.")
    assert (spend["userEnteredValue"], spend["note"]) == ({"stringValue": "Spend"}, "What it costs.")
    risk, spend = shown["cells"]
    assert [choice["userEnteredValue"] for choice in risk["dataValidation"]["condition"]["values"]] == ["low", "high"]
    assert spend["userEnteredFormat"]["numberFormat"] == {"type": "PERCENT", "pattern": "0.00%"}


@pytest.mark.slow
def test_records_frames_and_documents_carry_it_both_ways(shown):
    assert (shown["frames"], shown["document"]) == (True, True)


@pytest.mark.slow
def test_the_json_schema_and_the_docs_describe_it(shown):
    assert shown["schema"] == {"enum": ["low", "high", None], "title": "Risk", "description": "What could go wrong."}
    assert shown["docs"] == [
        "| **Risk** | choice | What could go wrong. Choices: `low`, `high`. | `risk` in files |",
        "| **Spend** | number from 0 | What it costs. | `spend` in files |",
    ]
