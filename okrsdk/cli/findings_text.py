"""Findings as text: by cell, worst first, each with what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsdk.cli.terminal import arrow, coloured, counted, faint, wrapped
from okrsdk.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from okrsdk.findings import Location

_NO_BREAK = "\N{NO-BREAK SPACE}"
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


def findings_lines(findings: Sequence[Finding], place: Callable[[Location], str]) -> Iterator[str]:
    """The findings as lines of text, in their order; what is said of several places is said once.

    Args:
        findings: what was found.
        place: says where a location is: a cell of a sheet, a path in a document.
    """
    for alike in _alike(findings):
        finding = alike[0]
        head = f"  {finding.severity:<8}{finding.code}  "
        places = wrapped(", ".join(_place(one.location, place) for one in alike), first=head, indent=" " * len(head))
        yield coloured(finding.severity, pad=8).join(("  ", places[len("  ") + 8 :].replace(_NO_BREAK, " ")))
        yield wrapped(finding.message, indent="    ")
        if finding.suggestion:
            yield wrapped(finding.suggestion, first=f"    {arrow()} ", indent="      ", style=faint)


def _place(location: Location, place: Callable[[Location], str]) -> str:
    where = place(location)
    named = f"{where} ({location.record})" if location.record and location.record not in where else where
    return named.replace(" ", _NO_BREAK)


def _alike(findings: Sequence[Finding]) -> Iterable[list[Finding]]:
    """The findings that say the same, each group at the place of its first."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.message, finding.suggestion), []).append(finding)
    return groups.values()


def summary(findings: Iterable[Finding]) -> str:
    """How many there are of each severity: `1 error, 4 warnings, 2 hints`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[severity], noun) for severity, noun in _NOUNS.items() if counts[severity]]
    return ", ".join(parts) or "nothing to complain about"
