"""JSON-lines drafts: one objective a line, `{"objective": "…" or null, "key_results": ["…", …]}`."""

from __future__ import annotations

import json

from okrsdk.errors import InvalidOkrError
from okrsdk.interchange.importers.draft import DraftKeyResult, DraftObjective


def read_json_lines(text: str) -> tuple[DraftObjective, ...]:
    """The objectives of a JSON-lines draft, one a line; blank lines are skipped and other keys ignored.

    >>> read_json_lines('{"objective": null, "key_results": ["NPS of 40"]}')[0].key_results[0].text
    'NPS of 40'

    Raises:
        InvalidOkrError: a line is no such object; the message names the line, counted from 1.
    """
    lines = enumerate(text.split("\n"))
    return tuple(_objective(number, line) for number, line in lines if line.strip())


def _objective(number: int, line: str) -> DraftObjective:
    try:
        record = json.loads(line)
    except RecursionError:
        raise InvalidOkrError(f"Line {number + 1} is not a draft: its lists are nested too deeply.") from None
    except ValueError as error:
        raise InvalidOkrError(f"Line {number + 1} is not JSON: {error}. Write one JSON object a line.") from error
    objective = record.get("objective") if isinstance(record, dict) else 0
    key_results = record.get("key_results", []) if isinstance(record, dict) else None
    is_draft = isinstance(key_results, list) and all(isinstance(text, str) for text in key_results)
    if not is_draft or not (objective is None or isinstance(objective, str)):
        raise InvalidOkrError(
            f'Line {number + 1} is not a draft. Write {{"objective": "…" or null, "key_results": ["…", …]}}.'
        )
    taken = tuple(DraftKeyResult(text=text, line=number) for text in key_results or ())
    return DraftObjective(text=objective, line=number, key_results=taken)
