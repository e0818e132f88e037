"""Grading: progress, score, band, roll-up and pace, as pure functions on decimals.

Three numbers are kept apart. *Progress* is the signed share of the way from baseline to target; *score* is progress
clamped to 0–1 and rounded half-up to two decimals; *band* is the colour of the score. Every comparison is exact.
"""

from okrsdk.grading.bands import Band, Interpretation, band, interpretation, score
from okrsdk.grading.pace import LINEAR_25, PACE_POLICIES, RATIO_95, STRETCH, Pace, PacePolicy, pace, time_box
from okrsdk.grading.progress import progress
from okrsdk.grading.rollup import current_value, grade
from okrsdk.grading.scores import Coverage, KeyResultScore, LeftOut, ObjectiveScore, Scores
from okrsdk.grading.stretch import stretch_mark, stretch_target

__all__ = [
    "LINEAR_25",
    "PACE_POLICIES",
    "RATIO_95",
    "STRETCH",
    "Band",
    "Coverage",
    "Interpretation",
    "KeyResultScore",
    "LeftOut",
    "ObjectiveScore",
    "Pace",
    "PacePolicy",
    "Scores",
    "band",
    "current_value",
    "grade",
    "interpretation",
    "pace",
    "progress",
    "score",
    "stretch_mark",
    "stretch_target",
    "time_box",
]
