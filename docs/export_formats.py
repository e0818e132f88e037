"""The docs page of the formats of exports, made from their catalogue and the docstrings of their modules."""

from __future__ import annotations

import sys
from itertools import groupby

from okrsdk.interchange import EXPORT_FORMATS, ExportFormat

_INTRO = """\
# Formats of exports

What `okr export --to` takes. [Exports](export.md) shows how to use it.
"""


def export_formats_page() -> str:
    """The page: a table of all formats, then what each module says of its own."""
    rows = "\n".join(f"| `{known.name}` | {known.title} | {_file(known)} |" for known in EXPORT_FORMATS)
    sections = (_section(module, list(own)) for module, own in groupby(EXPORT_FORMATS, key=_module))
    return "\n".join([_INTRO, f"| `--to` | what it is | file |\n| --- | --- | --- |\n{rows}\n", *sections])


def _module(known: ExportFormat) -> str:
    return known.write.__module__


def _file(known: ExportFormat) -> str:
    return f"`{known.suffix}`" if known.suffix else "a folder"


def _section(module: str, formats: list[ExportFormat]) -> str:
    names = ", ".join(known.name for known in formats)
    told = (sys.modules[module].__doc__ or "").strip()
    return f"## {names}\n\n{told}\n"
