"""The draft that a source holds: plain text and Markdown, or one objective a line of JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.importers.draft import Draft
from okrsdk.interchange.importers.draft_reader import read_draft
from okrsdk.interchange.importers.json_lines import read_json_lines
from okrsdk.interchange.importers.sources import SourceKind

if TYPE_CHECKING:
    from okrsdk.interchange.importers.reading_options import ReadingOptions
    from okrsdk.interchange.importers.sources import Source


def draft_in(source: Source) -> Draft:
    """The objectives and key results of plain text, Markdown or JSON lines, of all cycles.

    Raises:
        InvalidOkrError: there is nothing in it, or a line of JSON lines is no draft.
    """
    is_lines = source.kind is SourceKind.JSON_LINES
    draft = Draft(objectives=read_json_lines(source.text)) if is_lines else read_draft(source.text)
    if not draft.objectives:
        raise InvalidOkrError(
            f"{source.name} has no objective and no key result in it. Write an objective on a line of its own, and its "
            "key results below it, indented."
        )
    return draft


def is_draft(source: Source) -> bool:
    """Whether a source holds sentences, and no columns or keys."""
    is_lines = source.kind is SourceKind.JSON_LINES and not is_table_of_json_lines(source)
    return source.kind is SourceKind.DRAFT or is_lines


def is_table_of_json_lines(source: Source) -> bool:
    """Whether JSON lines are records of another tool, and not each an objective with its key results as texts."""
    rows = json_rows(source)
    return bool(rows) and not any("key_results" in row or set(row) == {"objective"} for row in rows)


def json_rows(source: Source) -> list[dict[str, object]]:
    """The objects of JSON lines; nothing where a line is none, which the reader of drafts tells of."""
    try:
        rows = [json.loads(line, parse_float=Decimal) for line in source.text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return []
    return rows if all(isinstance(row, dict) for row in rows) else []


def refuse_mapping(source: Source, options: ReadingOptions) -> None:
    """Refuses a mapping of what has no columns.

    Raises:
        ConfigError: there is one.
    """
    if options.mapping:
        raise ConfigError(f"{source.name} has no columns to map; leave --map out.", setting="map")
