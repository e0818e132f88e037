"""The pytest plugin as another project has it, and the code of the docs run by it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest

from okrsdk.localsheets import LocalSheets
from tests.serving import PATIENCE, served

PAGE = Path(__file__).parents[2] / "docs" / "local-sheets.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYGSHEETS = "import pygsheets"
SCRIPTS = re.findall(r"^```js\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
NODE_PACKAGES = ("@googleapis/sheets@14.0.0", "google-spreadsheet@5.3.0")
KEPT = Path(__file__).parents[2] / "build" / "node_packages"
DOCS_ADDRESS = "http://127.0.0.1:8765"
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
        timeout=PATIENCE,
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
        if PYGSHEETS not in block:
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
                timeout=PATIENCE,
                check=False,
            )
            assert ended.returncode == 0, ended.stderr


@pytest.mark.slow
def test_the_pygsheets_code_of_the_docs_runs_as_it_stands(tmp_path: Path) -> None:
    pytest.importorskip("pygsheets", reason="pygsheets is not among the dependencies: its last release is of 2022")
    (block,) = [block for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")) if PYGSHEETS in block]
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_docs.py").write_text(block, encoding="utf-8")
    done = run(tmp_path)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


@pytest.fixture(scope="module")
def node_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages that the docs' JavaScript imports, got by npm; skips where they cannot be had.

    What was got is kept for the next run.
    """
    npm, folder = shutil.which("npm"), tmp_path_factory.mktemp("node")
    if npm is None or shutil.which("node") is None:
        pytest.skip("Node and npm are not installed")
    kept = KEPT / re.sub(r"[^\w.]+", "-", " ".join(NODE_PACKAGES)).strip("-") / "node_modules"
    if not kept.exists():
        _install(npm, folder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # another process of tests was as quick
            shutil.copytree(folder / "node_modules", half := Path(mkdtemp(dir=kept.parent)), dirs_exist_ok=True)
            half.rename(kept)
        return folder
    (folder / "node_modules").symlink_to(kept)
    return folder


def _install(npm: str, folder: Path) -> None:
    call = [npm, "install", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0", *NODE_PACKAGES]
    try:
        done = subprocess.run(call, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm did not get {', '.join(NODE_PACKAGES)} within {PATIENCE:.0f} seconds")
    if done.returncode:
        pytest.skip(f"npm could not get {', '.join(NODE_PACKAGES)}: {done.stderr.strip()[-200:]}")


@pytest.mark.slow
@pytest.mark.parametrize("block", SCRIPTS, ids=["googleapis", "google-spreadsheet"])
def test_the_javascript_of_the_docs_runs_as_it_stands(
    node_packages: Path, shared_server: LocalSheets, block: str
) -> None:
    (expected,) = re.findall(r"; // (.+)$", block, re.MULTILINE)
    script = node_packages / "script.mjs"
    with served(shared_server.wsgi_app) as address:
        script.write_text(block.replace(DOCS_ADDRESS, address), encoding="utf-8")
        call = ["node", str(script)]
        ended = subprocess.run(call, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (ended.stdout.strip(), ended.returncode) == (expected, 0), ended.stderr


def test_the_rest_of_local_sheets_does_without_pytest() -> None:
    code = "import sys; from okrsdk.localsheets import LocalSheets, serve; assert 'pytest' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=PATIENCE)
