"""The docs cannot drift: code blocks of README and guides run, each command is shown, generated pages are current."""

import os
import re
import runpy
import shlex
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import click
import pytest

from docs.generate import pages
from okrsdk.cli.entry import okr
from tests.cli.conftest import commands_in

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PLAIN = re.compile(r'okr ("[^"$`]*"|[^"|&;<>$`])*')
"""A command of ours that needs nothing of a shell but to take its words apart."""
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


GUIDES = (
    "docs/import.md",
    "docs/leave-viva-goals.md",
    "docs/adopt.md",
    "docs/export.md",
    "docs/weekly.md",
    "docs/values.md",
    "docs/close-a-quarter.md",
    "docs/many-workbooks.md",
)
"""The pages that take a user through a job, whose code blocks run from top to bottom."""


@dataclass(frozen=True)
class Block:
    page: str
    language: str
    code: str
    line: int

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def _blocks(page: str = "README.md") -> list[Block]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [Block(page, m["language"], m["code"], text[: m.start()].count("\n") + 1) for m in BLOCK.finditer(text)]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a block: the shell's in a shell, Python and the commands of ours that a block ends with in this process."""
    monkeypatch.setenv("PATH", f"{BIN}:{os.environ['PATH']}")
    # `make test` inside a test would run itself for ever: its block is run on one small file.
    monkeypatch.setenv("PYTEST_ARGS", "-q -n0 tests/test_findings.py")
    run_okr = commands_in(ROOT, monkeypatch, home=tmp_path / "home")

    def run_block(block):
        if block.language == "python":
            program = tmp_path / "block.py"
            program.write_text(block.code, encoding="utf-8")
            runpy.run_path(str(program), run_name="__main__")
            return
        assert block.language == "sh", f"{block}: say sh or python, so that it can be run"
        lines = block.code.splitlines()
        ours = list(takewhile(PLAIN.fullmatch, reversed(lines)))[::-1]
        with chdir(_after_shell(block, lines[: len(lines) - len(ours)])):
            for line in ours:
                answer = run_okr(*shlex.split(line)[1:])
                assert answer.status == 0, f"{block}: {line} failed:\n{answer.out[-2000:]}\n{answer.err[-4000:]}"

    return run_block


def _after_shell(block, lines):
    """Runs lines in a shell; gives the folder in which they end."""
    if not lines:
        return ROOT
    command = ["sh", "-eu", "-c", "\n".join([*lines, "pwd"])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{block} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["README.md", *GUIDES])
def test_every_code_block_of_a_page_runs_from_top_to_bottom(run, page):
    blocks = _blocks(page)
    assert {block.language for block in blocks} == {"sh", "python"}
    for block in blocks:
        run(block)


def test_the_readme_shows_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in okr.list_commands(click.Context(okr)):
        assert f"okr {command}" in text, command


def test_the_readme_begins_with_three_sentences_a_picture_and_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    title, intro, picture, *_ = text.split("\n\n")
    assert title == "# okrsdk"
    assert len(re.findall(r"[.!?](?:\s|$)", intro)) == 3
    assert picture.startswith("![")
    assert [block.code.strip() for block in _blocks()][:2] == ["make demo", "make test"]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path)
def test_a_generated_page_is_what_its_generator_makes(page):
    assert (ROOT / page.path).read_text(encoding="utf-8") == page.make(), "run `make docs`"


def test_links_of_the_docs_lead_somewhere():
    for path in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_paths_that_a_page_names_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|txt|py))`", text)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_architecture_tells_of_every_package():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = [
        path.parent.relative_to(ROOT)
        for name in ("okrsdk", "sheets_addon")
        for path in (ROOT / name).glob("*/__init__.py")
    ]
    assert [str(folder) for folder in folders if f"`{folder}/`" not in text] == []


def test_each_walk_of_the_architecture_enters_a_room_once():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    walks = [re.findall(r"^\d+\. `(okrsdk/[^`]+)`", walk, re.MULTILINE) for walk in text.split("\n## From ")[1:]]
    assert [len(walk) for walk in walks] == [9, 10]
    assert all(len(set(walk)) == len(walk) for walk in walks)
