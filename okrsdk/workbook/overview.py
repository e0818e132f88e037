"""The Overview's block: title, overall score, a score per objective, what needs attention, and the key results.

okrsdk owns all of it. The block has a fixed size, so that one write replaces it whole and nothing of an earlier one is
left. Beside each key result formulas draw its check-ins (`template.overview_lines`); no grade writes them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.findings import Finding, Severity
from okrsdk.grading import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet

TABLE_FIELDS = ("id", "text", "score", "band", "coverage", "pass_mark")
KEY_RESULT_FIELDS = ("key_result", "key_result_text")
FIELDS = (*TABLE_FIELDS, *KEY_RESULT_FIELDS)
HEADERS = ("ID", "Objective", "Score", "Band", "Met", "Pass mark", "KR ID", "Key result")
LINES = {"values_line": "Values", "confidence_line": "Confidence"}
"""The columns beside the block in which formulas draw what was checked in, and their headers."""
ATTENTION_HEADERS = ("Where", "Needs attention")
FACTS_ROW = 2
HEADER_ROW = 8
ATTENTION_ROW = 23
OBJECTIVE_ROWS = 12
ATTENTION_ROWS = 12
BLOCK_ROWS = ATTENTION_ROW + 1 + ATTENTION_ROWS
BLOCK_COLUMNS = len(HEADERS)
_TABLE_COLUMNS = len(TABLE_FIELDS)
OVERALL_LABEL = "Overall score"
_LONGEST = 500
_SLIPS = "|".join(pace.slip.capitalize() for pace in Pace if pace.slip)
_ATTENTION = re.compile(rf"[A-Z]\d{{3}}: |(?:{_SLIPS}): |and \d+ more points$")

Row = list[object]


def overview_block(
    okr_set: OkrSet, scores: Scores | None, findings: Sequence[Finding] = (), *, rows_in_all: int = BLOCK_ROWS
) -> list[Row]:
    """The values of the block, row by row: `BLOCK_COLUMNS` canonical values each, None where blank.

    Args:
        okr_set: the OKRs.
        scores: their scores; None before the first grade.
        findings: what was found in them; the errors and warnings among them need attention.
        rows_in_all: how many rows there is room for, `ATTENTION_ROW` + 1 at least.
    """
    rows = [_row(workbook_title(okr_set)), _row(), *_facts(scores)]
    rows += [_row()] * (HEADER_ROW - len(rows))
    rows += [[*HEADERS], *_fitted(list(_objective_rows(okr_set, scores)), OBJECTIVE_ROWS, "objectives")]
    rows += [_row()] * (ATTENTION_ROW - len(rows))
    attention = list(_attention(okr_set, scores, findings))
    rows += [_row(*ATTENTION_HEADERS), *_fitted(attention, rows_in_all - ATTENTION_ROW - 1, "points")]
    key_results = _fitted(list(_key_result_rows(okr_set)), rows_in_all - HEADER_ROW - 1, "key results", _key_result_row)
    beside = [*rows[: HEADER_ROW + 1], *key_results]
    return [[*row[:_TABLE_COLUMNS], *own[_TABLE_COLUMNS:]] for row, own in zip(rows, beside, strict=True)]


def is_own_row(values: Mapping[str, object]) -> bool:
    """Whether a row below the block's last header may be okrsdk's own: blank, or as `overview_block` makes it.

    Args:
        values: what the row holds, by field; without the columns that are not there.
    """
    held = {field: "" if value is None else value for field, value in values.items()}
    where, what = (held.get(field, "") for field in TABLE_FIELDS[:2])
    if any(held.get(field, "") != "" for field in TABLE_FIELDS[2:]):
        return False
    if not _may_be_key_result([held[field] for field in KEY_RESULT_FIELDS if field in held]):
        return False
    return (where == what == "") or (isinstance(what, str) and _ATTENTION.match(what) is not None)


def _may_be_key_result(pair: Sequence[object]) -> bool:
    """Whether an ID and a text may be those of a key result: notes of people's are seldom both at once."""
    if all(value == "" for value in pair):
        return True
    texts = [value for value in pair if isinstance(value, str) and value]
    return len(texts) == len(pair) and (len(pair) == 1 or not any(sign.isspace() for sign in texts[0]))


def _row(*values: object) -> Row:
    return [*map(_shortened, values), *[None] * (BLOCK_COLUMNS - len(values))]


def _shortened(value: object) -> object:
    """The value, a long text cut off, since a text that fills a cell gets words before it here."""
    return value[: _LONGEST - 1] + "…" if isinstance(value, str) and len(value) > _LONGEST else value


def workbook_title(okr_set: OkrSet) -> str:
    """The title of a workbook: its client and its cycle."""
    cycle = okr_set.cycle.name if okr_set.cycle else ""
    return " · ".join(part for part in (okr_set.client.name, cycle) if part) or "OKRs"


def _facts(scores: Scores | None) -> list[Row]:
    if scores is None:
        return [_row(OVERALL_LABEL, "not graded yet"), _row("Band"), _row("Coverage"), _row("Graded at")]
    reading = None if scores.interpretation is None else str(scores.interpretation).replace("_", " ")
    return [
        _row(OVERALL_LABEL, scores.overall),
        _row("Band", scores.band),
        _row("Coverage", str(scores.coverage)),
        _row("Graded at", scores.on),
        _row("Reading" if reading else None, reading),
    ]


def _objective_rows(okr_set: OkrSet, scores: Scores | None) -> Iterator[Row]:
    for position, objective in enumerate(okr_set.objectives):
        if not objective.is_active:
            continue
        pass_mark = okr_set.commitment(objective).pass_mark
        if scores is None:
            yield _row(objective.id, objective.text, None, None, None, pass_mark)
        else:
            own = scores.objectives[position]
            yield _row(objective.id, objective.text, own.score, own.band, str(own.coverage), pass_mark)


def _key_result_rows(okr_set: OkrSet) -> Iterator[Row]:
    """The key results that count, ID and text in their columns."""
    for key_result in okr_set.key_results:
        if key_result.is_active and key_result.id:
            yield _key_result_row(key_result.id, key_result.text or key_result.metric or "–")


def _key_result_row(*values: object) -> Row:
    return [*[None] * _TABLE_COLUMNS, *map(_shortened, values)]


def _attention(okr_set: OkrSet, scores: Scores | None, findings: Sequence[Finding]) -> Iterator[Row]:
    yield from _found(findings, Severity.ERROR)
    for own in scores.key_results if scores else ():
        key_result = okr_set.key_results[own.position]
        if key_result.is_active and own.slip:
            yield _row(key_result.id, f"{own.slip.capitalize()}: {key_result.text}")
    yield from _found(findings, Severity.WARNING)


def _found(findings: Iterable[Finding], severity: Severity) -> Iterator[Row]:
    for finding in findings:
        if finding.severity is severity:
            where = finding.location.record or finding.location.table
            yield _row(None if where is None else str(where), f"{finding.code}: {finding.message}")


def _fitted(rows: list[Row], room: int, noun: str, made: Callable[..., Row] = _row) -> list[Row]:
    """The rows in exactly `room` rows; what does not fit is counted in the last, which is `made` like the others."""
    if not room:
        return []
    if len(rows) > room:
        rows = [*rows[: room - 1], made("…", f"and {len(rows) - room + 1} more {noun}")]
    return rows + [_row()] * (room - len(rows))
