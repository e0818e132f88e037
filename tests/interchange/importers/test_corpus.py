"""Tables as people keep them, in every layout and language, each with what it says written beside it by hand.

`corpus/NAME.csv` and its kin are the sources; `corpus/NAME.expected.yaml` says what must be read of each: the layout,
the objectives with their key results and values, the initiatives, the check-ins (day, key result, confidence, value),
the lines that are not taken, the codes of findings; or, under `refused`, a part of the refusal. Nothing may be read
that is not written there.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from okrsdk.errors import OkrError
from okrsdk.findings import Table
from okrsdk.interchange.importers.reading_options import ReadingOptions
from okrsdk.interchange.importers.source_reading import SourceReading
from okrsdk.interchange.importers.sources import read_source
from okrsdk.interchange.reading import read_okrs

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = sorted(CORPUS.glob("*.expected.yaml"))
_NUMBERS = ("baseline", "target", "current", "weight")


def source_of(expected: Path) -> Path:
    stem = expected.name.removesuffix(".expected.yaml")
    (source,) = [path for path in CORPUS.iterdir() if path.stem == stem]
    return source


def read(path: Path, options: dict[str, Any]) -> SourceReading:
    found = read_okrs(read_source(path.name, path.read_bytes()), ReadingOptions(**options))
    assert isinstance(found, SourceReading)
    return found


def _values(record: Any, names: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, int | float | tuple) else str(value)


def _expected(names: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: float(value) for name, value in names.items() if name in _NUMBERS and value is not None}
    return {name: value if value is None else str(value) for name, value in names.items()} | numbers


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_a_source_is_read_as_it_is_written(path):
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    options = told.get("options", {})
    if "refused" in told:
        with pytest.raises(OkrError) as refusal:
            read(source_of(path), options)
        assert told["refused"] in str(refusal.value)
        return
    found = read(source_of(path), options)
    okr_set = found.okr_set
    assert found.layout == told["layout"]
    assert (okr_set.cycle and okr_set.cycle.name) == told.get("cycle")
    read_objectives = [one.text for one in okr_set.objectives]
    assert read_objectives == [one["text"] for one in told["objectives"] if "text" in one]
    by_text = {one.text: one.id for one in okr_set.objectives}
    for one in told["objectives"]:
        objective_id = by_text[one["text"]] if "text" in one else one["reference"]
        if "text" in one:
            (objective,) = [own for own in okr_set.objectives if own.id == objective_id]
            names = {name: value for name, value in one.items() if name not in ("key_results", "text")}
            assert _values(objective, names) == _expected(names)
        key_results = [own for own in okr_set.key_results if own.objective_id == objective_id]
        wanted = one.get("key_results", [])
        assert [own.text for own in key_results] == [own["text"] for own in wanted]
        for own, written in zip(key_results, wanted, strict=True):
            assert (own.text, _values(own, written)) == (own.text, _expected(written))
    count = sum(len(one.get("key_results", [])) for one in told["objectives"])
    assert len(okr_set.key_results) == count
    assert [one.text for one in found.initiatives] == told.get("initiatives", [])
    owners = [one.key_result_id or one.objective_id for one in found.initiatives]
    assert owners == told.get("initiatives_of", owners)
    assert sorted({one.line + 1 for one in found.not_taken}) == told.get("not_taken", [])
    assert sorted({one.code for one in found.findings}) == told.get("findings", [])
    check_ins = [
        [
            str(one.day),
            one.key_result_id,
            float(one.confidence or 0),
            *([] if one.value is None else [float(one.value)]),
        ]
        for one in okr_set.check_ins
    ]
    assert check_ins == told.get("check_ins", [])
    carried = {header for own in found.carried[Table.KEY_RESULTS] for header in own} if count else set()
    assert carried >= set(told.get("carried", []))
