"""The docs cannot drift: each code block of the README runs, each command is in it, generated pages are current."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from docs.generate import pages

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    language: str
    code: str
    line: int

    def __str__(self) -> str:
        return f"README.md:{self.line}"


def _blocks() -> list[Block]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [Block(m["language"], m["code"], text[: m.start()].count("\n") + 1) for m in BLOCK.finditer(text)]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    own = {key: value for key, value in os.environ.items() if not key.startswith("OKR_")}
    path = f"{BIN}:{os.environ['PATH']}"
    # `make test` inside a test would run itself for ever: its block is run on one small file.
    return own | {"OKR_HOME": str(home), "PATH": path, "PYTEST_ARGS": "-q tests/test_findings.py"}


@pytest.mark.slow
def test_every_code_block_of_the_readme_runs_from_top_to_bottom(environment):
    for block in _blocks():
        command = {"sh": ["sh", "-eu", "-c", block.code], "python": [sys.executable, "-W", "error", "-c", block.code]}
        assert block.language in command, f"{block}: say sh or python, so that it can be run"
        done = subprocess.run(
            command[block.language], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{block} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"


def test_the_readme_shows_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("demo", "new", "check", "grade", "rules", "export", "sheets serve", "serve"):
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
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
