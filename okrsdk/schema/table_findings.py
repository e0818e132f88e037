"""The structure rules (family T): what a table must be before its OKRs can be read, graded and stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Finding, RuleInfo, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCE = "the workbook's contract"


def _rule(code: str, name: str, why: str, *, bad: str, good: str, severity: Severity = Severity.ERROR) -> RuleInfo:
    return RuleInfo(code=code, name=name, severity=severity, why=why, source=_SOURCE, bad=bad, good=good)


MISSING_TAB = _rule(
    "T101",
    "missing-tab",
    "Objectives and key results are read from the tabs of these names. Without one of them half of the OKRs is "
    "missing, and a score of the rest would mislead.",
    bad="a workbook whose Key Results tab was deleted",
    good="a workbook with the tabs Objectives, Key Results, Check-ins and Client",
)
MISSING_COLUMN = _rule(
    "T102",
    "missing-column",
    "A column that grading or writing back needs is not there under its header, an alias or its hidden mark.",
    bad="Key Results without a Target column",
    good="Key Results with Baseline, Target and Current, in any order and under any known header",
)
DUPLICATE_HEADER = _rule(
    "T103",
    "duplicate-header",
    "Two columns with one header cannot be told apart, so either could be the one that was meant.",
    bad="two columns headed Target",
    good="one column headed Target, the other renamed or deleted",
)
MISSING_HEADER = _rule(
    "T105",
    "missing-header-row",
    "Columns are told apart by their headers. Without that row the first record would be taken for it and be lost.",
    bad="a Key Results tab whose first row is a key result",
    good="a first row with the headers ID, Objective, Key result, Baseline, Target, Current",
)
MERGED_CELLS = _rule(
    "T104",
    "merged-cells",
    "Only the first cell of a merged block holds a value; the rows below it would lose theirs, and sorting is refused.",
    bad="the Objective cells of three key results merged into one",
    good="the objective's ID on each of the three rows",
)
NOT_A_NUMBER = _rule(
    "T201",
    "not-a-number",
    "A text or a date in a number cell cannot be graded, and guessing what was meant would put a wrong score there.",
    bad="Target: about fifty",
    good="Target: 50",
)
NOT_A_DAY = _rule(
    "T202",
    "not-a-date",
    "A day that is text sorts and compares as text, and readers of another country read 03/04 differently.",
    bad="Due: end of March",
    good="Due: 2026-03-31",
)
NOT_A_CHOICE = _rule(
    "T203",
    "unknown-choice",
    "The column's words decide how a key result is graded or counted; a word outside the list decides nothing.",
    bad="Kind: growth",
    good="Kind: increase",
)
CELL_ERROR = _rule(
    "T204",
    "error-value",
    "A formula in the cell failed, so its value is not known.",
    bad="Current: #REF!",
    good="Current: =SUM(Data!B2:B14), with a Data tab that exists",
)
OUT_OF_RANGE = _rule(
    "T205",
    "number-out-of-range",
    "A weight cannot be negative, and scores, shares and confidence lie between 0 and 1.",
    bad="Confidence: 7",
    good="Confidence: 0.7",
)
MUST_BE_FILLED = _rule(
    "T206",
    "missing-value",
    "Without this value the record cannot be read or assigned.",
    bad="a key result without an objective",
    good="a key result with the objective's ID beside it",
)
NOT_STAGES = _rule(
    "T207",
    "unreadable-stages",
    "The stage reached is the score, so every stage needs its score from 0 to 1 and its name.",
    bad="Stages: pilot, then live",
    good="Stages: 0.3: pilot signed | 0.7: live with one client | 1.0: live with all",
)
NOT_A_CYCLE = _rule(
    "T208",
    "unreadable-cycle",
    "Pace, weeks and dates are worked out from the cycle.",
    bad="Cycle: spring",
    good="Cycle: 2026-Q1",
)
NOT_A_TEXT = _rule(
    "T209",
    "not-text",
    "The cell belongs to a column of words and holds something else.",
    bad="Owner: TRUE",
    good="Owner: Head of Sales",
)
BELONGS_ELSEWHERE = _rule(
    "T210",
    "misplaced-value",
    "The word says something that another column holds or that okrsdk works out. In this column it decides nothing, "
    "so it counts as blank.",
    bad="Status: On track",
    good="Status blank, and Pace showing on_track",
    severity=Severity.WARNING,
)
MIXED_WEIGHTS = _rule(
    "T211",
    "mixed-weight-scales",
    "A blank weight counts as 1. Beside shares such as 60 % it outweighs them, beside 50 it hardly counts; 50 and 0.5 "
    "were meant to be alike.",
    bad="Weight: 60 %, 20 %, blank",
    good="Weight: 60 %, 20 %, 20 %",
    severity=Severity.WARNING,
)
DUPLICATE_ID = _rule(
    "T301",
    "duplicate-id",
    "Scores are written beside the ID. With one ID on two rows a score could end up beside the wrong one.",
    bad="two key results with the ID O1-KR1",
    good="the copied row's ID cleared; it gets the next free one on the next write",
)
UNKNOWN_OBJECTIVE = _rule(
    "T302",
    "unknown-objective",
    "The key result would count in no objective's score.",
    bad="Objective: O9, in a workbook with O1 to O3",
    good="Objective: O2",
)
UNKNOWN_KEY_RESULT = _rule(
    "T303",
    "unknown-key-result",
    "What refers to a key result that does not exist counts for none; after a key result was deleted, its history is "
    "all that is left of it.",
    bad="a check-in for O1-KR9, which is not in the workbook",
    good="a check-in for O1-KR2",
    severity=Severity.WARNING,
)
UNKNOWN_CHALLENGE = _rule(
    "T304",
    "unknown-challenge",
    "An objective that answers a challenge which is not in the strategy answers none that anyone can read.",
    bad="Challenge: C9, beside a Strategy tab with C1 to C3",
    good="Challenge: C2",
    severity=Severity.WARNING,
)

STRUCTURE_RULES: tuple[RuleInfo, ...] = (
    MISSING_TAB,
    MISSING_COLUMN,
    DUPLICATE_HEADER,
    MERGED_CELLS,
    MISSING_HEADER,
    NOT_A_NUMBER,
    NOT_A_DAY,
    NOT_A_CHOICE,
    CELL_ERROR,
    OUT_OF_RANGE,
    MUST_BE_FILLED,
    NOT_STAGES,
    NOT_A_CYCLE,
    NOT_A_TEXT,
    BELONGS_ELSEWHERE,
    MIXED_WEIGHTS,
    DUPLICATE_ID,
    UNKNOWN_OBJECTIVE,
    UNKNOWN_KEY_RESULT,
    UNKNOWN_CHALLENGE,
)

_UNSAFE = frozenset(rule.code for rule in (MISSING_TAB, MISSING_COLUMN, DUPLICATE_HEADER, MISSING_HEADER, DUPLICATE_ID))


def makes_writing_unsafe(finding: Finding) -> bool:
    """Whether a score could come to rest in a wrong place, so that nothing of the workbook is graded or written.

    Every other finding of severity error takes only its own record out of the grade.
    """
    return finding.severity is Severity.ERROR and finding.code in _UNSAFE


def refusals(findings: Iterable[Finding], *, strict: bool = False) -> tuple[Finding, ...]:
    """The findings that keep a whole set from being graded and written: those that make writing unsafe, in order.

    Args:
        findings: what was found in the set.
        strict: whether every finding of severity error does.
    """
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return tuple(finding for finding in errors if strict or makes_writing_unsafe(finding))
