"""JSON text as Google prints it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from okrsdk.localsheets.wire.json_text import Common, compact, pretty

SHARED = Common({"red": 1, "style": {"bold": True}})


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": {}, "b": [], "c": None, "d": True, "e": False},
        {"numbers": [0, -1, 1.5, 1e300, 10**20, 0.1]},
        {"text": ["", 'a"b', "\n\t\\", "é\u2028", "\x00"]},
        {"sheets": [{"data": [{"rowData": [{"values": [{"format": SHARED}, {"format": SHARED}, SHARED]}]}]}]},
        [[[[[[[SHARED], SHARED]]]]]],
    ],
)
def test_text_is_that_of_the_standard_library_indented_by_two(value: Any) -> None:
    assert pretty(value) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    assert json.loads(compact(value)) == value
