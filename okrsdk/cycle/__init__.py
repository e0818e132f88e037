"""The rhythm of a cycle: what a key result needs a week, where it may end, and what the weekly meeting has to know.

Pure functions of OKRs and a day, used by command line, service, cards and SDK alike.
"""

from okrsdk.cycle.carry_over import carry_over, following_cycle
from okrsdk.cycle.check_in import Doubt, doubt, last_rated, refusal
from okrsdk.cycle.course import Course, course
from okrsdk.cycle.history import (
    Aim,
    Calibration,
    Chance,
    CycleResult,
    History,
    Reliability,
    Situation,
    history,
    situation,
)
from okrsdk.cycle.measured_values import MeasuredValues, measured_values
from okrsdk.cycle.recalibration import Reason, Recalibration, dropped, kept, open_signals, replaced, retargeted
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
from okrsdk.cycle.weekly_change import WeeklyChange, weekly_change

__all__ = [
    "Aim",
    "Alarm",
    "Blocker",
    "Calibration",
    "Chance",
    "CheckInOwed",
    "Course",
    "CycleResult",
    "DecisionDue",
    "Doubt",
    "FallenConfidence",
    "History",
    "MeasuredValues",
    "Movement",
    "Reason",
    "Recalibration",
    "Reliability",
    "Scenario",
    "Scenarios",
    "Situation",
    "Status",
    "WeeklyChange",
    "carry_over",
    "course",
    "doubt",
    "dropped",
    "following_cycle",
    "history",
    "kept",
    "last_rated",
    "measured_values",
    "open_signals",
    "refusal",
    "replaced",
    "retargeted",
    "scenarios",
    "situation",
    "status",
    "weekly_change",
]
