"""ES modules as one classic script, since Apps Script serves no modules.

Its HTML service also takes `//` and `/*` within texts for comments and drops what follows, so that a bundle holds
neither: comments go, and in the texts that are left the two are written with a backslash, which changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |async function |class |let )", re.MULTILINE)
_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*\*?.*?\*/\n", re.MULTILINE | re.DOTALL)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


def classic_script(entry: Path) -> str:
    """One script without imports that does what the module does, in a scope of its own.

    The modules must be written as ours are: imports by name from relative paths, comments on lines of their own, no
    name twice at the top level.

    Args:
        entry: the module to begin with.
    """
    parts = [_stripped(path) for path in _in_order(entry.resolve())]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def _in_order(entry: Path) -> list[Path]:
    ordered: dict[Path, None] = {}

    def visit(path: Path) -> None:
        if path in ordered:
            return
        for relative in _IMPORT.findall(path.read_text(encoding="utf-8")):
            visit((path.parent / relative).resolve())
        ordered[path] = None

    visit(entry)
    return list(ordered)


def _stripped(path: Path) -> str:
    text = _IMPORT.sub("", path.read_text(encoding="utf-8"))
    for comment in (_BLOCK_COMMENT, _LINE_COMMENT):
        text = comment.sub("", text)
    text = _EXPORT.sub("", text).replace("//", "/\\/").replace("/*", "/\\*")
    return _BLANK_LINES.sub("\n\n", text).lstrip("\n")
