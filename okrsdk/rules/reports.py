"""Findings for other programs: SARIF 2.1.0 and GitHub's annotations, as plain data and text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from okrsdk.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsdk.findings import Finding, RuleInfo

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A finding with the place where its reader will look.

    Attributes:
        finding: the finding.
        uri: the path of the file, or the URL of the spreadsheet, it is in.
        place: where in it, in the reader's terms (`Key Results!K7`, `key_results[2]`).
        line: 1-based line of a text file; None in a sheet.
    """

    finding: Finding
    uri: str
    place: str = ""
    line: int | None = None


def sarif_document(reported: Sequence[Reported], rules: Sequence[RuleInfo], *, version: str) -> dict[str, object]:
    """A SARIF 2.1.0 log with one run: the rules that were broken, and a result for each finding.

    Args:
        reported: the findings.
        rules: the catalogue that explains their codes.
        version: version of okrsdk.
    """
    broken = {item.finding.code for item in reported}
    told = [rule for rule in rules if rule.code in broken]
    index = {rule.code: place for place, rule in enumerate(told)}
    driver = {"name": "okrsdk", "version": version, "rules": [_sarif_rule(rule) for rule in told]}
    results = [_sarif_result(item, index.get(item.finding.code)) for item in reported]
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _sarif_rule(rule: RuleInfo) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\nFound:\n{rule.bad}\n\nInstead:\n{rule.good}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _sarif_result(item: Reported, index: int | None) -> dict[str, object]:
    uri = item.uri if "://" in item.uri else quote(item.uri)
    physical: dict[str, object] = {"artifactLocation": {"uri": uri}}
    if item.line is not None:
        physical["region"] = {"startLine": item.line}
    location: dict[str, object] = {"physicalLocation": physical}
    if item.place:
        location["logicalLocations"] = [{"fullyQualifiedName": item.place}]
    result: dict[str, object] = {
        "ruleId": item.finding.code,
        "level": _LEVELS[item.finding.severity],
        "message": {"text": _said(item.finding)},
        "locations": [location],
    }
    return result if index is None else {**result, "ruleIndex": index}


def github_annotations(reported: Iterable[Reported], rules: Sequence[RuleInfo]) -> str:
    """One workflow command of GitHub Actions a finding, each on a line of its own."""
    names = {rule.code: rule.name for rule in rules}
    return "".join(_annotation(item, names.get(item.finding.code, "")) for item in reported)


def _annotation(item: Reported, name: str) -> str:
    finding = item.finding
    properties = {"file": item.uri, "line": "" if item.line is None else str(item.line)}
    properties["title"] = " ".join(part for part in (finding.code, name, item.place) if part)
    told = ",".join(f"{key}={_escaped(value, in_property=True)}" for key, value in properties.items() if value)
    return f"::{_COMMANDS[finding.severity]} {told}::{_escaped(_said(finding))}\n"


def _said(finding: Finding) -> str:
    return " ".join(part for part in (finding.message, finding.suggestion) if part)


def _escaped(text: str, *, in_property: bool = False) -> str:
    """`text` so that nothing in it ends or begins a workflow command."""
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return safe.replace(":", "%3A").replace(",", "%2C") if in_property else safe
