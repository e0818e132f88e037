"""One line typed in a round of check-ins: `58 0.6 # what changed ! what blocks`."""

from __future__ import annotations

import re

from okrsdk.workbook.check_in_inputs import BLOCKS, CHANGED, CONFIDENCE, VALUE

ANSWER_FORM = "VALUE CONFIDENCE [# what changed] [! what blocks]"
_PARTS = re.compile(r"(?P<numbers>[^#!]*)(?P<notes>.*)", re.DOTALL)
_NOTE = re.compile(r"(?P<mark>[#!])(?P<text>[^#!]*)")
_CONFIDENCE = re.compile(r"(?P<value>.*\S)\s+(?P<confidence>[01]?[.,]\d+|[01]|\d{1,3}\s?%)")


def answered(line: str) -> dict[str, str]:
    """The fields of a check-in in a line, as they were typed; what is not told is not there.

    The last number of several is the confidence, the rest the value, so that `1 250 0.6` is 1,250 and 0.6.

    >>> answered("58 0.6 # two partners joined ! legal review")
    {'value': '58', 'confidence': '0.6', 'changed': 'two partners joined', 'blocks': 'legal review'}
    >>> answered("1 250"), answered("! still no access")
    ({'value': '1 250'}, {'blocks': 'still no access'})
    """
    parts = _PARTS.fullmatch(line.strip())
    if parts is None:
        return {}
    numbers, fields = parts["numbers"].strip(), {}
    pair = _CONFIDENCE.fullmatch(numbers)
    if pair is not None:
        fields = {VALUE: pair["value"], CONFIDENCE: pair["confidence"]}
    elif numbers:
        fields = {VALUE: numbers}
    for note in _NOTE.finditer(parts["notes"]):
        name = CHANGED if note["mark"] == "#" else BLOCKS
        fields[name] = " ".join(filter(None, [fields.get(name, ""), note["text"].strip()]))
    return {name: text for name, text in fields.items() if text}
