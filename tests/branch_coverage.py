"""The gate of branch coverage: a package with too much that its tests do not run fails the build.

`make test` measures the packages that the Makefile names, while the tests of these packages run, and then asks here. To
ask again after such a run::

    python -m tests.branch_coverage okrsdk/grading okrsdk/language
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from coverage import Coverage

LEAST = 98.0
"""Percent of a gated package's lines and branches that must be run."""


def main(gated: Sequence[str]) -> int:
    """Prints the share of each package and what a gated one lacks; gives the exit status, 1 for a lack."""
    files = measured()
    lacks = [lack for package in gated for lack in lacks_of(package, files)]
    print("\n".join([*table(files), "", *lacks]) if lacks else "\n".join(table(files)))
    return 1 if lacks else 0


def measured() -> dict[str, Any]:
    """What coverage's JSON report says about each file, by its path."""
    data = Coverage()
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        data.json_report(outfile=str(report))
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["files"]
    return {PurePath(path).as_posix(): file for path, file in found.items()}


def table(files: Mapping[str, Any]) -> list[str]:
    """A line for each package: the percent of its lines and branches that were run."""
    packages = sorted({package_of(path) for path in files})
    return [f"{share(of_package(name, files)):6.1f} %  {name}" for name in packages]


def package_of(path: str) -> str:
    """The first two folders of a path.

    >>> package_of("okrsdk/workbook/layout/grid.py"), package_of("okrsdk/errors.py")
    ('okrsdk/workbook', 'okrsdk')
    """
    return "/".join(PurePath(path).parts[:-1][:2])


def lacks_of(package: str, files: Mapping[str, Any]) -> Iterator[str]:
    """What is missing to `LEAST` percent of a package, in lines to read; nothing when nothing is."""
    own = of_package(package, files)
    if not own:
        yield f"{package}: not measured."
    elif share(own) < LEAST:
        yield f"{package}: {share(own):.1f} % of its lines and branches are tested, at least {LEAST:.0f} % must be."
        yield "Not tested, as line or line->next line:"
        yield from (f"  {path}: {', '.join(missing)}" for path, file in own.items() if (missing := missing_in(file)))


def of_package(package: str, files: Mapping[str, Any]) -> dict[str, Any]:
    """The files of a package."""
    return {path: file for path, file in files.items() if package_of(path) == package}


def share(files: Mapping[str, Any]) -> float:
    """Percent of the lines and branches that were run; 100 of nothing."""
    sums = [file["summary"] for file in files.values()]
    everything = sum(one["num_statements"] + one["num_branches"] for one in sums)
    run = sum(one["covered_lines"] + one["covered_branches"] for one in sums)
    return 100 * run / everything if everything else 100.0


def missing_in(file: Mapping[str, Any]) -> list[str]:
    """The lines that were not run, and the steps that were not taken between lines that were."""
    lines = file["missing_lines"]
    steps = [(line, to) for line, to in file["missing_branches"] if not {line, to} & set(lines)]
    return [*map(str, lines), *(f"{line}->{to if to > 0 else 'end'}" for line, to in steps)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
