"""Findings as text: by place, each with what to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.reports.text_style import PLAIN, Role, TextStyle
from okrsdk.texts import plural, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsdk.findings import Finding, PlacedFinding

_NO_BREAK = "\N{NO-BREAK SPACE}"
_COUNTED = {
    Severity.ERROR: lambda n: plural("{n} error", "{n} errors", n=n),
    Severity.WARNING: lambda n: plural("{n} warning", "{n} warnings", n=n),
    Severity.INFO: lambda n: plural("{n} hint", "{n} hints", n=n),
}
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}
_SEVERITY_WIDTH = 8


def findings_text(
    findings: Iterable[PlacedFinding], *, reasons: Mapping[str, str] | None = None, style: TextStyle = PLAIN
) -> Iterator[str]:
    """The findings as lines of text, in their order; what is said of several places is said once.

    Args:
        findings: what was found.
        reasons: why the rules are there, by code, for the rules whose reason is wanted.
        style: how to lay it out.
    """
    for same in _by_what_they_say(findings):
        finding = same[0].finding
        head = f"  {finding.severity:<{_SEVERITY_WIDTH}}{finding.code}  "
        places = style.wrapped(", ".join(_place(one, style) for one in same), first=head, indent=" " * len(head))
        rest = places[len("  ") + _SEVERITY_WIDTH :].replace(_NO_BREAK, " ")
        yield f"  {style.coloured(finding.severity, pad=_SEVERITY_WIDTH)}{rest}"
        yield style.wrapped(finding.message, indent="    ")
        if finding.suggestion:
            arrow = style.symbols("→")
            yield style.wrapped(finding.suggestion, first=f"    {arrow} ", indent="      ", role=Role.FAINT)
        if reasons and finding.code in reasons:
            yield style.wrapped(text("Why: {reason}", reason=reasons[finding.code]), indent="      ", role=Role.FAINT)


def severity_counts(findings: Iterable[Finding]) -> list[str]:
    """How many there are of each severity, without those of which there is none: `1 error`, `4 warnings`, `2 hints`."""
    counts = Counter(finding.severity for finding in findings)
    return [_COUNTED[severity](counts[severity]) for severity in Severity if counts[severity]]


def _by_what_they_say(findings: Iterable[PlacedFinding]) -> Iterable[list[PlacedFinding]]:
    """The findings in groups that say the same, each group at the place of its first."""
    groups: dict[tuple[str, str, str], list[PlacedFinding]] = {}
    for placed in findings:
        finding = placed.finding
        groups.setdefault((finding.code, finding.message, finding.suggestion), []).append(placed)
    return groups.values()


def _place(placed: PlacedFinding, style: TextStyle) -> str:
    location = placed.finding.location
    place = style.say(placed.place or str(location.table or text("the whole set")))
    is_named = location.record is None or location.record in place or placed.line is not None
    return (place if is_named else f"{place} ({location.record})").replace(" ", _NO_BREAK)
