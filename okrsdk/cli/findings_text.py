"""Findings as text: by cell, worst first, each with what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsdk.cli.terminal import arrow, bold, coloured, counted, faint, wrapped
from okrsdk.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from okrsdk.findings import Location

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


def findings_lines(findings: Sequence[Finding], place: Callable[[Location], str]) -> Iterator[str]:
    """The findings as lines of text, in their order.

    Args:
        findings: what was found.
        place: says where a location is: a cell of a sheet, a path in a document.
    """
    for finding in findings:
        head = f"{coloured(finding.severity)} {finding.code}"
        yield f"  {bold(place(finding.location))}  {head}"
        yield wrapped(finding.message, indent="    ")
        if finding.suggestion:
            yield faint(wrapped(finding.suggestion, first=f"    {arrow()} ", indent="      "))


def summary(findings: Iterable[Finding]) -> str:
    """How many there are of each severity: `1 error, 4 warnings, 2 hints`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[severity], noun) for severity, noun in _NOUNS.items() if counts[severity]]
    return ", ".join(parts) or "nothing to complain about"
