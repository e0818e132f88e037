"""Files of a full export of Viva Goals, as small as a test needs them."""

from __future__ import annotations

import json
from typing import Any

from okrsdk.interchange.document.json_text import read_json
from okrsdk.interchange.importers.reading_options import ReadingOptions
from okrsdk.interchange.importers.source_reading import SourceReading
from okrsdk.interchange.importers.viva_goals.export import read_viva_goals_export

PERIODS = [
    {"ID": 3, "Time Period Name": "Q4 2025", "Start Date": "2025-10-01", "End Date": "2025-12-31"},
    {"ID": 1, "Time Period Name": "Annual 2025", "Start Date": "2025-01-01", "End Date": "2025-12-31"},
]


def goal(key: int, title: str, word: str, *above: int, period: int = 3, **further: Any) -> dict[str, Any]:
    """A goal of the fourth quarter, measured in percent of completion unless told otherwise."""
    return {
        "ID": key,
        "Title": title,
        "Type": word,
        "Time Period": {"ID": period, "Name": {3: "Q4 2025", 1: "Annual 2025"}[period]},
        "Parent IDs": list(above),
        "Outcome": {"Outcome Type": "Percentage"},
        "Progress": 0,
    } | further


def metric(start: float, target: float, unit: str = "", **further: Any) -> dict[str, Any]:
    """The outcome of a goal with a metric of its own."""
    return {"Outcome Type": "Metric", "Metric Unit": unit, "Start": start, "Target": target} | further


def read_export(
    goals: list[Any],
    check_ins: list[Any] | None = None,
    *,
    cycle: str = "",
    mapping: dict[str, str] | None = None,
    **files: Any,
) -> SourceReading:
    """What is read of an export of these goals and check-ins, and of further files by their names."""
    held = {"TimePeriods.json": PERIODS, "objectives.json": goals, "checkins.json": check_ins or []}
    held |= {f"{name}.json": data for name, data in files.items()}
    parsed = {path: read_json(json.dumps(data), whole=int) for path, data in held.items()}
    return read_viva_goals_export(parsed, ReadingOptions(cycle=cycle, mapping=mapping or {}), name="export.zip")
