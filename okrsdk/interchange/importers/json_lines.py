"""JSON lines: one JSON object a line. A line that is none is listed with the reason, and the others are read.

As a draft each is an objective with its key results as texts: `{"objective": "…" or null, "key_results": ["…", …]}`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from okrsdk.interchange.importers.draft import Draft, DraftKeyResult, DraftObjective, NotTaken

_NO_DRAFT = 'it is not a draft: write {"objective": "…" or null, "key_results": ["…", …]}'


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLine:
    """One line of JSON lines.

    Attributes:
        line: its line, from 0.
        record: the object on it.
    """

    line: int
    record: dict[str, object]


def json_lines_of(text: str) -> tuple[tuple[JsonLine, ...], tuple[NotTaken, ...]]:
    """The objects of JSON lines, and the lines that hold none, each with the reason; blank lines hold nothing.

    >>> found, not_taken = json_lines_of('{"objective": "Win"}' + chr(10) + "{broken")
    >>> found[0].record, not_taken[0].line
    ({'objective': 'Win'}, 1)
    """
    found: list[JsonLine] = []
    not_taken: list[NotTaken] = []
    for number, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=Decimal)
        except RecursionError:
            reason = "its lists are nested too deeply"
        except ValueError as error:
            reason = f"it is not JSON: {error}"
        else:
            if isinstance(record, dict):
                found.append(JsonLine(line=number, record=record))
                continue
            reason = "it is not a JSON object"
        not_taken.append(NotTaken(line=number, text=line.strip(), reason=reason))
    return tuple(found), tuple(not_taken)


def read_json_lines(text: str) -> Draft:
    """The objectives of a JSON-lines draft, one a line, and the lines that are none; other keys are ignored.

    >>> read_json_lines('{"objective": null, "key_results": ["NPS of 40"]}').objectives[0].key_results[0].text
    'NPS of 40'
    """
    lines, not_taken = json_lines_of(text)
    read = [(own, _objective(own)) for own in lines]
    others = [
        NotTaken(line=own.line, text=json.dumps(own.record, ensure_ascii=False, default=str), reason=_NO_DRAFT)
        for own, objective in read
        if objective is None
    ]
    return Draft(
        objectives=tuple(objective for _, objective in read if objective is not None),
        not_taken=tuple(sorted([*not_taken, *others], key=lambda one: one.line)),
    )


def _objective(own: JsonLine) -> DraftObjective | None:
    objective, key_results = own.record.get("objective"), own.record.get("key_results", [])
    if not {"objective", "key_results"} & {*own.record}:
        return None
    if not isinstance(key_results, list) or not (objective is None or isinstance(objective, str)):
        return None
    if not all(isinstance(text, str) for text in key_results):
        return None
    taken = tuple(DraftKeyResult(text=text, line=own.line) for text in key_results)
    return DraftObjective(text=objective, line=own.line, key_results=taken)
