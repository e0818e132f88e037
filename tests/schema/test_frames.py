from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from okrsdk.findings import Table
from okrsdk.model import (
    CheckIn,
    Client,
    Commitment,
    Cycle,
    FunnelStage,
    FunnelStep,
    Indicator,
    KeyResult,
    Kind,
    Level,
    Objective,
    OkrSet,
    Stage,
    Status,
    Visibility,
)
from okrsdk.schema import CellError, columns, frames_from_okr_set, load_tables, okr_set_from_frames
from okrsdk.schema.frames import frame
from okrsdk.schema.table_cells import table_cells

_words = st.text(st.characters(categories=["L", "N", "P"]), max_size=12)
_amounts = st.decimals(-(10**9), 10**9, places=3)
_some = lambda strategy: st.none() | strategy  # noqa: E731 - a name for a phrase

_clients = st.builds(
    Client,
    name=_words,
    average_sale=_some(st.decimals(0, 10**6, places=2)),
    close_rate=_some(st.decimals(0, 1, places=2)),
    funnel=st.lists(
        st.builds(
            FunnelStep, stage=st.sampled_from(FunnelStage), visibility=_some(st.sampled_from(Visibility)), system=_words
        ),
        max_size=6,
    ).map(tuple),
)
_objectives = st.builds(
    Objective,
    id=_words,
    text=_words,
    co_owners=st.lists(_words.filter(bool), max_size=3).map(tuple),
    level=_some(st.sampled_from(Level)),
    weight=st.decimals(0, 10, places=2),
    status=st.sampled_from(Status),
)
_stages = st.lists(st.builds(Stage, score=st.decimals(0, 1, places=1), name=_words), max_size=3)
_key_results = st.builds(
    KeyResult,
    id=_words,
    objective_id=_words,
    text=_words,
    kind=st.sampled_from(Kind),
    commitment=st.sampled_from(Commitment),
    funnel_stage=_some(st.sampled_from(FunnelStage)),
    indicator=_some(st.sampled_from(Indicator)),
    baseline=_some(_amounts),
    target=_some(_amounts),
    current=_some(_amounts),
    stages=_stages.map(lambda stages: tuple(sorted(stages, key=lambda stage: stage.score))),
    due=_some(st.dates()),
    weight=st.decimals(0, 10, places=2),
    status=st.sampled_from(Status),
)
_check_ins = st.builds(
    CheckIn,
    day=_some(st.dates()),
    key_result_id=_words,
    value=_some(_amounts),
    confidence=_some(st.decimals(0, 1, places=2)),
)
_okr_sets = st.builds(
    OkrSet,
    client=_clients,
    cycle=_some(st.sampled_from([Cycle.parse("2026-Q1"), Cycle.parse("2026")])),
    objectives=st.lists(_objectives, max_size=3).map(tuple),
    key_results=st.lists(_key_results, max_size=4).map(tuple),
    check_ins=st.lists(_check_ins, max_size=3).map(tuple),
)


@given(okr_set=_okr_sets)
def test_an_okr_set_comes_back_from_its_frames_as_it_was(okr_set):
    assert okr_set_from_frames(frames_from_okr_set(okr_set)) == okr_set


def test_blank_cells_count_as_their_defaults():
    frames = {
        Table.OBJECTIVES: frame(Table.OBJECTIVES, [{"id": "O1"}]),
        Table.KEY_RESULTS: frame(Table.KEY_RESULTS, [{"id": "O1-KR1"}]),
    }
    assert okr_set_from_frames(frames) == OkrSet(
        objectives=(Objective(id="O1"),), key_results=(KeyResult(id="O1-KR1"),)
    )


def test_a_cell_its_column_does_not_allow_counts_as_blank():
    row = {
        "id": "O1-KR1",
        "kind": "growth",
        "target": "about fifty",
        "baseline": CellError("#REF!"),
        "due": "soon",
        "weight": Decimal(-1),
        "stages": "pilot",
    }
    frames = {Table.KEY_RESULTS: frame(Table.KEY_RESULTS, [row])}
    assert okr_set_from_frames(frames).key_results == (KeyResult(id="O1-KR1"),)


def test_plain_cells_say_what_their_frame_says():
    rows: list[dict[str, object]] = [
        {"id": "O1-KR1", "text": "Calls from 3 to 5", "objective_id": "o1", "baseline": Decimal(3), "weight": 2},
        {"id": "O1-KR1", "objective_id": "O9", "kind": "growth", "target": "about fifty", "due": "soon"},
    ]
    objectives: list[dict[str, object]] = [{"id": "O1", "text": "Answer sooner", "owner": CellError("#REF!")}]
    written = {Table.OBJECTIVES: objectives, Table.KEY_RESULTS: rows}
    plain = load_tables({table: table_cells(table, own) for table, own in written.items()})
    assert plain == load_tables({table: frame(table, own) for table, own in written.items()})
    assert plain.okr_set.key_results[0].objective_id == "O1"
    # O1: an error value; the second key result: its ID, words, objective, kind, target and day
    assert len(plain.findings) == 7


def test_zero_is_a_value_and_not_a_blank():
    row = {"id": "O1-KR1", "baseline": Decimal(0), "target": 0, "current": 0.0, "weight": Decimal(0)}
    (key_result,) = okr_set_from_frames({Table.KEY_RESULTS: frame(Table.KEY_RESULTS, [row])}).key_results
    assert [key_result.baseline, key_result.target, key_result.current, key_result.weight] == [0, 0, 0, 0]


def test_a_float_becomes_the_decimal_that_it_shows():
    row = {"target": 0.1, "due": date(2026, 3, 31)}
    (key_result,) = okr_set_from_frames({Table.KEY_RESULTS: frame(Table.KEY_RESULTS, [row])}).key_results
    assert key_result.target == Decimal("0.1")
    assert key_result.due == date(2026, 3, 31)


def test_stages_are_put_in_the_order_of_their_scores():
    stages = (Stage(score=Decimal(1), name="live"), Stage(score=Decimal("0.3"), name="pilot"))
    (key_result,) = okr_set_from_frames({Table.KEY_RESULTS: frame(Table.KEY_RESULTS, [{"stages": stages}])}).key_results
    assert [stage.name for stage in key_result.stages] == ["pilot", "live"]


def test_a_blank_cell_means_the_same_in_the_columns_and_in_the_model():
    bare = {Table.OBJECTIVES: Objective(), Table.KEY_RESULTS: KeyResult(), Table.CHECK_INS: CheckIn()}
    for table, record in bare.items():
        for column in columns(table):
            if column.default is not None:
                assert getattr(record, column.name) == column.default, (table, column.name)
