"""The checks before a commit, on a forge and at a release are those of `make` and `.ci/run`, on each Python we name."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def _read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_what_is_here_with_no_more_rights_than_it_needs(path):
    workflow = _read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow[True]  # YAML's "on"
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert job.get("permissions", {}) in ({}, {"id-token": "write"})
        for step in job["steps"]:
            assert re.search(r"@(v\d+|release/v\d+)$", step["uses"]) if "uses" in step else step["run"]
            if (command := step.get("run", "")).startswith("make "):
                assert command.removeprefix("make ") in TARGETS
            elif command.startswith(".ci/"):
                assert os.access(ROOT / command, os.X_OK)


def test_every_python_that_the_package_names_is_tested():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [line.rpartition(" ")[2] for line in project["classifiers"] if "Python :: 3." in line]
    job = _read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["check"]
    assert job["strategy"]["matrix"]["python"] == named
    assert project["requires-python"] == f">={named[0]}"


def test_a_commit_is_checked_by_make_lint_and_downloads_nothing():
    [repository] = _read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    assert [(hook["entry"], hook["language"]) for hook in repository["hooks"]] == [("make lint", "system")]


def test_a_python_that_is_not_there_is_not_silently_replaced(tmp_path):
    made = _venv(tmp_path / "env", python=tmp_path / "no python")
    assert made.returncode == 2
    assert f"{tmp_path / 'no python'} is not" in made.stderr
    assert not (tmp_path / "env").exists()


def _venv(folder, *, python):
    environment = {**os.environ, "PYTHON": str(python)}
    command = ["sh", str(ROOT / ".ci" / "venv"), str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
