"""The rhythm of a cycle: what a key result needs a week, where it may end, and what the weekly meeting has to know.

Pure functions of OKRs and a day, used by command line, service, cards and SDK alike.
"""

from okrsdk.cycle.check_in import Doubt, doubt, refusal
from okrsdk.cycle.course import Course, course
from okrsdk.cycle.measured_values import MeasuredValues, measured_values
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
    "Alarm",
    "Blocker",
    "CheckInOwed",
    "Course",
    "DecisionDue",
    "Doubt",
    "FallenConfidence",
    "MeasuredValues",
    "Movement",
    "Scenario",
    "Scenarios",
    "Status",
    "WeeklyChange",
    "course",
    "doubt",
    "measured_values",
    "refusal",
    "scenarios",
    "status",
    "weekly_change",
]
