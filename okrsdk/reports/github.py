"""Findings as annotations of GitHub Actions: workflow commands that a job prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsdk.findings import PlacedFinding, RuleInfo

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_annotations(findings: Iterable[PlacedFinding], rules: Sequence[RuleInfo], *, uri: str) -> str:
    """One workflow command a finding, each on a line of its own.

    Args:
        findings: the findings.
        rules: the catalogue that names their codes.
        uri: the path of the file, or the URL of the spreadsheet, they are in.
    """
    names = {rule.code: rule.name for rule in rules}
    return "".join(_annotation(item, uri, names.get(item.finding.code, "")) for item in findings)


def _annotation(item: PlacedFinding, uri: str, name: str) -> str:
    finding = item.finding
    properties = {"file": uri, "line": "" if item.line is None else str(item.line)}
    properties["title"] = " ".join(part for part in (finding.code, name, item.cell or item.path) if part)
    told = ",".join(f"{key}={_escaped(value, in_property=True)}" for key, value in properties.items() if value)
    return f"::{_COMMANDS[finding.severity]} {told}::{_escaped(finding.advice)}\n"


def _escaped(text: str, *, in_property: bool = False) -> str:
    """`text` so that nothing in it ends or begins a workflow command."""
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return safe.replace(":", "%3A").replace(",", "%2C") if in_property else safe
