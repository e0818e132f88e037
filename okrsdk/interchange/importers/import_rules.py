"""The rules of reading tables of others: what may have been meant otherwise than it was read."""

from __future__ import annotations

from okrsdk.findings import RuleInfo, Severity

_SOURCE = "the reading of tables"

PROGRESS_WITHOUT_WAY = RuleInfo(
    code="T601",
    name="progress-without-baseline",
    severity=Severity.WARNING,
    why="A share of the way says where a key result is only if both ends of the way are known. Without them the share "
    "is kept beside the key result, and Current stays blank.",
    source=_SOURCE,
    bad="Progress: 40 %, for “NPS of 40”",
    good="Progress: 40 %, for “NPS from 20 to 40”, which is a current value of 28",
)
UNSURE_SCALE = RuleInfo(
    code="T602",
    name="unsure-scale",
    severity=Severity.WARNING,
    why="A number whose scale no header, sign or neighbour tells may be off by a factor of ten or a hundred.",
    source=_SOURCE,
    bad="Confidence: 1, in a column that holds 1 alone",
    good="Confidence (1-10): 1",
)
UNREAD_CELL = RuleInfo(
    code="T603",
    name="unread-cell",
    severity=Severity.WARNING,
    why="What is written there cannot be what its column holds, so it is kept beside the record as it is.",
    source=_SOURCE,
    bad="Progress: nearly there",
    good="Progress: 90 %",
)
PARENT_NOT_IN_SOURCE = RuleInfo(
    code="T604",
    name="parent-not-in-source",
    severity=Severity.WARNING,
    why="An export of a part of the goals names goals that are not in it. What is written there is kept in Contributes "
    "to, and nothing can show whether that goal is still pursued.",
    source=_SOURCE,
    bad="Aligned To: “Grow abroad” (Id 7), in an export without a goal 7",
    good="Contributes to: a key result of the workbook above, or blank",
)

IMPORT_RULES: tuple[RuleInfo, ...] = (PROGRESS_WITHOUT_WAY, UNSURE_SCALE, UNREAD_CELL, PARENT_NOT_IN_SOURCE)
