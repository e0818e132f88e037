"""Drafts before they are in a sheet: plain text and JSON lines, read into sets of OKRs.

A text draft has its objectives at the margin and their key results below, indented or bulleted::

    Become the first choice of families in town
      - Bookings from 100 to 140 a month
      - Rating on the map from 4.1 to 4.6

`Objective:`, `O1:`, `KR2:` and Markdown headings say the same more loudly. A JSON-lines draft has one objective a line:
`{"objective": "…" or null, "key_results": ["…", …]}`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from okrsdk.errors import InvalidOkrError
from okrsdk.model import KeyResult, Objective, OkrSet


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """One objective of a draft with its key results.

    Attributes:
        objective: the objective's sentence; None where key results stand alone.
        key_results: the key results' sentences.
        line: 0-based line of the draft on which the record begins.
    """

    objective: str | None
    key_results: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    indent: int
    is_bulleted: bool
    label: str
    text: str


_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<heading>#{1,6}[ \t]+)?"
    r"(?P<bullet>(?:[-*+•▪◦–][ \t]+(?:\[[ xX]?\][ \t]+)?|\(?\d{1,2}[.)][ \t]+))?"
    r"(?:\*\*|__)?"
    r"(?:(?P<label>Objective|Goal|O(?=\s?\d)|Key Results?|KRs?)\s?\d*(?:\.\d+)?(?:\*\*|__)?"
    r"(?:\s?[:.)–]+(?:\*\*|__)?\s*|\s-\s+|\s*$))?"
    r"(?P<text>.*?)(?:\*\*|__)?\s*",
    re.IGNORECASE,
)

_BLANKS = re.compile(r"(?<=\S)[ \t]{2,}")


def read_text_draft(text: str) -> tuple[DraftRecord, ...]:
    """The objectives and key results of a text draft, in order.

    >>> read_text_draft("- Win the north; - Bookings from 10 to 20".replace("; ", chr(10) + "  "))[0].key_results
    ('Bookings from 10 to 20',)
    """
    lines = [line for number, raw in enumerate(text.splitlines()) if (line := _read(number, raw)) is not None]
    margin = min((line.indent for line in lines), default=0)
    has_plain_margin = any(line.indent == margin and not line.is_bulleted for line in lines)
    records: list[DraftRecord] = []
    for line in lines:
        if _is_key_result(line, margin, has_plain_margin=has_plain_margin):
            last = records.pop() if records else DraftRecord(objective=None, key_results=(), line=line.number)
            records.append(
                DraftRecord(objective=last.objective, key_results=(*last.key_results, line.text), line=last.line)
            )
        else:
            records.append(DraftRecord(objective=line.text, key_results=(), line=line.number))
    return tuple(records)


def _read(number: int, raw: str) -> _Line | None:
    """The line taken apart; None when it says nothing (blank, a rule, a title, `Key results:` alone)."""
    match = _LINE.fullmatch(_BLANKS.sub(" ", raw.rstrip()))
    if match is None or not re.search(r"\w", match["text"]):
        return None
    label = (match["label"] or "").lower()[:1]
    if match["heading"] and not label:
        return None
    return _Line(
        number=number,
        indent=len(match["indent"].expandtabs(4)),
        is_bulleted=match["bullet"] is not None,
        label=label,
        text=match["text"].strip(),
    )


def _is_key_result(line: _Line, margin: int, *, has_plain_margin: bool) -> bool:
    if line.label:
        return line.label == "k"
    return line.indent > margin or (line.is_bulleted and has_plain_margin)


def read_json_lines(text: str) -> tuple[DraftRecord, ...]:
    """The records of a JSON-lines draft, one a line; blank lines are skipped and other keys ignored.

    >>> read_json_lines('{"objective": null, "key_results": ["NPS of 40"]}')[0].key_results
    ('NPS of 40',)

    Raises:
        InvalidOkrError: a line is no such object; the message names the line, counted from 1.
    """
    lines = enumerate(text.split("\n"))
    return tuple(_record(number, line) for number, line in lines if line.strip())


def _record(number: int, line: str) -> DraftRecord:
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
    return DraftRecord(objective=objective, key_results=tuple(key_results or ()), line=number)


def okr_set_of(*records: DraftRecord) -> OkrSet:
    """The records as one set, with the IDs a workbook would give them (`O1`, `O1-KR2`); texts only."""
    objectives: list[Objective] = []
    key_results: list[KeyResult] = []
    for number, record in enumerate(records, 1):
        has_objective = record.objective is not None and record.objective.strip()
        objective_id = f"O{number}" if has_objective else ""
        if record.objective is not None and has_objective:
            objectives.append(Objective(id=objective_id, text=record.objective.strip()))
        key_results += [
            KeyResult(id=f"O{number}-KR{place}", objective_id=objective_id, text=text.strip())
            for place, text in enumerate(record.key_results, 1)
        ]
    return OkrSet(objectives=tuple(objectives), key_results=tuple(key_results))
