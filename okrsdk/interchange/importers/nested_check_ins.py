"""Check-ins inside key results of JSON and YAML: lists of mappings that each have a day, whatever their keys are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.found_records import FoundCheckIn
from okrsdk.interchange.importers.header_meanings import CHANGED, CHECKED_ON, CONFIDENCE, CURRENT, key_meaning
from okrsdk.interchange.importers.log_columns import DAYS, SAID, VALUES
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.language.normalize import normalized

if TYPE_CHECKING:
    from okrsdk.interchange.importers.found_records import FoundRecord

_NAMES = {CURRENT: "value", CONFIDENCE: "confidence", CHECKED_ON: "day", CHANGED: "changed"}
_WORDS = {"day": DAYS, "value": VALUES, "changed": SAID}
_MOMENTS = frozenset({"timestamp", "created at", "createdat", "recorded at", "time"})


def check_ins_in(items: object, key_result: FoundRecord) -> list[FoundCheckIn]:
    """The check-ins that a list holds; none where one of its items is no mapping with a day.

    Args:
        items: the value of a key of a key result.
        key_result: the key result.
    """
    if not isinstance(items, list) or not items or not all(isinstance(item, Mapping) for item in items):
        return []
    found = [_cells(item) for item in items]
    if not all("day" in cells and len(cells) > 1 for cells in found):
        return []
    return [FoundCheckIn(key_result=key_result, line=key_result.line, cells=cells) for cells in found]


def newest_value(check_ins: list[FoundCheckIn]) -> object:
    """The value of the last check-in by day, as the days are written; None without any."""
    valued = [one for one in check_ins if "value" in one.cells]
    return max(valued, key=lambda one: text_of(one.cells["day"])).cells["value"] if valued else None


def _cells(item: Mapping[str, object]) -> dict[str, object]:
    """What a mapping says of a check-in; what has no column of it is among what changed."""
    cells: dict[str, object] = {}
    others: list[str] = []
    for key, value in item.items():
        name = _name_of(str(key))
        text = text_of(value) if isinstance(value, str | int | float) or not isinstance(value, Mapping | list) else ""
        if not text:
            continue
        if name and name not in cells:
            cells[name] = text[:10] if name == "day" and "T" in text else value
        else:
            others.append(f"{key}: {text}")
    if others:
        cells["changed"] = "; ".join(filter(None, [text_of(cells.get("changed")), *others]))
    return cells


def _name_of(key: str) -> str:
    meaning = key_meaning(key)
    if meaning is not None and meaning.field in _NAMES:
        return _NAMES[meaning.field]
    word = normalized(key)
    if word in _MOMENTS:
        return "day"
    return next((name for name, words in _WORDS.items() if word in words), "")
