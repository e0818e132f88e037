"""Findings as text: by cell, worst first, each with what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from okrsdk.cli.terminal import arrow, coloured, counted, faint, wrapped
from okrsdk.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from okrsdk.errors import InvalidOkrError

_NO_BREAK = "\N{NO-BREAK SPACE}"
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding and the place where its reader looks for it."""

    finding: Finding
    place: str

    def __str__(self) -> str:
        record = self.finding.location.record
        named = f"{self.place} ({record})" if record and record not in self.place else self.place
        return named.replace(" ", _NO_BREAK)


def findings_lines(placed: Sequence[Placed], *, reasons: Mapping[str, str] | None = None) -> Iterator[str]:
    """The findings as lines of text, in their order; what is said of several places is said once.

    Args:
        placed: what was found, and where.
        reasons: why the rules are there, by code, for those of which it is to be told.
    """
    for alike in _alike(placed):
        finding = alike[0].finding
        head = f"  {finding.severity:<8}{finding.code}  "
        places = wrapped(", ".join(map(str, alike)), first=head, indent=" " * len(head))
        yield coloured(finding.severity, pad=8).join(("  ", places[len("  ") + 8 :].replace(_NO_BREAK, " ")))
        yield wrapped(finding.message, indent="    ")
        if finding.suggestion:
            yield wrapped(finding.suggestion, first=f"    {arrow()} ", indent="      ", style=faint)
        if reasons and finding.code in reasons:
            yield wrapped(f"Why: {reasons[finding.code]}", indent="      ", style=faint)


def _alike(placed: Sequence[Placed]) -> Iterable[list[Placed]]:
    """The findings that say the same, each group at the place of its first."""
    groups: dict[tuple[str, str, str], list[Placed]] = {}
    for one in placed:
        groups.setdefault((one.finding.code, one.finding.message, one.finding.suggestion), []).append(one)
    return groups.values()


def summary(findings: Iterable[Finding]) -> str:
    """How many there are of each severity: `1 error, 4 warnings, 2 hints`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [counted(counts[severity], noun) for severity, noun in _NOUNS.items() if counts[severity]]
    return ", ".join(parts) or "nothing to complain about"


def say_errors(error: InvalidOkrError) -> None:
    """Writes to stderr the findings of severity error, each with its place, because of which nothing was done."""
    errors = [
        Placed(finding=finding, place=place or str(finding.location.table or "Document"))
        for finding, place in zip(error.findings, error.places, strict=True)
        if finding.severity is Severity.ERROR
    ]
    for line in findings_lines(errors):
        click.echo(line, err=True)
