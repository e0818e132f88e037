"""On which line of its text each part of a document begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def lines_of(text: str) -> Mapping[str, int]:
    r"""The 1-based line of every key and item, by its path (`objectives[0].key_results[2].target`).

    JSON is read as the YAML that it nearly always is; a text that is none has no lines.

    >>> lines_of("cycle: 2026-Q1\nobjectives:\n  - text: Win\n")
    {'cycle': 1, 'objectives': 2, 'objectives[0]': 3, 'objectives[0].text': 3}
    """
    try:
        # What JSON has and YAML lacks: tabs as blanks, and slashes that are escaped.
        root = yaml.compose(text.replace("\t", " ").replace("\\/", "/"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return dict(_lines(root, ""))


def _lines(node: yaml.Node | None, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            own = f"{path}.{key.value}" if path else str(key.value)
            yield own, key.start_mark.line + 1
            yield from _lines(value, own)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield f"{path}[{number}]", item.start_mark.line + 1
            yield from _lines(item, f"{path}[{number}]")
