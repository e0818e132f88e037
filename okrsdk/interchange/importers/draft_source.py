"""The draft that a source holds: plain text and Markdown, or one objective a line of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.importers.draft_reader import read_draft
from okrsdk.interchange.importers.json_lines import json_lines_of, read_json_lines
from okrsdk.interchange.importers.sources import SourceKind
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.interchange.importers.draft import Draft
    from okrsdk.interchange.importers.reading_options import ReadingOptions
    from okrsdk.interchange.importers.sources import Source


def draft_in(source: Source) -> Draft:
    """The objectives and key results of plain text, Markdown or JSON lines, of all cycles.

    Raises:
        InvalidOkrError: there is nothing in it.
    """
    is_lines = source.kind is SourceKind.JSON_LINES
    draft = read_json_lines(source.text) if is_lines else read_draft(source.text)
    if not draft.objectives:
        first = next((f" Line {one.line + 1} was not taken: {one.reason}." for one in draft.not_taken if is_lines), "")
        cure = (
            'Write {"objective": "…", "key_results": ["…", …]} on each line.'
            if is_lines
            else "Write an objective on a line of its own, and its key results below it, indented."
        )
        raise InvalidOkrError(f"{source.name} has no objective and no key result in it.{first} {cure}")
    return draft


def is_draft(source: Source) -> bool:
    """Whether a source holds sentences, and no columns or keys."""
    is_lines = source.kind is SourceKind.JSON_LINES and not is_data_of_json_lines(source)
    return source.kind is SourceKind.DRAFT or is_lines


def is_data_of_json_lines(source: Source) -> bool:
    """Whether JSON lines are records of another tool, and not each an objective with its key results as texts."""
    lines, _ = json_lines_of(source.text)
    rows = [own.record for own in lines if own.record]
    is_draft = any("key_results" in row or set(row) == {"objective"} for row in rows)
    return bool(rows) and (not is_draft or any(_holds_data(row.get("key_results")) for row in rows))


def _holds_data(key_results: object) -> bool:
    """Whether key results are more than texts."""
    return isinstance(key_results, list) and any(isinstance(one, dict) for one in key_results)


def refuse_mapping(name: str, options: ReadingOptions) -> None:
    """Refuses a mapping of what has no columns.

    Raises:
        ConfigError: there is one.
    """
    if options.mapping:
        raise ConfigError(text("{name} has no columns to map; leave --map out.", name=name), setting="map")
