from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.interchange.tidy.frames import from_frames, to_frames, to_records
from tests.interchange.conftest import DENTAL, HEATING

NAME = "Harbor Dental · 2026-Q1"


def test_columns_have_real_types(both):
    frames = to_frames(both)
    types = {f"{table}.{name}": str(dtype) for table, frame in frames.items() for name, dtype in frame.dtypes.items()}
    assert types["key_results.text"] == types["objectives.co_owners"] == types["key_results.stages"] == "string"
    assert types["key_results.target"] == types["scores.progress"] == types["clients.average_sale"] == "Float64"
    assert types["scores.position"] == types["scores.active"] == "Int64"
    assert types["key_results.due"] == types["scores.graded_at"] == "datetime64[s]"
    assert types["key_results.kind"] == types["scores.band"] == "category"
    assert list(frames["scores"]["band"].cat.categories) == ["red", "yellow", "green"]


def test_frames_answer_what_an_analyst_asks(both):
    scores = to_frames(both)["scores"]
    of_key_results = scores[scores["scored"] == "key_result"]
    assert of_key_results["score"].mean() == 0.7
    assert of_key_results["score"].isna().sum() == 1
    assert (pd.Timestamp(2026, 2, 14) == scores["graded_at"]).all()


def test_a_table_without_rows_has_the_same_types(dental):
    frames = to_frames(dental)
    without = to_frames([])
    for name, frame in frames.items():
        assert without[name].empty
        assert without[name].dtypes.equals(frame.dtypes)


def test_frames_give_the_okrs_back_in_any_order_of_rows(both):
    frames = {name: frame.sample(frac=1, random_state=3) for name, frame in to_frames(both).items()}
    assert from_frames(frames, workbook=NAME) == DENTAL
    assert from_frames(frames, workbook="Lakeshore Heating · 2026-Q1") == HEATING


def test_what_was_changed_in_a_frame_is_read(dental):
    frames = to_frames(dental)
    frames["key_results"].loc[0, "target"] = 24.5
    frames["key_results"].loc[0, "due"] = pd.Timestamp(2026, 3, 15, 17)
    changed = from_frames(frames).key_results[0]
    assert (changed.target, changed.due) == (Decimal("24.5"), date(2026, 3, 15))


def test_frames_of_hand_made_columns_are_read_too():
    objectives = pd.DataFrame({"id": ["O1"], "text": ["Be reachable"]})
    key_results = pd.DataFrame({"id": ["O1-KR1"], "objective_id": ["O1"], "text": ["Calls"], "target": ["45 %"]})
    (key_result,) = from_frames({"objectives": objectives, "key_results": key_results}).key_results
    assert (key_result.text, key_result.target) == ("Calls", Decimal("0.45"))


def test_a_cell_that_cannot_be_read_is_named(dental):
    frames = to_frames(dental)
    frames["key_results"] = frames["key_results"].astype({"target": object})
    frames["key_results"].loc[0, "target"] = "many"
    with pytest.raises(InvalidOkrError, match='Target is "many", which is not a number') as caught:
        from_frames(frames)
    assert caught.value.findings[0].finding.location.record == "O1-KR1"


@pytest.mark.parametrize(
    ("workbook", "message"),
    [
        (None, "Which workbook is meant. The tables hold Harbor Dental · 2026-Q1, Lakeshore Heating · 2026-Q1."),
        ("Harbor", "There is no workbook 'Harbor'. The tables hold Harbor Dental"),
    ],
)
def test_of_several_workbooks_one_is_named(both, workbook, message):
    with pytest.raises(ConfigError, match=message):
        from_frames(to_frames(both), workbook=workbook)


def test_records_are_plain_values(dental):
    first, second = to_records(dental)
    assert (first["key_result_id"], first["score"], first["due"]) == ("O1-KR1", Decimal("0.70"), date(2026, 3, 31))
    assert (second["key_result"], second["score"]) == ("=Online booking", None)
