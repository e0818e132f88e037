"""YAML text to plain data and back, with exact numbers and days.

Only what a document needs is read: mappings with unique keys, lists, texts, decimal numbers, true and false, days.
`no`, `on`, `12:30` and `0o7` are texts here, whatever YAML 1.1 makes of them. Aliases are refused, so that a short file
cannot unfold into a huge one.
"""

from __future__ import annotations

import re
from datetime import date

import yaml

from okrsdk.interchange.document.json_text import exact_number, must_be_writable

_TAG = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WIDTH = 110


def read_yaml(text: str) -> object:
    """The data that a YAML text says, numbers as Decimal, days as date.

    Raises:
        ValueError: it is not YAML, holds more than one document or an alias, or a key is repeated in one mapping.
    """
    try:
        return yaml.load(text, Loader=_DocumentLoader)  # noqa: S506 - a safe loader, made stricter
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}: "
        raise ValueError(f"{place}{error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError:
        raise ValueError("its lists and mappings are nested too deeply") from None


def write_yaml(document: object) -> str:
    """The YAML text of plain data, keys in their order."""
    return yaml.dump(document, Dumper=_DocumentDumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


class _DocumentLoader(yaml.SafeLoader):
    """A safe loader without aliases, repeated keys and inexact numbers."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML declares it

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """The next node, which must not be an alias."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it without types
            raise yaml.composer.ComposerError(None, None, "an alias (*) where a value belongs", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002 - PyYAML's
        """The mapping, each of whose keys may be there only once."""
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = (key_node.tag, key_node.value) if isinstance(key_node, yaml.ScalarNode) else id(key_node)
            if key in seen:
                message = f"the key {key_node.value!r} is repeated in one mapping"
                raise yaml.constructor.ConstructorError(None, None, message, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


class _DocumentDumper(yaml.SafeDumper):
    """A safe dumper that writes days as days."""


def _number(loader: _DocumentLoader, node: yaml.ScalarNode) -> object:
    text = loader.construct_scalar(node)
    try:
        return exact_number(text) if _NUMBER.fullmatch(text) else text
    except ValueError as error:
        raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


def _string(loader: _DocumentLoader, node: yaml.ScalarNode) -> str:
    text: str = loader.construct_scalar(node)
    try:
        must_be_writable(text)
    except ValueError as error:
        raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None
    return text


def _truth(loader: _DocumentLoader, node: yaml.ScalarNode) -> object:
    # A tag may claim that any word is one.
    text = loader.construct_scalar(node)
    return {"true": True, "false": False}.get(text.lower(), text)


def _day(loader: _DocumentLoader, node: yaml.ScalarNode) -> object:
    text = loader.construct_scalar(node)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    # A text that looks like a day is read back as a day and means the same; quoted it would look like something else.
    tag = "timestamp" if _DAY.fullmatch(value) else "str"
    return dumper.represent_scalar(f"{_TAG}{tag}", value)


for _tag, _pattern, _starts in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("float", _NUMBER.pattern, list("-+0123456789.")),
    ("timestamp", _DAY.pattern, list("0123456789")),
):
    _DocumentLoader.add_implicit_resolver(f"{_TAG}{_tag}", re.compile(rf"(?:{_pattern})\Z", re.ASCII), _starts)
_DocumentLoader.add_constructor(f"{_TAG}str", _string)
_DocumentLoader.add_constructor(f"{_TAG}bool", _truth)
_DocumentLoader.add_constructor(f"{_TAG}int", _number)
_DocumentLoader.add_constructor(f"{_TAG}float", _number)
_DocumentLoader.add_constructor(f"{_TAG}timestamp", _day)
_DocumentDumper.add_representer(str, _text)
# The dumper quotes texts that YAML 1.1 takes for numbers; this one takes more for numbers, such as 1e3 and 08.
_DocumentDumper.add_implicit_resolver(
    f"{_TAG}float", re.compile(rf"(?:{_NUMBER.pattern})\Z", re.ASCII), list("-+0123456789.")
)
