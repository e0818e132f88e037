"""The docs page of what imports read: which layout from which source, by the tests, and the headers that are known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from okrsdk.interchange.importers.column_words import CYCLE_WORDS, TABLE_WORDS
from okrsdk.interchange.importers.draft_okrs import DRAFT, JSON_LINES
from okrsdk.interchange.importers.label_words import ROLES, Role
from okrsdk.interchange.importers.layouts.catalogue import LAYOUTS
from okrsdk.interchange.importers.layouts.joined_tabs import JOINED_TABS
from okrsdk.interchange.importers.nested_data import NESTED
from okrsdk.schema.header_words import HEADER_WORDS

_CORPUS = Path(__file__).parents[1] / "tests" / "interchange" / "importers" / "corpus"
_SOURCES = {
    "CSV, TSV": (".csv", ".tsv", ".psv"),
    "Excel": (".xlsx",),
    "JSON, YAML": (".json", ".yaml", ".yml"),
    "JSON lines": (".jsonl",),
    "text, Markdown": (".txt", ".md"),
}
_INTRO = """\
# What imports read

How to use it is in [Reading any table](import.md). This page is made from the code and from the files of its tests,
`tests/interchange/importers/corpus/`, each of which has beside it what must be read of it.

## Layout by source

How many files of each kind prove a layout. A tab of Google Sheets or Local Sheets is read like one of Excel.

"""
_REFUSED = "refused, with what to do"
_WORDS = """
## Headers that are known

Case, accents, hyphens, underscores and `camelCase` do not matter. A header may name the record too: `Objective
owner`, `key_result_2_target`, `Propietario del objetivo`. The name on the left is what `--map` takes. Words in Japanese
kana are known as well, and left out here.

"""
_ROLES = {
    "objective": (Role.OBJECTIVE, Role.OBJECTIVES),
    "key_result": (Role.KEY_RESULT, Role.KEY_RESULTS),
    "initiative": (Role.INITIATIVES,),
}


def import_layouts_page() -> str:
    """The page: layouts by source, then the words of each meaning."""
    return "\n".join([_INTRO.rstrip(), "", _layout_table(), _WORDS.rstrip(), "", _word_table(), ""])


def _layout_table() -> str:
    counts = Counter(_proved(path) for path in sorted(_CORPUS.glob("*.expected.yaml")))
    names = [*(layout.name for layout in LAYOUTS), JOINED_TABS, NESTED, JSON_LINES, DRAFT, _REFUSED]
    head = f"| layout | {' | '.join(_SOURCES)} |\n|{' --- |' * (len(_SOURCES) + 1)}"
    rows = (f"| {name} | {' | '.join(str(counts[name, source] or '–') for source in _SOURCES)} |" for name in names)
    return "\n".join([head, *rows])


def _proved(expected: Path) -> tuple[str, str]:
    """The layout that a file of the corpus proves, and what kind of source it is."""
    stem = expected.name.removesuffix(".expected.yaml")
    (suffix,) = (path.suffix for path in _CORPUS.iterdir() if path.stem == stem)
    told = yaml.safe_load(expected.read_text(encoding="utf-8"))
    source = next(name for name, suffixes in _SOURCES.items() if suffix in suffixes)
    return str(told.get("layout", _REFUSED)), source


def _is_shown(word: str) -> bool:
    """Whether a word is still itself without its accents: kana is not."""
    return not any("\u3040" <= sign <= "\u30ff" for sign in word)


def _word_table() -> str:
    words: dict[str, list[str]] = {name: [] for name in _ROLES}
    for name, roles in _ROLES.items():
        words[name] += [word for word, role in ROLES.items() if role in roles]
    for name, own in HEADER_WORDS.items():
        words.setdefault(name, []).extend(own)
    for word, name in TABLE_WORDS.items():
        words.setdefault(name, []).append(word)
    words["cycle"] = sorted(CYCLE_WORDS)
    words.pop("description")
    rows = (f"| `{name}` | {', '.join(filter(_is_shown, dict.fromkeys(own)))} |" for name, own in words.items())
    return "\n".join(["| meaning | headers |", "| --- | --- |", *rows])
