"""Pages of OKRs in the shapes in which people keep them, and pages that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from okrsdk.interchange.importers.draft_reader import read_draft

PAGES = Path(__file__).parent / "pages"
EXPECTED = yaml.safe_load((PAGES.parent / "pages.yaml").read_text(encoding="utf-8"))


def told(values):
    return {name: str(value) for name, value in values.items()}


def told_key_result(key_result):
    return {"text": key_result.text, **told(key_result.values)} if key_result.values else key_result.text


def told_objective(objective):
    cycle = {"cycle": objective.cycle} if objective.cycle else {}
    key_results = [told_key_result(key_result) for key_result in objective.key_results]
    return {"objective": objective.text, **cycle, **told(objective.values), "key_results": key_results}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_is_read_as_it_is_meant(name):
    draft = read_draft((PAGES / name).read_bytes().decode())
    assert [told_objective(objective) for objective in draft.objectives] == EXPECTED[name]["objectives"]
    assert [one.line + 1 for one in draft.not_taken] == EXPECTED[name]["not_taken"]


@pytest.mark.parametrize("name", EXPECTED)
def test_whatever_was_read_is_on_the_line_it_names(name):
    text = (PAGES / name).read_bytes().decode().removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").split("\n")
    for objective in read_draft(text).objectives:
        texts = [(objective.text, objective.line)] if objective.text else []
        for said, line in [*texts, *((key_result.text, key_result.line) for key_result in objective.key_results)]:
            first = said.split()[0].strip(":[*")
            assert first in lines[line]


def test_every_page_is_expected_to_say_something():
    assert {path.name for path in PAGES.iterdir()} == set(EXPECTED)
