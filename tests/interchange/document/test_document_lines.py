"""Lines of what is found in a document."""

import json

import pytest

from okrsdk.assessment import assess
from okrsdk.interchange import read_document
from okrsdk.interchange.document.lines import lines_of
from okrsdk.interchange.importers.sources import Source, SourceKind
from tests.sheets_addon.conftest import TODAY

YAML = """\
# plan
okrsdk: 1
cycle: 2026-Q1

objectives:
  - id: O1
    text: Customers come back
    key_results:
      - text: Raise renewals from 60 to 80
        baseline: 60
        target: eighty

      - {text: Cut complaints from 9 to 5, baseline: 9, target: 5, confidence: 1}
"""


def lines_found(kind, text):
    document = read_document(Source(name="plan", kind=kind, text=text))
    found = assess(document.okr_set, on=TODAY, table_findings=document.findings).findings
    return {(placed.finding.code, placed.path): placed.line for placed in document.placed(found)}


def test_a_finding_has_the_line_of_its_value():
    found = lines_found(SourceKind.YAML, YAML)
    assert found["T201", "objectives[0].key_results[0].target"] == 11


def test_a_finding_on_what_is_not_there_has_the_line_of_its_record():
    found = lines_found(SourceKind.YAML, YAML)
    sources = {path: line for (code, path), line in found.items() if path and path.endswith(".source")}
    assert sources == {"objectives[0].key_results[0].source": 9, "objectives[0].key_results[1].source": 13}
    assert all(line for line in found.values())


@pytest.mark.parametrize("indent", [2, "\t"])
def test_json_has_lines_too(indent):
    document = {"okrsdk": 1, "objectives": [{"text": "Win", "key_results": [{"text": "Raise a", "target": "lots"}]}]}
    text = json.dumps(document, indent=indent)
    (number,) = (number for number, line in enumerate(text.splitlines(), 1) if "lots" in line)
    assert lines_found(SourceKind.JSON, text)["T201", "objectives[0].key_results[0].target"] == number


def test_slashes_that_json_escapes_cost_no_lines():
    assert lines_of('{"url":\n "a\\/b",\n"cycle": 1}') == {"url": 1, "cycle": 3}


def test_a_text_that_is_broken_has_none():
    assert lines_of('{"text": "a') == {}
