"""The examples in the docstrings give what they say."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import okrsdk
import sheets_addon
from tests.present import present


def source_of(module: str) -> str:
    spec = present(importlib.util.find_spec(module))
    return Path(present(spec.origin)).read_text(encoding="utf-8")


EXAMPLES = [
    info.name
    for package in (okrsdk, sheets_addon)
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if ">>>" in source_of(info.name)
]


def test_there_are_examples():
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_module_hold(name):
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert (failed, tried > 0) == (0, True)
