"""Findings as SARIF 2.1.0, which code scanning reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from okrsdk.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import PlacedFinding, RuleInfo

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_document(
    found: Sequence[tuple[str, Sequence[PlacedFinding]]], rules: Sequence[RuleInfo], *, version: str
) -> dict[str, object]:
    """A SARIF 2.1.0 log with one run: the rules that were broken, and a result for each finding.

    Args:
        found: what was found in each file or spreadsheet, behind its path or URL.
        rules: the catalogue that explains the codes.
        version: version of okrsdk.
    """
    broken = {item.finding.code for _, findings in found for item in findings}
    told = [rule for rule in rules if rule.code in broken]
    index = {rule.code: place for place, rule in enumerate(told)}
    driver = {"name": "okrsdk", "version": version, "rules": [_sarif_rule(rule) for rule in told]}
    results = [_sarif_result(item, uri, index.get(item.finding.code)) for uri, findings in found for item in findings]
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


def _sarif_result(item: PlacedFinding, uri: str, index: int | None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": uri if "://" in uri else quote(uri)}}
    if item.line is not None:
        physical["region"] = {"startLine": item.line}
    location: dict[str, object] = {"physicalLocation": physical}
    if named := item.cell or item.path:
        location["logicalLocations"] = [{"fullyQualifiedName": named}]
    result: dict[str, object] = {
        "ruleId": item.finding.code,
        "level": _LEVELS[item.finding.severity],
        "message": {"text": item.finding.advice},
        "locations": [location],
    }
    return result if index is None else {**result, "ruleIndex": index}
