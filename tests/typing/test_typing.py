"""The installed packages are typed: scripts of users pass mypy --strict, and their mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_users_scripts_pass_mypy_strict(tmp_path, monkeypatch):
    # From elsewhere and without this repository's settings: okrsdk is found as an installed package, by its py.typed.
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MYPYPATH", raising=False)
    scripts = [Path(__file__).with_name("user_script.py"), *sorted((ROOT / "examples").glob("*.py"))]
    # What mypy found out of the packages is kept between runs: it looks anew at all that has changed.
    options = ["--strict", "--config-file", "", "--cache-dir", str(ROOT / ".mypy_cache" / "of_users")]
    out, err, status = api.run([*options, *map(str, scripts)])
    assert (status, err) == (0, ""), out


@pytest.mark.parametrize("package", ["okrsdk", "sheets_addon"])
def test_a_package_says_that_it_is_typed(package):
    assert (ROOT / package / "py.typed").exists()
