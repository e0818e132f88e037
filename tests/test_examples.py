"""The scripts under examples/ do what their docstrings say, against a Local Sheets of their own."""

from __future__ import annotations

import csv
import re
import runpy
import shutil
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import click
import pandas as pd
import pytest
import yaml

import okrsdk
from okrsdk.cli.entry import okr
from okrsdk.sheets import connect, load_settings, spreadsheet_files
from tests.serving import served

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
LAKESHORE = EXAMPLES / "clients" / "home-services.yaml"
DAY = "2026-11-18"


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("OKR_HOME", str(tmp_path / "home"))
    for name in ("OKR_SHEETS", "OKR_CREDENTIALS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs a script with arguments and gives its exit status and what it printed."""

    def run_script(name, *arguments):
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        status: object = 0
        try:
            runpy.run_path(str(EXAMPLES / name), run_name="__main__")
        except SystemExit as end:
            status = end.code
        return status, capsys.readouterr().out

    return run_script


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_how_to_run_it(script):
    lines = script.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r'"""[A-Z].*\.', lines[0])
    assert lines[2].startswith(f"    python examples/{script.name} ")


def test_workbooks_are_set_up_once_per_client(run, tmp_path):
    roster = tmp_path / "roster.csv"
    shutil.copy(EXAMPLES / "roster.csv", roster)
    arguments = ("set_up_workbooks.py", roster, "--cycle", "2026-Q2")
    status, out = run(*arguments)
    assert (status, out.splitlines()[-1]) == (0, "3 made")

    with roster.open(encoding="utf-8", newline="") as file:
        made = list(csv.DictReader(file))
    workbook = okrsdk.open(made[2]["workbook"]).read()
    assert workbook.client == okrsdk.Client(
        name="Nordwind Logistik", currency="EUR", time_zone="Europe/Berlin", policy="agency"
    )
    assert workbook.cycle == okrsdk.Cycle.parse("2026-Q2")

    with roster.open("a", encoding="utf-8", newline="") as file:
        file.write("Cedar Point Roofing,USD,America/Denver,,\n")
    assert run(*arguments)[1].splitlines()[-1] == "1 made"
    with connect(load_settings({"OKR_HOME": str(tmp_path / "home")}, tmp_path)) as connection:
        assert len(spreadsheet_files(connection)) == 4


def test_scores_come_as_a_frame(run):
    okrsdk.create(okrsdk.load(LAKESHORE))
    status, out = run("scores_as_frame.py", "Lakeshore Heating & Air", "--on", DAY)
    assert status == 0
    assert "Increase qualified no-heat calls" in out

    scores_frame = runpy.run_path(str(EXAMPLES / "scores_as_frame.py"))["scores_frame"]
    frame = scores_frame(["Lakeshore Heating & Air"], date.fromisoformat(DAY))
    calls = frame.loc[("Lakeshore Heating & Air · 2026-Q4", "O1-KR1")]
    assert (calls["current"], calls["target"], calls["score"]) == (92, 110, 0.61)  # (92 - 64) / (110 - 64)
    assert frame["score"].isna().sum() == 2  # no target; no current value
    assert frame["score"].dtype == "Float64"


def test_errors_and_forbidden_rules_fail_the_build(run, tmp_path):
    folder = tmp_path / "okrs"
    folder.mkdir()
    shutil.copy(LAKESHORE, folder)
    status, out = run("check_okrs_in_ci.py", folder)
    assert status == 0
    assert re.search(rf"::warning file={folder.as_posix()}/home-services.yaml,title=K202 \S+ O3-KR1::", out)
    assert "26.9 %25 of" in out  # 140 of 520

    status, out = run("check_okrs_in_ci.py", folder, "--forbid", "K202")
    assert status == 1
    assert re.search(rf"::error file={folder.as_posix()}/home-services.yaml,title=K202 \S+ O3-KR1::", out)


@pytest.mark.parametrize("text", ["objectives: [{id: O1, text: t, weight: heavy}]", "objectives: ["])
def test_a_document_that_cannot_be_read_fails_the_build_and_the_others_are_checked(run, tmp_path, text):
    folder = tmp_path / "okrs"
    folder.mkdir()
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    shutil.copy(LAKESHORE, folder / "b.yaml")
    status, out = run("check_okrs_in_ci.py", folder)
    assert status == 1
    assert ("a.yaml" in out) == text.endswith("}]")
    assert "b.yaml,title=K202" in out


def test_a_folder_without_documents_is_a_usage_error(run, tmp_path):
    (tmp_path / "okrs").mkdir()
    assert run("check_okrs_in_ci.py", tmp_path / "okrs")[0] == 2


def test_a_warehouse_gets_each_day_once(run, tmp_path):
    okrsdk.create(okrsdk.load(LAKESHORE))
    file = tmp_path / "facts.parquet"
    said = [
        run("feed_a_warehouse.py", file, "Lakeshore Heating & Air", "--on", day)[1] for day in (DAY, DAY, "2026-11-25")
    ]
    assert said == ["15 key results\n"] * 3
    facts = pd.read_parquet(file)
    assert facts["graded_at"].astype(str).value_counts().to_dict() == {DAY: 15, "2026-11-25": 15}
    second = facts.iloc[1]
    assert (second["client"], second["cycle"], second["key_result_id"]) == (
        "Lakeshore Heating & Air",
        "2026-Q4",
        "O1-KR2",
    )
    assert (second["current"], second["target"], second["score"]) == (0.86, 0.9, 0.79)  # (86 - 71) / (90 - 71)


def test_values_come_from_a_crm(run, monkeypatch):
    asked = []

    def crm(environ, start_response):
        asked.append((environ["QUERY_STRING"], environ["HTTP_AUTHORIZATION"]))
        known = "deals" in environ["QUERY_STRING"]
        start_response("200 OK" if known else "404 Not Found", [("Content-Type", "application/json")])
        return [b'{"count": 14.5, "as_of": "2026-11-17"}']

    deals = okrsdk.KeyResult(
        id="O1-KR1",
        objective_id="O1",
        text="Deals a week from 10 to 20",
        source="crm: deals won",
        baseline=Decimal(10),
        target=Decimal(20),
    )
    key_results = (deals, replace(deals, id="O1-KR2", text="Calls a week from 10 to 20", source="crm: calls"))
    cycle, objective = okrsdk.Cycle.parse("2026-Q4"), okrsdk.Objective(id="O1", text="Win the north")
    okrsdk.create(
        okrsdk.OkrSet(client=okrsdk.Client(name="Acme"), cycle=cycle, objectives=(objective,), key_results=key_results)
    )
    monkeypatch.delenv("CRM_URL", raising=False)
    assert run("values_from_a_crm.py", "Acme", "--on", DAY)[0] == "Set CRM_URL."
    with served(crm) as url:
        monkeypatch.setenv("CRM_URL", url)
        monkeypatch.setenv("CRM_TOKEN", "abc")
        status, said = run("values_from_a_crm.py", "Acme", "--on", DAY)
    assert said == "O1-KR1 checked_in 14.5\nO1-KR2 unread The source crm does not know its value.\n"
    assert status
    assert asked[0] == (f"name=deals+won&until={DAY}", "Bearer abc")
    assert okrsdk.open("Acme").read().check_ins[0].by == "okrsdk (CRM)"


@pytest.mark.parametrize("path", sorted((EXAMPLES / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_a_workflow_calls_commands_that_are_there_with_options_that_they_have(path):
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    script = "\n".join(step.get("run", "") for job in steps for step in job["steps"])
    calls = re.findall(r"\bokr (\w+)([^\n|]*)", script)
    assert calls
    for name, arguments in calls:
        command = okr.get_command(click.Context(okr), name)
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", arguments)) <= known


def test_the_hook_for_pre_commit_calls_a_command_and_takes_the_files_of_okrs():
    (hook,) = yaml.safe_load((EXAMPLES.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, name = hook["entry"].split()
    assert (program, name in okr.list_commands(click.Context(okr))) == ("okr", True)
    taken = ["okrs/acme.yaml", "clients/okrs/q1.csv", "acme.okrs.json", "okr/draft.md"]
    assert [path for path in taken if not re.search(hook["files"], path)] == []
    assert not re.search(hook["files"], "README.md")
