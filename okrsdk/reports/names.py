"""The words of the model as people read them: bands, pace, kinds, commitments, states and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.grading import Band, Pace
from okrsdk.model import Change, Commitment, Kind, Status
from okrsdk.texts import text

if TYPE_CHECKING:
    from decimal import Decimal

_BANDS = {Band.GREEN: text("green"), Band.YELLOW: text("yellow"), Band.RED: text("red")}
_PACES = {
    Pace.DONE: text("done"),
    Pace.ON_TRACK: text("on track"),
    Pace.BEHIND: text("behind"),
    Pace.AT_RISK: text("at risk"),
    Pace.OUTDATED: text("outdated"),
}
_STATUSES = {Status.ACTIVE: text("active"), Status.REPLACED: text("replaced"), Status.DROPPED: text("dropped")}
_COMMITMENTS = {Commitment.ASPIRATIONAL: text("aspirational"), Commitment.COMMITTED: text("committed")}
_KINDS = {
    Kind.INCREASE: text("increase"),
    Kind.DECREASE: text("decrease"),
    Kind.AT_LEAST: text("at least"),
    Kind.AT_MOST: text("at most"),
    Kind.BETWEEN: text("between"),
    Kind.MILESTONE: text("milestone"),
    Kind.STAGES: text("stages"),
    Kind.FIND_BASELINE: text("find baseline"),
}
_CHANGES = {
    Change.REPLACED: text("Replaced"),
    Change.DROPPED: text("Dropped"),
    Change.RETARGETED: text("Target changed"),
    Change.REASSIGNED: text("Owner changed"),
    Change.RECOMMITTED: text("Commitment changed"),
    Change.WORK: text("Work changed"),
    Change.KEPT: text("Kept"),
    Change.CLOSED: text("Closed"),
    Change.REOPENED: text("Reopened"),
}
_SEVERITIES = {Severity.ERROR: text("error"), Severity.WARNING: text("warning"), Severity.INFO: text("hint")}
NOT_GRADED = text("not graded")


def band_name(band: Band | None) -> str:
    """A band; empty for none."""
    return "" if band is None else _BANDS[band]


def pace_name(pace: Pace | None) -> str:
    """A pace; empty for none."""
    return "" if pace is None else _PACES[pace]


def status_name(status: Status) -> str:
    """Whether a record counts."""
    return _STATUSES[status]


def commitment_name(commitment: Commitment) -> str:
    """How binding a key result is."""
    return _COMMITMENTS[commitment]


def kind_name(kind: Kind) -> str:
    """How a key result is measured."""
    return _KINDS[kind]


def change_name(change: Change) -> str:
    """What a decision changed."""
    return _CHANGES[change]


def severity_name(severity: Severity) -> str:
    """How bad a finding is."""
    return _SEVERITIES[severity]


def score_number(score: Decimal | None) -> str:
    """A score in figures, or that there is none."""
    return NOT_GRADED if score is None else text("{score:.2f}", score=score)
