"""The docs page of the formats of exports, made from their catalogue and the docstrings of their modules."""

from __future__ import annotations

import sys
from itertools import groupby

from okrsdk.interchange import EXPORT_FORMATS, ExportFormat
from okrsdk.interchange.exporters import asana_goals, atlassian_goals, clickup_goals

_INTRO = """\
# Formats of exports

What `okr export --to` takes. [Exports](export.md) shows how to use it.
"""
_API_INTRO = """\
## APIs

What `okr push --to` makes.
"""
_APIS = (("asana", asana_goals), ("clickup", clickup_goals), ("atlassian", atlassian_goals))


def export_formats_page() -> str:
    """The page: a table of all formats, then what each module says of its own."""
    rows = "\n".join(f"| `{known.name}` | {known.title} | {_file(known)} |" for known in EXPORT_FORMATS)
    sections = (_section(module, list(own)) for module, own in groupby(EXPORT_FORMATS, key=_module))
    apis = (f"### {name}\n\n{_told(module.__name__)}\n" for name, module in _APIS)
    return "\n".join(
        [_INTRO, f"| `--to` | what it is | file |\n| --- | --- | --- |\n{rows}\n", *sections, _API_INTRO, *apis]
    )


def _module(known: ExportFormat) -> str:
    return known.write.__module__


def _file(known: ExportFormat) -> str:
    return f"`{known.suffix}`" if known.suffix else "a folder"


def _section(module: str, formats: list[ExportFormat]) -> str:
    names = ", ".join(known.name for known in formats)
    return f"## {names}\n\n{_told(module)}\n"


def _told(module: str) -> str:
    return (sys.modules[module].__doc__ or "").strip()
