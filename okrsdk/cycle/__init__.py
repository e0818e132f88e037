"""The rhythm of a cycle: what a key result needs a week, where it may end, and what the weekly meeting has to know.

Pure functions of OKRs and a day, used by command line, service, cards and SDK alike.
"""

from okrsdk.cycle.carry_over import carry_over, following_cycle
from okrsdk.cycle.chances import KeyResultChance, chances
from okrsdk.cycle.check_in import Doubt, doubt, is_past, last_rated, refusal
from okrsdk.cycle.closing import Closing, Outcome, Puzzle, Why, as_closed, at_close, closing, reopening
from okrsdk.cycle.course import Course, course
from okrsdk.cycle.history import (
    FEWEST_OF_OWNER,
    Aim,
    Calibration,
    Chance,
    CycleResult,
    History,
    Learnt,
    Reliability,
    Situation,
    history,
    owner_calibration,
    situation,
)
from okrsdk.cycle.measured_values import MeasuredValues, measured_values
from okrsdk.cycle.next_cycle import NextCycle, unanswered_challenges
from okrsdk.cycle.recalibration import (
    Reason,
    Recalibration,
    changeable,
    doubts,
    dropped,
    kept,
    open_signals,
    reassigned,
    recommitted,
    replaced,
    retargeted,
)
from okrsdk.cycle.refreshing import RefreshedValue, RefreshOutcome, refreshed_value, unread_value
from okrsdk.cycle.scenarios import Scenario, Scenarios, scenarios
from okrsdk.cycle.status import (
    Alarm,
    Blocker,
    CheckInOwed,
    DecisionDue,
    FallenConfidence,
    Movement,
    Status,
    status,
)
from okrsdk.cycle.strategy import ASKED, Question, blank_strategy, open_questions
from okrsdk.cycle.weekly_change import WeeklyChange, expected_value, weekly_change

__all__ = [
    "ASKED",
    "FEWEST_OF_OWNER",
    "Aim",
    "Alarm",
    "Blocker",
    "Calibration",
    "Chance",
    "CheckInOwed",
    "Closing",
    "Course",
    "CycleResult",
    "DecisionDue",
    "Doubt",
    "FallenConfidence",
    "History",
    "KeyResultChance",
    "Learnt",
    "MeasuredValues",
    "Movement",
    "NextCycle",
    "Outcome",
    "Puzzle",
    "Question",
    "Reason",
    "Recalibration",
    "RefreshOutcome",
    "RefreshedValue",
    "Reliability",
    "Scenario",
    "Scenarios",
    "Situation",
    "Status",
    "WeeklyChange",
    "Why",
    "as_closed",
    "at_close",
    "blank_strategy",
    "carry_over",
    "chances",
    "changeable",
    "closing",
    "course",
    "doubt",
    "doubts",
    "dropped",
    "expected_value",
    "following_cycle",
    "history",
    "is_past",
    "kept",
    "last_rated",
    "measured_values",
    "open_questions",
    "open_signals",
    "owner_calibration",
    "reassigned",
    "recommitted",
    "refreshed_value",
    "refusal",
    "reopening",
    "replaced",
    "retargeted",
    "scenarios",
    "situation",
    "status",
    "unanswered_challenges",
    "unread_value",
    "weekly_change",
]
