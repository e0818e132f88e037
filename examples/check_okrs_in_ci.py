"""Checks OKR documents in CI: an annotation for each finding on GitHub, exit status 1 when a change must not be merged.

    python examples/check_okrs_in_ci.py okrs/ --forbid K201 --forbid K204

Findings of severity error fail the build, and so do the rules that the team forbids. Where errors alone decide,
`okr check FILE --format github` is all that is needed.
"""

import argparse
import sys
from collections.abc import Collection
from pathlib import Path

import okrsdk
from okrsdk.errors import InvalidOkrError

COMMANDS = {okrsdk.Severity.ERROR: "error", okrsdk.Severity.WARNING: "warning", okrsdk.Severity.INFO: "notice"}
IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTIES = IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def passes(path: Path, forbidden: Collection[str]) -> bool:
    """Whether a document may be merged. Everything found in it is printed as an annotation."""
    try:
        findings = okrsdk.check(okrsdk.load(path))
    except InvalidOkrError as error:
        findings = error.findings
    except okrsdk.OkrError as error:  # for instance text that is not YAML
        annotate(path, "error", "Not an OKR document", str(error))
        return False
    failures = [f for f in findings if f.severity is okrsdk.Severity.ERROR or f.code in forbidden]
    for finding in findings:
        command = "error" if finding in failures else COMMANDS[finding.severity]
        title = " ".join(filter(None, [finding.code, finding.location.record]))
        annotate(path, command, title, f"{finding.message} {finding.suggestion}".strip())
    return not failures


def annotate(path: Path, command: str, title: str, message: str) -> None:
    """Prints a workflow command of GitHub Actions, escaped so that nothing in it ends it early."""
    file, title = (text.translate(IN_PROPERTIES) for text in (path.as_posix(), title))
    print(f"::{command} file={file},title={title}::{message.translate(IN_MESSAGES)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check the OKR documents of a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forbid", metavar="CODE", action="append", default=[], help="fail on this rule as well")
    options = parser.parse_args()
    documents = sorted(options.folder.rglob("*.yaml"))
    if not documents:
        parser.error(f"{options.folder} has no .yaml file in it.")
    failed = [path for path in documents if not passes(path, options.forbid)]
    sys.exit(1 if failed else 0)
