"""The pytest plugin as another project has it, and the code of the docs run by it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "local-sheets.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONFTEST = 'pytest_plugins = ["okrsdk.localsheets.testing"]\n'
LOOKS = """
import httpx


def test_one_leaves_something(local_sheets, local_sheets_url):
    assert httpx.post(f"{local_sheets_url}/v4/spreadsheets", json={}, trust_env=False).is_success
    assert local_sheets.requests == {"sheets": 1, "drive": 0}


def test_another_finds_nothing_of_it(local_sheets, local_sheets_url):
    listed = httpx.get(f"{local_sheets_url}/drive/v3/files", trust_env=False).json()
    assert listed["files"] == []
    assert local_sheets.requests == {"sheets": 0, "drive": 1}
"""


def run(project: Path) -> subprocess.CompletedProcess[str]:
    """The tests of a project that is not ours, with warnings as errors."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "OKR"))}
    call = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return subprocess.run(
        [*call, "--rootdir", str(project), str(project)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_each_test_of_a_project_has_a_server_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_looks.py").write_text(LOOKS, encoding="utf-8")
    done = run(tmp_path)
    assert "2 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_the_python_code_of_the_docs_runs_as_it_stands(tmp_path: Path) -> None:
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    (conftest,) = [block for block in blocks if "pytest_plugins" in block]
    (tmp_path / "conftest.py").write_text(conftest, encoding="utf-8")
    tests = [block for block in blocks if "def test_" in block]
    assert len(tests) >= 3
    for number, block in enumerate(tests):
        (tmp_path / f"test_docs_{number}.py").write_text(block, encoding="utf-8")
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for number, block in enumerate(blocks):
        if block not in (conftest, *tests):
            script = tmp_path / f"script_{number}.py"
            script.write_text(block, encoding="utf-8")
            ended = subprocess.run(
                [sys.executable, "-W", "error", script],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert ended.returncode == 0, ended.stderr


def test_the_rest_of_local_sheets_does_without_pytest() -> None:
    code = "import sys; from okrsdk.localsheets import LocalSheets, serve; assert 'pytest' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
