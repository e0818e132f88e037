"""SARIF and GitHub annotations."""

from __future__ import annotations

from typing import Any

from okrsdk.findings import Finding, Location, PlacedFinding, Severity
from okrsdk.reports import github_annotations, sarif_document
from okrsdk.rules import CATALOGUE

RULES = tuple(rule.info for rule in CATALOGUE)
TASK = Finding(
    code="K201",
    severity=Severity.WARNING,
    location=Location(),
    message='"Launch" orders work:\n100% of it.',
    suggestion="Ask why.",
)
IN_FILE = PlacedFinding(finding=TASK, path="key_results[0]", line=3)
IN_SHEET = PlacedFinding(finding=TASK, cell="Key Results!C4")
FILE = {"uri": "draft.txt"}
SHEET = {"uri": "https://docs.google.com/spreadsheets/d/1"}


def test_sarif_names_rule_place_and_level():
    document: Any = sarif_document([("draft.txt", [IN_FILE, IN_SHEET])], RULES, version="1.0")
    (run,) = document["runs"]
    assert document["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["K201"]
    first, second = run["results"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("K201", 0, "warning")
    assert first["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "draft.txt"}, "region": {"startLine": 3}},
            "logicalLocations": [{"fullyQualifiedName": "key_results[0]"}],
        }
    ]
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_sarif_names_a_file_by_a_uri_and_github_by_its_path():
    spaced = "drafts/North & South 100%.txt"
    document: Any = sarif_document([(spaced, [IN_FILE])], RULES, version="1.0")
    (run,) = document["runs"]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "drafts/North%20%26%20South%20100%25.txt"
    assert "file=drafts/North & South 100%25.txt" in github_annotations([IN_FILE], RULES, uri=spaced)


def test_sarif_keeps_a_finding_whose_rule_is_not_told():
    document: Any = sarif_document([("draft.txt", [IN_FILE])], (), version="1.0")
    (run,) = document["runs"]
    assert "ruleIndex" not in run["results"][0]


def test_sarif_without_findings_is_still_a_run():
    document: Any = sarif_document([("draft.txt", [])], RULES, version="1.0")
    (run,) = document["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_an_annotation_is_one_line_whatever_the_message_holds():
    assert github_annotations([IN_FILE], RULES, **FILE) == (
        "::warning file=draft.txt,line=3,title=K201 task-as-key-result key_results[0]::"
        '"Launch" orders work:%0A100%25 of it. Ask why.\n'
    )


def test_an_annotation_escapes_what_would_end_its_properties():
    assert "file=https%3A//docs" in github_annotations([IN_SHEET], RULES, **SHEET)
