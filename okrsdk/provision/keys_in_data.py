"""Keys written into a roster in YAML or JSON: a line or a value is added to its text, and all else stays as it is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LIST = "clients"
_PLAIN = re.compile(r"[^\W\d][\w.-]*")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def with_keys_in_data(
    text: str, keys: Sequence[str | None], *, names: Mapping[str, str], is_json: bool = False
) -> str | None:
    r"""The text of a list of mappings with keys in it, behind the clients' names; None where it is of another form.

    Comments, order, quotes and blank lines stay. The caller reads the result again, and takes it only if it says the
    same and the keys.

    Args:
        text: the list, or a mapping with the list under `clients`.
        keys: what each client gets, in the order of the list; None for one that has its key.
        names: what the keys of the mappings mean, by how they are written: `name` and `key` are looked for.
        is_json: whether texts are to be quoted as in JSON.

    >>> with_keys_in_data("- client: Acme # ours\n- {client: Beta}\n", ["acme", "b"], names={"client": "name"})
    '- client: Acme # ours\n  key: acme\n- {client: Beta, key: b}\n'
    """
    items = _items(text)
    named = [item for item in items if isinstance(item, yaml.MappingNode) and _pair(item, "name", names)]
    if len(named) != len(items) or len(items) != len(keys):
        return None
    changes = [_change(text, item, key, names, is_json=is_json) for item, key in zip(named, keys, strict=True) if key]
    for start, end, words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _items(text: str) -> list[yaml.Node]:
    try:
        # What JSON has and YAML lacks: tabs as blanks. Places stay the same.
        root = yaml.compose(text.replace("\t", " "), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return []
    if isinstance(root, yaml.MappingNode):
        root = next((value for key, value in root.value if key.value == _LIST), None)
    return list(root.value) if isinstance(root, yaml.SequenceNode) else []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A key and its value, in the mapping that holds them."""

    mapping: yaml.MappingNode
    key: yaml.Node
    value: yaml.Node


def _pair(item: yaml.MappingNode, meaning: str, names: Mapping[str, str]) -> _Pair | None:
    return next((pair for pair in _pairs(item) if names.get(str(pair.key.value)) == meaning), None)


def _pairs(mapping: yaml.MappingNode) -> Iterator[_Pair]:
    """The keys of a mapping and of those in it, with values that are no lists."""
    for key, value in mapping.value:
        if isinstance(value, yaml.MappingNode):
            yield from _pairs(value)
        elif isinstance(value, yaml.ScalarNode):
            yield _Pair(mapping=mapping, key=key, value=value)


def _change(
    text: str, item: yaml.MappingNode, key: str, names: Mapping[str, str], *, is_json: bool
) -> tuple[int, int, str]:
    """Which part of the text gives way to which words."""
    written = json.dumps(key, ensure_ascii=False) if is_json or not _is_plain(key) else key
    if (own := _pair(item, "key", names)) is not None:
        start, end = own.value.start_mark.index, own.value.end_mark.index
        return (start, end, written) if end > start else (_behind_colon(text, own), end, f" {written}")
    name = _pair(item, "name", names)
    assert name is not None  # noqa: S101 -- only such items are changed
    begins, after = name.key.start_mark.index, name.value.end_mark.index
    called = "Key" if str(name.key.value)[:1].isupper() else "key"
    called = json.dumps(called) if is_json or text[begins] == '"' else called
    before = text[text.rfind("\n", 0, begins) + 1 : begins]
    if name.mapping.flow_style:
        apart = f"\n{before}" if before and not before.strip() else " "
        return after, after, f",{apart}{called}: {written}"
    line_end = text.find("\n", after)
    end = len(text) if line_end < 0 else line_end
    ending = "\r\n" if text[end - 1 : end] == "\r" else "\n"
    end -= len(ending) - 1
    return end, end, f"{ending}{' ' * name.key.start_mark.column}{called}: {written}"


def _behind_colon(text: str, pair: _Pair) -> int:
    return text.index(":", pair.key.end_mark.index) + 1


def _is_plain(key: str) -> bool:
    return bool(_PLAIN.fullmatch(key)) and key.casefold() not in _NOT_TEXT
