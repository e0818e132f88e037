"""Checks OKR documents in CI: an annotation for each finding on GitHub, exit status 1 when a change must not be merged.

    python examples/check_okrs_in_ci.py okrs/ --forbid K201 --forbid K204

Findings of severity error fail the build, and so do the rules that the team forbids. Where errors alone decide,
`okr check FILE --format github` is all that is needed.
"""

import argparse
import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import okrsdk
from okrsdk.errors import InvalidOkrError
from okrsdk.reports import github_annotations
from okrsdk.rulebook import RULEBOOK


def passes(path: Path, forbidden: Collection[str]) -> bool:
    """Whether a document may be merged. All that was found in it is printed."""
    try:
        found = findings_of(path)
    except okrsdk.OkrError as error:  # for instance text that is not YAML
        print(error, file=sys.stderr)
        return False
    judged = [forbid(placed) if placed.finding.code in forbidden else placed for placed in found]
    print(github_annotations(judged, RULEBOOK, uri=path.as_posix()), end="")
    return all(placed.finding.severity is not okrsdk.Severity.ERROR for placed in judged)


def findings_of(path: Path) -> tuple[okrsdk.PlacedFinding, ...]:
    """What is wrong or doubtful in a document, with the record it is in; or why it cannot be read."""
    try:
        findings = okrsdk.check(okrsdk.load(path))
    except InvalidOkrError as error:
        return error.findings
    return tuple(okrsdk.PlacedFinding(finding=finding, path=finding.location.record) for finding in findings)


def forbid(placed: okrsdk.PlacedFinding) -> okrsdk.PlacedFinding:
    """The same finding as an error."""
    return replace(placed, finding=replace(placed.finding, severity=okrsdk.Severity.ERROR))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check the OKR documents of a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forbid", metavar="CODE", action="append", default=[], help="fail on this rule as well")
    options = parser.parse_args()
    unknown = set(options.forbid) - {rule.code for rule in RULEBOOK}
    if unknown:
        parser.error(f"There is no rule {', '.join(sorted(unknown))}. `okr rules` lists them.")
    documents = sorted(options.folder.rglob("*.yaml"))
    if not documents:
        parser.error(f"{options.folder} has no .yaml file in it.")
    failed = [path for path in documents if not passes(path, options.forbid)]
    sys.exit(1 if failed else 0)
